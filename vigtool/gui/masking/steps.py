"""The edits by name, and the words for them in the menus of undo and redo."""

from enum import StrEnum

from vigtool.services.tracking import FOLLOW
from vigtool.wording.translation import tr


class Step(StrEnum):
    """What an edit is put on record as; the names stand in journals and never change."""

    BOX = "mask-box"
    ABSENT = "mask-absent"
    FORGET = "mask-forget"
    BRIDGE = "mask-bridge"
    UNCOVER = "mask-remove"
    VOICES = "mask-voices"


def step_words(step: str) -> str:
    """What an edit did, as a short line; those of other parts of the program are told in general."""
    return {
        Step.BOX: tr("box set by hand"),
        Step.ABSENT: tr("not in the picture"),
        Step.FORGET: tr("frame left open again"),
        Step.BRIDGE: tr("gap filled evenly"),
        Step.UNCOVER: tr("person no longer covered"),
        Step.VOICES: tr("voices"),
        FOLLOW: tr("followed both ways"),
    }.get(step, tr("covering changed"))
