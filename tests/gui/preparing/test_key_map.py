"""Keys as Finnish, Swedish and English layouts send them, and keys that the user has changed."""

from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from vigtool.gui.preparing.deed_words import deed_words
from vigtool.gui.preparing.key_groups import deed_groups, help_groups
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import DEFAULT_KEYS, REPEATING, Deed
from vigtool.gui.preparing.key_tips import does
from vigtool.gui.preparing.workbench import Workbench
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.chords import canonical, chord_of
from vigtool.gui.shared.key_words import key_caps, key_in_words
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.wording.translation import set_language

Key = Qt.Key
PLAIN, SHIFT, CTRL, ALT, PAD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.KeypadModifier,
)

NORDIC = [
    (Key.Key_Comma, PLAIN, ",", Deed.BACK),
    (Key.Key_Period, PLAIN, ".", Deed.FORWARD),
    (Key.Key_Comma, ALT, ",", Deed.BEGIN_BACK),
    (Key.Key_Semicolon, ALT | SHIFT, ";", Deed.BEGIN_TEN_BACK),
    (Key.Key_Period, CTRL, ".", Deed.END_FORWARD),
    (Key.Key_Colon, CTRL | SHIFT, ":", Deed.END_TEN_FORWARD),
    (Key.Key_Plus, CTRL, "+", Deed.CLOSER),
    (Key.Key_Minus, CTRL, "-", Deed.FARTHER),
    (Key.Key_0, CTRL, "0", Deed.WHOLE),
    (Key.Key_Question, SHIFT, "?", Deed.HELP),
    (Key.Key_1, PLAIN, "1", Deed.PRINCIPLE_1),
    (Key.Key_6, PLAIN, "6", Deed.PRINCIPLE_6),
    (Key.Key_Exclam, SHIFT, "!", None),
    (Key.Key_At, PLAIN, "@", None),
    (Key.Key_Semicolon, SHIFT, ";", None),
    (Key.Key_Adiaeresis, PLAIN, "\u00e4", None),
]
ENGLISH = [
    (Key.Key_Comma, PLAIN, ",", Deed.BACK),
    (Key.Key_Less, ALT | SHIFT, "<", Deed.BEGIN_TEN_BACK),
    (Key.Key_Greater, CTRL | SHIFT, ">", Deed.END_TEN_FORWARD),
    (Key.Key_Equal, CTRL, "=", Deed.CLOSER),
    (Key.Key_Plus, CTRL | SHIFT, "+", Deed.CLOSER),
    (Key.Key_Minus, CTRL, "-", Deed.FARTHER),
    (Key.Key_Question, SHIFT, "?", Deed.HELP),
    (Key.Key_Less, SHIFT, "<", None),
]
ANY = [
    (Key.Key_Space, PLAIN, " ", Deed.PLAY),
    (Key.Key_Space, SHIFT, " ", Deed.LOOP),
    (Key.Key_X, PLAIN, "x", Deed.SPLIT),
    (Key.Key_X, SHIFT, "X", Deed.JOIN),
    (Key.Key_Z, PLAIN, "z", Deed.PICTURE_CLOSER),
    (Key.Key_Z, SHIFT, "Z", Deed.PICTURE_FARTHER),
    (Key.Key_Z, CTRL, "", Deed.UNDO),
    (Key.Key_Z, CTRL | SHIFT, "", Deed.REDO),
    (Key.Key_Delete, PLAIN, "", Deed.REMOVE),
    (Key.Key_Backspace, PLAIN, "", Deed.REMOVE),
    (Key.Key_Return, PLAIN, "\r", Deed.EDIT_TITLE),
    (Key.Key_Enter, PAD, "\r", Deed.EDIT_TITLE),
    (Key.Key_3, PAD, "3", Deed.PRINCIPLE_3),
    (Key.Key_Left, ALT, "", Deed.PICTURE_LEFT),
    (Key.Key_Q, PLAIN, "q", None),
]


def press(key: Qt.Key, held: Qt.KeyboardModifier, text: str = "", *, repeat: bool = False) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text, repeat)


@pytest.mark.parametrize(("key", "held", "text", "deed"), [*NORDIC, *ANY])
def test_nordic_layouts(key: Qt.Key, held: Qt.KeyboardModifier, text: str, deed: Deed | None) -> None:
    assert KeyMap().deed_of(press(key, held, text)) is deed


@pytest.mark.parametrize(("key", "held", "text", "deed"), ENGLISH)
def test_the_english_layout(key: Qt.Key, held: Qt.KeyboardModifier, text: str, deed: Deed | None) -> None:
    assert KeyMap().deed_of(press(key, held, text)) is deed


def test_no_two_deeds_have_one_key() -> None:
    chords = [chord_of(text) for texts in DEFAULT_KEYS.values() for text in texts]
    assert all(chords)
    assert not [pair for pair in combinations(filter(None, chords), 2) if canonical(pair[0]) == canonical(pair[1])]


def test_only_what_may_repeat_repeats() -> None:
    keys = KeyMap()
    for deed, texts in DEFAULT_KEYS.items():
        for text in texts:
            chord = chord_of(text)
            assert chord is not None
            assert keys.deed_of(press(*chord)) is deed
            assert keys.deed_of(press(*chord, repeat=True)) is (deed if deed in REPEATING else None)


def test_a_changed_key_holds_at_once_and_the_old_one_is_free() -> None:
    preferences = PreferenceFile(kept=False)
    keys = KeyMap(preferences)
    assert keys.tip("Mark", Deed.MARK) == "Mark (M)"
    preferences.change(keys={"mark": ["\u00e4"], "star": []})
    assert keys.deed_of(press(Key.Key_Adiaeresis, PLAIN, "\u00e4")) is Deed.MARK
    assert keys.deed_of(press(Key.Key_M, PLAIN, "m")) is None
    assert keys.deed_of(press(Key.Key_S, PLAIN, "s")) is None
    assert (keys.tip("Mark", Deed.MARK), keys.tip("Star", Deed.STAR)) == ("Mark (\u00c4)", "Star")


def test_what_leads_out_stays_whatever_the_file_says() -> None:
    keys = KeyMap(PreferenceFile(kept=False))
    keys_changed = PreferenceFile(kept=False)
    keys_changed.change(keys={"leave": ["M"], "mark": ["+++", "Ctrl+K, Ctrl+C", ""], "unknown": ["M"]})
    assert KeyMap(keys_changed).deed_of(press(Key.Key_Escape, PLAIN)) is Deed.LEAVE
    assert KeyMap(keys_changed).deed_of(press(Key.Key_M, PLAIN, "m")) is None
    assert keys.deed_of(press(Key.Key_M, PLAIN, "m")) is Deed.MARK


def test_the_sheet_names_every_deed() -> None:
    told = [deed for _heading, lines in deed_groups() for deeds, _words in lines for deed in deeds]
    assert sorted(told) == sorted(Deed)
    assert all(deed_words(deed) for deed in Deed)
    lines = [line for _heading, lines in help_groups(KeyMap()) for line in lines]
    assert all(line.keys and line.words for line in lines)


def test_a_deed_without_a_key_is_not_told() -> None:
    preferences = PreferenceFile(kept=False)
    before = sum(len(lines) for _heading, lines in help_groups(KeyMap(preferences)))
    preferences.change(keys={"star": []})
    assert sum(len(lines) for _heading, lines in help_groups(KeyMap(preferences))) == before - 1


def test_keys_in_words() -> None:
    assert [key_in_words(text) for text in ("Ctrl+-", "Shift+Left", "Alt+Shift+,", "Esc", "Ctrl++")] == [
        "Ctrl+\u2212",
        "Shift+\u2190",
        "Alt+Shift+,",
        "Esc",
        "Ctrl++",
    ]
    assert key_caps(["Alt+,", "Alt+."]) == ["Alt+, ."]
    assert key_caps(["Return", "Enter"]) == ["Enter"]
    assert key_caps([",", "."]) == [",", "."]
    assert key_caps(["Ctrl+Z", "Ctrl+Shift+Z"]) == ["Ctrl+Z", "Ctrl+Shift+Z"]
    assert key_caps(list("123456")) == ["1 2 3 4 5 6"]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_keys_are_told_in_the_language(language: str) -> None:
    set_language(language)
    try:
        assert key_in_words("Space") != "Space"
    finally:
        set_language("en")


def test_tooltips_tell_the_key_of_now(bench: Workbench) -> None:
    play, star = bench.transport.play_button, Button("", "star", name="Star")
    assert play.toolTip() == "Play (Space)"
    bench.material.preferences.change(keys={"play": ["F7"], "star": ["F8"]})
    bench.show_keys()
    assert play.toolTip() == "Play (F7)"
    does(star, Deed.STAR)
    star.setParent(bench)
    star.move(0, 0)
    star.show()
    star.raise_()
    QApplication.sendEvent(bench, QHelpEvent(QEvent.Type.ToolTip, QPoint(3, 3), bench.mapToGlobal(QPoint(3, 3))))
    assert star.toolTip() == "Star (F8)"
