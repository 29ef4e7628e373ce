"""What is wrong with files of other programs; never what stands in them, which may be a name."""

from enum import StrEnum
from typing import Final

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId

MOST_BYTES: Final = 64 * 1024 * 1024
"""The largest file that is read: a hundred times what a long film with ten thousand marks needs."""


class Unfit(StrEnum):
    """What is wrong with a file."""

    TOO_LARGE = "too-large"
    NOT_TEXT = "not-text"
    """It is in no encoding that its format allows."""
    NOT_THIS_FORMAT = "not-this-format"
    """It is something else, or torn."""
    NEWER = "newer"
    """The format is right, its version is not known here."""
    ENTITIES = "entities"
    """XML that declares a document type or entities: not needed by any of the formats, and a known way to do harm."""
    TOO_DEEP = "too-deep"
    BAD_TIME = "bad-time"
    """A time that is none, or an end before its begin."""
    NO_TIMES = "no-times"
    """Its marks say nowhere when they are."""


class FileUnfit(VigtoolError):
    """A file of another program that cannot be read; ``line`` counts from 1, None where no line is to blame."""

    def __init__(self, format_: str, why: Unfit, line: int | None = None) -> None:
        super().__init__(f"{format_}: {why}" + (f" in line {line}" if line else ""))
        self.format = format_
        self.why = why
        self.line = line


class ClipNameUnfit(VigtoolError):
    """The name of a clip is no plain file name: it would lead elsewhere than beside the edit list."""

    def __init__(self, moment: MomentId) -> None:
        super().__init__(moment)
        self.moment = moment
