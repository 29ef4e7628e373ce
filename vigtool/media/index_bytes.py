"""The stored form of a frame index, version 2: strict to read, without pickle.

    "vigindex" | u16 version | u32 length of the head | head (JSON) | arrays

All integers are little-endian. The arrays follow each other without gaps, in the order of ``_arrays``: five of the
frames, then seven of the entry points. Their lengths follow from the head, so the whole length is known; a byte
too few or too many is refused, and so is an index that contradicts itself.

Version 1 has the same form; there the bytes of every entry point were read, so that no ``crc`` is ``UNREAD``.
"""

import struct
from fractions import Fraction
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from vigtool.media.errors import BadIndex
from vigtool.media.frame_index import UNREAD, EntryPoint, EntryPoints, FrameIndex, Origin

_MAGIC: Final = b"vigindex"
_VERSION: Final = 2
_READ_VERSIONS: Final = frozenset({1, 2})
_START: Final = struct.Struct("<8sHI")
_INT: Final = np.dtype("<i8")
_PRINT: Final = np.dtype("<u4")
_FLAG: Final = np.dtype("?")
_MOST_OF_BASE: Final = (1 << 31) - 1
"""A time base is an ``AVRational``, two ints of C."""


class _Head(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    stream: int
    time_base: tuple[int, int]
    origin: Origin
    end_tick: int
    by_position: bool
    frames: int
    entries: int
    prints: bool


def pack_index(index: FrameIndex) -> bytes:
    """Return the stored form of ``index``."""
    head = msgspec.json.encode(
        _Head(
            stream=index.stream,
            time_base=index.time_base.as_integer_ratio(),
            origin=index.origin,
            end_tick=index.end_tick,
            by_position=index.by_position,
            frames=index.frames,
            entries=len(index.entries),
            prints=bool(len(index.prints)),
        )
    )
    arrays = [array.astype(dtype).tobytes() for array, dtype in zip(_arrays(index), _DTYPES, strict=True)]
    return b"".join([_START.pack(_MAGIC, _VERSION, len(head)), head, *arrays])


def is_index(data: bytes) -> bool:
    """Tell whether ``data`` begins as an index does, of whatever version."""
    return data.startswith(_MAGIC)


def unpack_index(data: bytes) -> FrameIndex:
    """Return the index stored in ``data``. Raise ``BadIndex`` with the rule that is broken."""
    head, arrays = _parts(data)
    frames = head.frames
    lengths = [frames] * 4 + [frames if head.prints else 0] + [head.entries] * len(EntryPoint._fields)
    _demand(min(lengths) >= 0 and frames > 0, "lengths")
    sizes = [length * dtype.itemsize for length, dtype in zip(lengths, _DTYPES, strict=True)]
    _demand(len(arrays) == sum(sizes), "whole length")
    columns: list[NDArray[Any]] = []
    at = 0
    for length, dtype, size in zip(lengths, _DTYPES, sizes, strict=True):
        columns.append(np.frombuffer(arrays, dtype, length, at).astype(dtype.newbyteorder("=")))
        at += size
    index = _index(head, columns)
    _check(index)
    return index


def _parts(data: bytes) -> tuple[_Head, bytes]:
    _demand(len(data) >= _START.size, "start")
    magic, version, length = _START.unpack_from(data)
    _demand(magic == _MAGIC, "magic")
    _demand(version in _READ_VERSIONS, "version")
    try:
        head = msgspec.json.decode(data[_START.size : _START.size + length], type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadIndex(rule="head") from error
    return head, data[_START.size + length :]


def _index(head: _Head, columns: list[NDArray[Any]]) -> FrameIndex:
    numerator, denominator = head.time_base
    _demand(0 < numerator <= _MOST_OF_BASE and 0 < denominator <= _MOST_OF_BASE, "time base")
    _demand(0 <= head.stream <= _MOST_OF_BASE and head.end_tick <= np.iinfo(_INT).max, "numbers")
    pts, has_pts, ticks, source, prints, *entries = columns
    return FrameIndex(
        stream=head.stream,
        time_base=Fraction(numerator, denominator),
        origin=head.origin,
        pts=pts,
        has_pts=has_pts,
        ticks=ticks,
        end_tick=head.end_tick,
        source=source,
        prints=prints,
        entries=EntryPoints(*entries),
        by_position=head.by_position,
    )


def _check(index: FrameIndex) -> None:
    _demand(bool((index.ticks[1:] > index.ticks[:-1]).all()), "rising ticks")
    _demand(index.end_tick > int(index.ticks[-1]), "end")
    source = np.sort(index.source)
    _demand(int(source[0]) >= 0 and bool((source[1:] > source[:-1]).all()), "sources")
    frame = index.entries.frame
    _demand(bool((frame[1:] > frame[:-1]).all()), "rising entries")
    _demand(not len(frame) or (int(frame[0]) >= 0 and int(frame[-1]) < index.frames), "entries in range")
    entries = index.entries
    _demand(bool(((entries.crc != UNREAD) | (entries.position >= 0)).all()), "entries told by their place")
    _demand(index.origin == "packets" or bool(len(index.prints)), "prints")


def _arrays(index: FrameIndex) -> list[NDArray[Any]]:
    columns = [getattr(index.entries, name) for name in EntryPoint._fields]
    return [index.pts, index.has_pts, index.ticks, index.source, index.prints, *columns]


_DTYPES: Final = [_INT, _FLAG, _INT, _INT, _PRINT, *[_INT] * len(EntryPoint._fields)]


def _demand(holds: bool, rule: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not holds:
        raise BadIndex(rule=rule)
