"""How long a spoken comment says that it is, from its first bytes: what is heard is decoded elsewhere.

Microsoft's "Multimedia Programming Interface" 1.0 for WAV, RFC 9639 for FLAC.
"""

from fractions import Fraction
from typing import BinaryIO, Final

_FEW: Final = 64
"""Chunks that may stand before the sound in a WAV: some programs write three."""
_HEAD: Final = 8
"""Bytes of a chunk's name and size."""
_STREAMINFO: Final = 34
"""Bytes of FLAC's first block."""


def length_of(file: BinaryIO) -> Fraction | None:
    """The seconds that a WAV or FLAC, open and seekable, says it has; None where it does not say, or is neither."""
    beginning = file.read(12)
    if beginning[:4] == b"RIFF" and beginning[8:] == b"WAVE":
        return _of_wav(file)
    if beginning[:4] == b"fLaC":
        return _of_flac(beginning[4:] + file.read(_STREAMINFO))
    return None


def _of_wav(file: BinaryIO) -> Fraction | None:
    rate = 0
    for _chunk in range(_FEW):
        head = file.read(_HEAD)
        if len(head) < _HEAD:
            return None
        size = int.from_bytes(head[4:], "little")
        begin = file.tell()
        if head[:4] == b"data":
            return Fraction(min(size, file.seek(0, 2) - begin), rate) if rate else None
        if head[:4] == b"fmt ":
            rate = int.from_bytes(file.read(12)[8:], "little")
        file.seek(begin + size + size % 2)
    return None


def _of_flac(block: bytes) -> Fraction | None:
    """Bits 80 to 99 of STREAMINFO are the rate, 108 to 143 the count of samples."""
    facts = block[4:]
    if len(facts) < _STREAMINFO or block[0] & 0x7F:
        return None
    numbers = int.from_bytes(facts[10:18], "big")
    rate, count = numbers >> 44, numbers & (1 << 36) - 1
    return Fraction(count, rate) if rate and count else None
