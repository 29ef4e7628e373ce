"""Checkpoints (https://c2sp.org/tlog-checkpoint): what the vault signs of its whole journal at one moment.

Three lines: the origin, the number of entries, the root of their tree in base64. Whoever holds one outside can tell
afterwards whether an entry up to there was edited or dropped. The vault's key signs other things too (clips), none of
which begins as a checkpoint does.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vigtool.vault.log.signed_note import MalformedNote, VerifierKey, open_note, sign_note
from vigtool.vault.signing import Signature

_TEXT: Final = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed note about the first ``size`` entries: ``text`` is the whole note, ``root`` their tree's 32 bytes."""

    text: str
    size: int
    root: bytes


def origin_of(vault_id: str) -> str:
    """The name of a vault's log, and of the key that signs it."""
    return f"vigtool/{vault_id}"


def make_checkpoint(vault_id: str, size: int, root: bytes, sign: Callable[[bytes], Signature]) -> Checkpoint:
    """Sign the state of a log."""
    origin = origin_of(vault_id)
    text = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"
    return Checkpoint(sign_note(text, origin, sign), size, root)


def read_checkpoint(note: str, key: VerifierKey) -> Checkpoint:
    """Return the checkpoint that ``key`` signed for its own log. Raises ``MalformedNote``, ``NoteNotSigned``."""
    found = _TEXT.fullmatch(open_note(note, key))
    if found is None or found[1] != key.name:
        raise MalformedNote
    return Checkpoint(note, int(found[2]), base64.b64decode(found[3]))
