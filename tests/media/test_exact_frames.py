"""Drawn films: whatever the coding, ``frame(n)`` is picture number n, from any order of asking."""

import io
import random
from itertools import pairwise

import av
import pytest

from tests.media.corpus import picture_md5
from tests.media.drawn_films import CLOCK, drawn_film, read_number
from vigtool.domain.errors import Cancelled
from vigtool.media.errors import NoSuchFrame, NoSuchStream, UnreachableFrame
from vigtool.media.film import KEEP_BYTES, Film
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.frame_store import FrameStore
from vigtool.media.index_building import build_index
from vigtool.media.index_bytes import pack_index, unpack_index

UNEVEN = [0, 5, 30, 31, 80, 700, 710, 1300, 1301, 1302, 1400, 1500, 1600, 1777, 2000, 2100]

FILMS: dict[str, dict[str, object]] = {
    "mp4": {},
    "uneven times": {"ticks": UNEVEN},
    "no b-frames": {"b_frames": 0},
    "open groups": {"codec_options": {"x264-params": "open-gop=1"}, "gop": 8, "b_frames": 3},
    "intra refresh": {"codec_options": {"x264-params": "intra-refresh=1"}, "gop": 10, "b_frames": 0},
    "one key frame": {"gop": 500},
    "fragmented": {"container_options": {"movflags": "frag_keyframe+empty_moov"}},
    "matroska": {"container": "matroska"},
    "transport stream": {"container": "mpegts"},
    "transport stream, intra refresh": {
        "container": "mpegts",
        "codec_options": {"x264-params": "intra-refresh=1"},
        "gop": 10,
        "b_frames": 0,
    },
    "program stream": {"container": "vob", "codec_options": {"x264-params": "open-gop=1"}, "gop": 8, "b_frames": 3},
    "raw": {"container": "h264"},
    "avi": {"container": "avi", "codec": "mpeg4", "b_frames": 0, "codec_options": {"q": "3"}},
}


def number(frame: Frame) -> int | None:
    return read_number(next(native_planes(frame.native)))


def _decoded_in_order(film_file: io.BytesIO) -> list[str]:
    """Fingerprint every picture as a plain decoder, unguarded and without an index, gives them."""
    film_file.seek(0)
    with av.open(film_file, mode="r") as container:
        return [picture_md5(picture) for picture in container.decode(video=0)]


@pytest.mark.parametrize("keep_bytes", [0, KEEP_BYTES])
@pytest.mark.parametrize("name", FILMS)
def test_every_order_of_asking_gives_the_asked_picture(name: str, keep_bytes: int) -> None:
    film_file = drawn_film(**FILMS[name])
    pictures = _decoded_in_order(film_file)
    index = build_index(film_file)
    assert index.frames == len(pictures) == (len(UNEVEN) if name == "uneven times" else 48)
    numbers = list(range(index.frames))
    jumps = numbers * 2
    random.Random(7).shuffle(jumps)
    with Film(film_file, index, FrameStore(keep_bytes)) as film:
        for n in [*jumps, *numbers, *reversed(numbers)]:
            frame = film.frame(n)
            assert (frame.n, number(frame), frame.damaged) == (n, n, False)
            assert frame.pts == index.pts_of(n)
            assert picture_md5(frame.native) == pictures[n]


@pytest.mark.parametrize("name", ["mp4", "uneven times", "fragmented", "open groups"])
def test_times_are_the_drawn_ones(name: str) -> None:
    times = UNEVEN if name == "uneven times" else [24 * n for n in range(48)]
    index = build_index(drawn_film(**FILMS[name]))
    start = index.seconds(0)
    assert [index.seconds(n) - start for n in range(index.frames)] == [time * CLOCK for time in times]
    assert start == 0 or name == "fragmented"  # there the muxer cannot write the edit that takes the delay away
    assert index.seconds(index.frames) > index.seconds(index.frames - 1)


@pytest.mark.parametrize("name", FILMS)
def test_the_frame_at_a_tick_is_the_one_on_the_screen(name: str) -> None:
    index = build_index(drawn_film(**FILMS[name]))
    for n, (tick, after) in enumerate(pairwise([*index.ticks.tolist(), index.end_tick])):
        assert index.frame_at(tick) == index.frame_at(after - 1) == n
    assert index.frame_at(int(index.ticks[0]) - 1) == 0
    assert index.frame_at(index.end_tick + 99) == index.frames - 1


@pytest.mark.parametrize("name", FILMS)
def test_only_films_whose_packets_tell_all_are_indexed_without_decoding(name: str) -> None:
    untold = {"raw", "program stream"}  # some of their pictures have no time
    assert build_index(drawn_film(**FILMS[name])).origin == ("decoding" if name in untold else "packets")


def test_a_false_key_frame_is_no_entry_point() -> None:
    refresh = build_index(drawn_film(**FILMS["intra refresh"]))
    groups = build_index(drawn_film(**FILMS["open groups"]))
    assert refresh.key.nonzero()[0].tolist() == [0]
    assert len(groups.entries) > 3


def test_the_index_survives_storing() -> None:
    film_file = drawn_film(container="mpegts")
    index = build_index(film_file)
    stored = unpack_index(pack_index(index))
    assert pack_index(stored) == pack_index(index)
    with Film(film_file, stored) as film:
        assert [number(film.frame(n)) for n in (40, 3, 47)] == [40, 3, 47]


@pytest.mark.parametrize("n", [-1, 48])
def test_a_number_outside_the_film_is_refused(n: int) -> None:
    film_file = drawn_film()
    with Film(film_file, build_index(film_file)) as film, pytest.raises(NoSuchFrame) as caught:
        film.frame(n)
    assert (caught.value.n, caught.value.frames) == (n, 48)


@pytest.mark.parametrize("container", ["mp4", "mpegts"])
def test_the_index_of_another_film_leads_to_no_picture(container: str) -> None:
    other = build_index(drawn_film(container=container, ticks=[11 * n for n in range(48)], width=128))
    with Film(drawn_film(container=container), other) as film, pytest.raises(UnreachableFrame):
        film.frame(30)


def test_another_stream_is_had_by_its_number_only() -> None:
    film_file = drawn_film(sound=True)
    assert build_index(film_file, stream=0).frames == 48
    with pytest.raises(NoSuchStream):
        build_index(film_file, stream=1)


@pytest.mark.parametrize("container", ["mp4", "mpegts"])
def test_indexing_reports_and_can_be_cancelled(container: str) -> None:
    film_file = drawn_film(container=container)
    seen: list[tuple[int, int]] = []
    build_index(film_file, lambda done, total: seen.append((done, total)))
    size = len(film_file.getvalue())
    assert seen[-1] == (size, size)
    assert all(0 <= done <= total == size for done, total in seen)

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        build_index(film_file, cancel)
    assert not film_file.closed
