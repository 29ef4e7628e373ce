"""Import, stills and a lost index with the real engine: what it gives, and what its end leaves behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.rough_engine import PATIENCE, linux_only, nothing_left, rough_engine
from tests.services.casework import Family, Stopping, film_file, on_disk
from vigtool.domain.errors import Cancelled
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purposes
from vigtool.engine.errors import EngineCrashed, EngineError, EngineHung
from vigtool.engine.film_source import FilmSource
from vigtool.engine.task_names import FACTS, INDEX, STILL, TaskName
from vigtool.engine.tasks import run_task
from vigtool.services.importing import import_film
from vigtool.services.recordings import frame_times, recordings
from vigtool.services.stills import export_still
from vigtool.vault.errors import Damaged, Part

LARGE = 9_000_000


@pytest.fixture(autouse=True)
def _nothing_left(family: Family) -> Iterator[None]:  # noqa: ARG001 - the vault's own descriptors are open by then
    with nothing_left():
        yield


pytestmark = linux_only


def test_a_film_comes_in_and_goes_out_through_the_engine(family: Family, tmp_path: Path) -> None:
    in_process, family.ws.run_task = family.ws.run_task, run_task
    film = family.film(tmp_path)
    times = frame_times(family.ws, film.id)
    assert (film.frames, times.frames) == (24, 24)
    (family.ws.folder / "derived" / f"{film.id}.frames.age").unlink()
    assert frame_times(family.ws, film.id) == times
    family.answer(Purposes.FAMILY_COPY)
    stills = []
    for name, runner in (("engine.png", run_task), ("here.png", in_process)):
        family.ws.run_task = runner
        export_still(family.ws, film.id, frame=20, purpose=Purposes.FAMILY_COPY, out=tmp_path / name)
        stills.append((tmp_path / name).read_bytes())
    assert stills[0] == stills[1]


class Rough:
    """Runs one task roughly, the others as they should be."""

    def __init__(self, which: TaskName, how: str) -> None:
        self.which = which
        self.how = how
        self.patience = 2.0 if how == "hang" else PATIENCE

    def __call__(
        self, source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        name = self.how if task == self.which else task
        return run_task(source, name, argument, progress, start=lambda: rough_engine(self.patience))


@pytest.mark.parametrize(
    ("which", "how", "error"),
    [
        (FACTS, "abort", EngineCrashed),
        (INDEX, "fault", EngineCrashed),
        (INDEX, "hang", EngineHung),
        (FACTS, "parts", EngineError),
    ],
)
def test_an_engine_that_ends_leaves_nothing_of_an_import(
    family: Family, tmp_path: Path, which: TaskName, how: str, error: type[EngineError]
) -> None:
    family.answer(Purposes.GUIDANCE)
    source = film_file(tmp_path / "film.mp4")
    before, family.ws.run_task = on_disk(family.ws.folder), Rough(which, how)
    with pytest.raises(error):
        import_film(family.ws, source, family.case.id)
    assert on_disk(family.ws.folder) == before
    assert recordings(family.ws) == []


def test_an_engine_that_ends_leaves_no_still(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    family.answer(Purposes.FAMILY_COPY)
    out = tmp_path / "out"
    out.mkdir()
    family.ws.run_task = Rough(STILL, "fault")
    with pytest.raises(EngineCrashed):
        export_still(family.ws, film.id, frame=3, purpose=Purposes.FAMILY_COPY, out=out / "still.png")
    assert list(out.iterdir()) == []


def test_cancelling_ends_the_engine_and_leaves_nothing(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    family.ws.run_task = run_task
    source, before = film_file(tmp_path / "film.mp4", LARGE), on_disk(family.ws.folder)
    indexing = LARGE  # progress counts copying first
    calls = Stopping()

    def stop(done: int, total: int) -> None:
        calls(done, total)
        if done >= indexing and len(calls.calls) > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_film(family.ws, source, family.case.id, progress=stop)
    assert on_disk(family.ws.folder) == before


@pytest.mark.parametrize("place", [1000, -20], ids=["in the first chunk", "in the last, which is read at opening"])
def test_a_damaged_recording_is_named(family: Family, tmp_path: Path, place: int) -> None:
    family.answer(Purposes.GUIDANCE)
    film = import_film(family.ws, film_file(tmp_path / "film.mp4", 200_000), family.case.id)
    kept = family.ws.folder / "recordings" / f"{film.id}.age"
    sealed = bytearray(kept.read_bytes())
    sealed[place] ^= 1
    kept.write_bytes(sealed)
    (family.ws.folder / "derived" / f"{film.id}.frames.age").unlink()
    family.ws.run_task = run_task
    with pytest.raises(Damaged) as damaged:
        frame_times(family.ws, film.id)
    assert (damaged.value.part, damaged.value.id) == (Part.RECORDING, film.id)
