"""The paper that goes with a clip: which file it speaks of, on whose consent it left, signed by the vault.

Signing is the vault's affair; here is only what is signed and how it is written down.
"""

from dataclasses import dataclass, fields
from typing import Any, Final, Literal

import msgspec

from vigtool.exchange import strict_json
from vigtool.exchange.field_types import (
    ConsentField,
    Count,
    ExactSeconds,
    Instant,
    KeyHex,
    MomentField,
    Ordinal,
    PurposeField,
    RecordingField,
    Sha256Hex,
    SignatureHex,
    VaultField,
)

FORMAT: Final = "vigtool-clip"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class ConsentGround:
    """A consent on which the clip left: its id, and the number and hash of its entry in the journal."""

    consent: ConsentField
    seq: Count
    hash: Sha256Hex


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipSidecar:
    """What is said about a clip: the file's SHA-256 and size in bytes, its frames and exact length, and its grounds."""

    format: Literal["vigtool-clip"] = FORMAT
    version: Literal[1] = VERSION
    sha256: Sha256Hex
    size: Ordinal
    frames: Ordinal
    duration: ExactSeconds
    moment: MomentField
    recording: RecordingField
    purpose: PurposeField
    consents: tuple[ConsentGround, ...]
    made_at: Instant
    vault: VaultField
    public_key: KeyHex


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedClip(ClipSidecar):
    """The sidecar's file: the same fields, and the Ed25519 signature (RFC 8032) over ``signed_bytes``."""

    signature: SignatureHex


def signed_bytes(sidecar: ClipSidecar) -> bytes:
    """What the signature covers: the document without its signature in the form of RFC 8785 (JCS).

    All texts in it are ASCII and all numbers integers, so that sorted keys without white space already are that form.
    """
    return msgspec.json.encode(sidecar, order="sorted")


def to_json(sidecar: ClipSidecar, signature: bytes) -> bytes:
    """The sidecar as a file's bytes, with a signature of 64 bytes. Raises ``UnreadableDocument`` as reading does."""
    data = strict_json.encode(SignedClip(**_fields(sidecar), signature=signature.hex()), FORMAT)
    from_json(data)
    return data


def from_json(data: bytes) -> tuple[ClipSidecar, bytes]:
    """The sidecar and its signature, which is not yet verified. Raises ``UnreadableDocument`` or ``UnknownVersion``."""
    signed = strict_json.decode(data, SignedClip, FORMAT, VERSION)
    return ClipSidecar(**_fields(signed)), bytes.fromhex(signed.signature)


def _fields(sidecar: ClipSidecar) -> dict[str, Any]:
    return {field.name: getattr(sidecar, field.name) for field in fields(ClipSidecar)}
