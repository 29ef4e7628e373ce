"""The small pictures of a film's strip: exactly the frames they say, the whole film first, and strictly read back."""

import io
import struct
import zlib
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.media.drawn_films import drawn_film, read_number
from vigtool.domain.errors import Cancelled
from vigtool.domain.progress import ignore_progress
from vigtool.media.errors import BadFilmstrip
from vigtool.media.film import Film
from vigtool.media.filmstrip import SIZE, plan_strip, planned_frames, refining, strip_pictures
from vigtool.media.filmstrip_bytes import (
    HIGHEST,
    MOST,
    WIDEST,
    Filmstrip,
    StripPicture,
    pack_filmstrip,
    strip_picture,
    unpack_filmstrip,
)
from vigtool.media.frame_index import EntryPoint, EntryPoints, FrameIndex
from vigtool.media.index_building import build_index
from vigtool.media.picture import upright

TWELVE_MB = 12_000_000


def slow_film(**traits: object) -> io.BytesIO:
    """60 frames of 0.9 s."""
    return drawn_film(**{"frames": 60, "ticks": range(0, 60 * 540, 540), "gop": 6, **traits})


def pictures_of(film: io.BytesIO, had: frozenset[int] = frozenset()) -> list[StripPicture]:
    index = build_index(film)
    return list(strip_pictures(film, index, had, ignore_progress))


@pytest.mark.parametrize(
    "traits",
    [
        {},
        {"b_frames": 0, "gop": 1},
        {"gop": 30},
        {"container": "mpegts"},
        {"container": "matroska"},
        {"codec": "mpeg4", "b_frames": 0},
        {"codec_options": {"x264-params": "open-gop=1:keyint=6:min-keyint=6"}},
    ],
    ids=str,
)
def test_each_picture_is_of_exactly_its_frame(traits: dict[str, object]) -> None:
    film = slow_film(**traits)
    made = pictures_of(film)
    assert [one.frame for one in made] == list(dict.fromkeys(one.frame for one in made))
    assert len(made) == plan_strip(build_index(film)).count >= 10
    for one in made:
        assert read_number(np.ascontiguousarray(one.pixels()[..., 1])) == one.frame


def test_pictures_go_the_one_colour_path() -> None:
    film = slow_film(rotation=90)
    index = build_index(film)
    made = list(strip_pictures(film, index, frozenset(), ignore_progress))
    with Film(film, index) as opened:
        for one in made[:12]:
            assert np.array_equal(one.pixels(), upright(opened.frame(one.frame), SIZE)[..., :3])
    assert {(one.width, one.height) for one in made} == {(36, 64)}, "turned upright, within the size"


def test_the_coarse_pass_decodes_nothing_but_entry_points() -> None:
    film = slow_film(gop=10)
    index = build_index(film)
    plan = plan_strip(index)
    broken = bytearray(film.getvalue())
    with av.open(io.BytesIO(broken), "r") as container:
        for packet in container.demux(video=0):
            if packet.size and not packet.is_keyframe:
                place = packet.pos or 0
                broken[place + 8 : place + packet.size] = bytes(packet.size - 8)
    made = strip_pictures(io.BytesIO(broken), index, frozenset(), ignore_progress)
    for _ in plan.entries:
        one = next(made)
        assert read_number(np.ascontiguousarray(one.pixels()[..., 1])) == one.frame


def test_what_there_is_already_is_not_made_again_and_the_rest_is_the_same() -> None:
    film = slow_film(gop=30)
    whole = pictures_of(film)
    for stop in (0, 1, 4, len(whole) - 1):
        had = frozenset(one.frame for one in whole[:stop])
        assert pictures_of(film, had) == whole[stop:]


def test_a_frame_that_the_film_does_not_give_is_left_out() -> None:
    film = slow_film()
    index = build_index(film)
    whole = {one.frame: one for one in pictures_of(film)}
    broken = bytearray(film.getvalue())
    gone = index.entries[2]
    broken[gone.position : gone.position + gone.size] = bytes(gone.size)
    made = list(strip_pictures(io.BytesIO(broken), index, frozenset(), ignore_progress))
    assert len(made) == len(whole), "each planned frame is told of"
    lost = next(one for one in made if one.frame == gone.frame)
    assert lost != whole[gone.frame]
    entries = {index.entries[number].frame for number in range(len(index.entries))} - {gone.frame}
    assert all(one == whole[one.frame] for one in made if one.frame in entries)


def test_a_picture_of_another_time_than_the_index_says_is_not_shown() -> None:
    film = slow_film()
    index = build_index(film)
    later = replace(index, pts=index.pts + 1, ticks=index.ticks + 1, end_tick=index.end_tick + 1)
    assert not any(one.packed for one in strip_pictures(film, later, frozenset(), ignore_progress))


def test_progress_counts_pictures_and_can_stop() -> None:
    film = slow_film()
    index, calls = build_index(film), list[tuple[int, int]]()

    def stop_at_five(done: int, total: int) -> None:
        calls.append((done, total))
        if done == 5:
            raise Cancelled

    made: list[StripPicture] = []
    with pytest.raises(Cancelled):
        made.extend(strip_pictures(film, index, frozenset(), stop_at_five))
    assert calls == [(done, plan_strip(index).count) for done in range(6)]


@given(st.integers(1, 700))
def test_the_order_takes_in_the_whole_film_and_then_refines(count: int) -> None:
    order = list(refining(count))
    assert sorted(order) == list(range(count))
    for made in (1, 2, 4, 8, 16, 32):
        edges = [*sorted(order[:made]), count]
        assert max(later - one for one, later in pairwise(edges)) <= -(-count // made) + 1


def long_index(frames: int, gop: int) -> FrameIndex:
    """An index as a film of 25 frames a second would have."""
    entry = np.arange(0, frames, gop, dtype=np.int64)
    columns = {name: entry.copy() for name in EntryPoint._fields}
    ticks = np.arange(frames, dtype=np.int64)
    whole = build_index(drawn_film(frames=4))
    return replace(
        whole,
        time_base=Fraction(1, 25),
        pts=ticks,
        has_pts=np.ones(frames, np.bool_),
        ticks=ticks.copy(),
        end_tick=frames,
        source=ticks * 8,
        entries=EntryPoints(**columns),
    )


@pytest.mark.parametrize(("frames", "gop"), [(90_000, 1), (90_000, 250), (360_000, 50), (250, 250), (1, 1), (500, 120)])
def test_a_strip_of_any_film_is_bounded_and_covers_it(frames: int, gop: int) -> None:
    index = long_index(frames, gop)
    planned = planned_frames(index)
    assert len(set(planned)) == len(planned) == plan_strip(index).count <= MOST
    assert len(planned) <= max(frames / 25, 1)
    edges = [0, *sorted(planned), frames]
    widest = max(later - one for one, later in pairwise(edges))
    assert widest <= max(75, 4 * frames / MOST, 2 * gop if gop * MOST > frames else 0) or frames == 1
    if gop <= 50:
        assert plan_strip(index).between == (), "nothing is decoded where entry points lie close"


def test_the_worst_strip_stays_below_its_size() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (HIGHEST, WIDEST, 3), np.uint8)
    assert len(pack_filmstrip(Filmstrip(1, 1).joined([strip_picture(0, noise)]))) * MOST < TWELVE_MB


PICTURE = struct.Struct("<IBBI")


def stored() -> bytes:
    pixels = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
    return pack_filmstrip(Filmstrip(9, 5).joined([strip_picture(2, pixels), StripPicture(7), strip_picture(8, pixels)]))


def test_a_strip_comes_back_as_it_was() -> None:
    strip = unpack_filmstrip(stored())
    assert pack_filmstrip(strip) == stored()
    assert [one.frame for one in strip.pictures] == [2, 7, 8]
    assert np.array_equal(strip.pictures[0].pixels().ravel(), np.arange(72))
    assert strip.pictures[1].pixels().size == 0
    assert not strip.whole


def test_each_broken_field_of_a_strip_is_refused() -> None:
    data, start = stored(), 18
    length = PICTURE.unpack_from(data, start)[3]
    second = start + PICTURE.size + length

    def put(at: int, value: bytes) -> bytes:
        return data[:at] + value + data[at + len(value) :]

    def first(width: int, height: int, packed: bytes) -> bytes:
        return data[:start] + PICTURE.pack(2, width, height, len(packed)) + packed + data[second:]

    pixels = zlib.decompress(data[start + PICTURE.size : second])
    broken = {
        "start": data[:17],
        "magic": put(0, b"V"),
        "version": put(8, b"\x02"),
        "planned": put(14, b"\x00"),
        "planned ": put(14, b"\x0a"),
        "count": put(16, b"\x06"),
        "picture": put(16, b"\x04"),
        "frame": put(len(data) - PICTURE.size - length, b"\x09"),
        "rising frames": put(second, b"\x02"),
        "length": data[:-1],
        "whole length": data + b"\0",
        "size": first(WIDEST + 1, 1, zlib.compress(bytes((WIDEST + 1) * 3))),
        "size ": first(1, HIGHEST + 1, zlib.compress(bytes((HIGHEST + 1) * 3))),
        "size  ": first(0, 0, zlib.compress(b"")),
        "zlib": first(6, 4, b"x" * 20),
        "pixels": first(6, 4, zlib.compress(pixels[:-1])),
        "pixels ": first(6, 4, zlib.compress(pixels + bytes(100_000))),
        "end of pixels": first(6, 4, zlib.compress(pixels) + b"more"),
        "end of pixels ": first(6, 4, zlib.compress(pixels)[:-2]),
    }
    for rule, bad in broken.items():
        with pytest.raises(BadFilmstrip) as caught:
            unpack_filmstrip(bad)
        assert caught.value.rule == rule.strip()
    with pytest.raises(BadFilmstrip):
        unpack_filmstrip(pack_filmstrip(Filmstrip(100_000, MOST + 1)))
    for cut in range(len(data)):
        with pytest.raises(BadFilmstrip):
            unpack_filmstrip(data[:cut])
