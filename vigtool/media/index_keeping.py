"""The stored form of a pass over a film's packets that was broken off: derived data, strict to read.

    "vigscan1" | u32 length of the head | head (JSON) | zlib of the columns

The columns are little-endian differences between neighbours, which compress well: int64 times, durations and packet
numbers, then int8 kinds of the pictures, then the entry points as rows of seven int64.
"""

import struct
import zlib
from array import array
from typing import Any, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from vigtool.media.entry_columns import EntryColumns
from vigtool.media.frame_index import EntryPoint
from vigtool.media.packet_scan import PacketScan

_MAGIC: Final = b"vigscan1"
_START: Final = struct.Struct("<8sI")
_INT: Final = np.dtype("<i8")
_LEVEL: Final = 1


class BadScan(Exception):
    """What was kept is no pass over this film."""


class _Head(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    film_bytes: int
    stream: int
    packets: int
    pictures: int
    entries: int


def pack_scan(scan: PacketScan, film_bytes: int, stream: int) -> bytes:
    """Return the stored form of what a pass over ``stream`` of a film of ``film_bytes`` bytes has found so far."""
    head = msgspec.json.encode(_Head(film_bytes, stream, scan.packets, len(scan.pts), len(scan.entries.rows)))
    columns = [_differences(np.frombuffer(one, np.int64)) for one in (scan.pts, scan.duration, scan.packet)]
    rows = np.array(scan.entries.rows, np.int64).astype(_INT).tobytes()
    return (
        _START.pack(_MAGIC, len(head))
        + head
        + zlib.compress(b"".join([*columns, scan.reference.tobytes(), rows]), _LEVEL)
    )


def unpack_scan(data: bytes, film_bytes: int, stream: int) -> PacketScan:
    """Return the pass stored in ``data``. Raise ``BadScan`` if it is none, or of another film or stream."""
    head, body = _parts(data)
    if (head.film_bytes, head.stream) != (film_bytes, stream) or min(head.pictures, head.entries) < 1:
        raise BadScan
    width = len(EntryPoint._fields)
    whole = head.pictures * (3 * _INT.itemsize + 1) + head.entries * width * _INT.itemsize
    if len(body) != whole:
        raise BadScan
    scan = PacketScan()
    at = 0
    for column in (scan.pts, scan.duration, scan.packet):
        column.frombytes(np.cumsum(np.frombuffer(body, _INT, head.pictures, at), dtype=np.int64).tobytes())
        at += head.pictures * _INT.itemsize
    scan.reference = array("b", body[at : at + head.pictures])
    rows: NDArray[Any] = np.frombuffer(body, _INT, head.entries * width, at + head.pictures).reshape(-1, width)
    scan.entries = EntryColumns(EntryPoint(*row) for row in rows.tolist())
    scan.packets = head.packets
    return scan


def _parts(data: bytes) -> tuple[_Head, bytes]:
    if len(data) < _START.size:
        raise BadScan
    magic, length = _START.unpack_from(data)
    if magic != _MAGIC:
        raise BadScan
    try:
        head = msgspec.json.decode(data[_START.size : _START.size + length], type=_Head)
        return head, zlib.decompress(data[_START.size + length :])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, zlib.error) as error:
        raise BadScan from error


def _differences(column: NDArray[np.int64]) -> bytes:
    return np.diff(column, prepend=np.int64(0)).astype(_INT).tobytes()
