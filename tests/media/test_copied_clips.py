"""Copied clips: every copied picture is the film's bit for bit, in another decoder too, and nothing else goes along."""

import io
import random
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest

from tests.media.clip_making import Source
from tests.media.corpus import Recording, truths
from tests.media.drawn_films import drawn_film
from tests.shared_material import SHARED, needs_shared
from vigtool.domain.errors import Cancelled
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.copying.coded_units import packet_of, units_of
from vigtool.media.copying.plan import CopyPlan, copy_plan
from vigtool.media.copying.sets import sets_of
from vigtool.media.errors import ClipNotExact, NoFrames, NoSuchFrame
from vigtool.media.guarded_open import open_container
from vigtool.media.rendering import source as rendering
from vigtool.media.rendering.checking import RenditionCheck, check_rendition
from vigtool.media.rendering.plan import FilmPiece, RenderPlan
from vigtool.media.rendering.timing import render_timing
from vigtool.media.rendering.writing import RenderFacts, write_rendition

UNEVEN = [0, 7, 31, 50, 51, 90, 200, 224, 260, 281, 300, 333, 350, 371, 420, 500, 520, 533, 560, 600]
COPIED = [
    "gopro_karma.mp4",
    "no_extension",
    "prog_8s.mp4",
    "sample_without_stss.mp4",
    "syn_cfr2997_h264_bframes.mov",
    "syn_cfr5994_h264.mp4",
    "syn_editlist_trim_midgop.mp4",
    "syn_fragmented.mp4",
    "syn_longgop300_bpyramid.mp4",
    "syn_one_frame.mp4",
    "syn_vfr_gaps.mp4",
    "trim_optimization_failure.mp4",
    "unordered.mov",
]
CODED_ANEW = [
    "400x300-red-resize-200x150-green.mp4",
    "h264_10bits.mp4",
    "h264_white_frame_sar_16_9.mp4",
    "hlg10-color-test.mp4",
    "sample_h264.ts",
    "sample_rotate_and_reflect.mp4",
    "syn_avchd_1080i50.mts",
    "syn_h264_422_10.mkv",
    "syn_h264_resolution_change.ts",
    "syn_hevc10_hlg.mov",
    "syn_mirrored.mov",
    "syn_raw_h264.264",
    "syn_rotated90.mp4",
    "syn_vfr_vp9.webm",
]
NAME = b"Anna at home, +60.17+024.94/"
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed: no second decoder")


def planned(source: Source, frames: range) -> CopyPlan | None:
    with source.opened() as film:
        return copy_plan(film, frames)


def plan_of(source: Source, frames: range) -> CopyPlan:
    plan = planned(source, frames)
    assert plan is not None
    return plan


def as_rendered(plan: CopyPlan) -> RenderPlan:
    return RenderPlan((FilmPiece(0, plan.frames.start, plan.frames.stop),), fast=True)


def written(source: Source, plan: CopyPlan, progress: Progress = ignore_progress) -> tuple[io.BytesIO, RenderFacts]:
    out = io.BytesIO()
    with source.lent() as one:
        return out, write_rendition([one], as_rendered(plan), out, progress)


def checked(source: Source, plan: CopyPlan, clip: io.BytesIO) -> RenditionCheck:
    with source.lent() as one:
        return check_rendition(clip, [one], as_rendered(plan))


def refusal(source: Source, plan: CopyPlan, clip: io.BytesIO) -> str:
    with pytest.raises(ClipNotExact) as caught:
        checked(source, plan, clip)
    return caught.value.what


def spans(name: str, source: Source, count: int = 4) -> list[CopyPlan]:
    """Plans of random spans in which something can be copied; the same for each run."""
    chance, found = random.Random(name), list[CopyPlan]()
    for _ in range(40):
        start = chance.randrange(source.index.frames)
        plan = planned(source, range(start, min(start + chance.randint(1, 150), source.index.frames)))
        found += [] if plan is None else [plan]
        if len(found) == count:
            break
    return found


@pytest.fixture(scope="module")
def source() -> Source:
    return Source(drawn_film(frames=60, sound=True).getvalue())


@needs_shared
@pytest.mark.parametrize("name", COPIED)
def test_random_spans_of_a_recording_are_copied_exactly(name: str) -> None:
    source = Source((SHARED / "media" / name).read_bytes())
    plans = spans(name, source)
    assert plans
    for plan in plans:
        clip, facts = written(source, plan)
        check = checked(source, plan, clip)
        assert facts.frames == check.frames == len(plan.frames)
        assert facts.copied * 2 >= facts.frames
        assert check.duration == source.index.seconds(plan.frames.stop) - source.index.seconds(plan.frames.start)


@needs_shared
@needs_ffmpeg
@pytest.mark.parametrize("name", ["gopro_karma.mp4", "syn_cfr2997_h264_bframes.mov", "syn_longgop300_bpyramid.mp4"])
def test_another_decoder_gives_the_pictures_of_the_recordings_truth(name: str, tmp_path: Path) -> None:
    source = Source((SHARED / "media" / name).read_bytes())
    plan = spans(name, source, 1)[0]
    clip, _ = written(source, plan)
    truth = truths(Recording(name))[0]
    seen = seen_by_ffmpeg(clip, tmp_path)
    assert len(seen) == len(plan.frames)
    places = [plan.frames.index(n) for n in plan.copied]
    assert [seen[place][1] for place in places] == [truth.frames[n]["md5"] for n in plan.copied]


@needs_ffmpeg
def test_another_decoder_sees_the_films_times(tmp_path: Path) -> None:
    source = Source(drawn_film(ticks=UNEVEN, gop=6).getvalue())
    plan = plan_of(source, range(5, 19))
    clip, _ = written(source, plan)
    assert [time for time, _ in seen_by_ffmpeg(clip, tmp_path)] == [
        Fraction(tick - UNEVEN[5], 600) for tick in UNEVEN[5:19]
    ]


@needs_shared
@pytest.mark.parametrize("name", CODED_ANEW)
def test_what_would_look_otherwise_is_left_to_coding_anew(name: str) -> None:
    source = Source((SHARED / "media" / name).read_bytes())
    assert planned(source, range(source.index.frames)) is None
    assert not spans(name, source)


@pytest.mark.parametrize(
    ("traits", "frames"),
    [
        ({"rotation": 90}, range(48)),
        ({"rotation": 180}, range(48)),
        ({"mirrored": True}, range(48)),
        ({"container": "mpegts"}, range(48)),
        ({"codec": "libx265"}, range(48)),
        ({"codec": "mpeg4"}, range(48)),
        ({"codec_options": {"x264-params": "tff=1:interlaced=1"}}, range(48)),
        ({"codec_options": {"x264-params": "open-gop=1"}}, range(5, 48)),
        ({"codec_options": {"x264-params": "open-gop=1:b-adapt=1:b-bias=-100"}}, range(5, 48)),
        ({"codec_options": {"x264-params": "fake-interlaced=1"}}, range(48)),
        ({"b_frames": 0, "codec_options": {"x264-params": "intra-refresh=1"}}, range(5, 48)),
        ({"codec_options": {"x264-params": "colormatrix=bt709:transfer=arib-std-b67"}}, range(48)),
        ({"codec_options": {"x264-params": "transfer=arib-std-b67"}}, range(48)),
        ({"codec_options": {"x264-params": "sar=4/3"}}, range(48)),
        ({"codec_options": {"x264-params": "frame-packing=3"}}, range(48)),
        ({"gop": 48}, range(1, 48)),
        ({"gop": 40}, range(19, 48)),
    ],
    ids=lambda value: "" if isinstance(value, range) else str(value),
)
def test_other_films_are_left_to_coding_anew(traits: dict[str, Any], frames: range) -> None:
    assert planned(Source(drawn_film(**traits).getvalue()), frames) is None


@pytest.mark.parametrize(
    ("traits", "frames", "copied"),
    [
        ({"b_frames": 0}, range(5, 43), range(12, 43)),
        ({"b_frames": 0}, range(12, 36), range(12, 36)),
        ({"b_frames": 0, "gop": 40}, range(17, 48), None),
        ({"b_frames": 0, "gop": 40}, range(36, 48), range(40, 48)),
        ({"b_frames": 2, "gop": 12}, range(3, 48), range(12, 48)),
        ({"codec_options": {"x264-params": "open-gop=1"}}, range(40), range(40)),
        ({"codec_options": {"profile": "baseline"}, "b_frames": 0}, range(5, 43), range(12, 43)),
        ({"codec_options": {"profile": "main"}}, range(5, 48), range(12, 48)),
        ({"codec_options": {"x264-params": "sps-id=1"}}, range(5, 48), range(12, 48)),
        ({"codec_options": {"x264-params": "fullrange=on:colormatrix=bt709"}}, range(5, 48), range(12, 48)),
        ({"container": "matroska"}, range(5, 48), range(12, 48)),
    ],
)
def test_as_much_as_can_be_is_copied(traits: dict[str, Any], frames: range, copied: range | None) -> None:
    source = Source(drawn_film(**traits).getvalue())
    plan = planned(source, frames)
    assert (plan and plan.copied) == copied
    if plan is not None:
        clip, _ = written(source, plan)
        assert checked(source, plan, clip).frames == len(frames)


def test_the_end_is_copied_up_to_the_last_frame_that_needs_no_later_one(source: Source) -> None:
    for stop in range(40, 48):
        plan = plan_of(source, range(24, stop))
        assert stop - plan.copied.stop in range(3)
        assert sorted(plan.order) == list(plan.copied)
        clip, _ = written(source, plan)
        assert checked(source, plan, clip).frames == stop - 24


def test_times_of_an_uneven_film_are_kept_to_the_tick() -> None:
    source = Source(drawn_film(ticks=UNEVEN, gop=6, sound=True).getvalue())
    for stop in range(14, 21):
        plan = plan_of(source, range(4, stop))
        clip, facts = written(source, plan)
        found = Source(clip.getvalue()).index
        timing = render_timing(as_rendered(plan), [source.index]).of_pictures
        assert [tick * found.time_base for tick in found.ticks.tolist()] == [
            Fraction(tick, timing.timescale) for tick in timing.starts
        ]
        assert checked(source, plan, clip).duration == facts.duration
        assert facts.sound_samples > 0


def test_the_colours_are_said_even_where_the_film_does_not_say_them(source: Source) -> None:
    plan = plan_of(source, range(5, 43))
    clip, _ = written(source, plan)
    with open_container(clip) as container:
        pictures = list(container.decode(video=0))
    tags = {(p.colorspace, p.color_trc, p.color_primaries, p.color_range) for p in pictures}
    assert tags == {(6, 1, 1, 1)}


def test_nothing_of_the_film_but_pictures_and_sound_goes_along(source: Source) -> None:
    film = Source(with_messages(source, NAME))
    assert film.bytes.count(NAME) == 60
    plan = plan_of(film, range(5, 43))
    clip, _ = written(film, plan)
    assert checked(film, plan, clip).frames == 38
    assert not any(words in clip.getvalue() for words in (NAME, b"x264", b"Lavf", b"Lavc"))


def test_a_message_that_changes_what_is_seen_is_not_left_behind(source: Source) -> None:
    assert planned(Source(with_messages(source, b"\x80" * 8, kind=47)), range(5, 43)) is None


def test_other_sets_within_the_film_are_left_to_coding_anew(source: Source) -> None:
    with open_container(io.BytesIO(source.bytes)) as container:
        sets = sets_of(container.streams.video[0].codec_context.extradata)
    assert sets is not None
    same = Source(with_units(source, sets.pictures[0]))
    assert plan_of(same, range(5, 43)).copied == plan_of(source, range(5, 43)).copied
    other = Source(with_units(source, sets.pictures[0] + b"\x80"))
    assert planned(other, range(5, 43)) is None


@pytest.mark.parametrize("frames", [range(5, 5), range(0, 6, 2)])
def test_no_frames_are_refused(source: Source, frames: range) -> None:
    with pytest.raises(NoFrames):
        planned(source, frames)


def test_frames_that_the_film_does_not_have_are_refused(source: Source) -> None:
    with pytest.raises(NoSuchFrame):
        planned(source, range(50, 61))


def test_cancelling_passes_through(source: Source) -> None:
    def cancel_at_20(done: int, total: int) -> None:
        assert total == 38
        if done == 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        written(source, plan_of(source, range(5, 43)), cancel_at_20)


def test_a_clip_of_other_frames_is_refused(source: Source) -> None:
    other, _ = written(source, plan_of(source, range(17, 55)))
    assert refusal(source, plan_of(source, range(5, 43)), other) == "picture"


def test_a_clip_of_a_frame_less_or_more_is_refused() -> None:
    source = Source(drawn_film(frames=60, b_frames=0).getvalue())
    plan = plan_of(source, range(5, 43))
    assert refusal(source, plan, written(source, plan_of(source, range(5, 42)))[0]) == "frame_count"
    assert refusal(source, plan, written(source, plan_of(source, range(5, 44)))[0]) == "frame_count"


def test_copied_pictures_that_only_look_the_same_are_refused(source: Source) -> None:
    alike = Source(
        drawn_film(frames=60, sound=True, codec_options={"x264-params": "trellis=0:deadzone-inter=2"}).getvalue()
    )
    clip, _ = written(alike, plan_of(alike, range(12, 48)))
    assert checked(alike, plan_of(alike, range(12, 48)), clip).frames == 36
    assert refusal(source, plan_of(source, range(12, 48)), clip) == "picture"


def test_a_clip_without_its_sound_is_refused(source: Source) -> None:
    plan, out = plan_of(source, range(5, 43)), io.BytesIO()
    with source.opened() as film:
        write_rendition([rendering.Source(film, None)], as_rendered(plan), out)
    assert refusal(source, plan, out) == "sound_missing"


def test_a_clip_with_broken_bytes_is_refused(source: Source) -> None:
    plan = plan_of(source, range(5, 43))
    clip, _ = written(source, plan)
    broken = bytearray(clip.getvalue())
    middle = (broken.index(b"mdat") + len(broken)) // 2
    broken[middle : middle + 300] = bytes(300)
    assert refusal(source, plan, io.BytesIO(bytes(broken))) in {"not_readable", "picture", "frame_count"}


def test_a_damaged_film_is_not_copied_as_if_it_were_whole(source: Source) -> None:
    film = bytearray(source.bytes)
    with open_container(io.BytesIO(source.bytes)) as container:
        packet = next(p for p in container.demux(video=0) if p.pts == source.index.ticks[30])
        film[(packet.pos or 0) + 30 : (packet.pos or 0) + packet.size] = bytes(packet.size - 30)
    damaged = Source(bytes(film))
    plan = plan_of(damaged, range(12, 48))
    clip, _ = written(damaged, plan)
    assert refusal(damaged, plan, clip) in {"not_readable", "picture"}


def with_messages(source: Source, words: bytes, kind: int = 5) -> bytes:
    """The film with an SEI message before each picture: unregistered user data, if not another ``kind``."""
    payload = (bytes(16) if kind == 5 else b"") + words
    return with_units(source, bytes([6, kind, len(payload)]) + payload + b"\x80")


def with_units(source: Source, unit: bytes) -> bytes:
    """The film with a unit of its own before each picture."""
    out = io.BytesIO()
    with open_container(io.BytesIO(source.bytes)) as film, av.open(out, "w", format="mp4") as target:
        streams = {stream.index: target.add_stream_from_template(stream) for stream in film.streams}
        for packet in film.demux():
            if packet.dts is None:
                continue
            copy = packet
            if packet.stream.type == "video":
                copy = av.Packet(packet_of([unit, *(units_of(bytes(packet), 4) or ())]))
                copy.pts, copy.dts, copy.time_base = packet.pts, packet.dts, packet.time_base
                copy.duration, copy.is_keyframe = packet.duration, packet.is_keyframe
            copy.stream = streams[packet.stream_index]
            target.mux(copy)
    return out.getvalue()


def seen_by_ffmpeg(clip: io.BytesIO, folder: Path) -> list[tuple[Fraction, str]]:
    """The time in seconds and the MD5 of each picture, as the ffmpeg command decodes them."""
    path = folder / "clip.mp4"
    path.write_bytes(clip.getvalue())
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(path),
        "-map",
        "0:v",
        "-fps_mode",
        "passthrough",
        "-enc_time_base",
        "-1",
    ]
    lines = subprocess.run([*command, "-f", "framemd5", "-"], check=True, capture_output=True, text=True).stdout
    clock = Fraction(next(line for line in lines.splitlines() if line.startswith("#tb 0:")).split(": ")[1])
    rows = [line.split(",") for line in lines.splitlines() if not line.startswith("#")]
    return [(int(row[2]) * clock, row[-1].strip()) for row in rows]
