"""What is inside a frame: ``envelope length(4, big-endian) | envelope | sealed body``."""

import struct
from typing import Final

import msgspec

from vigtool.vault.journal.envelope import Envelope, parse_envelope
from vigtool.vault.journal.frame import NoFrame

_LENGTH: Final = struct.Struct(">I")


def join_entry(envelope: Envelope, sealed_body: bytes) -> bytes:
    """Return the plaintext of a frame."""
    leaf = envelope.leaf()
    return _LENGTH.pack(len(leaf)) + leaf + sealed_body


def split_entry(plain: bytes, seq: int) -> tuple[Envelope, bytes]:
    """Return the envelope and the sealed body of entry ``seq``. Raises ``NoFrame``."""
    if len(plain) < _LENGTH.size:
        raise NoFrame
    end = _LENGTH.size + _LENGTH.unpack_from(plain)[0]
    try:
        envelope = parse_envelope(plain[_LENGTH.size : end])
    except msgspec.MsgspecError as error:
        raise NoFrame from error
    if envelope.seq != seq or envelope.v != 1:
        raise NoFrame
    return envelope, plain[end:]
