"""What single packets tell: coded here by hand after the standards, so that no decoder is asked."""

import pytest

from vigtool.media.bit_reader import BitReader, EndOfBits
from vigtool.media.bitstream import begins_with_entry, parser_for
from vigtool.media.packet_facts import PacketFacts

ENTRY = PacketFacts(entry=True)
PLAIN = PacketFacts(entry=False)
I_PICTURE = PacketFacts(entry=True, reference=True)
P_PICTURE = PacketFacts(entry=False, reference=True)
B_PICTURE = PacketFacts(entry=False, reference=False)


def _mpeg2(kind: int, structure: int = 3, *, sequence: bool = False, pictures: int = 1) -> bytes:
    header = b"\x00\x00\x01\x00\x00" + bytes([kind << 3]) + b"\xff\xf8"
    extension = b"\x00\x00\x01\xb5\x8f\xff" + bytes([0xF0 | structure]) + b"\x80\x00"
    slices = b"\x00\x00\x01\x01" + bytes(20)
    return (b"\x00\x00\x01\xb3" + bytes(8) if sequence else b"") + (header + extension + slices) * pictures


def _vop(kind: int, size: int = 40) -> bytes:
    return b"\x00\x00\x01\xb6" + bytes([kind << 6 | 0x10]) + bytes([7]) * (size - 5)


def _h263(*, inter: bool, form: int = 2, both: bool = False) -> bytes:
    bits = 0b1_00000 << 42 | 7 << 34 | 0b10 << 32 | form << 26 | inter << 25 | both << 21
    return bits.to_bytes(8, "big") + b"abc"


@pytest.mark.parametrize(
    ("codec", "data", "facts"),
    [
        ("mpeg2video", _mpeg2(1, sequence=True), I_PICTURE),
        ("mpeg2video", _mpeg2(1), P_PICTURE),
        ("mpeg2video", _mpeg2(2, sequence=True), P_PICTURE),
        ("mpeg2video", _mpeg2(3), B_PICTURE),
        ("mpeg2video", _mpeg2(1, 1, sequence=True, pictures=2), I_PICTURE),
        ("mpeg4", b"\x00\x00\x01\xb0\xf3" + _vop(0), I_PICTURE),
        ("mpeg4", _vop(1), P_PICTURE),
        ("mpeg4", _vop(2), B_PICTURE),
        ("mpeg4", _vop(3), P_PICTURE),
        ("h263", _h263(inter=False), ENTRY),
        ("h263", _h263(inter=True), PLAIN),
        ("theora", b"\x00abc", ENTRY),
        ("theora", b"\x40abc", PLAIN),
        ("theora", b"\x80theora", PacketFacts(entry=False, pictures=0)),
        ("mjpeg", b"\xff\xd8\xff\xe0", ENTRY),
        ("dvvideo", b"\x1f\x07\x00\xbf", ENTRY),
    ],
)
def test_a_header_tells_the_kind_of_picture(codec: str, data: bytes, facts: PacketFacts) -> None:
    parse = parser_for(codec, None)
    assert parse is not None
    assert parse(memoryview(data), True) == facts  # noqa: FBT003 - a callback's fixed shape


@pytest.mark.parametrize(
    ("codec", "data"),
    [
        ("mpeg2video", _mpeg2(3, pictures=2)),
        ("mpeg2video", _mpeg2(1, 1)),
        ("mpeg2video", _mpeg2(2, 2, pictures=3)),
        ("mpeg2video", _mpeg2(4)),
        ("mpeg2video", b"\x00\x00\x01\x01" + bytes(40)),
        ("mpeg4", _vop(1) + _vop(2)),
        ("mpeg4", _vop(1, 9)),
        ("mpeg4", bytes(40)),
        ("h263", _h263(inter=True, form=7)),
        ("h263", _h263(inter=True, both=True)),
        ("h263", b"\xff" * 12),
        ("mjpeg", b"\x00\x00\x00"),
        ("dvvideo", b"\xff\x07\x00"),
    ],
)
def test_what_is_not_one_picture_must_be_decoded(codec: str, data: bytes) -> None:
    parse = parser_for(codec, None)
    assert parse is not None
    assert not parse(memoryview(data), False).sound  # noqa: FBT003 - a callback's fixed shape


class _Bits:
    """Writes the codes of ITU-T H.264 9.1."""

    def __init__(self) -> None:
        self._text = ""

    def bits(self, value: int, count: int) -> "_Bits":
        self._text += f"{value:0{count}b}"
        return self

    def numbers(self, *values: int) -> "_Bits":
        for value in values:
            code = f"{value + 1:b}"
            self._text += "0" * (len(code) - 1) + code
        return self

    def unit(self, head: int) -> bytes:
        text = self._text + "1"
        text += "0" * (-len(text) % 8)
        return b"\x00\x00\x01" + bytes([head]) + int(text, 2).to_bytes(len(text) // 8, "big")


def _sets(*, interlaced: bool, missing: bool = False) -> bytes:
    sequence = _Bits().bits(77, 8).bits(0, 16).numbers(0, 0, 2, 1).bits(missing, 1).numbers(9, 9)
    sequence.bits(not interlaced, 1).bits(0, 4)
    return sequence.unit(0x67) + _Bits().numbers(0, 0).bits(0, 4).unit(0x68)


def _slice(number: int, parity: int | None = None, *, head: int = 0x41) -> bytes:
    bits = _Bits().numbers(0, 5, 0).bits(number, 4)
    if parity is not None:
        bits.bits(parity > 0, 1)
        if parity:
            bits.bits(parity - 1, 1)
    return bits.bits(0xABCD, 16).unit(head)


IDR, UNUSED = 0x65, 0x01


@pytest.mark.parametrize(
    ("interlaced", "packets", "told"),
    [
        (False, [_slice(0, head=IDR), _slice(1), _slice(2, head=UNUSED), _slice(2), _slice(3)], "E...."),
        (False, [_slice(0, head=IDR), _slice(1), _slice(3)], "E.x"),
        (False, [_slice(14), _slice(15), _slice(0), _slice(0, head=IDR), _slice(1)], "...E."),
        (False, [_slice(0, head=IDR), _slice(1), _slice(1, head=IDR)], "E.x"),
        (True, [_slice(0, 0, head=IDR), _slice(1, 0)], "E."),
        (True, [_slice(0, 1, head=IDR), _slice(0, 2), _slice(1, 1), _slice(1, 2)], "E-.-"),
        (True, [_slice(0, 2, head=IDR), _slice(0, 1), _slice(1, 0)], "E-."),
        (True, [_slice(0, 1, head=IDR), _slice(1, 2)], "Ex"),
        (True, [_slice(0, 1, head=IDR), _slice(0, 1)], "Ex"),
        (True, [_slice(0, 1, head=IDR), _slice(1, 0)], "Ex"),
    ],
)
def test_h264_numbers_tell_fields_and_losses(interlaced: bool, packets: list[bytes], told: str) -> None:  # noqa: FBT001
    parse = parser_for("h264", _sets(interlaced=interlaced))
    assert parse is not None
    found = ""
    for packet in packets:
        facts = parse(memoryview(packet), True)  # noqa: FBT003 - a callback's fixed shape
        found += "x" if not facts.sound else "-" if facts.pictures == 0 else "E" if facts.entry else "."
    assert found == told


def test_h264_may_say_that_numbers_are_left_out() -> None:
    parse = parser_for("h264", _sets(interlaced=False, missing=True))
    assert parse is not None
    packets = (_slice(0, head=IDR), _slice(5))
    assert all(parse(memoryview(packet), False).sound for packet in packets)  # noqa: FBT003 - a callback's fixed shape


AVCC = bytes([1, 100, 0, 30, 0xFF])
HVCC = bytes([1]) + bytes(20) + bytes([0xFF])
VVCC = b"\xff"


def _with_lengths(*units: bytes) -> bytes:
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in units)


CRA, IDR_N, BLA, TRAIL, END = b"\x2a\x01\xaf", b"\x28\x01\xaf", b"\x24\x01\xaf", b"\x02\x01\xaf", b"\x48\x01"


@pytest.mark.parametrize(
    ("codec", "packets", "told"),
    [
        ("hevc", [[CRA], [TRAIL], [b"\x40\x01aaa", CRA], [IDR_N]], "E.EE"),
        ("hevc", [[CRA], [TRAIL], [BLA]], "E.x"),
        ("hevc", [[CRA], [TRAIL, END], [CRA]], "E.x"),
        ("hevc", [[IDR_N], [TRAIL], [b"\x28\x01\xcf"]], "E.x"),
        ("hevc", [[b"\x28\x01\xcf"], [TRAIL]], "E."),
        ("hevc", [[b"\x40\x01aaa"]], "x"),
        ("vvc", [[b"\x00\xa1x", b"\x00\x41abc"], [b"\x00\x01abc"], [b"\x00\x49abc"]], "E.E"),
        ("vvc", [[b"\x00\x41abc"], [b"\x00\x51abc"]], "E."),
    ],
)
def test_random_access_points_tell_where_decoding_may_begin(codec: str, packets: list[list[bytes]], told: str) -> None:
    parse = parser_for(codec, HVCC if codec == "hevc" else VVCC)
    assert parse is not None
    found = ""
    for units in packets:
        facts = parse(memoryview(_with_lengths(*units)), True)  # noqa: FBT003 - a callback's fixed shape
        found += "x" if not facts.sound else "E" if facts.entry else "."
    assert found == told


@pytest.mark.parametrize(
    ("codec", "extradata", "data", "entry"),
    [
        ("h264", AVCC, _with_lengths(b"\x06\x06\x01\xc4\x80", b"\x41abc"), True),
        ("h264", AVCC, _with_lengths(b"\x06\x06\x01\x2c\x80", b"\x41abc"), False),
        ("h264", AVCC, _with_lengths(b"\x65" + bytes(9000)), True),
        ("hevc", HVCC, _with_lengths(CRA + bytes(9000)), True),
        ("hevc", HVCC, _with_lengths(TRAIL + bytes(9000)), False),
        ("hevc", HVCC, _with_lengths(BLA + bytes(9000)), False),
        ("libdav1d", None, b"\x12\x00\x32\x01\x10", True),
    ],
)
def test_the_head_of_a_sample_tells_the_same(codec: str, extradata: bytes | None, data: bytes, entry: bool) -> None:  # noqa: FBT001
    assert begins_with_entry(codec, extradata, data[:64]) == entry


def test_bits_end_where_they_end() -> None:
    reader = BitReader(b"\x00\x00\x03\x01\x80")
    assert reader.bits(23) == 0
    assert (reader.flag(), reader.number(), reader.bits(7)) == (True, 0, 0)
    with pytest.raises(EndOfBits):
        reader.flag()
    assert [BitReader(bytes([code])).signed() for code in (0x80, 0x40, 0x60)] == [0, 1, -1]
    with pytest.raises(EndOfBits):
        BitReader(bytes(8)).number()
