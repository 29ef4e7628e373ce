"""The making of a film's overview beside the window: told in the window's thread, stopped at once, taken up again."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.domain.consent import Answer
from vigtool.domain.progress import Progress
from vigtool.domain.purposes import Purposes
from vigtool.engine.errors import EngineCrashed
from vigtool.engine.task_names import FILMSTRIP, WAVEFORM
from vigtool.gui.preparing.overview import Overview, OverviewPart
from vigtool.gui.preparing.page import PreparePage
from vigtool.media.filmstrip_bytes import Filmstrip, unpack_filmstrip
from vigtool.media.waveform_bytes import no_sound
from vigtool.services.consents import record_consent

PARTS = (Filmstrip(10, 5), no_sound())


@dataclass(slots=True)
class Work:
    """Tells its parts, then waits until it may end, asking ``progress`` all the time."""

    error: Exception | None = None
    may_end: threading.Event = field(default_factory=threading.Event)
    builds: int = 0
    cancelled: int = 0
    keeping: bool = True

    def build(self, tell: Callable[[OverviewPart], None], progress: Progress) -> None:
        self.builds += 1
        for part in PARTS:
            tell(part)
        try:
            progress(1, 2)
            while not self.may_end.wait(0.005):
                progress(1, 2)
        except BaseException:
            self.cancelled += 1
            raise
        if self.error is not None:
            raise self.error
        progress(2, 2)

    def forget(self) -> None:
        self.keeping = False


@dataclass(slots=True)
class Heard:
    parts: list[OverviewPart] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)
    ended: list[object] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def overview(work: Work | None, heard: Heard) -> Overview:
    made = Overview(work)
    made.arrived.connect(heard.parts.append)
    made.arrived.connect(lambda _part: heard.threads.add(threading.get_ident()))
    made.progressed.connect(lambda done, total: heard.progress.append((done, total)))
    made.ended.connect(heard.ended.append)
    return made


def test_parts_and_progress_are_told_in_the_window_s_thread(qtbot: QtBot, qapp: QApplication, heard: Heard) -> None:  # noqa: ARG001 - the loop
    work = Work()
    made = overview(work, heard)
    made.start()
    work.may_end.set()
    qtbot.waitUntil(lambda: bool(heard.ended))
    assert heard.parts == list(PARTS)
    assert heard.progress == [(1, 2), (2, 2)], "each number once"
    assert heard.ended == [None]
    assert heard.threads == {threading.get_ident()}
    made.start()
    made.end()
    assert work.builds == 1, "what is all there is not made again"


def test_ending_stops_the_work_and_says_nothing_more(qtbot: QtBot, qapp: QApplication, heard: Heard) -> None:
    work = Work()
    made = overview(work, heard)
    made.start()
    qtbot.waitUntil(lambda: bool(heard.progress))
    made.end()
    assert work.cancelled == 1
    assert work.keeping
    told = len(heard.parts)
    qapp.processEvents()
    assert len(heard.parts) == told
    assert heard.ended == []
    work.may_end.set()
    made.start()
    qtbot.waitUntil(lambda: bool(heard.ended))
    assert work.builds == 2, "it goes on when the film is opened again"


def test_nothing_told_before_the_end_comes_after_it(qapp: QApplication, heard: Heard) -> None:
    work = Work()
    made = overview(work, heard)
    made.start()
    (worker,) = (one for one in threading.enumerate() if one.name == "overview")
    work.may_end.set()
    worker.join()  # all that it told is on its way, and Qt has brought nothing of it yet
    made.end(keep=False)
    qapp.processEvents()
    assert work.builds == 1
    assert heard == Heard()
    assert not work.keeping


def test_what_is_missing_is_told_and_what_was_not_foreseen_is_raised(qtbot: QtBot, heard: Heard) -> None:
    crash = EngineCrashed(signal=11)
    work = Work(error=crash)
    work.may_end.set()
    made = overview(work, heard)
    made.start()
    qtbot.waitUntil(lambda: bool(heard.ended))
    assert heard.ended == [crash]
    mistake = ZeroDivisionError()
    worse = overview(Work(error=mistake, may_end=work.may_end), heard)
    with qtbot.captureExceptions() as raised:
        worse.start()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][1] is mistake
    assert heard.ended == [crash]


def test_without_work_nothing_happens(heard: Heard) -> None:
    made = overview(None, heard)
    made.start()
    made.end(keep=False)
    assert heard == Heard()


def test_a_film_of_the_vault_gets_its_overview_and_keeps_it(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page = PreparePage(family.ws, film.id)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitSignal(page.overview.ended, timeout=60_000) as ended:
        page.show()
    assert ended.args == [None]
    page.close()
    kept = family.ws.vault.derived(film.id, FILMSTRIP)
    assert kept is not None
    assert unpack_filmstrip(kept).whole
    assert family.ws.vault.derived(film.id, WAVEFORM) is not None


def test_a_withdrawal_ends_the_making_and_clears_the_strip(qtbot: QtBot, family: Family, drawn: Path) -> None:
    film = family.film(drawn)
    page = PreparePage(family.ws, film.id)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    bare = page.strip.grab().toImage()
    with qtbot.waitSignal(page.overview.arrived, timeout=60_000):
        page.show()
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    page.recheck_consent()
    page.strip.resize(bare.size())
    assert page.strip.grab().toImage() == bare
    page.close()
