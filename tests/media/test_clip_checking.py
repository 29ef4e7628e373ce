"""A wrong clip is refused, and the refusal names what is wrong."""

import io
import struct
from typing import Any

import av
import pytest

from tests.media.clip_making import Source
from tests.media.drawn_films import drawn_film
from vigtool.media.errors import ClipNotExact
from vigtool.media.guarded_open import open_container
from vigtool.media.rendering import source as rendering
from vigtool.media.rendering.checking import check_rendition
from vigtool.media.rendering.plan import plain_plan

FRAMES = range(5, 17)


@pytest.fixture(scope="module")
def source() -> Source:
    return Source(drawn_film(frames=24, width=320, height=176, rotation=90, sound=True).getvalue())


def refusal(source: Source, clip: io.BytesIO, frames: range = FRAMES) -> str:
    with pytest.raises(ClipNotExact) as caught:
        source.check(clip, frames)
    return caught.value.what


def test_the_plain_writer_of_these_tests_makes_a_right_clip(source: Source) -> None:
    assert source.check(source.wrong_clip(FRAMES), FRAMES).frames == len(FRAMES)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"turned": True}, "picture"),
        ({"sound": False}, "sound_missing"),
        ({"shifted_sound": 0.02}, "sound_differs"),
        ({"tags": {"title": "someone"}}, "metadata"),
        ({"tags": {"location": "+60.2+025.0/"}}, "metadata"),
        ({"tags": {"comment": "phone"}}, "metadata"),
        ({"profile": "baseline"}, "picture_format"),
        ({"matrix": 5}, "colour_tags"),
        ({"faststart": False}, "layout"),
        ({"times": lambda tick: tick + tick // 3000}, "times"),
    ],
    ids=["turned", "no_sound", "late_sound", "title", "place", "device", "profile", "matrix", "no_faststart", "times"],
)
def test_a_wrong_clip_is_refused(source: Source, wrong: dict[str, Any], what: str) -> None:
    assert refusal(source, source.wrong_clip(FRAMES, **wrong)) == what


def test_a_clip_with_a_frame_less_is_refused(source: Source) -> None:
    short, _ = source.clip(FRAMES[:-1])
    assert refusal(source, short) == "frame_count"


def test_a_clip_one_frame_off_is_refused(source: Source) -> None:
    late, _ = source.clip(range(FRAMES.start + 1, FRAMES.stop + 1))
    assert refusal(source, late) == "picture"


def test_a_clip_of_another_film_is_refused(source: Source) -> None:
    other = Source(drawn_film(frames=24, sound=True).getvalue())
    clip, _ = other.clip(FRAMES)
    assert refusal(source, clip) == "size"


def test_sound_where_none_may_be_is_refused(source: Source) -> None:
    clip, _ = source.clip(FRAMES)
    with source.opened() as film, pytest.raises(ClipNotExact) as caught:
        check_rendition(clip, [rendering.Source(film, None)], plain_plan(FRAMES))
    assert caught.value.what == "sound_unexpected"


def test_a_display_matrix_is_refused(source: Source) -> None:
    clip, _ = source.clip(FRAMES)
    upright = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    half_turn = struct.pack(">9i", -(1 << 16), 0, 0, 0, -(1 << 16), 0, 0, 0, 1 << 30)
    written = clip.getvalue()
    at = written.index(upright, written.index(b"tkhd"))
    turned = io.BytesIO(written[:at] + half_turn + written[at + len(half_turn) :])
    assert refusal(source, turned) == "not_upright"


def test_a_foreign_box_is_refused(source: Source) -> None:
    clip, _ = source.clip(FRAMES)
    box = struct.pack(">I4s", 24, b"uuid") + bytes(16)
    assert refusal(source, io.BytesIO(clip.getvalue() + box)) in {"layout", "metadata"}


def test_a_clip_cut_off_is_refused(source: Source) -> None:
    clip, _ = source.clip(FRAMES)
    assert refusal(source, io.BytesIO(clip.getvalue()[:-2000])) == "layout"


def test_a_clip_with_broken_bytes_is_refused(source: Source) -> None:
    clip, _ = source.clip(FRAMES)
    written = bytearray(clip.getvalue())
    start = written.index(b"mdat") + 400
    written[start : start + 3000] = bytes(3000)
    assert refusal(source, io.BytesIO(bytes(written))) in {"not_readable", "picture", "frame_count"}


def test_a_second_picture_stream_is_refused(source: Source) -> None:
    clip, _ = source.clip(FRAMES)
    out = io.BytesIO()
    options = {"fflags": "bitexact", "moov_size": "30000"}
    with open_container(clip) as right, av.open(out, "w", format="mp4", options=options) as wrong:
        first, second = (wrong.add_stream_from_template(right.streams.video[0]) for _ in range(2))
        for packet in right.demux(right.streams.video[0]):
            if packet.dts is None:
                continue
            copy = av.Packet(bytes(packet))
            copy.pts, copy.dts, copy.time_base = packet.pts, packet.dts, packet.time_base
            copy.is_keyframe = packet.is_keyframe
            packet.stream, copy.stream = first, second
            wrong.mux([packet, copy])
    assert refusal(source, out) == "streams"
