"""How an interlaced film is looked at: as whole pictures, or one field after the other."""

from enum import StrEnum
from typing import Literal

from vigtool.engine.film_messages import FieldChoice, FieldOrder
from vigtool.wording.translation import tr


class Fields(StrEnum):
    """What of each picture of an interlaced film is shown, and which field of it came first."""

    WHOLE = "whole"
    AUTO = "auto"
    TOP = "top"
    BOTTOM = "bottom"

    @property
    def halves(self) -> Literal[1, 2]:
        """Instants of each frame."""
        return 1 if self is Fields.WHOLE else 2

    @property
    def order(self) -> FieldOrder:
        """Which field comes first, as the engine is told it."""
        match self:
            case Fields.TOP:
                return "top"
            case Fields.BOTTOM:
                return "bottom"
            case _:
                return "auto"

    def of(self, *, second: bool) -> FieldChoice:
        """What the engine is asked for at the first or second instant of a frame."""
        if self is Fields.WHOLE:
            return "whole"
        return "second" if second else "first"


def field_words() -> dict[Fields, str]:
    """Each way of looking, in words."""
    return {
        Fields.WHOLE: tr("Whole pictures"),
        Fields.AUTO: tr("Half pictures, in the order that the film tells"),
        Fields.TOP: tr("Half pictures, upper lines first"),
        Fields.BOTTOM: tr("Half pictures, lower lines first"),
    }
