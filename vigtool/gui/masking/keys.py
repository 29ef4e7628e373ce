"""The keys of the window in which people are covered; the arrows belong to the picture, which moves its box by them."""

from enum import StrEnum
from typing import Final

from PySide6.QtGui import QKeyEvent

from vigtool.gui.shared.chords import Chord, chord_of, meanings, pressed
from vigtool.gui.shared.key_words import keys_in_words

MADE: Final = "{name} ({keys})"


class Deed(StrEnum):
    """What a key or a button asks for."""

    PLAY = "play"
    BACK = "back"
    FORWARD = "forward"
    PREVIOUS_GAP = "previous-gap"
    NEXT_GAP = "next-gap"
    FOLLOW = "follow"
    BOX = "box"
    ABSENT = "absent"
    ABSENT_GAP = "absent-gap"
    BRIDGE = "bridge"
    FORGET = "forget"
    UNCOVER = "uncover"
    PREVIEW = "preview"
    UNDO = "undo"
    REDO = "redo"


KEYS: Final[dict[Deed, tuple[str, ...]]] = {
    Deed.PLAY: ("Space", "K"),
    Deed.BACK: (",",),
    Deed.FORWARD: (".",),
    Deed.PREVIOUS_GAP: ("P",),
    Deed.NEXT_GAP: ("N",),
    Deed.FOLLOW: ("F",),
    Deed.BOX: ("B",),
    Deed.ABSENT: ("X",),
    Deed.BRIDGE: ("E",),
    Deed.FORGET: ("Del",),
    Deed.PREVIEW: ("V",),
    Deed.UNDO: ("Ctrl+Z",),
    Deed.REDO: ("Ctrl+Shift+Z", "Ctrl+Y"),
}


def deed_of(event: QKeyEvent) -> Deed | None:
    """What a key that was pressed asks for."""
    return next((_DEEDS[chord] for chord in meanings(pressed(event)) if chord in _DEEDS), None)


def tip(name: str, deed: Deed) -> str:
    """A name with the keys that do the same."""
    keys = KEYS.get(deed, ())
    return MADE.format(name=name, keys=keys_in_words(keys)) if keys else name


def _deeds() -> dict[Chord, Deed]:
    found = {}
    for deed, texts in KEYS.items():
        for text in texts:
            chord = chord_of(text)
            if chord is not None:
                found[chord] = deed
    return found


_DEEDS: Final = _deeds()
