"""The keys of the stage: a keyboard's, a presenter's and those of a remote control.

Presenters send the keys of slide programs: PageUp and PageDown, B or a full stop for a dark screen, F5 and Escape.
"""

from enum import Enum, auto
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

Key = Qt.Key


class StageDeed(Enum):
    """What can be done on the stage."""

    PLAY = auto()
    PRESS = auto()
    """Press the control that has the keyboard, else play or stop."""
    BEFORE = auto()
    NEXT = auto()
    AGAIN = auto()
    SLOWER = auto()
    FASTER = auto()
    FRAME_BACK = auto()
    FRAME_ON = auto()
    KEY_FRAME = auto()
    LOOP = auto()
    BLANK = auto()
    LEAVE = auto()


REPEATED: Final = frozenset({StageDeed.FRAME_BACK, StageDeed.FRAME_ON})
"""Done again and again while the key is held."""

KEYS: Final[dict[Qt.Key, StageDeed]] = {
    Key.Key_Space: StageDeed.PRESS,
    Key.Key_Return: StageDeed.PRESS,
    Key.Key_Enter: StageDeed.PRESS,
    Key.Key_Select: StageDeed.PRESS,
    Key.Key_K: StageDeed.PLAY,
    Key.Key_F5: StageDeed.PLAY,
    Key.Key_MediaPlay: StageDeed.PLAY,
    Key.Key_MediaPause: StageDeed.PLAY,
    Key.Key_MediaTogglePlayPause: StageDeed.PLAY,
    Key.Key_MediaStop: StageDeed.KEY_FRAME,
    Key.Key_PageUp: StageDeed.BEFORE,
    Key.Key_Up: StageDeed.BEFORE,
    Key.Key_MediaPrevious: StageDeed.BEFORE,
    Key.Key_PageDown: StageDeed.NEXT,
    Key.Key_Down: StageDeed.NEXT,
    Key.Key_MediaNext: StageDeed.NEXT,
    Key.Key_Home: StageDeed.AGAIN,
    Key.Key_Backspace: StageDeed.AGAIN,
    Key.Key_A: StageDeed.AGAIN,
    Key.Key_AudioRewind: StageDeed.AGAIN,
    Key.Key_J: StageDeed.SLOWER,
    Key.Key_Minus: StageDeed.SLOWER,
    Key.Key_L: StageDeed.FASTER,
    Key.Key_Plus: StageDeed.FASTER,
    Key.Key_AudioForward: StageDeed.FASTER,
    Key.Key_Left: StageDeed.FRAME_BACK,
    Key.Key_Right: StageDeed.FRAME_ON,
    Key.Key_F: StageDeed.KEY_FRAME,
    Key.Key_R: StageDeed.LOOP,
    Key.Key_AudioRepeat: StageDeed.LOOP,
    Key.Key_B: StageDeed.BLANK,
    Key.Key_Period: StageDeed.BLANK,
    Key.Key_Escape: StageDeed.LEAVE,
    Key.Key_Back: StageDeed.LEAVE,
    Key.Key_Exit: StageDeed.LEAVE,
}


def deed_of(event: QKeyEvent) -> StageDeed | None:
    """What a key asks for; None for a key that only stops the film."""
    with_others = (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    )
    if event.modifiers() & with_others:
        return None
    deed = KEYS.get(Qt.Key(event.key()))
    return None if event.isAutoRepeat() and deed not in REPEATED else deed
