"""What the keys of the workspace do, in words and in groups: for the sheet of keys and for changing them."""

from collections.abc import Iterable

from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import PRINCIPLES, Deed, KeyWords
from vigtool.wording.translation import tr

Line = tuple[tuple[Deed, ...], str]
"""Deeds that stand in one line of the sheet, and what they do."""


def deed_groups() -> list[tuple[str, list[Line]]]:
    """All deeds by what they are for, in the order of the sheet."""
    return [
        (tr("Playing"), _playing()),
        (tr("Looking closely"), _looking()),
        (tr("Marking"), _marking()),
        (tr("Moments"), _moments()),
        (tr("Also"), _also()),
    ]


def help_groups(keys: KeyMap) -> list[tuple[str, list[KeyWords]]]:
    """All keys in words, as they are now; a deed without a key is left out."""
    return [(heading, list(_shown(lines, keys))) for heading, lines in deed_groups()]


def _shown(lines: Iterable[Line], keys: KeyMap) -> Iterable[KeyWords]:
    told = (keys.line(words, *deeds) for deeds, words in lines)
    return (line for line in told if line.keys)


def _playing() -> list[Line]:
    return [
        ((Deed.PLAY,), tr("play or stop")),
        ((Deed.LOOP,), tr("play the moment again and again")),
        ((Deed.BACKWARD,), tr("play backward or stop")),
        ((Deed.SLOWER, Deed.FASTER), tr("slower, faster")),
        ((Deed.BACK, Deed.FORWARD), tr("one frame back, forward")),
        ((Deed.SECOND_BACK, Deed.SECOND_FORWARD), tr("one second back, forward")),
        ((Deed.FIVE_BACK, Deed.FIVE_FORWARD), tr("five seconds back, forward")),
    ]


def _looking() -> list[Line]:
    move = (Deed.PICTURE_LEFT, Deed.PICTURE_RIGHT, Deed.PICTURE_UP, Deed.PICTURE_DOWN)
    return [
        ((Deed.PICTURE_CLOSER, Deed.PICTURE_FARTHER), tr("picture closer, farther")),
        ((Deed.PICTURE_WHOLE,), tr("the whole picture")),
        (move, tr("move the picture")),
        ((Deed.PIN,), tr("pin this frame beside the picture")),
        ((Deed.COMPARE,), tr("compare two frames")),
        ((Deed.MIRROR,), tr("mirror the picture")),
        ((Deed.LOOK,), tr("lighter, more contrast")),
    ]


def _marking() -> list[Line]:
    return [
        ((Deed.MARK,), tr("mark the moment; hold it for as long as the moment lasts")),
        ((Deed.FIRST, Deed.LAST), tr("the moment begins here, ends here")),
        ((Deed.BEGIN_BACK, Deed.BEGIN_FORWARD), tr("its beginning one frame back, forward")),
        ((Deed.BEGIN_TEN_BACK, Deed.BEGIN_TEN_FORWARD), tr("its beginning ten frames back, forward")),
        ((Deed.END_BACK, Deed.END_FORWARD), tr("its end one frame back, forward")),
        ((Deed.END_TEN_BACK, Deed.END_TEN_FORWARD), tr("its end ten frames back, forward")),
        ((Deed.SPLIT,), tr("split the moment here")),
        ((Deed.JOIN,), tr("join it with the next moment")),
        ((Deed.REMOVE,), tr("take the moment away")),
    ]


def _moments() -> list[Line]:
    return [
        ((Deed.PREVIOUS, Deed.NEXT), tr("previous, next moment")),
        ((Deed.EDIT_TITLE,), tr("write the title")),
        ((Deed.STAR,), tr("choose the moment for the review")),
        ((Deed.KEY_FRAME,), tr("this frame is the key picture")),
        ((Deed.TURN,), tr("add a turn here")),
        (PRINCIPLES, tr("name a principle of the first to the sixth group")),
        ((Deed.SEARCH,), tr("search the moments")),
    ]


def _also() -> list[Line]:
    return [
        ((Deed.UNDO, Deed.REDO), tr("undo, redo")),
        ((Deed.CLOSER, Deed.FARTHER, Deed.WHOLE), tr("timeline closer, farther, whole")),
        ((Deed.PAIRED_FILM,), tr("the other film of this cycle")),
        ((Deed.HELP,), tr("show these keys")),
        ((Deed.LEAVE,), tr("let go of what is begun or chosen")),
    ]
