"""Keys as they are told to people: in the chosen language, arrows as arrows."""

import sys
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from vigtool.gui.shared.chords import Held, Key, chord_of
from vigtool.wording.translation import tr

ARROWS: Final = {Key.Key_Left: "←", Key.Key_Right: "→", Key.Key_Up: "↑", Key.Key_Down: "↓"}
MINUS: Final = "\u2212"
MANY: Final = 4
"""So many keys become one cap."""


def key_in_words(text: str) -> str:
    """One chord in Qt's portable writing, in words: ``Ctrl+Z``, ``Space``, ``Shift+←``."""
    held, key = _parts(text)
    return held + key


def key_caps(texts: Iterable[str]) -> list[str]:
    """Several chords as few key caps: what all of them hold is told once (``Shift+← →``), a row of digits too."""
    parts = list(dict.fromkeys(_parts(text) for text in texts))  # two keys may have one name
    held = {one for one, _key in parts}
    if len(parts) > 1 and len(held) == 1 and (held != {""} or len(parts) >= MANY):
        return [held.pop() + " ".join(key for _held, key in parts)]
    return [one + key for one, key in parts]


def keys_in_words(texts: Iterable[str]) -> str:
    """Several chords, one after the other."""
    return ", ".join(key_in_words(text) for text in texts)


def _parts(text: str) -> tuple[str, str]:
    """What is held, with its ``+``, and the key."""
    chord = chord_of(text)
    if chord is None:
        return "", text
    if sys.platform == "darwin":  # there the signs on the keys are what people know
        return "", QKeySequence(text).toString(QKeySequence.SequenceFormat.NativeText)
    key, held = chord
    return "".join(f"{word}+" for modifier, word in _held_words() if held & modifier), _key_word(key)


def _held_words() -> tuple[tuple[Qt.KeyboardModifier, str], ...]:
    return (
        (Held.ControlModifier, tr("Ctrl")),
        (Held.AltModifier, tr("Alt")),
        (Held.ShiftModifier, tr("Shift")),
        (Held.MetaModifier, tr("Meta")),
    )


def _key_word(key: Qt.Key) -> str:
    named = {
        Key.Key_Space: tr("Space"),
        Key.Key_Return: tr("Enter"),
        Key.Key_Enter: tr("Enter"),
        Key.Key_Delete: tr("Delete"),
        Key.Key_Backspace: tr("Backspace"),
        Key.Key_Escape: tr("Esc"),
        Key.Key_Minus: MINUS,
    } | ARROWS
    return named.get(key) or QKeySequence(key.value).toString(QKeySequence.SequenceFormat.PortableText)
