"""What leaves is made by the engine's own process: the same as without one, and when that ends nothing is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.rough_engine import linux_only, nothing_left, rough_engine
from tests.services.casework import Family, film_file, happened
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ClipExported
from vigtool.domain.identifiers import MomentId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purposes
from vigtool.domain.renditions import ClipWish
from vigtool.engine.errors import EngineCrashed, EngineFailed
from vigtool.engine.film_source import FilmSource
from vigtool.engine.render_results import pack_piece
from vigtool.engine.task_names import CHECK, RENDER, TaskName
from vigtool.engine.tasks import TaskRunner, run_task
from vigtool.media.errors import ClipNotExact
from vigtool.services.importing import import_film
from vigtool.services.jobs import Job
from vigtool.services.marking import mark_frames
from vigtool.services.reels import ReelExport, export_reel

pytestmark = linux_only

SLOWLY = ClipWish(card=ClipWish().slow_speed)
ALIKE = 1.0
"""Mean difference of luma, of 255 steps: no coder promises the same bytes in another process, only the same film."""


def pictures(clip: Path) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """When each picture begins, in seconds, and its luma."""
    with av.open(clip) as film:
        for frame in film.decode(video=0):
            yield float(frame.time or 0), np.asarray(frame.to_ndarray(format="gray"), np.uint8)


@dataclass(frozen=True, slots=True)
class Ready:
    family: Family
    moments: tuple[MomentId, ...]
    out: Path

    def job(self, name: str = "reel.mp4") -> Job[object]:
        wishes = [SLOWLY] * len(self.moments)
        return ReelExport(self.family.ws, self.moments, Purposes.TRAINING, self.out / name, wishes=wishes)


@pytest.fixture
def ready(family: Family, tmp_path: Path) -> Iterator[Ready]:
    family.answer(Purposes.GUIDANCE)
    family.answer(Purposes.TRAINING)
    films = [import_film(family.ws, film_file(tmp_path / f"{n}.mp4"), family.case.id) for n in range(2)]
    moments = tuple(mark_frames(family.ws, one.id, first=3, end=8, key=4).id for one in films)
    (tmp_path / "out").mkdir()
    with nothing_left():
        yield Ready(family, moments, tmp_path / "out")


def test_a_reel_of_two_sealed_films_is_the_same_as_without_a_process(ready: Ready) -> None:
    ws, wishes = ready.family.ws, [SLOWLY] * 2
    made = []
    for name, runner in (("here.mp4", ws.run_task), ("there.mp4", run_task)):
        ws.run_task = runner
        made.append(export_reel(ws, ready.moments, Purposes.TRAINING, ready.out / name, wishes=wishes))
    here, there = made
    assert (here.check.frames, here.check.duration, here.check.sound) == (
        there.check.frames,
        there.check.duration,
        there.check.sound,
    )
    shown, shown_there = list(pictures(here.reel)), list(pictures(there.reel))
    assert [at for at, _ in shown] == [at for at, _ in shown_there]
    for (_, one), (_, other) in zip(shown, shown_there, strict=True):
        assert np.abs(one.astype(int) - other).mean() < ALIKE


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Runs one task otherwise than it should be."""

    which: TaskName
    how: str
    before: TaskRunner

    def __call__(
        self, source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        if task != self.which:
            return self.before(source, task, argument, progress)
        return run_task(source, self.how, b"", progress, start=rough_engine)


@pytest.mark.parametrize("which", [RENDER, CHECK])
def test_an_engine_that_crashes_leaves_nothing(ready: Ready, which: TaskName) -> None:
    ws = ready.family.ws
    ws.run_task = Otherwise(which, "fault", ws.run_task)
    with pytest.raises(EngineCrashed):
        ready.job().run(ignore_progress)
    assert list(ready.out.iterdir()) == []


@dataclass(frozen=True, slots=True)
class Lying:
    """Gives these parts as the result of one task."""

    which: TaskName
    parts: tuple[bytes, ...]
    before: TaskRunner

    def __call__(
        self, source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        return iter(self.parts) if task == self.which else self.before(source, task, argument, progress)


@pytest.mark.parametrize(
    ("which", "parts"),
    [
        (RENDER, (b"",)),
        (RENDER, (pack_piece(1, b"x"),)),
        (RENDER, (pack_piece(0, b"x"), pack_piece(2, b"x"))),
        (CHECK, ()),
        (CHECK, (b"\xff",)),
        (CHECK, (bytes(5000),)),
    ],
)
def test_an_engine_that_talks_nonsense_is_not_believed(ready: Ready, which: TaskName, parts: tuple[bytes, ...]) -> None:
    ready.family.ws.run_task = Lying(which, parts, ready.family.ws.run_task)
    with pytest.raises(EngineFailed):
        ready.job().run(ignore_progress)
    assert list(ready.out.iterdir()) == []


def test_what_the_engine_wrote_wrongly_does_not_leave(ready: Ready) -> None:
    """The bytes of another film instead of the reel: the check, which sees the films, says no."""
    ready.family.ws.run_task = Lying(RENDER, (pack_piece(0, b"no film"),), ready.family.ws.run_task)
    with pytest.raises(ClipNotExact) as found:
        ready.job().run(ignore_progress)
    assert found.value.what == "layout"
    assert list(ready.out.iterdir()) == []


def test_cancelling_kills_the_engine_and_leaves_nothing(ready: Ready) -> None:
    ready.family.ws.run_task = run_task

    def stop(done: int, total: int) -> None:
        if done > total // 8:
            raise Cancelled

    with pytest.raises(Cancelled):
        ready.job().run(stop)
    assert list(ready.out.iterdir()) == []
    assert not any(isinstance(event, ClipExported) for _envelope, event in happened(ready.family.ws))
