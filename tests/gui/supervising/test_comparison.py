"""Two people's moments side by side in the window: words, a strip, and a list to go through."""

import csv
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.known_comparison import FRAMES, RECORDING, TIMES, A, B
from vigtool.domain.agreement import agreement
from vigtool.domain.comparing import compare, in_frames
from vigtool.exchange.comparison import ComparedFilm, Side
from vigtool.gui.supervising.comparison_page import RESEARCH, ComparisonPage
from vigtool.gui.supervising.comparison_view import ComparisonView
from vigtool.gui.supervising.research_figures import ResearchFigures
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.services.comparison import SEED
from vigtool.services.guests import guests, reveal
from vigtool.services.marking import mark_frames
from vigtool.services.workspace import Workspace


@pytest.fixture
def view(vault: Workspace, qtbot: QtBot) -> ComparisonView:
    shown = ComparisonView(vault, (Side.TRAINEE, Side.SUPERVISOR))
    qtbot.addWidget(shown)
    shown.resize(1100, 900)
    shown.show()
    shown.tell(ComparedFilm(RECORDING, TIMES, compare(A, B, TIMES)))
    return shown


def lines(view: ComparisonView) -> list[str]:
    return [view.list.item(row).text() for row in range(view.list.count())]


def test_every_moment_is_in_the_list_once_in_the_order_of_time(view: ComparisonView) -> None:
    moved = "Supervisor: begins 40 frames earlier, ends 40 frames earlier, key frame 40 frames earlier."
    other = "The principles seen in it differ."
    assert lines(view) == [
        "0:03.9  Both. It is the very same.",
        "0:07.9  Both. Supervisor: begins 5 frames later, ends 5 frames later, key frame 5 frames later.",
        f"0:11.5  Both. Supervisor: begins 10 frames earlier, ends 20 frames later. {other}",
        f"0:15.9  Both. {other}",
        "0:19.9  Both. Supervisor: ends 40 frames earlier.",
        "0:22.3  Supervisor alone. It overlaps a moment of the other.",
        f"0:26.4  Both. {moved}",
        f"0:28.8  Both. {moved}",
        "0:36.0  Trainee alone.",
        "0:37.5  Supervisor alone.",
    ]
    assert view.strip.accessibleName().startswith("Both noticed 7 moments.")


def test_it_begins_at_the_first_difference_and_goes_from_one_to_the_next(view: ComparisonView) -> None:
    assert view.list.currentRow() == 1
    view.earlier.click()
    assert view.list.currentRow() == 1  # what is before does not differ
    QTest.keyClick(view.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert view.list.currentRow() == 2
    QTest.keyClick(view.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert view.list.currentRow() == 1
    QTest.keyClick(view.list, Qt.Key.Key_Up)
    assert view.list.currentRow() == 0
    for _ in range(20):
        view.later.click()
    assert view.list.currentRow() == 9


def test_what_is_chosen_can_be_shown_in_the_film(view: ComparisonView, qtbot: QtBot) -> None:
    view.list.setCurrentRow(6)
    with qtbot.waitSignal(view.frame_asked) as asked:
        view.open_button.click()
    assert asked.args == [RECORDING, 660]


def test_a_click_on_the_strip_chooses_what_lies_there(view: ComparisonView) -> None:
    entry = view._entries[8]  # noqa: SLF001 - where it is painted is asked of the strip
    ((_, box),) = view.strip.boxes(entry)
    center = box.center()
    QTest.mouseClick(view.strip, Qt.MouseButton.LeftButton, pos=QPoint(int(center.x()), int(center.y())))
    assert view.list.currentRow() == 8


def test_where_nothing_is_marked_there_is_nothing_to_go_to(view: ComparisonView) -> None:
    view.tell(ComparedFilm(RECORDING, TIMES, compare([], [], TIMES)))
    assert lines(view) == []
    assert not view.later.isEnabled()
    assert not view.open_button.isEnabled()


def test_where_all_is_alike_the_first_is_chosen(view: ComparisonView) -> None:
    view.tell(ComparedFilm(RECORDING, TIMES, compare(A[:1], B[:1], TIMES)))
    assert view.list.currentRow() == 0
    assert not view.later.isEnabled()


def test_the_known_case_has_the_figures_of_the_page_for_those_who_ask(qtbot: QtBot) -> None:
    shown = ResearchFigures()
    qtbot.addWidget(shown)
    shown.tell(agreement(in_frames(A, TIMES), in_frames(B, TIMES), FRAMES, Random(SEED).randrange))
    assert shown.rows[2] == ("F1, from 0.5 in common on", "0.706", "95 % between 0.500 and 0.933")
    alpha = "Krippendorff's alpha for unitizing: where and what"
    assert shown.rows[-1] == (alpha, "0.583", "95 % between 0.306 and 0.820")
    shown.tell(None)
    assert shown.rows == []


def test_the_page_compares_a_guest_once_it_is_revealed(
    page: SupervisionPage, vault: Workspace, package: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page.guests.take_in(package)
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    (guest,) = guests(vault)
    mark_frames(vault, guest.films[0].recording, first=1, end=4)
    shown = ComparisonPage(vault)
    qtbot.addWidget(shown)
    shown.show()
    shown.show_guest(guest.case)
    assert "You have not looked at the trainee's moments yet" in shown.message.accessibleName()
    reveal(vault, guest.case)
    shown.show_guest(guest.case)
    qtbot.waitUntil(lambda: not shown.job.running, timeout=60_000)
    assert shown.view_of.list.count() >= 1
    assert shown.film.isHidden()
    shown.save_to(tmp_path / "vertailu.csv")
    qtbot.waitUntil(lambda: not shown.job.running, timeout=60_000)
    assert "The comparison is saved." in shown.message.accessibleName()
    rows = list(csv.reader((tmp_path / "vertailu.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 1 + shown.view_of.list.count()
    assert shown.figures.rows == []
    shown.research.heads[RESEARCH].click()
    qtbot.waitUntil(lambda: len(shown.figures.rows) == 7, timeout=60_000)
    assert shown.figures.rows[0] == ("F1, from 0.3 in common on", "0.000", "Too little is marked for an interval.")
    qtbot.waitUntil(lambda: not shown.job.running, timeout=60_000)
    shown.save_to(tmp_path / "vertailu.json")
    qtbot.waitUntil((tmp_path / "vertailu.json").exists, timeout=60_000)
    assert b'"alpha_where"' in (tmp_path / "vertailu.json").read_bytes()
    qtbot.waitUntil(lambda: not shown.job.running, timeout=60_000)
    shown.save_to(tmp_path / "vertailu.xlsx")
    assert "saved as pages, as a table or as data" in shown.message.accessibleName()
