"""The keys of the workspace as data: what the handler, the tooltips and the help all read.

None needs AltGr or a keypad. Signs are matched without Shift, since where a sign needs it differs between layouts.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from vigtool.wording.translation import tr

Key = Qt.Key
SHIFT, CTRL, PLAIN = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Deed(StrEnum):
    """What a key does."""

    PLAY = "play"
    LOOP = "loop"
    BACKWARD = "backward"
    SLOWER = "slower"
    FASTER = "faster"
    BACK = "back"
    FORWARD = "forward"
    SECOND_BACK = "second-back"
    SECOND_FORWARD = "second-forward"
    FIVE_BACK = "five-back"
    FIVE_FORWARD = "five-forward"
    FIRST = "in"
    LAST = "out"
    MARK = "mark"
    PREVIOUS = "previous"
    NEXT = "next"
    TURN = "turn"
    STAR = "star"
    KEY_FRAME = "key-frame"
    UNDO = "undo"
    REDO = "redo"
    CLOSER = "closer"
    FARTHER = "farther"
    WHOLE = "whole"
    HELP = "help"
    LEAVE = "leave"


REPEATING: Final = frozenset(
    {Deed.BACK, Deed.FORWARD, Deed.SECOND_BACK, Deed.SECOND_FORWARD, Deed.FIVE_BACK, Deed.FIVE_FORWARD}
    | {Deed.PREVIOUS, Deed.NEXT, Deed.CLOSER, Deed.FARTHER, Deed.UNDO, Deed.REDO, Deed.SLOWER, Deed.FASTER}
)
"""Deeds that a key held down does again and again."""

_KEYS: Final = {
    (Key.Key_Space, PLAIN): Deed.PLAY,
    (Key.Key_K, PLAIN): Deed.PLAY,
    (Key.Key_Space, SHIFT): Deed.LOOP,
    (Key.Key_R, PLAIN): Deed.BACKWARD,
    (Key.Key_J, PLAIN): Deed.SLOWER,
    (Key.Key_L, PLAIN): Deed.FASTER,
    (Key.Key_Comma, PLAIN): Deed.BACK,
    (Key.Key_Period, PLAIN): Deed.FORWARD,
    (Key.Key_Left, PLAIN): Deed.SECOND_BACK,
    (Key.Key_Right, PLAIN): Deed.SECOND_FORWARD,
    (Key.Key_Left, SHIFT): Deed.FIVE_BACK,
    (Key.Key_Right, SHIFT): Deed.FIVE_FORWARD,
    (Key.Key_I, PLAIN): Deed.FIRST,
    (Key.Key_O, PLAIN): Deed.LAST,
    (Key.Key_M, PLAIN): Deed.MARK,
    (Key.Key_Up, PLAIN): Deed.PREVIOUS,
    (Key.Key_Down, PLAIN): Deed.NEXT,
    (Key.Key_T, PLAIN): Deed.TURN,
    (Key.Key_S, PLAIN): Deed.STAR,
    (Key.Key_F, PLAIN): Deed.KEY_FRAME,
    (Key.Key_Z, CTRL): Deed.UNDO,
    (Key.Key_Z, CTRL | SHIFT): Deed.REDO,
    (Key.Key_Plus, CTRL): Deed.CLOSER,
    (Key.Key_Equal, CTRL): Deed.CLOSER,
    (Key.Key_Minus, CTRL): Deed.FARTHER,
    (Key.Key_0, CTRL): Deed.WHOLE,
    (Key.Key_Question, PLAIN): Deed.HELP,
    (Key.Key_Escape, PLAIN): Deed.LEAVE,
}
_SIGNS: Final = frozenset(
    {Key.Key_Comma, Key.Key_Period, Key.Key_Plus, Key.Key_Minus, Key.Key_Equal, Key.Key_0, Key.Key_Question}
)


@dataclass(frozen=True, slots=True)
class KeyWords:
    """A line of the help: the keys as they are written, and what they do."""

    keys: tuple[str, ...]
    words: str


def deed_of(event: QKeyEvent) -> Deed | None:
    """What a key press does here."""
    key, held = Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    deed = _KEYS.get((key, held & ~SHIFT if key in _SIGNS else held))
    return None if event.isAutoRepeat() and deed not in REPEATING else deed


def help_groups() -> list[tuple[str, list[KeyWords]]]:
    """All keys in words, by what they are for."""
    space, shift, ctrl = tr("Space"), tr("Shift"), tr("Ctrl")
    return [
        (
            tr("Playing"),
            [
                KeyWords((space, "K"), tr("play or stop")),
                KeyWords((f"{shift}+{space}",), tr("play the moment again and again")),
                KeyWords(("R",), tr("play backward or stop")),
                KeyWords(("J", "L"), tr("slower, faster")),
                KeyWords((",", "."), tr("one frame back, forward")),
                KeyWords(("←", "→"), tr("one second back, forward")),
                KeyWords((f"{shift}+←", f"{shift}+→"), tr("five seconds back, forward")),
            ],
        ),
        (
            tr("Marking"),
            [
                KeyWords(("I", "O"), tr("the moment begins here, ends here")),
                KeyWords(("M",), tr("mark the moment")),
                KeyWords(("↑", "↓"), tr("previous, next moment")),
                KeyWords(("S",), tr("choose the moment for the review")),
                KeyWords(("F",), tr("this frame is the key picture")),
                KeyWords(("T",), tr("add a turn here")),
            ],
        ),
        (
            tr("Also"),
            [
                KeyWords((f"{ctrl}+Z", f"{ctrl}+{shift}+Z"), tr("undo, redo")),
                KeyWords((f"{ctrl} +", f"{ctrl} \u2212", f"{ctrl} 0"), tr("timeline closer, farther, whole")),
                KeyWords(("?",), tr("show these keys")),
            ],
        ),
    ]
