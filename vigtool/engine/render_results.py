"""Arguments and results of the tasks that write and check clips, as bytes, both ways; the engine is not trusted."""

from fractions import Fraction
from typing import Final

import msgspec

from vigtool.engine.channel import GARBLED
from vigtool.engine.errors import ChannelGarbled

_OFFSET_BYTES: Final = 8


class RenderWork(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A plan (``media.rendering.plan.packed``), and the films that it speaks of.

    ``sources`` has for each source of the plan the number of its film among those that are lent; ``indexes`` are the
    indexes of these films in their stored form.
    """

    plan: bytes
    sources: tuple[int, ...]
    indexes: tuple[bytes, ...]


class Checked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was found in a right clip: frames, seconds, the lowest luma PSNR in dB (None: identical), sound or none."""

    frames: int
    numerator: int
    denominator: int
    luma_psnr: float | None
    sound: bool

    @property
    def duration(self) -> Fraction:
        """The length in seconds."""
        return Fraction(self.numerator, self.denominator)


def pack_work(work: RenderWork) -> bytes:
    """Return what both tasks take."""
    return _ENCODER.encode(work)


def unpack_work(data: bytes) -> RenderWork:
    """Return the work. Raises ``ChannelGarbled``."""
    try:
        return _WORKS.decode(data)
    except GARBLED as error:
        raise ChannelGarbled from error


def pack_piece(offset: int, data: bytes) -> bytes:
    """Return a piece of the file that is written, with its place in it."""
    return offset.to_bytes(_OFFSET_BYTES, "big") + data


def unpack_piece(part: bytes, end: int) -> tuple[int, memoryview]:
    """Return a piece's place and its bytes, where ``end`` bytes of the file are there already.

    Raises ``ChannelGarbled`` for one that is empty, or begins beyond these.
    """
    offset = int.from_bytes(part[:_OFFSET_BYTES], "big")
    if len(part) <= _OFFSET_BYTES or offset > end:
        raise ChannelGarbled
    return offset, memoryview(part)[_OFFSET_BYTES:]


def pack_checked(checked: Checked) -> bytes:
    """Return what was found."""
    return _ENCODER.encode(checked)


def unpack_checked(data: bytes) -> Checked:
    """Return what was found. Raises ``ChannelGarbled``."""
    try:
        found = _FOUND.decode(data)
    except GARBLED as error:
        raise ChannelGarbled from error
    if found.frames <= 0 or found.numerator <= 0 or found.denominator <= 0:
        raise ChannelGarbled
    return found


_ENCODER: Final = msgspec.msgpack.Encoder()
_WORKS: Final = msgspec.msgpack.Decoder(RenderWork)
_FOUND: Final = msgspec.msgpack.Decoder(Checked)
