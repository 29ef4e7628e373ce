"""Clips of recordings of every kind are exact, and other tools see them so."""

import io
import json
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.media.clip_making import Source
from tests.media.drawn_films import drawn_film
from tests.shared_material import SHARED, needs_shared
from vigtool.domain.errors import Cancelled
from vigtool.media.errors import BadRenderPlan, NoFrames
from vigtool.media.film import Film
from vigtool.media.guarded_open import open_container
from vigtool.media.index_building import build_index
from vigtool.media.mp4_boxes import boxes
from vigtool.media.rendering.plan import plain_plan
from vigtool.media.rendering.writing import write_rendition

UNEVEN = [0, 7, 31, 50, 51, 90, 200, 224, 260, 281, 300, 333, 350, 371, 420, 500, 520, 533, 560, 600]
RECORDINGS = [
    "video_90.mov",
    "syn_rotated180.mp4",
    "syn_mirrored.mov",
    "sample_rotate_and_reflect.mp4",
    "syn_vfr_gaps.mp4",
    "syn_vfr_vp9.webm",
    "phone_fire_vfr.mp4",
    "syn_hevc10_hlg.mov",
    "syn_mpeg2_576i_bff.mpg",
    "syn_h264_422_10.mkv",
    "h264_white_frame_sar_16_9.mp4",
    "syn_ts_start1_4s.ts",
    "syn_ts_backward_jump.ts",
    "syn_h264_resolution_change.ts",
    "syn_one_frame.mp4",
    "syn_video_starts_3s_late.mp4",
    "syn_audio_5_1_two_tracks.mkv",
    "syn_audio_longer_than_video.mp4",
    "syn_editlist_trim_midgop.mp4",
    "syn_fragmented.mp4",
    "syn_opengop_h264.mp4",
    "syn_duplicate_times.mkv",
    "syn_raw_h264.264",
    "syn_dv_pal.dv",
    "syn_mjpeg.avi",
    "syn_timelapse_5s_frames.mov",
    "sample_with_chapters.mkv",
    "gopro_karma.mp4",
    "syn_vp9_odd.webm",
    "syn_rotated90.mp4",
]
needs_ffprobe = pytest.mark.skipif(
    shutil.which("ffprobe") is None, reason="ffprobe is not installed: no second opinion"
)


@pytest.fixture(scope="module")
def uneven_film() -> Source:
    return Source(drawn_film(ticks=UNEVEN, rotation=90, sound=True).getvalue())


@needs_shared
@pytest.mark.parametrize("name", RECORDINGS)
def test_a_clip_of_a_recording_is_exact(name: str) -> None:
    source = Source((SHARED / "media" / name).read_bytes())
    frames = source.span()
    clip, facts = source.clip(frames)
    check = source.check(clip, frames)
    assert facts.frames == check.frames == len(frames)
    assert check.duration == source.index.seconds(frames.stop) - source.index.seconds(frames.start)
    assert (check.sound is not None) == (facts.sound_samples > 0)


def test_times_of_an_uneven_film_are_kept_to_the_tick(uneven_film: Source) -> None:
    clip, facts = uneven_film.clip(range(3, 15))
    index = build_index(io.BytesIO(clip.getvalue()))
    times = [tick * index.time_base for tick in (*index.ticks.tolist(), index.end_tick)]
    assert times == [Fraction(tick - UNEVEN[3], 600) for tick in UNEVEN[3:16]]
    assert facts.duration == Fraction(UNEVEN[15] - UNEVEN[3], 600)


def test_a_clip_starts_and_ends_where_its_sound_does(uneven_film: Source) -> None:
    _, facts = uneven_film.clip(range(3, 15))
    assert facts.sound_samples == (UNEVEN[15] - UNEVEN[3]) * 48000 // 600


def test_the_whole_film_and_a_single_frame_can_be_clips(uneven_film: Source) -> None:
    for frames in (range(len(UNEVEN)), range(7, 8)):
        clip, facts = uneven_film.clip(frames)
        assert uneven_film.check(clip, frames).frames == facts.frames == len(frames)


def test_a_turned_film_gives_an_upright_clip(uneven_film: Source) -> None:
    clip, facts = uneven_film.clip(range(4, 6))
    index = build_index(clip)
    with Film(clip, index) as film:
        native = film.frame(0).native
    assert (native.width, native.height) == facts.size == (108, 192)


def test_the_index_lies_in_front_of_the_pictures(uneven_film: Source) -> None:
    clip, _ = uneven_film.clip(range(12))
    paths = [box.path for box in boxes(clip)]
    assert paths.index("moov") < paths.index("mdat")


def test_room_for_the_index_suffices_when_every_frame_lasts_differently() -> None:
    ticks = [n * 20 + n % 7 for n in range(300)]
    source = Source(drawn_film(ticks=ticks, width=64, height=36, sound=True).getvalue())
    clip, _ = source.clip(range(300))
    assert source.check(clip, range(300)).frames == 300


def test_nothing_of_the_film_but_pictures_and_sound_goes_along() -> None:
    secret = "Anna at home"
    tagged = drawn_film(sound=True, container="mov")
    source = Source(_tagged(tagged, secret))
    assert secret.encode() in source.bytes
    clip, _ = source.clip(range(5))
    written = clip.getvalue()
    assert secret.encode() not in written
    assert not any(mark in written for mark in (b"x264", b"Lavf", b"Lavc"))


def test_a_film_without_sound_gives_a_clip_without_sound() -> None:
    source = Source(drawn_film().getvalue())
    clip, facts = source.clip(range(5))
    assert facts.sound_samples == 0
    assert source.check(clip, range(5)).sound is None


def test_cancelling_stops_at_once(uneven_film: Source) -> None:
    seen: list[int] = []

    def cancel_at_four(done: int, total: int) -> None:
        assert total == 12
        seen.append(done)
        if done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        uneven_film.clip(range(12), cancel_at_four)
    assert seen == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("frames", [range(5, 5), range(0, 6, 2)])
def test_a_clip_of_no_frames_or_of_every_second_one_is_refused(uneven_film: Source, frames: range) -> None:
    with pytest.raises(NoFrames):
        uneven_film.clip(frames)


@pytest.mark.parametrize("frames", [range(15, 21), range(-1, 3)])
def test_frames_that_the_film_does_not_have_are_refused(uneven_film: Source, frames: range) -> None:
    with pytest.raises(BadRenderPlan) as caught:
        uneven_film.clip(frames)
    assert caught.value.rule == "frames"


class _FullDisk(io.BytesIO):
    def write(self, data: object, /) -> int:
        if self.tell() > 4000:
            raise OSError(28, "no space left")
        return super().write(data)  # type: ignore[arg-type]


def test_a_full_disk_is_the_error_that_comes_out(uneven_film: Source) -> None:
    with uneven_film.lent() as source, pytest.raises(OSError, match="no space left"):
        write_rendition([source], plain_plan(range(12)), _FullDisk())


@needs_ffprobe
def test_ffprobe_sees_the_same_clip(uneven_film: Source, tmp_path: Path) -> None:
    clip, _ = uneven_film.clip(range(3, 15))
    path = tmp_path / "clip.mp4"
    path.write_bytes(clip.getvalue())
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_streams", "-show_frames", "-show_format", str(path)]
    seen = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    video = seen["streams"][0]
    fields = ("codec_name", "profile", "pix_fmt", "color_space", "color_transfer", "color_primaries", "color_range")
    assert [video[field] for field in fields] == ["h264", "High", "yuv420p", "bt709", "bt709", "bt709", "tv"]
    assert "side_data_list" not in video
    clock = Fraction(video["time_base"])
    times = [frame["pts"] * clock for frame in seen["frames"] if frame["media_type"] == "video"]
    assert times == [Fraction(tick - UNEVEN[3], 600) for tick in UNEVEN[3:15]]
    assert set(seen["format"]["tags"]) == {"major_brand", "minor_version", "compatible_brands"}


def _tagged(film: io.BytesIO, secret: str) -> bytes:
    """Copy a film into a QuickTime file whose tags hold a secret."""
    out = io.BytesIO()
    with open_container(film) as source, av.open(out, "w", format="mov") as target:
        target.metadata.update({"title": secret, "location": secret, "make": secret})
        streams = {stream.index: target.add_stream_from_template(stream) for stream in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream_index]
                target.mux(packet)
    return out.getvalue()
