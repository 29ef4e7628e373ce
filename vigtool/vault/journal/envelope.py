"""The envelope of a journal entry: what stays readable and provable when the words inside are erased."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import msgspec

SALT_SIZE: Final = 16

_TOKEN: Final = re.compile(r"[A-Za-z0-9._:-]{0,64}")
"""Ids and names of acts only: no blank, no accent, no escape in JSON, so no family's name fits in by mistake."""


class ConsentLeaf(msgspec.Struct, frozen=True, gc=False, array_like=True, forbid_unknown_fields=True):
    """A consent that an act stands on: its own entry's sequence number, and that entry's ``body_hash``."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What the caller knows of an entry; the journal adds the rest.

    ``time`` is aware; ``act``, ``actor``, ``case`` and ``object`` are pseudonymous: up to 64 of ``A-Za-z0-9._:-``.
    ``case`` None is for the vault's own entries. Raises ``ValueError`` for anything else.
    """

    time: datetime
    act: str
    actor: str
    case: str | None
    object: str
    consents: tuple[ConsentLeaf, ...] = ()

    def __post_init__(self) -> None:
        if self.time.tzinfo is None:
            raise ValueError(self.time)
        for token in (self.act, self.actor, self.case or "", self.object):
            if not _TOKEN.fullmatch(token):
                raise ValueError(token)


class Envelope(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The public half of an entry; the order of the fields is that of ``leaf``.

    ``body_hash`` is the SHA-256 of 16 random bytes and the body; those bytes are sealed with the body, so that after
    the erasure of a case nobody can try out bodies against the hash. ``salt`` does the same for the leaf's own hash.
    """

    act: str
    actor: str
    body_hash: bytes
    case: str | None
    consents: tuple[ConsentLeaf, ...]
    object: str
    salt: bytes
    seq: int
    time: datetime
    v: int = 1

    def leaf(self) -> bytes:
        """The canonical bytes: JSON as RFC 8785 has it, bytes as padded base64, ``time`` in UTC ending in "Z"."""
        return _ENCODER.encode(self)


_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Envelope)


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the journal: an entry's ``seq`` (-1 before the first) and the chained hash of its frame."""

    seq: int
    hash: bytes


def make_envelope(draft: EntryDraft, seq: int, body_hash: bytes, salt: bytes) -> Envelope:
    """Complete a draft."""
    return Envelope(
        act=draft.act,
        actor=draft.actor,
        body_hash=body_hash,
        case=draft.case,
        consents=draft.consents,
        object=draft.object,
        salt=salt,
        seq=seq,
        time=draft.time.astimezone(UTC),
    )


def parse_envelope(leaf: bytes | memoryview) -> Envelope:
    """Read what ``Envelope.leaf`` gave. Raises ``msgspec.MsgspecError``."""
    return _DECODER.decode(leaf)
