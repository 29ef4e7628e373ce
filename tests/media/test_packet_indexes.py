"""An index made from packets or from a sample table is the one that decoding the film makes; else it is not made."""

import io
import random
import struct
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from tests.media.broadcast_films import broadcast_film
from tests.media.corpus import Recording, recordings, truths
from tests.media.drawn_films import draw_film, drawn_film, read_number
from tests.media.test_recordings import REFUSED
from tests.shared_material import needs_shared
from vigtool.domain.progress import ignore_progress
from vigtool.media.decoding import Decoding
from vigtool.media.film import Film
from vigtool.media.frame import Frame
from vigtool.media.frame_index import UNREAD, FrameIndex
from vigtool.media.gaps import gaps
from vigtool.media.index_building import build_index, index_parts
from vigtool.media.index_by_decoding import index_by_decoding
from vigtool.media.index_bytes import is_index, pack_index, unpack_index
from vigtool.media.index_keeping import BadScan, unpack_scan
from vigtool.media.packet_scan import Pace, PacketScan, scan_packets

FILMS: dict[str, Callable[[], io.BytesIO]] = {
    "H.264, transport stream": lambda: drawn_film(container="mpegts"),
    "H.264, transport stream, open groups": lambda: drawn_film(
        container="mpegts", gop=8, b_frames=3, codec_options={"x264-params": "open-gop=1:b-pyramid=normal"}
    ),
    "H.264, interlaced": lambda: drawn_film(container="mpegts", codec_options={"x264-params": "tff=1"}, height=112),
    "HEVC, transport stream": lambda: broadcast_film(
        "libx265", "mpegts", options={"x265-params": "keyint=12:bframes=3:log-level=none:pools=1:frame-threads=1"}
    ),
    "MPEG-2, transport stream": lambda: broadcast_film("mpeg2video", "mpegts", options={"g": "12", "bf": "2"}),
    "MPEG-2, program stream": lambda: broadcast_film("mpeg2video", "vob", options={"g": "9", "bf": "2"}),
    "MPEG-1": lambda: broadcast_film("mpeg1video", "mpeg", options={"g": "10", "bf": "2"}),
    "MPEG-4, AVI": lambda: drawn_film(container="avi", codec="mpeg4", codec_options={"q": "3"}),
    "MPEG-4, AVI, no b-frames": lambda: drawn_film(container="avi", codec="mpeg4", b_frames=0),
    "MPEG-4, Matroska": lambda: drawn_film(container="matroska", codec="mpeg4"),
    "MPEG-2, QuickTime": lambda: broadcast_film("mpeg2video", "mov", options={"g": "12", "bf": "2"}),
    "Motion JPEG, AVI": lambda: broadcast_film("mjpeg", "avi", pixels="yuvj420p"),
    "DV, AVI": lambda: broadcast_film("dvvideo", "avi", size=(720, 576), frames=12),
    "DV": lambda: broadcast_film("dvvideo", "dv", size=(720, 576), frames=12),
    "ProRes": lambda: broadcast_film("prores_ks", "mov", pixels="yuv422p10le"),
    "H.264, FLV": lambda: drawn_film(container="flv"),
    "H.263": lambda: broadcast_film("h263", "3gp", size=(176, 144), options={"g": "10"}),
}


def _number(frame: Frame) -> int | None:
    return read_number(np.asarray(frame.native.reformat(format="gray").to_ndarray(), np.uint8))


def _by_decoding(file: io.BufferedIOBase | io.BytesIO, stream: int | None = None) -> FrameIndex:
    with Decoding(file, stream) as decoding:  # type: ignore[arg-type]
        return index_by_decoding(decoding, file.seek(0, io.SEEK_END), ignore_progress)


def _differences(index: FrameIndex, decoded: FrameIndex) -> list[str]:
    columns = ("pts", "has_pts", "ticks", "source")
    found = [name for name in columns if not np.array_equal(getattr(index, name), getattr(decoded, name))]
    return found + (["end_tick"] if index.end_tick != decoded.end_tick else [])


@pytest.mark.parametrize("name", FILMS)
def test_packets_tell_what_decoding_tells(name: str) -> None:
    file = FILMS[name]()
    index = build_index(file)
    assert index.origin == "packets"
    assert _differences(index, _by_decoding(file)) == []
    assert len(index.entries) > 1


@pytest.mark.parametrize("name", FILMS)
def test_every_frame_is_had_from_an_index_of_packets(name: str) -> None:
    file = FILMS[name]()
    index = build_index(file)
    numbers = list(range(index.frames)) * 2
    random.Random(3).shuffle(numbers)
    with Film(file, index) as film:
        assert [_number(film.frame(n)) for n in numbers] == numbers


@pytest.mark.parametrize("name", FILMS)
def test_every_entry_point_is_reached(name: str) -> None:
    file = FILMS[name]()
    index = build_index(file)
    with Decoding(file) as decoding:
        for number in range(len(index.entries)):
            entry = index.entries[number]
            pictures = decoding.from_entry(entry, by_position=index.by_position)
            came = next(one for one in pictures if one.source == index.source[entry.frame])
            assert came.picture.pts == index.pts_of(entry.frame)


QUICKLY_DECODED = 150_000
UNTOLD = {
    "animation.mov": "QuickTime Animation does not say which pictures stand alone",
    "bad_truncated_faststart.mp4": "damaged",
    "corrupted.mp4": "damaged",
    "sample_edit_list_only_preroll_sync_sample.mp4": "the only entry point is cut away",
    "sample_sef_super_slow_motion.mp4": "its units are hidden in a unit of a reserved kind",
    "syn_duplicate_times.mkv": "two pictures at one time",
    "syn_h264_resolution_change.ts": "joined",
    "syn_raw_h264.264": "no times",
    "syn_ts_backward_jump.ts": "joined",
}


def _told() -> list[Recording]:
    """The quickly decoded of the recordings that have frames."""
    without = {*UNTOLD, *REFUSED}
    told = [one for one in recordings() if one.name not in without and one.path.stat().st_size < QUICKLY_DECODED]
    return [*told, Recording("sony_a7m3_avchd.mts"), Recording("xdcam-hd-1080i50.mov")] if told else []


@needs_shared
@pytest.mark.parametrize("recording", _told(), ids=lambda one: ascii(one.name))
def test_packets_of_the_shared_recordings_tell_what_decoding_tells(recording: Recording) -> None:
    for truth in truths(recording):
        if truth.frames:
            with recording.path.open("rb") as file:
                index = build_index(file, stream=truth.stream)
                assert index.origin == "packets"
                assert _differences(index, _by_decoding(file, truth.stream)) == []


@needs_shared
@pytest.mark.parametrize("name", UNTOLD)
def test_these_must_be_decoded(name: str) -> None:
    with Recording(name).path.open("rb") as file:
        assert build_index(file).origin == "decoding"


@needs_shared
def test_two_fields_in_two_packets_are_one_frame() -> None:
    (truth,) = truths(Recording("sony_a7m3_avchd.mts"))
    with Recording("sony_a7m3_avchd.mts").path.open("rb") as file:
        index = build_index(file)
    assert (index.origin, index.frames) == ("packets", len(truth.frames))
    assert bool((index.source % 16 == 0).all()), "each frame comes out of every other packet"


def test_what_the_decoder_contradicts_is_decoded() -> None:
    film = FILMS["Motion JPEG, AVI"]()
    with Decoding(film) as decoding:
        third = next(bytes(packet) for number, packet in decoding.packets() if number == 3)
    broken = film.getvalue().replace(third, third[:2] + bytes(len(third) - 2))
    index = build_index(io.BytesIO(broken))
    assert (index.origin, index.frames) == ("decoding", 47)


def test_a_lost_transport_packet_has_the_film_decoded() -> None:
    film = drawn_film(container="mpegts", frames=96).getvalue()
    packets = [film[at : at + 188] for at in range(0, len(film), 188)]
    pictures = [n for n, packet in enumerate(packets) if packet[1:3] in {b"\x41\x00", b"\x01\x00"}]
    del packets[pictures[len(pictures) // 2]]
    assert build_index(io.BytesIO(b"".join(packets))).origin == "decoding"


@pytest.mark.parametrize("lost", ["reference", "other"])
def test_a_picture_lost_without_a_trace_in_the_container_has_the_film_decoded(lost: str) -> None:
    index = build_index(_without_a_picture(drawn_film(frames=120, gop=24), reference=lost == "reference"))
    assert index.origin == "decoding"


def _without_a_picture(film: io.BytesIO, *, reference: bool) -> io.BytesIO:
    """Write the film anew as a transport stream, its counters right, one picture of the middle left out."""
    out = io.BytesIO()
    with av.open(film, "r") as source, av.open(out, "w", format="mpegts") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        packets = [packet for packet in source.demux(video=0) if packet.size]
        kinds = [bytes(packet)[4] >> 5 & 3 > 0 for packet in packets]
        left_out = next(n for n in range(50, 70) if kinds[n] == reference and not packets[n].is_keyframe)
        for n, packet in enumerate(packets):
            if n != left_out:
                packet.stream = stream
                target.mux(packet)
    out.seek(0)
    return out


def test_joined_recordings_are_decoded_and_have_a_gap_where_they_meet() -> None:
    one = drawn_film(container="mpegts", frames=40).getvalue()
    index = build_index(io.BytesIO(one + one))
    assert index.origin == "decoding"
    assert gaps(index) == [(39, 40)]


def test_a_recording_cut_out_of_the_middle_begins_with_what_can_be_shown() -> None:
    whole = drawn_film(container="mpegts", frames=96, gop=24).getvalue()
    index = build_index(io.BytesIO(whole))
    inside = index.entries[1].position // 188 * 188 - 40 * 188
    film = io.BytesIO(whole[:376] + whole[inside:])
    cut = build_index(film)
    decoded = _by_decoding(film)
    assert _differences(cut, decoded) == []
    with Film(film, cut) as shown:
        assert _number(shown.frame(cut.frames - 1)) == 95


LARGE: dict[str, object] = {"width": 960, "height": 540, "gop": 20, "codec_options": {"crf": "1"}}
"""Traits of a film of which the key pictures are a small part."""


@pytest.mark.parametrize(
    "traits",
    [
        {},
        {"gop": 20, "b_frames": 3, "codec_options": {"crf": "1", "x264-params": "open-gop=1"}},
        {"container": "mov", "sound": True},
        {"container_options": {"movflags": "negative_cts_offsets"}},
        {"ticks": [0, 24, 60, 61, 80, 200, 224, 248, 272, 296, 900, 930] + [930 + 30 * n for n in range(1, 30)]},
    ],
)
def test_a_sample_table_tells_what_packets_tell(traits: dict[str, object]) -> None:
    film = drawn_film(**{**LARGE, **traits})
    table, packets = build_index(film, read_whole=0), build_index(film)
    assert table.entries.crc.tolist() == [UNREAD] * len(table.entries)
    assert _differences(table, packets) == []
    for column in ("frame", "packet", "pts", "dts", "position", "size"):
        assert getattr(table.entries, column).tolist() == getattr(packets.entries, column).tolist()
    with Film(film, unpack_index(pack_index(table))) as shown:
        for n in (30, 3, table.frames - 1, 20):
            assert _number(shown.frame(n)) == n


@pytest.mark.parametrize(
    "traits", [{"container_options": {"movflags": "frag_keyframe+empty_moov"}}, {"container": "matroska"}]
)
def test_a_film_without_a_whole_table_is_read(traits: dict[str, object]) -> None:
    assert build_index(drawn_film(**traits), read_whole=0).entries.crc.min() != UNREAD


def test_a_table_that_points_beyond_the_film_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    draw_film(path, container_options={"movflags": "faststart"}, **LARGE)  # type: ignore[arg-type]
    whole = path.read_bytes()
    assert build_index(io.BytesIO(whole), read_whole=0).entries.crc.max() == UNREAD
    assert build_index(io.BytesIO(whole[:-4000]), read_whole=0).origin == "decoding"


class _CountingFile(io.BytesIO):
    read_bytes = 0

    def read(self, n: int | None = -1) -> bytes:
        data = super().read(n)
        self.read_bytes += len(data)
        return data


def test_of_a_film_with_a_table_only_key_pictures_are_read() -> None:
    noisy = {"q": "2", "g": "100"}
    film = broadcast_film("mjpeg", "mov", frames=400, size=(640, 352), pixels="yuvj420p", options=noisy).getvalue()
    file = _CountingFile(film)
    assert build_index(file, read_whole=0).frames == 400
    assert file.read_bytes < len(film) // 2


def _broken_off(film: io.BytesIO, after: int) -> bytes:
    """Return what the pass had found when it was left after ``after`` parts."""
    parts = index_parts(film, keep_every=0)
    part = b""
    for _ in range(after):
        part = next(parts)
    parts.close()
    assert not is_index(part)
    return part


class Seen:
    """Progress as it was reported."""

    def __init__(self) -> None:
        self.done: list[int] = []

    def __call__(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.done.append(done)


RESUMED: dict[str, Callable[[], io.BytesIO]] = {
    "transport stream": lambda: drawn_film(container="mpegts", frames=600),
    "program stream": lambda: broadcast_film("mpeg2video", "vob", frames=600, options={"g": "9", "bf": "2"}),
    "matroska": lambda: drawn_film(container="matroska", frames=600),
    "avi": lambda: drawn_film(container="avi", codec="mpeg4", frames=600),
    "mp4": lambda: drawn_film(frames=600),
}


@pytest.mark.parametrize("name", RESUMED)
def test_a_pass_that_was_broken_off_goes_on_to_the_same_index(name: str) -> None:
    film = RESUMED[name]()
    whole = pack_index(build_index(film))
    for after in (1, 2):
        begun = _broken_off(film, after)
        seen = Seen()
        parts = list(index_parts(film, seen, begun, keep_every=0))
        assert parts[-1] == whole
        assert is_index(parts[-1])
        assert seen.done[0] > 0, "the pass began anew at the start of the film"


def test_a_pass_begins_as_another_only_where_all_is_alike() -> None:
    film = drawn_film(container="mpegts", frames=60)
    whole = _scanned(film)
    assert whole.begins_as(_scanned(film))
    assert not PacketScan().begins_as(whole)
    for column in ("pts", "duration", "packet", "reference"):
        other = _scanned(film)
        getattr(other, column)[30] += 1
        assert not whole.begins_as(other)
    other = _scanned(film)
    other.entries.rows.pop(1)
    assert not whole.begins_as(other)


@pytest.mark.parametrize("head", [b'{"str\xffam": 1}', b"[" * 20_000, b"", b'{"stream": 1}'])
def test_a_kept_pass_that_is_none_is_told(head: bytes) -> None:
    with pytest.raises(BadScan):
        unpack_scan(struct.pack("<8sI", b"vigscan1", len(head)) + head, 1, 1)


def _scanned(film: io.BytesIO) -> PacketScan:
    scan = PacketScan()
    with Decoding(film) as decoding:
        list(scan_packets(decoding, scan, decoding.packets(), Pace(1, ignore_progress, 9.0)))
    return scan


def test_a_film_that_has_changed_is_read_anew() -> None:
    film, other = drawn_film(container="mpegts", frames=300), drawn_film(container="mpegts", frames=300, gop=10)
    begun = _broken_off(film, 1)
    longer = io.BytesIO(other.getvalue().ljust(len(film.getvalue()), b"\xff"))
    for now in (other, longer):
        assert list(index_parts(now, begun=begun))[-1] == pack_index(build_index(now))


def test_what_is_no_beginning_is_passed_over() -> None:
    film = drawn_film(container="mpegts", frames=300)
    whole = pack_index(build_index(film))
    begun = _broken_off(film, 1)
    for spoilt in (b"", begun[:40], begun[:-9], b"x" + begun[1:], begun[:20] + b"{" + begun[21:]):
        assert list(index_parts(film, begun=spoilt)) == [whole]
