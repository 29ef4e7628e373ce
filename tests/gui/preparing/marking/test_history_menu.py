"""The steps by name, many at once, and removed moments brought back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.preparing.desk import MemoryDesk
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.moments import Moment
from vigtool.gui.preparing.edits import Step, step_words
from vigtool.gui.preparing.marking.prepared import NAMED
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.preparing.workbench import Workbench
from vigtool.gui.shared.history_buttons import MOST
from vigtool.services.marking import moment

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def marked(bench: Workbench, first: int, title: str = "") -> Moment:
    bench.preparation.mark_frames(first, first + 5, first)
    moment = bench.preparation.moment
    assert moment is not None
    bench.preparation.retitle(moment.id, title)
    return moment


@contextmanager
def opened(qtbot: QtBot, family: Family, film: RecordingId) -> Iterator[PreparePage]:
    """Open a film in a page that is closed again."""
    page = PreparePage(family.ws, film)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    yield page
    page.close()


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def test_every_step_has_words_of_its_own() -> None:
    named = [step_words(step) for step in Step]
    assert all(named)
    assert len({*named, step_words("mark")}) == len(Step) + 1


def test_choosing_a_step_goes_back_before_it(bench: Workbench, desk: MemoryDesk) -> None:
    moment = marked(bench, 10, "Ball")
    bench.preparation.star(moment.id)
    bench.preparation.star(moment.id)
    menus = bench.head.history_button
    assert words(menus.undo_menu) == ["leave out of the review", "choose for the review", "title", "mark a moment"]
    assert words(menus.redo_menu) == []
    entry(menus.undo_menu, "title").trigger()
    (left,) = desk.marks
    assert (left.title, left.starred) == ("", False)
    assert words(menus.undo_menu) == ["mark a moment"]
    assert words(menus.redo_menu) == ["title", "choose for the review", "leave out of the review"]
    entry(menus.redo_menu, "choose for the review").trigger()
    (left,) = desk.marks
    assert (left.title, left.starred) == ("Ball", True)


def test_the_last_twenty_steps_are_offered(bench: Workbench) -> None:
    moment = marked(bench, 10)
    for _ in range(NAMED + 5):
        bench.preparation.star(moment.id)
    assert len(words(bench.head.history_button.undo_menu)) == NAMED
    bench.preparation.undo(NAMED + 5)
    assert len(words(bench.head.history_button.redo_menu)) == NAMED
    assert words(bench.head.history_button.undo_menu) == ["mark a moment"]


def test_a_removed_moment_is_brought_back_while_later_steps_stay(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk
) -> None:
    first, second = marked(bench, 10, "Ball & bear"), marked(bench, 30)
    bench.preparation.remove(first.id)
    bench.preparation.remove(second.id)
    third = marked(bench, 45)
    menu = bench.head.history_button.removed_menu
    assert [text.split()[-1] for text in words(menu)][1:] == ["bear"]
    assert words(menu)[1].endswith("\N{MIDDLE DOT} Ball && bear")
    assert words(menu)[0].startswith("Moment at 0:01")
    menu.actions()[1].trigger()
    kept = desk.marks.get(first.id)
    assert kept is not None
    assert kept.title == "Ball & bear"
    assert {one.id for one in desk.marks} == {first.id, third.id}
    assert bench.preparation.selected == first.id
    qtbot.waitUntil(lambda: bench.player.frame == 10)
    assert desk.steps[-1] == "restore"
    QTest.keyClick(bench, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert {one.id for one in desk.marks} == {third.id}


def test_not_every_removed_moment_is_offered(bench: Workbench) -> None:
    made = [marked(bench, 10, f"t{n}") for n in range(MOST + 2)]
    for one in made:
        bench.preparation.remove(one.id)
    offered = words(bench.head.history_button.removed_menu)
    assert [text.split()[-1] for text in offered] == [f"t{n}" for n in range(MOST + 1, 1, -1)]


def test_a_title_without_end_is_cut(bench: Workbench) -> None:
    moment = marked(bench, 10, "\N{RIGHT-TO-LEFT OVERRIDE}\N{SEEDLING}" * 5000)
    bench.preparation.remove(moment.id)
    (text,) = words(bench.head.history_button.removed_menu)
    assert len(text) < 70


def test_nothing_is_offered_where_nothing_happened(bench: Workbench) -> None:
    assert not bench.head.history_button.isEnabled()
    marked(bench, 10)
    assert bench.head.history_button.isEnabled()
    assert not bench.head.history_button.redo_menu.isEnabled()
    assert not bench.head.history_button.removed_menu.isEnabled()


def test_the_menu_opens_at_the_button_and_is_named(qtbot: QtBot, bench: Workbench) -> None:
    marked(bench, 10)
    button = bench.head.history_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(button.menu_of_steps.isVisible)
    assert button.menu_of_steps.accessibleName() == button.accessibleName() != ""
    button.menu_of_steps.close()


def test_what_is_being_typed_is_kept_before_steps_are_undone(bench: Workbench, desk: MemoryDesk) -> None:
    marked(bench, 10)
    QTest.keyClick(bench, Qt.Key.Key_Return)
    field = bench.window().focusWidget()
    QTest.keyClicks(field, "Ball")
    entry(bench.head.history_button.undo_menu, "mark a moment").trigger()
    assert Step.TITLE in desk.steps
    bench.preparation.redo(5)
    assert [one.title for one in desk.marks] == ["Ball"]


def test_steps_and_removed_moments_are_there_when_the_program_starts_again(
    qtbot: QtBot, family: Family, drawn: Path
) -> None:
    film = family.film(drawn)
    with opened(qtbot, family, film.id) as page:
        first = marked(page, 2, "Ball")
        marked(page, 12)
        page.preparation.remove(first.id)
        page.player.show_frame(15)
        QTest.keyClick(page, Qt.Key.Key_X)
    with opened(qtbot, family, film.id) as page:
        menus = page.head.history_button
        assert words(menus.undo_menu)[:3] == ["split the moment", "remove the moment", "mark a moment"]
        assert [text.split()[-1] for text in words(menus.removed_menu)] == ["Ball"]
        page.preparation.restore(first.id)
        assert moment(family.ws, first.id).title == "Ball"
        page.preparation.undo(100)
        assert list(page.preparation.marks) == []
    with opened(qtbot, family, film.id) as page:
        page.preparation.redo(100)
        spans = [page.preparation.times.frames_of(one.span) for one in page.preparation.marks.in_film_order()]
        assert spans == [range(2, 8), range(12, 15), range(15, 18)]
