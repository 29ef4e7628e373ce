"""The keys of the workspace as data: what the matching, the tooltips, the help and the changing of keys all read.

None needs AltGr or a keypad, on Finnish and Swedish layouts either.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Deed(StrEnum):
    """What a key does; the value is the id by which a changed key is remembered."""

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
    SPLIT = "split"
    JOIN = "join"
    BEGIN_BACK = "begin-back"
    BEGIN_FORWARD = "begin-forward"
    BEGIN_TEN_BACK = "begin-ten-back"
    BEGIN_TEN_FORWARD = "begin-ten-forward"
    END_BACK = "end-back"
    END_FORWARD = "end-forward"
    END_TEN_BACK = "end-ten-back"
    END_TEN_FORWARD = "end-ten-forward"
    REMOVE = "remove"
    PREVIOUS = "previous"
    NEXT = "next"
    EDIT_TITLE = "edit-title"
    SEARCH = "search"
    PRINCIPLE_1 = "principle-1"
    PRINCIPLE_2 = "principle-2"
    PRINCIPLE_3 = "principle-3"
    PRINCIPLE_4 = "principle-4"
    PRINCIPLE_5 = "principle-5"
    PRINCIPLE_6 = "principle-6"
    TURN = "turn"
    STAR = "star"
    KEY_FRAME = "key-frame"
    PIN = "pin"
    COMPARE = "compare"
    MIRROR = "mirror"
    LOOK = "look"
    PICTURE_CLOSER = "picture-closer"
    PICTURE_FARTHER = "picture-farther"
    PICTURE_WHOLE = "picture-whole"
    PICTURE_LEFT = "picture-left"
    PICTURE_RIGHT = "picture-right"
    PICTURE_UP = "picture-up"
    PICTURE_DOWN = "picture-down"
    PAIRED_FILM = "paired-film"
    UNDO = "undo"
    REDO = "redo"
    CLOSER = "closer"
    FARTHER = "farther"
    WHOLE = "whole"
    HELP = "help"
    LEAVE = "leave"


PRINCIPLES: Final = (
    Deed.PRINCIPLE_1,
    Deed.PRINCIPLE_2,
    Deed.PRINCIPLE_3,
    Deed.PRINCIPLE_4,
    Deed.PRINCIPLE_5,
    Deed.PRINCIPLE_6,
)
"""The six categories of a principle pack, in the order of their keys."""

REPEATING: Final = frozenset(
    {Deed.BACK, Deed.FORWARD, Deed.SECOND_BACK, Deed.SECOND_FORWARD, Deed.FIVE_BACK, Deed.FIVE_FORWARD}
    | {Deed.PREVIOUS, Deed.NEXT, Deed.CLOSER, Deed.FARTHER, Deed.UNDO, Deed.REDO, Deed.SLOWER, Deed.FASTER}
    | {Deed.BEGIN_BACK, Deed.BEGIN_FORWARD, Deed.BEGIN_TEN_BACK, Deed.BEGIN_TEN_FORWARD}
    | {Deed.END_BACK, Deed.END_FORWARD, Deed.END_TEN_BACK, Deed.END_TEN_FORWARD}
    | {Deed.PICTURE_CLOSER, Deed.PICTURE_FARTHER}
    | {Deed.PICTURE_LEFT, Deed.PICTURE_RIGHT, Deed.PICTURE_UP, Deed.PICTURE_DOWN}
)
"""Deeds that a key held down does again and again."""

FIXED: Final = frozenset({Deed.LEAVE})
"""Deeds whose key stays: Escape always leads out."""

DEFAULT_KEYS: Final[dict[Deed, tuple[str, ...]]] = {
    Deed.PLAY: ("Space", "K"),
    Deed.LOOP: ("Shift+Space",),
    Deed.BACKWARD: ("R",),
    Deed.SLOWER: ("J",),
    Deed.FASTER: ("L",),
    Deed.BACK: (",",),
    Deed.FORWARD: (".",),
    Deed.SECOND_BACK: ("Left",),
    Deed.SECOND_FORWARD: ("Right",),
    Deed.FIVE_BACK: ("Shift+Left",),
    Deed.FIVE_FORWARD: ("Shift+Right",),
    Deed.FIRST: ("I",),
    Deed.LAST: ("O",),
    Deed.MARK: ("M",),
    Deed.SPLIT: ("X",),
    Deed.JOIN: ("Shift+X",),
    Deed.BEGIN_BACK: ("Alt+,",),
    Deed.BEGIN_FORWARD: ("Alt+.",),
    Deed.BEGIN_TEN_BACK: ("Alt+Shift+,",),
    Deed.BEGIN_TEN_FORWARD: ("Alt+Shift+.",),
    Deed.END_BACK: ("Ctrl+,",),
    Deed.END_FORWARD: ("Ctrl+.",),
    Deed.END_TEN_BACK: ("Ctrl+Shift+,",),
    Deed.END_TEN_FORWARD: ("Ctrl+Shift+.",),
    Deed.REMOVE: ("Del", "Backspace"),
    Deed.PREVIOUS: ("Up",),
    Deed.NEXT: ("Down",),
    Deed.EDIT_TITLE: ("Return", "Enter"),
    Deed.SEARCH: ("Ctrl+F",),
    Deed.PRINCIPLE_1: ("1",),
    Deed.PRINCIPLE_2: ("2",),
    Deed.PRINCIPLE_3: ("3",),
    Deed.PRINCIPLE_4: ("4",),
    Deed.PRINCIPLE_5: ("5",),
    Deed.PRINCIPLE_6: ("6",),
    Deed.TURN: ("T",),
    Deed.STAR: ("S",),
    Deed.KEY_FRAME: ("F",),
    Deed.PIN: ("P",),
    Deed.COMPARE: ("C",),
    Deed.MIRROR: ("H",),
    Deed.LOOK: ("B",),
    Deed.PICTURE_CLOSER: ("Z",),
    Deed.PICTURE_FARTHER: ("Shift+Z",),
    Deed.PICTURE_WHOLE: ("W",),
    Deed.PICTURE_LEFT: ("Alt+Left",),
    Deed.PICTURE_RIGHT: ("Alt+Right",),
    Deed.PICTURE_UP: ("Alt+Up",),
    Deed.PICTURE_DOWN: ("Alt+Down",),
    Deed.PAIRED_FILM: ("N",),
    Deed.UNDO: ("Ctrl+Z",),
    Deed.REDO: ("Ctrl+Shift+Z",),
    Deed.CLOSER: ("Ctrl++", "Ctrl+="),
    Deed.FARTHER: ("Ctrl+-",),
    Deed.WHOLE: ("Ctrl+0",),
    Deed.HELP: ("?",),
    Deed.LEAVE: ("Esc",),
}
"""Each deed's keys as Qt writes them portably, the first being the one that is told."""


@dataclass(frozen=True, slots=True)
class KeyWords:
    """A line of the help: the keys as they are written, and what they do."""

    keys: tuple[str, ...]
    words: str
