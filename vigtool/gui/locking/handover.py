"""What a locked program knows: where the vault lies, and by ids alone where the user was. No name, no key, no word."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from vigtool.domain.identifiers import CaseId, MomentId, RecordingId

MOST_BYTES: Final = 16_384
"""What every system's pipe holds without anybody reading it; a folder's path has 4,096 bytes at most."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Where to come back to: ``place`` is the value of the window's ``ActionId``, ``tick`` that of the open film."""

    vault: Path
    read_only: bool = False
    place: str = ""
    case: CaseId | None = None
    film: RecordingId | None = None
    tick: int | None = None
    moment: MomentId | None = None


def pack(handover: Handover) -> bytes:
    """Write it down as JSON, for the program's next image."""
    return msgspec.json.encode(handover, enc_hook=str)


def unpack(data: bytes) -> Handover | None:
    """Read it; None when it is not whole: then the window begins as it does without."""
    try:
        return msgspec.json.decode(data, type=Handover, dec_hook=lambda _kind, value: Path(value))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
