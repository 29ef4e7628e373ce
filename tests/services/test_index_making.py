"""A lost frame index is made anew by a task of the engine; what was found before an interruption is not read again."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.media.drawn_films import draw_film
from tests.services.casework import Family, Stopping, bare_film, to_store
from vigtool.domain.errors import Cancelled
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purposes
from vigtool.engine.errors import EngineCrashed
from vigtool.engine.film_source import FilmSource
from vigtool.engine.task_names import INDEX, TaskName
from vigtool.media.errors import BadIndex
from vigtool.media.index_building import index_parts
from vigtool.media.index_bytes import is_index, pack_index
from vigtool.services.importing import import_film
from vigtool.services.index_making import FRAME_INDEX, INDEX_BEGUN, made_index
from vigtool.services.recordings import frame_index, frame_times


@dataclass(slots=True)
class Unhurried:
    """Runs the task in this process and tells what is found at every report; dies before part ``dies_at``."""

    family: Family
    dies_at: int | None = None
    begun: list[bytes] = field(default_factory=list)
    parts: int = 0

    def __call__(
        self, source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        assert task == INDEX
        self.begun.append(argument)
        with bare_film(self.family.ws, RecordingId(source.recording)) as file:
            for self.parts, part in enumerate(index_parts(file, progress, argument or None, keep_every=0)):
                if self.parts == self.dies_at:
                    raise EngineCrashed(signal=9)
                yield part


@pytest.fixture
def film(family: Family, tmp_path: Path) -> RecordingId:
    family.answer(Purposes.GUIDANCE)
    path = tmp_path / "film.ts"
    with path.open("wb") as file:
        draw_film(file, container="mpegts", frames=900, width=96, height=64)
    return import_film(family.ws, path, family.case.id).id


def test_an_index_that_was_broken_off_goes_on(family: Family, film: RecordingId) -> None:
    vault = family.ws.vault
    whole = frame_index(family.ws, film)
    runner = Unhurried(family, dies_at=2)
    with pytest.raises(EngineCrashed):
        made_index(vault, to_store(family.ws, film), runner=runner)
    begun = vault.derived(film, INDEX_BEGUN)
    assert begun
    assert not is_index(begun)
    runner.dies_at = None
    seen = Stopping()
    assert pack_index(made_index(vault, to_store(family.ws, film), seen, runner)) == pack_index(whole)
    assert runner.begun == [b"", begun]
    assert seen.calls[0][0] > 0, "the film was read from its start"
    assert vault.derived(film, INDEX_BEGUN) == b""
    assert vault.derived(film, FRAME_INDEX) == pack_index(whole)


def test_a_beginning_of_another_film_does_no_harm(family: Family, film: RecordingId) -> None:
    whole = frame_index(family.ws, film)
    family.ws.vault.put_derived(film, INDEX_BEGUN, b"of another film")
    assert pack_index(made_index(family.ws.vault, to_store(family.ws, film), runner=Unhurried(family))) == pack_index(
        whole
    )


def test_a_damaged_beginning_is_as_none(family: Family, film: RecordingId) -> None:
    (family.ws.folder / "derived" / f"{film}.{INDEX_BEGUN}.age").write_bytes(b"age-encryption.org/v1\n")
    runner = Unhurried(family)
    made_index(family.ws.vault, to_store(family.ws, film), runner=runner)
    assert runner.begun == [b""]


def test_cancelling_passes_through(family: Family, film: RecordingId) -> None:
    with pytest.raises(Cancelled):
        made_index(family.ws.vault, to_store(family.ws, film), Stopping(at=1), Unhurried(family))


def test_a_task_that_gives_no_index_is_refused(family: Family, film: RecordingId) -> None:
    def silent(
        source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        progress(len(argument), 1)
        assert (source.recording, task) == (film, INDEX)
        return iter(())

    with pytest.raises(BadIndex):
        made_index(family.ws.vault, to_store(family.ws, film), runner=silent)


def test_an_engine_makes_the_same_index(family: Family, film: RecordingId) -> None:
    times = frame_times(family.ws, film)
    (family.ws.folder / "derived" / f"{film}.{FRAME_INDEX}.age").unlink()
    assert frame_times(family.ws, film) == times
    with bare_film(family.ws, film) as file:
        parts = list(index_parts(io.BytesIO(file.read())))
    assert family.ws.vault.derived(film, FRAME_INDEX) == parts[-1]
