"""The verifiable log as it is handed to one person: everything that happened, under pseudonyms, and her own in words.

``docs/verifiable-log.md`` describes it for others; ``resources/verify_log.py`` goes with every bundle and checks it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from vigtool.exchange import strict_json
from vigtool.exchange.field_types import CaseField, Count, Instant, PersonField, VaultField
from vigtool.exchange.resource_files import resource

FORMAT: Final = "vigtool-log-bundle"
VERSION: Final = 1
VERIFIER: Final = "verify_log.py"


@dataclass(frozen=True, slots=True)
class DisclosedBody:
    """The words of entry ``seq``: 16 random bytes and the event's JSON; its envelope has their SHA-256."""

    seq: Count
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LogBundle:
    """The whole document.

    ``leaves`` are the canonical envelopes (``docs/format.md``) of all entries from the first on, each exactly as it is
    hashed into the tree that ``checkpoint`` (a signed note) gives the root of.
    """

    format: Literal["vigtool-log-bundle"] = FORMAT
    version: Literal[1] = VERSION
    vault: VaultField
    case: CaseField
    person: PersonField
    made_at: Instant
    checkpoint: str
    leaves: tuple[str, ...]
    bodies: tuple[DisclosedBody, ...]


def to_json(bundle: LogBundle) -> bytes:
    """The bundle as a file's bytes. Raises ``UnreadableDocument`` when a field has no valid form."""
    data = strict_json.encode(bundle, FORMAT)
    from_json(data)
    return data


def from_json(data: bytes) -> LogBundle:
    """The bundle in a file's bytes; nothing of it is verified. Raises ``UnreadableDocument`` or ``UnknownVersion``."""
    return strict_json.decode(data, LogBundle, FORMAT, VERSION)


def verifier() -> Path:
    """The program that checks a bundle. Raises ``ResourceMissing``."""
    return resource(VERIFIER)
