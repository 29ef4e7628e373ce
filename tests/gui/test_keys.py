"""Changing keys: who has one already, what cannot be one, going back, and what is remembered."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vigtool.gui.actions import ActionId
from vigtool.gui.key_book import Entry, KeyBook, Unfit
from vigtool.gui.keys_dialog import KeysDialog
from vigtool.gui.main_window import MainWindow
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.preferences import FILE, PreferenceFile

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def preferences(tmp_path: Path) -> PreferenceFile:
    return PreferenceFile(tmp_path)


@pytest.fixture
def dialog(qtbot: QtBot, dressed: QApplication, preferences: PreferenceFile) -> KeysDialog:  # noqa: ARG001 - clothes
    shown = KeysDialog(preferences)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def press(
    dialog: KeysDialog, deed: str, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier, text: str = ""
) -> None:
    row = dialog.rows[deed]
    if row.field is None:
        row.change_button.click()
    field = row.field
    assert field is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, held, text))


def step(dialog: KeysDialog, deed: str, words: str) -> Button:
    return next(one for one in dialog.rows[deed].findChildren(Button) if one.text() == words)


def told(dialog: KeysDialog, deed: str) -> str:
    message = dialog.rows[deed].message
    return "" if message is None else message.accessibleName()


def waiting(dialog: KeysDialog) -> list[str]:
    return [one for one, row in dialog.rows.items() if row.field is not None and row.field.isVisible()]


def keys(dialog: KeysDialog, deed: str) -> tuple[str, ...]:
    return dialog.book.keys(dialog.rows[deed].entry)


def test_every_key_is_offered_but_those_that_lead_out(dialog: KeysDialog) -> None:
    assert set(dialog.rows) == {deed.value for deed in Deed} | {f"window-{one}" for one in ActionId}
    assert [one for one, row in dialog.rows.items() if not row.change_button.isVisible()] == [Deed.LEAVE]


def test_a_free_key_is_had_at_once_and_remembered(
    dialog: KeysDialog, preferences: PreferenceFile, tmp_path: Path
) -> None:
    press(dialog, Deed.MARK, Key.Key_Adiaeresis, text="\u00e4")
    assert keys(dialog, Deed.MARK) == ("\u00c4",)
    assert waiting(dialog) == []
    assert PreferenceFile(tmp_path).now.keys == preferences.now.keys == {"mark": ["\u00c4"]}


def test_a_key_of_another_names_it_and_is_taken_over(dialog: KeysDialog, preferences: PreferenceFile) -> None:
    press(dialog, Deed.MARK, Key.Key_S, text="s")
    assert told(dialog, Deed.MARK) == "S is the key for: choose the moment for the review."
    assert not preferences.now.keys
    step(dialog, Deed.MARK, "Take it over").click()
    assert (keys(dialog, Deed.MARK), keys(dialog, Deed.STAR)) == (("S",), ())


def test_a_key_of_another_is_left_there(dialog: KeysDialog, preferences: PreferenceFile) -> None:
    press(dialog, Deed.MARK, Key.Key_1, Held.ControlModifier, "1")
    assert told(dialog, Deed.MARK) == "Ctrl+1 is the key for: Cases."
    step(dialog, Deed.MARK, "Leave it there").click()
    assert not preferences.now.keys
    assert keys(dialog, Deed.MARK) == ("M",)


def test_what_is_one_press_on_a_nordic_layout_clashes(dialog: KeysDialog) -> None:
    press(dialog, Deed.MARK, Key.Key_Semicolon, Held.AltModifier | Held.ShiftModifier, ";")
    assert told(dialog, Deed.MARK).endswith("is the key for: its beginning ten frames back.")


@pytest.mark.parametrize(
    ("key", "held", "text"),
    [
        (Key.Key_At, Held.NoModifier, "@"),
        (Key.Key_BraceLeft, Held.NoModifier, "{"),
        (Key(0x20AC), Held.NoModifier, "\u20ac"),
        (Key.Key_AsciiTilde, Held.NoModifier, "~"),
        (Key.Key_2, Held.ControlModifier | Held.AltModifier, ""),
        (Key.Key_E, Held.ControlModifier | Held.AltModifier, ""),
    ],
)
def test_a_key_that_writes_is_refused(
    dialog: KeysDialog, preferences: PreferenceFile, key: Qt.Key, held: Qt.KeyboardModifier, text: str
) -> None:
    press(dialog, Deed.MARK, key, held, text)
    assert "writes a sign on some keyboards" in told(dialog, Deed.MARK)
    assert waiting(dialog) == [Deed.MARK]
    assert not preferences.now.keys


def test_an_accent_that_waits_for_its_letter_is_no_key(dialog: KeysDialog, preferences: PreferenceFile) -> None:
    press(dialog, Deed.MARK, Key.Key_Dead_Acute)
    assert "no key that can be told apart" in told(dialog, Deed.MARK)
    assert not preferences.now.keys


def test_what_works_everywhere_needs_something_held(dialog: KeysDialog, preferences: PreferenceFile) -> None:
    press(dialog, "window-log", Key.Key_Q, text="q")
    assert "needs Ctrl, Alt or a function key" in told(dialog, "window-log")
    press(dialog, "window-log", Key.Key_F9)
    assert preferences.now.keys == {"window-log": ["F9"]}


def test_escape_leaves_the_key_and_not_the_dialog(dialog: KeysDialog, preferences: PreferenceFile) -> None:
    dialog.rows[Deed.MARK].change_button.click()
    press(dialog, Deed.MARK, Key.Key_Escape)
    assert dialog.isVisible()
    assert waiting(dialog) == []
    assert not preferences.now.keys


def test_one_goes_back_and_asks_who_has_its_key_now(dialog: KeysDialog, preferences: PreferenceFile) -> None:
    press(dialog, Deed.MARK, Key.Key_S, text="s")
    step(dialog, Deed.MARK, "Take it over").click()
    assert dialog.rows[Deed.STAR].reset_button.isVisible()
    dialog.rows[Deed.STAR].reset_button.click()
    assert told(dialog, Deed.STAR) == "S is the key for: mark the moment."
    step(dialog, Deed.STAR, "Take it over").click()
    assert (keys(dialog, Deed.STAR), keys(dialog, Deed.MARK)) == (("S",), ())
    dialog.rows[Deed.MARK].reset_button.click()
    assert keys(dialog, Deed.MARK) == ("M",)
    assert not preferences.now.keys
    assert not dialog.rows[Deed.MARK].reset_button.isVisible()


def test_all_go_back(dialog: KeysDialog, preferences: PreferenceFile) -> None:
    assert not dialog.all_button.isEnabled()
    press(dialog, Deed.MARK, Key.Key_S, text="s")
    step(dialog, Deed.MARK, "Take it over").click()
    dialog.all_button.click()
    assert not preferences.now.keys
    assert (keys(dialog, Deed.STAR), keys(dialog, Deed.MARK)) == (("S",), ("M",))


def test_only_one_line_waits_for_a_key(dialog: KeysDialog) -> None:
    dialog.rows[Deed.MARK].change_button.click()
    dialog.rows[Deed.STAR].change_button.click()
    assert waiting(dialog) == [Deed.STAR]


def test_a_key_with_more_than_one_owner_is_taken_from_all(preferences: PreferenceFile) -> None:
    one, other, third = (Entry(name, name, (name.upper(),)) for name in "abc")
    book = KeyBook((one, other, third), preferences)
    preferences.change(keys={"a": ["X"], "b": ["X", "B"]})  # as a file could say that somebody has written
    book.give(third, "X")
    assert (book.keys(one), book.keys(other), book.keys(third)) == ((), ("B",), ("X",))


def test_a_chord_of_two_steps_is_no_key(preferences: PreferenceFile) -> None:
    entry = Entry("a", "a", ("A",))
    assert KeyBook((entry,), preferences).unfit(entry, "Ctrl+K, Ctrl+C") is Unfit.NO_KEY


def test_the_window_takes_a_changed_key_at_once(window: MainWindow, settings: PreferenceFile, qtbot: QtBot) -> None:
    window.do(ActionId.KEYS)
    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    press(dialog, "window-quit", Key.Key_F10)
    shortcuts = {one.shortcut().toString() for one in window.actions()}
    assert "F10" in shortcuts
    assert "Ctrl+Q" not in shortcuts
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    assert json.loads((settings.folder / FILE).read_text())["keys"] == {"window-quit": ["F10"]}
