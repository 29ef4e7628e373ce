"""Keys with what is held beside them: how they are written, and which presses mean the same on another layout.

Signs are the trap: where a sign needs Shift differs between layouts, and Shift with a sign's key writes another sign
(on Finnish and Swedish layouts Shift+, is ; and Shift+. is :). So a press is looked up in all the ways it can be meant.
"""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Key = Qt.Key
Held = Qt.KeyboardModifier
Chord = tuple[Qt.Key, Qt.KeyboardModifier]
"""A key and what is held beside it; whether a key lies on the keypad makes no difference."""

_WITH_SHIFT: Final = {
    Key.Key_Semicolon: Key.Key_Comma,
    Key.Key_Less: Key.Key_Comma,
    Key.Key_Colon: Key.Key_Period,
    Key.Key_Greater: Key.Key_Period,
}
"""What Shift with the key of a comma or a full stop writes on Nordic layouts, then on the English one."""
_NORDIC: Final = (Key.Key_Semicolon, Key.Key_Colon)
_LETTERS: Final = range(Key.Key_A, Key.Key_Z + 1)
_LAST_SIGN: Final = 0xFFFF
"""Above lie the keys that write nothing."""


def chord_of(text: str) -> Chord | None:
    """The chord that is written so in Qt's portable writing; None for what is no single chord."""
    written = QKeySequence(text, QKeySequence.SequenceFormat.PortableText)
    if written.count() != 1:
        return None
    one = written[0]  # type: ignore[index]  # PySide6's stub leaves it out
    key = one.key()
    return None if key in (Key.Key_unknown, Key(0)) else (key, _plain(one.keyboardModifiers()))


def written(chord: Chord) -> str:
    """A chord in Qt's portable writing."""
    key, held = chord
    return QKeySequence(held.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)


def is_sign(key: Qt.Key) -> bool:
    """Whether a key writes a sign or a digit: for those, Shift belongs to the layout."""
    return Key.Key_Space < key < _LAST_SIGN and key not in _LETTERS


def meanings(chord: Chord) -> Iterator[Chord]:
    """Give the chords that a press can stand for, the likeliest first."""
    key, held = chord
    yield chord
    if held & Held.ShiftModifier and is_sign(key):
        yield key, held & ~Held.ShiftModifier
        if key in _WITH_SHIFT:
            yield _WITH_SHIFT[key], held


def canonical(chord: Chord) -> Chord:
    """One chord for all that are the same press on a Nordic layout: two of them clash if these are alike."""
    key, held = chord
    if key in _NORDIC or (key in _WITH_SHIFT and held & Held.ShiftModifier):
        return _WITH_SHIFT[key], held | Held.ShiftModifier
    layout = is_sign(key) and key not in _WITH_SHIFT.values()
    return key, held & ~Held.ShiftModifier if layout else held


def recorded(chord: Chord) -> Chord:
    """A press as it is kept: a sign without the Shift that wrote it."""
    key, held = chord
    plain = is_sign(key) and key not in (Key.Key_Less, Key.Key_Greater)
    return key, held & ~Held.ShiftModifier if plain else held


def pressed(event: QKeyEvent) -> Chord:
    """The chord of a key event, pressed or released."""
    return Key(event.key()), _plain(event.modifiers())


def _plain(held: Qt.KeyboardModifier) -> Qt.KeyboardModifier:
    return held & ~(Held.KeypadModifier | Held.GroupSwitchModifier)
