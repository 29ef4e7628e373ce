"""Hints: there for who is new, gone for good once they were understood."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.gui.actions import ActionId
from vigtool.gui.main_window import MainWindow
from vigtool.gui.shared.hint import Hint, HintId
from vigtool.gui.shared.preferences import PreferenceFile


def hints(page: MainWindow) -> list[Hint]:
    return [one for one in page.findChildren(Hint) if one.isVisible()]


def test_a_hint_goes_for_good(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:  # noqa: ARG001 - clothes
    hint = Hint(HintId.PEOPLE_FIRST, "People first.", PreferenceFile(tmp_path))
    qtbot.addWidget(hint)
    hint.show()
    assert hint.accessibleName() == "People first."
    hint.got_it.click()
    assert not hint.isVisible()
    assert PreferenceFile(tmp_path).now.hints_gone == ("people-first",)
    later = Hint(HintId.PEOPLE_FIRST, "People first.", PreferenceFile(tmp_path))
    qtbot.addWidget(later)
    assert later.isHidden()
    assert not Hint(HintId.MARK_A_MOMENT, "Hold M.", PreferenceFile(tmp_path), hint).isHidden()


def test_the_window_gives_each_hint_once(
    qtbot: QtBot, window: MainWindow, family: Family, settings: PreferenceFile
) -> None:
    window.enter(family.ws)
    place = window.workplace
    assert place is not None
    for show in (place.show_cases, lambda: place.show_case(family.case.id)):
        show()
        qtbot.waitUntil(lambda: len(hints(window)) == 1)
        (hint,) = hints(window)
        hint.got_it.click()
        assert not hints(window)
    assert settings.now.hints_gone == ("key-elsewhere", "people-first")
    window.speak("sv")
    place = window.workplace
    assert place is not None
    place.show_cases()
    qtbot.waitUntil(place.pages[ActionId.CASES].isVisible)
    assert not hints(window)
