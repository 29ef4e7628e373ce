"""The parts of an index: repaired times, strict bytes, what packets tell, and the bounded reader."""

import base64
import io
import json
import struct
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.media.drawn_films import drawn_film
from vigtool.media.bitstream import parser_for
from vigtool.media.bounded_reader import BoundedReader
from vigtool.media.errors import BadIndex, BrokenReader
from vigtool.media.frame_index import UNREAD, EntryPoint
from vigtool.media.guarded_open import open_container
from vigtool.media.index_building import build_index
from vigtool.media.index_bytes import pack_index, unpack_index
from vigtool.media.packet_facts import PacketFacts
from vigtool.media.presentation_times import presentation_ticks, usual_step
from vigtool.media.pretenders import pretender


def _ticks(times: list[int | None], step: int = 40) -> list[int]:
    pts = np.array([time or 0 for time in times], np.int64)
    known = np.array([time is not None for time in times], np.bool_)
    ticks: list[int] = presentation_ticks(pts, known, usual_step(pts, known, step)).tolist()
    return ticks


@pytest.mark.parametrize(
    ("times", "ticks"),
    [
        ([0, 40, 81, 200], [0, 40, 81, 200]),
        ([None, None, None], [0, 40, 80]),
        ([0, 40, 80, 80, 120, 160], [0, 40, 80, 100, 120, 160]),
        ([0, 40, 80, 80, 80], [0, 40, 80, 120, 160]),
        ([1000, 1040, 1080, 200, 240, 280], [1000, 1040, 1080, 1120, 1160, 1200]),
        ([0, 40, None, 120, 160], [0, 40, 80, 120, 160]),
        ([0, 1, 1, 1, 2, 40], [0, 1, 2, 3, 4, 40]),
    ],
)
def test_times_are_repaired_by_the_rule(times: list[int | None], ticks: list[int]) -> None:
    assert _ticks(times) == ticks


@given(st.lists(st.one_of(st.none(), st.integers(-(2**40), 2**40)), min_size=1, max_size=60), st.integers(1, 5000))
def test_ticks_always_rise(times: list[int | None], step: int) -> None:
    ticks = _ticks(times, step)
    assert all(before < after for before, after in pairwise(ticks))


def test_a_stored_index_is_read_strictly() -> None:
    data = pack_index(build_index(drawn_film(frames=8, container="mpegts")))
    start = struct.Struct("<8sHI")
    length = start.unpack_from(data)[2]
    head, arrays = json.loads(data[start.size : start.size + length]), data[start.size + length :]

    def with_head(**changes: object) -> bytes:
        text = json.dumps({**head, **changes}).encode()
        return start.pack(b"vigindex", 2, len(text)) + text + arrays

    assert pack_index(unpack_index(with_head())) == data
    broken = {
        "start": data[:10],
        "magic": b"x" + data[1:],
        "version": data[:8] + b"\x03\x00" + data[10:],
        "head": with_head(colour="red"),
        "time base": with_head(time_base=[1, 0]),
        "time base ": with_head(time_base=[1, 1 << 31]),
        "numbers": with_head(end_tick=10**400),
        "numbers ": with_head(stream=-1),
        "whole length": data + b"\0",
        "lengths": with_head(entries=-1),
        "end": with_head(end_tick=0),
        "origin": with_head(origin="guess"),
        "head ": data.replace(b'"stream"', b'"str\xffam"'),
    }
    for rule, bad in broken.items():
        with pytest.raises(BadIndex) as caught:
            unpack_index(bad)
        assert caught.value.rule == ("head" if rule == "origin" else rule.strip())
    for cut in range(0, len(data), 7):
        with pytest.raises(BadIndex):
            unpack_index(data[:cut])


VERSION_1 = (
    "dmlnaW5kZXgBAH0AAAB7InN0cmVhbSI6MCwidGltZV9iYXNlIjpbMSwxMDAwXSwib3JpZ2luIjoicGFja2V0cyIsImVuZF90aWNrIjoxNjEsIm"
    "J5X3Bvc2l0aW9uIjpmYWxzZSwiZnJhbWVzIjo0LCJlbnRyaWVzIjoyLCJwcmludHMiOmZhbHNlfQAAAAAAAAAAKAAAAAAAAABQAAAAAAAAAHgA"
    "AAAAAAAAAQEBAQAAAAAAAAAAKAAAAAAAAABQAAAAAAAAAHgAAAAAAAAAAAAAAAAAAAAIAAAAAAAAABAAAAAAAAAAGAAAAAAAAAAAAAAAAAAAAA"
    "IAAAAAAAAAAAAAAAAAAAACAAAAAAAAAAAAAAAAAAAAUAAAAAAAAAAAAAAAAAAAAFAAAAAAAAAAMAIAAAAAAABRCgAAAAAAAEkHAAAAAAAA2AUA"
    "AAAAAACLlxKdAAAAANQqMfEAAAAA"
)


def test_an_index_of_the_first_version_is_read() -> None:
    data = base64.b64decode(VERSION_1)
    index = unpack_index(data)
    assert (index.frames, index.origin, index.end_tick, index.ticks.tolist()) == (4, "packets", 161, [0, 40, 80, 120])
    assert index.entries[1] == EntryPoint(2, 2, 80, 80, 2641, 1496, 4046531284)
    assert pack_index(index) == data[:8] + b"\x02" + data[9:]


def test_an_entry_point_that_nothing_tells_is_refused() -> None:
    index = build_index(drawn_film(frames=8))
    unread = replace(index.entries, crc=np.full(len(index.entries), UNREAD, np.int64))
    assert len(unpack_index(pack_index(replace(index, entries=unread))).entries) == len(unread)
    nowhere = replace(unread, position=np.full(len(unread), -1, np.int64))
    with pytest.raises(BadIndex) as caught:
        unpack_index(pack_index(replace(index, entries=nowhere)))
    assert caught.value.rule == "entries told by their place"


def test_a_source_that_two_frames_share_is_refused() -> None:
    index = build_index(drawn_film(frames=8))
    with pytest.raises(BadIndex) as caught:
        unpack_index(pack_index(replace(index, source=index.source // 16)))
    assert caught.value.rule == "sources"


def test_an_index_that_contradicts_itself_is_refused() -> None:
    index = build_index(drawn_film(frames=8))
    data = pack_index(index)
    ticks = index.ticks.astype("<i8").tobytes()
    at = data.rindex(ticks)
    swapped = data[:at] + ticks[8:16] + ticks[:8] + ticks[16:] + data[at + len(ticks) :]
    with pytest.raises(BadIndex) as caught:
        unpack_index(swapped)
    assert caught.value.rule == "rising ticks"


def test_index_arrays_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        build_index(drawn_film(frames=4)).ticks[0] = 5


AVCC = bytes([1, 100, 0, 30, 0xFF])
HVCC = bytes([1]) + bytes(20) + bytes([0xFF])


def _units(*units: bytes) -> memoryview:
    return memoryview(b"".join(len(unit).to_bytes(4, "big") + unit for unit in units))


@pytest.mark.parametrize(
    ("codec", "extradata", "data", "facts"),
    [
        ("h264", AVCC, _units(b"\x65abc"), PacketFacts(entry=True)),
        ("h264", AVCC, _units(b"\x41abc"), PacketFacts(entry=False)),
        ("h264", AVCC, _units(b"\x06\x06\x01\xc4\x80", b"\x41abc"), PacketFacts(entry=True)),
        ("h264", AVCC, _units(b"\x06\x06\x01\x2c\x80", b"\x41abc"), PacketFacts(entry=False)),
        ("h264", AVCC, _units(b"\x06\x05\x02ab\x06\x01\xc4\x80", b"\x41abc"), PacketFacts(entry=True)),
        ("h264", AVCC, _units(b"\x65abc")[:-1], PacketFacts(entry=False, sound=False)),
        ("hevc", HVCC, _units(b"\x2a\x01abc"), PacketFacts(entry=True)),
        ("hevc", HVCC, _units(b"\x02\x01abc"), PacketFacts(entry=False)),
        ("vp8", None, memoryview(b"\x10abc"), PacketFacts(entry=True)),
        ("vp8", None, memoryview(b"\x11abc"), PacketFacts(entry=False)),
        ("vp8", None, memoryview(b"\x01abc"), PacketFacts(entry=False, pictures=0)),
        ("vp9", None, memoryview(b"\x82abc"), PacketFacts(entry=True)),
        ("vp9", None, memoryview(b"\x86abc"), PacketFacts(entry=False)),
        ("vp9", None, memoryview(b"\x84abc"), PacketFacts(entry=False, pictures=0)),
        ("vp9", None, memoryview(b"\x80\x86\xc1\x01\x01\xc1"), PacketFacts(entry=True)),
        ("vp9", None, memoryview(b"\x82\x86\xc1\x01\x01\xc1"), PacketFacts(entry=True, pictures=2)),
        ("vp9", None, memoryview(b"\x82\x86\xc1\x01\x09\xc1"), PacketFacts(entry=False, sound=False)),
        ("libdav1d", None, memoryview(b"\x12\x00\x0a\x01a\x32\x01\x10"), PacketFacts(entry=True)),
        ("libdav1d", None, memoryview(b"\x12\x00\x32\x01\x30"), PacketFacts(entry=False)),
    ],
)
def test_packets_tell_where_decoding_may_begin(
    codec: str, extradata: bytes | None, data: memoryview, facts: PacketFacts
) -> None:
    parse = parser_for(codec, extradata)
    assert parse is not None
    assert parse(data, True) == facts  # noqa: FBT003 - a callback's fixed shape


def test_h264_without_its_parameters_tells_nothing() -> None:
    parse = parser_for("h264", None)
    assert parse is not None
    assert not parse(memoryview(b"\x00\x00\x01\x65abc"), True).sound  # noqa: FBT003 - a callback's fixed shape


class _Generous(io.BytesIO):
    """A file object that gives one byte more than asked."""

    def read(self, n: int | None = -1) -> bytes:
        return super().read(-1 if n is None or n < 0 else n + 1)


def test_a_file_that_gives_too_much_never_reaches_the_library() -> None:
    with pytest.raises(BrokenReader) as caught:
        open_container(_Generous(drawn_film().getvalue()))
    assert caught.value.got == caught.value.asked + 1


def test_the_reader_has_no_name_and_begins_at_the_beginning() -> None:
    file = drawn_film(frames=2)
    file.seek(77)
    reader = BoundedReader(file)
    assert not hasattr(reader, "name")
    assert reader.tell() == 0


class _Unplugged(io.BytesIO):
    def read(self, n: int | None = -1) -> bytes:
        if self.tell() > 5000:
            raise ConnectionResetError
        return super().read(n)


def test_an_error_of_the_file_itself_passes_through() -> None:
    with pytest.raises(ConnectionResetError):
        build_index(_Unplugged(drawn_film(container="matroska").getvalue()))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"GIF89a", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        ("hyvää päivää\n".encode(), "text"),
        ("ö".encode() * 2047 + b"\xc3", "text"),
        ("text".encode("utf-16"), "text"),
        (b"\x00\x01\x02\x03", "unknown"),
    ],
)
def test_a_pretender_is_named(head: bytes, kind: str) -> None:
    assert pretender(head) == kind
