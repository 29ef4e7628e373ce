"""A stretch of a drawn film in which people are covered, with a desk in memory."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.masking.desk import FILM, DriftJob, MemoryDesk
from tests.gui.preparing.conftest import PEOPLE, DrawnFilm, film
from tests.gui.preparing.drawn_reel import DrawnProjector
from vigtool.domain.identifiers import MaskId
from vigtool.domain.people import Person
from vigtool.gui.masking.bench import CoverBench
from vigtool.gui.masking.material import Material

__all__ = ["film"]

FRAMES = range(10, 50)
AINO, MARJA = (one.id for one in PEOPLE)


@dataclass
class Setting:
    """What a test may change before or after the window is open."""

    film: DrawnFilm
    desk: MemoryDesk
    reach: int = 100
    allowed: bool = True
    jobs: list[DriftJob] = field(default_factory=list)
    people: Sequence[Person] = PEOPLE
    prepare_job: Callable[[DriftJob], object] = lambda _job: None

    def material(self, *, read_only: bool = False) -> Material:
        times = self.film.times
        span = times.span(FRAMES.start, FRAMES.stop)

        def follow(mask: MaskId, tick: int) -> DriftJob:
            self.jobs.append(DriftJob(self.desk, times, mask, tick, span, self.reach))
            self.prepare_job(self.jobs[-1])
            return self.jobs[-1]

        projector = DrawnProjector(self.film, self.film.pictures)
        return Material(
            FILM, "drawn", times, span, self.people, self.desk, projector, follow, lambda: self.allowed, read_only
        )


@pytest.fixture
def setting(film: DrawnFilm) -> Setting:
    return Setting(film, MemoryDesk())


Open = Callable[..., CoverBench]


@pytest.fixture
def open_bench(qtbot: QtBot, dressed: QApplication, setting: Setting) -> Iterator[Open]:  # noqa: ARG001 - clothes
    """Open the window's contents in 1100 x 760 and wait for the first picture; they are closed at the end."""
    opened: list[CoverBench] = []

    def _open(*, read_only: bool = False) -> CoverBench:
        bench = CoverBench(setting.material(read_only=read_only))
        opened.append(bench)
        qtbot.addWidget(bench)
        bench.resize(1100, 760)
        bench.show()
        bench.start()
        qtbot.waitExposed(bench)
        qtbot.waitUntil(lambda: bench.view.frame == FRAMES.start)
        bench.view.setFocus()
        return bench

    yield _open
    for bench in opened:
        bench.stop()


@pytest.fixture
def bench(open_bench: Open) -> CoverBench:
    return open_bench()
