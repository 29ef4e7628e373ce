"""The sample table of one track of an MP4 or QuickTime film (ISO/IEC 14496-12 8.6 and 8.7), read by its columns.

libav's own index of the film gives places, sizes, decoding times, key flags and what edit lists take away; what it
does not give is how much later than decoded a picture is shown (``ctts``), and that is read here.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from vigtool.media.mp4_boxes import Box, boxes

_STBL: Final = "moov/trak/mdia/minf/stbl"
_HEAD: Final = 8
_MOST_SAMPLES: Final = 1 << 26


@dataclass(frozen=True, slots=True)
class SampleTable:
    """``sizes``: bytes of each sample, int64. ``delays``: ticks from decoding to showing, int64 of the same shape."""

    sizes: NDArray[np.int64]
    delays: NDArray[np.int64]


def sample_table(file: BinaryIO, track: int) -> SampleTable | None:
    """Return the table of track number ``track`` (its ``track_ID``), or None where fragments follow or it is unsound.

    ``file`` is left where it was.
    """
    place = file.tell()
    try:
        found = _boxes_of(file, track)
        sizes = _sizes(file, found.get("stsz"))
        return None if sizes is None else _with_delays(file, found.get("ctts"), sizes)
    finally:
        file.seek(place)


def _boxes_of(file: BinaryIO, track: int) -> dict[str, Box]:
    """Return the boxes of the track's table by their names, none if the film has fragments."""
    found: dict[str, Box] = {}
    ours = False
    for box in boxes(file):
        if box.path in {"moof", "moov/mvex"}:
            return {}
        if box.path == "moov/trak/tkhd":
            ours = _track_of(_content(file, box)) == track
        elif ours and box.path.startswith(_STBL):
            found[box.path.rpartition("/")[2]] = box
    return found


def _content(file: BinaryIO, box: Box) -> bytes:
    file.seek(box.start)
    return file.read(box.end - box.start)


def _track_of(header: bytes) -> int:
    at = 20 if header[:1] == b"\x01" else 12
    return int.from_bytes(header[at : at + 4], "big")


def _sizes(file: BinaryIO, box: Box | None) -> NDArray[np.int64] | None:
    data = b"" if box is None else _content(file, box)
    if len(data) < _HEAD + 4:
        return None
    size, count = struct.unpack_from(">II", data, 4)
    if count > _MOST_SAMPLES:
        return None
    if size:
        return np.full(count, size, np.int64)
    if len(data) < _HEAD + 4 + 4 * count:
        return None
    return np.frombuffer(data, ">u4", count, _HEAD + 4).astype(np.int64)


def _with_delays(file: BinaryIO, box: Box | None, sizes: NDArray[np.int64]) -> SampleTable | None:
    if box is None:
        return SampleTable(sizes, np.zeros(len(sizes), np.int64))
    data = _content(file, box)
    count = struct.unpack_from(">I", data, 4)[0] if len(data) >= _HEAD else -1
    if count < 0 or len(data) < _HEAD + 8 * count:
        return None
    runs = np.frombuffer(data, ">u4", 2 * count, _HEAD).reshape(count, 2)
    lengths = runs[:, 0].astype(np.int64)
    if int(lengths.sum()) != len(sizes):
        return None
    return SampleTable(sizes, np.repeat(runs[:, 1].copy().view(">i4").astype(np.int64), lengths))
