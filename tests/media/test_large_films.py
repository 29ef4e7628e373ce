"""Films of 60 GB: places beyond 2^31 and 2^32 bytes, and nothing read but what is needed. Files with holes stand in."""

import struct
from pathlib import Path

import pytest

from tests.media.drawn_films import draw_film, read_number
from vigtool.media.film import Film
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame_index import UNREAD
from vigtool.media.index_building import build_index
from vigtool.media.mp4_boxes import Box, boxes

HOLE = 60_000_000_000


def _with_hole(small: Path, large: Path) -> None:
    """Write the film anew with its samples behind a hole of 60 GB, placed by a ``co64`` box."""
    data = small.read_bytes()
    with small.open("rb") as file:
        found = {box.path: box for box in boxes(file)}
    table, mdat = found["moov/trak/mdia/minf/stbl/stco"], found["mdat"]
    (count,) = struct.unpack_from(">I", data, table.start + 4)
    places = struct.unpack_from(f">{count}I", data, table.start + 8)
    moved = struct.pack(f">I4sII{count}Q", 16 + 8 * count, b"co64", 0, count, *(place + HOLE for place in places))
    with large.open("wb") as out:
        out.write(data[: mdat.start - 16])  # the muxer leaves a free box of 8 bytes for a longer head
        out.write(struct.pack(">I4sQ", 1, b"mdat", mdat.end + HOLE - mdat.start + 16))
        out.seek(mdat.start + HOLE)
        out.write(data[mdat.start : mdat.end])
        out.write(_rewritten(data, found, table, moved))


def _rewritten(data: bytes, found: dict[str, Box], table: Box, replacement: bytes) -> bytes:
    """Return the ``moov`` box with one table replaced and the lengths of all boxes around it corrected."""
    moov = found["moov"]
    grown = len(replacement) - (table.end - table.start + 8)
    box = bytearray(data[moov.start - 8 : moov.end])
    path = "moov/trak/mdia/minf/stbl"
    while path:
        at = found[path].start - moov.start
        struct.pack_into(">I", box, at, struct.unpack_from(">I", box, at)[0] + grown)
        path = path.rpartition("/")[0]
    at = table.start - moov.start
    return bytes(box[:at]) + replacement + bytes(box[at + table.end - table.start + 8 :])


@pytest.fixture
def large(tmp_path: Path) -> Path:
    small, large = tmp_path / "small.mp4", tmp_path / "large.mp4"
    draw_film(small, frames=96, gop=24)
    _with_hole(small, large)
    return large


def test_of_a_film_of_60_gigabytes_every_frame_is_had(large: Path) -> None:
    assert large.stat().st_size > HOLE
    with large.open("rb") as file:
        index = build_index(file)
        assert index.frames == 96
        assert index.entries.crc.tolist() == [UNREAD] * 4
        assert int(index.entries.position[-1]) > HOLE
        with Film(file, index) as film:
            for n in (95, 0, 50, 23, 24, 72):
                assert read_number(next(native_planes(film.frame(n).native))) == n
