"""What each key of the workspace does, one by one: for changing it, and for naming who has a key already."""

from vigtool.gui.preparing.key_table import Deed
from vigtool.wording.translation import tr


def deed_words(deed: Deed) -> str:
    """What a deed does, as a short line."""
    return (_playing() | _looking() | _marking() | _moments() | _also())[deed]


def _playing() -> dict[Deed, str]:
    return {
        Deed.PLAY: tr("play or stop"),
        Deed.LOOP: tr("play the moment again and again"),
        Deed.BACKWARD: tr("play backward or stop"),
        Deed.SLOWER: tr("slower"),
        Deed.FASTER: tr("faster"),
        Deed.BACK: tr("one frame back"),
        Deed.FORWARD: tr("one frame forward"),
        Deed.SECOND_BACK: tr("one second back"),
        Deed.SECOND_FORWARD: tr("one second forward"),
        Deed.FIVE_BACK: tr("five seconds back"),
        Deed.FIVE_FORWARD: tr("five seconds forward"),
    }


def _looking() -> dict[Deed, str]:
    return {
        Deed.PICTURE_CLOSER: tr("picture closer"),
        Deed.PICTURE_FARTHER: tr("picture farther"),
        Deed.PICTURE_WHOLE: tr("the whole picture"),
        Deed.PICTURE_LEFT: tr("move the picture left"),
        Deed.PICTURE_RIGHT: tr("move the picture right"),
        Deed.PICTURE_UP: tr("move the picture up"),
        Deed.PICTURE_DOWN: tr("move the picture down"),
        Deed.PIN: tr("pin this frame beside the picture"),
        Deed.COMPARE: tr("compare two frames"),
        Deed.MIRROR: tr("mirror the picture"),
        Deed.LOOK: tr("lighter, more contrast"),
    }


def _marking() -> dict[Deed, str]:
    return {
        Deed.MARK: tr("mark the moment"),
        Deed.FIRST: tr("the moment begins here"),
        Deed.LAST: tr("the moment ends here"),
        Deed.BEGIN_BACK: tr("its beginning one frame back"),
        Deed.BEGIN_FORWARD: tr("its beginning one frame forward"),
        Deed.BEGIN_TEN_BACK: tr("its beginning ten frames back"),
        Deed.BEGIN_TEN_FORWARD: tr("its beginning ten frames forward"),
        Deed.END_BACK: tr("its end one frame back"),
        Deed.END_FORWARD: tr("its end one frame forward"),
        Deed.END_TEN_BACK: tr("its end ten frames back"),
        Deed.END_TEN_FORWARD: tr("its end ten frames forward"),
        Deed.SPLIT: tr("split the moment here"),
        Deed.JOIN: tr("join it with the next moment"),
        Deed.REMOVE: tr("take the moment away"),
    }


def _moments() -> dict[Deed, str]:
    return {
        Deed.PREVIOUS: tr("previous moment"),
        Deed.NEXT: tr("next moment"),
        Deed.EDIT_TITLE: tr("write the title"),
        Deed.STAR: tr("choose the moment for the review"),
        Deed.KEY_FRAME: tr("this frame is the key picture"),
        Deed.TURN: tr("add a turn here"),
        Deed.PRINCIPLE_1: tr("a principle of the first group"),
        Deed.PRINCIPLE_2: tr("a principle of the second group"),
        Deed.PRINCIPLE_3: tr("a principle of the third group"),
        Deed.PRINCIPLE_4: tr("a principle of the fourth group"),
        Deed.PRINCIPLE_5: tr("a principle of the fifth group"),
        Deed.PRINCIPLE_6: tr("a principle of the sixth group"),
        Deed.SEARCH: tr("search the moments"),
    }


def _also() -> dict[Deed, str]:
    return {
        Deed.UNDO: tr("undo"),
        Deed.REDO: tr("redo"),
        Deed.CLOSER: tr("timeline closer"),
        Deed.FARTHER: tr("timeline farther"),
        Deed.WHOLE: tr("the whole timeline"),
        Deed.PAIRED_FILM: tr("the other film of this cycle"),
        Deed.HELP: tr("show these keys"),
        Deed.LEAVE: tr("let go of what is begun or chosen"),
    }
