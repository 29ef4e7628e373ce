"""Leaving out what nothing depends on changes no other picture, in any codec where we leave something out."""

import io
from collections.abc import Iterator

import pytest

from tests.media.corpus import MEDIA
from tests.media.drawn_films import drawn_film
from tests.shared_material import needs_shared
from vigtool.media.decoding import Decoding, FilmPacket
from vigtool.media.fingerprint import fingerprint
from vigtool.media.skipping import skippable_for

FILMS: dict[str, dict[str, object]] = {
    "h264": {"b_frames": 3},
    "h264, every second picture": {"b_frames": 1},
    "h264, open groups": {"b_frames": 3, "gop": 8, "codec_options": {"x264-params": "open-gop=1"}},
    "h264 after start codes": {"b_frames": 3, "container": "mpegts"},
    "hevc": {"codec": "libx265", "codec_options": {"x265-params": "bframes=4:log-level=none"}},
    "mpeg4": {"codec": "mpeg4", "container": "avi", "codec_options": {"q": "3"}},
}
RECORDINGS = [
    "syn_mpeg4_bframes.avi",
    "sample_h264.ts",
    "hdv-1080i60.mov",
    "bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4",
    "syn_hevc10_hlg.mov",
    "syn_opengop_mpeg2.mpg",
]


def _check(film: io.BytesIO, *, most: int) -> tuple[int, int]:
    """Compare decoding without the skippable packets with decoding all; return (skipped, decoded)."""
    with Decoding(film) as decoding:
        whole = {one.source: fingerprint(one.picture) for one in decoding.decode(_first(decoding, most))}
    with Decoding(film, frame_threads=True) as decoding:
        context = decoding.stream.codec_context
        skippable = skippable_for(context.codec.name, context.extradata)
        assert skippable is not None
        kept = [one for one in _first(decoding, most) if not skippable(memoryview(one[1]))]
        part = {one.source: fingerprint(one.picture) for one in decoding.decode(iter(kept))}
        assert not decoding.refused
    assert {source: whole[source] for source in part} == part
    return len(whole) - len(part), len(part)


def _first(decoding: Decoding, most: int) -> Iterator[tuple[int, FilmPacket]]:
    return ((number, packet) for number, packet in decoding.packets() if number < most)


@pytest.mark.parametrize("name", FILMS)
def test_the_other_pictures_are_the_same(name: str) -> None:
    skipped, decoded = _check(drawn_film(**FILMS[name]), most=48)
    assert skipped >= 8
    assert skipped + decoded == 48


@needs_shared
@pytest.mark.parametrize("name", RECORDINGS)
def test_the_other_pictures_of_recordings_are_the_same(name: str) -> None:
    skipped, decoded = _check(io.BytesIO((MEDIA / name).read_bytes()), most=60)
    assert skipped > 2
    assert decoded > 2


def _avcc(*units: bytes) -> memoryview:
    return memoryview(b"".join(len(unit).to_bytes(4, "big") + unit for unit in units))


AVCC = b"\x01\x64\x00\x28\xff\xe1\x00\x00"
HVCC_ONE_LAYER = b"\x01" + bytes(20) + b"\x0f"
HVCC_TWO_LAYERS = b"\x01" + bytes(20) + b"\x17"
SLICE, WANTED_SLICE, SEI, PARAMETERS = b"\x01\x9a", b"\x41\x9a", b"\x06\x01", b"\x67\x64"


@pytest.mark.parametrize(
    ("units", "skipped"),
    [
        ((SLICE,), True),
        ((b"\x09\xf0", SEI, SLICE, SLICE), True),
        ((SLICE, WANTED_SLICE), False),
        ((PARAMETERS, SLICE), False),
        ((SEI,), False),
        ((b"", SLICE), False),
    ],
)
def test_a_packet_with_anything_else_in_it_stays(units: tuple[bytes, ...], skipped: bool) -> None:  # noqa: FBT001
    skippable = skippable_for("h264", AVCC)
    assert skippable is not None
    assert skippable(_avcc(*units)) is skipped
    assert not skippable(_avcc(*units)[:-1])
    by_start_code = skippable_for("h264", None)
    assert by_start_code is not None
    if b"" not in units:
        assert by_start_code(memoryview(b"".join(b"\x00\x00\x01" + unit for unit in units))) is skipped


@pytest.mark.parametrize(
    ("extradata", "kind", "temporal_id", "skipped"),
    [
        (HVCC_ONE_LAYER, 0, 0, True),
        (HVCC_ONE_LAYER, 8, 0, True),
        (HVCC_ONE_LAYER, 1, 0, False),
        (HVCC_ONE_LAYER, 16, 0, False),
        (HVCC_ONE_LAYER, 0, 1, False),
        (HVCC_TWO_LAYERS, 0, 1, True),
        (HVCC_TWO_LAYERS, 0, 0, False),
    ],
)
def test_hevc_pictures_below_the_highest_layer_stay(
    extradata: bytes,
    kind: int,
    temporal_id: int,
    skipped: bool,  # noqa: FBT001
) -> None:
    skippable = skippable_for("hevc", extradata)
    assert skippable is not None
    assert skippable(_avcc(bytes([kind << 1, temporal_id + 1, 0x80]))) is skipped


def test_nothing_is_skipped_where_nothing_is_known() -> None:
    for codec, extradata in [("hevc", None), ("hevc", b"\x01" + bytes(21)), ("vp9", None), ("vc1", None)]:
        assert skippable_for(codec, extradata) is None
