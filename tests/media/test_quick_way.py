"""The quick way gives the same pictures as the safe one, gives way at damage, and can be left at any packet."""

import io
import random
import zlib
from dataclasses import replace
from functools import cache, partial

import numpy as np
import pytest

from tests.media.drawn_films import drawn_film
from tests.media.test_exact_frames import FILMS, number
from vigtool.media.decoding import Decoding, FilmPacket
from vigtool.media.errors import MediaError, UnreachableFrame
from vigtool.media.film import Film
from vigtool.media.fingerprint import fingerprint
from vigtool.media.frame_index import EntryPoint, EntryPoints
from vigtool.media.frame_store import FrameStore
from vigtool.media.index_building import build_index
from vigtool.media.interrupting import Interrupted

CODECS: dict[str, dict[str, object]] = {
    "pyramid": {"b_frames": 5, "gop": 30, "codec_options": {"x264-params": "b-pyramid=normal:b-adapt=0"}},
    "hevc": {"codec": "libx265", "gop": 20, "codec_options": {"x265-params": "bframes=4:log-level=none"}},
    "vp9": {"codec": "libvpx-vp9", "container": "webm", "codec_options": {"deadline": "realtime", "cpu-used": "8"}},
    "mpeg4 b-frames": {"codec": "mpeg4", "container": "avi", "codec_options": {"q": "3"}},
    "mjpeg": {"codec": "mjpeg", "container": "mov", "b_frames": 0, "codec_options": {"strict": "unofficial"}},
}
MIDDLE = 4 * 192 * 108


class FailingFile(io.BytesIO):
    """A film on a disk that goes away: reading fails while ``gone``, or ends early after ``shrunk_to`` bytes."""

    gone = False
    shrunk_to: int | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        if self.gone:
            raise ConnectionAbortedError
        at = self.tell()
        data = super().read(size)
        return data if self.shrunk_to is None else data[: max(self.shrunk_to - at, 0)]


@pytest.mark.parametrize("budget", [0, MIDDLE])
@pytest.mark.parametrize("name", [*FILMS, *CODECS])
def test_every_frame_in_any_order_is_had_the_quick_way(name: str, budget: int) -> None:
    film_file = drawn_film(**{**FILMS, **CODECS}[name])
    index = build_index(film_file)
    with Decoding(film_file, index.stream) as decoding:
        true = {one.source: fingerprint(one.picture) for one in decoding.from_start()}
    numbers = list(range(index.frames))
    jumps = numbers[:]
    random.Random(3).shuffle(jumps)
    with Film(film_file, index, FrameStore(budget)) as film:
        for n in [*jumps[:24], *numbers, *reversed(numbers[-16:])]:
            frame = film.frame(n)
            assert fingerprint(frame.native) == true[int(index.source[n])]
            assert (frame.n, frame.damaged) == (n, False)
        assert film.store.bytes <= budget
        assert film.only_safely == frozenset()


def _entry_of(number: int, packet: FilmPacket) -> EntryPoint:
    """Call a packet an entry point, whatever it is."""
    crc = zlib.crc32(memoryview(packet))
    return EntryPoint(number, number, packet.pts or 0, packet.dts or 0, packet.pos or 0, packet.size, crc)


def test_an_entry_point_that_leads_to_other_pictures_is_found_out_by_their_fingerprints() -> None:
    film_file = drawn_film(codec="mpeg4", container="avi", b_frames=0, gop=24, codec_options={"q": "3"})
    index = build_index(film_file)
    with Decoding(film_file, index.stream) as decoding:
        true = [fingerprint(one.picture) for one in decoding.from_start()]
        number_and_packet = next(one for one in decoding.packets() if one[0] == 6)
        row = _entry_of(*number_and_packet)
    first, *others = zip(*(index.entries[k] for k in range(len(index.entries))), strict=True)
    at = [0, 6, *first[1:]]
    rest = [[column[0], new, *column[1:]] for column, new in zip(others, row[1:], strict=True)]
    entries = EntryPoints(*(np.array(column, np.int64) for column in [at, *rest]))
    with_false_one = replace(index, origin="decoding", prints=np.array(true, np.uint32), entries=entries)
    assert with_false_one.entries.frame.tolist() == [0, 6, 24]
    with Film(film_file, with_false_one, FrameStore(0)) as film:
        assert [fingerprint(film.frame(n).native) for n in (8, 30, 7, 6)] == [true[n] for n in (8, 30, 7, 6)]
        assert film.only_safely == {1}


@pytest.mark.parametrize("seed", range(6))
def test_scratched_films_give_what_the_safe_way_gives(seed: int) -> None:
    """A frame is called damaged, or it is the very picture that one thread decodes from the start."""
    chance = random.Random(seed)
    film_file = drawn_film(gop=16, b_frames=2, codec_options={"x264-params": "b-adapt=0:b-pyramid=none"})
    scratched = bytearray(film_file.getvalue())
    entries = build_index(film_file).entries
    for _scratch in range(2):
        place = chance.randrange(entries[0].position + 200, entries[2].position)
        scratched[place : place + 12] = chance.randbytes(12)
    broken = io.BytesIO(bytes(scratched))
    try:
        index = build_index(broken)
    except MediaError:
        pytest.fail("a scratch in the pictures leaves the film a film")
    with Decoding(broken, index.stream) as decoding:
        true = {one.source: fingerprint(one.picture) for one in decoding.from_start()}
    numbers = list(range(index.frames)) * 2
    chance.shuffle(numbers)
    seen = {}
    with Film(broken, index, FrameStore(MIDDLE)) as film:
        for n in numbers:
            frame = film.frame(n)
            seen[n] = frame.damaged
            assert frame.damaged or fingerprint(frame.native) == true[int(index.source[n])]
        assert bool(film.only_safely) >= any(seen.values())
    assert len(seen) == index.frames, "none is lost, the last ones neither"
    assert not any(seen[n] for n in range(int(index.entries.frame[-1]), index.frames)), "the last group is whole"


def test_the_last_frames_after_damage_are_shown() -> None:
    film_file = drawn_film(gop=500, b_frames=0)
    index = build_index(film_file)
    with Decoding(film_file) as decoding:
        place, size = [(packet.pos or 0, packet.size) for _number, packet in decoding.packets()][30]
    scratched = bytearray(film_file.getvalue())
    scratched[place + 40 : place + size] = bytes(size - 40)
    with Film(io.BytesIO(bytes(scratched)), index, FrameStore(0)) as film:
        assert [film.frame(n).damaged for n in (29, 47, 46, 45, 30, 28)] == [False, True, True, True, True, False]


def test_a_picture_that_is_gone_is_told_and_the_ones_around_it_are_shown() -> None:
    film_file = drawn_film(gop=500, b_frames=0)
    index = build_index(film_file)
    with Decoding(film_file) as decoding:
        place, size = [(packet.pos or 0, packet.size) for _number, packet in decoding.packets()][30]
    scratched = bytearray(film_file.getvalue())
    scratched[place + 5 : place + size] = bytes(size - 5)
    with Film(io.BytesIO(bytes(scratched)), index, FrameStore(0)) as film:
        assert [film.frame(n).damaged for n in (29, 47, 31, 28)] == [False, True, True, False]
        with pytest.raises(UnreachableFrame) as caught:
            film.frame(30)
        assert caught.value.n == 30
        assert film.frame(46).damaged
    with Film(io.BytesIO(bytes(scratched)), index, FrameStore(20 * MIDDLE)) as film:
        assert film.frame(36).damaged
        assert film.frame(33).damaged, "one that is gone among those kept on a step back is no reason"


@pytest.mark.parametrize("name", ["mp4", "one key frame", "transport stream", "raw"])
def test_left_at_any_packet_the_film_goes_on_from_there(name: str) -> None:
    film_file = drawn_film(**FILMS[name])
    index = build_index(film_file)
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    def counted_to(stop_at: int) -> bool:
        return count() or asked == stop_at

    with Film(film_file, index, FrameStore(0)) as film:
        film.interrupt = count
        film.frame(40)
    whole = asked
    for stop_at in [*range(1, whole, 9), whole]:
        asked = 0
        with Film(film_file, index, FrameStore(0)) as film:
            film.interrupt = partial(counted_to, stop_at)
            with pytest.raises(Interrupted):
                film.frame(40)
            assert number(film.frame(40)) == 40
            assert asked == whole + 1, "no packet is decoded twice"
            assert [number(film.frame(n)) for n in (41, 3, 47)] == [41, 3, 47]


def test_another_frame_may_be_asked_after_leaving() -> None:
    film_file = drawn_film(gop=500)
    index = build_index(film_file)
    left = iter([False] * 25 + [True])
    with Film(film_file, index, FrameStore(0)) as film:
        film.interrupt = lambda: next(left, False)
        with pytest.raises(Interrupted):
            film.frame(47)
        assert [number(film.frame(n)) for n in (20, 21, 30, 12)] == [20, 21, 30, 12]


def test_the_safe_way_can_be_left_too() -> None:
    film_file = drawn_film(gop=500, b_frames=0)
    index = build_index(film_file)
    with Decoding(film_file) as decoding:
        place, size = [(packet.pos or 0, packet.size) for _number, packet in decoding.packets()][10]
    scratched = bytearray(film_file.getvalue())
    scratched[place + 5 : place + size] = bytes(size - 5)
    with Film(io.BytesIO(bytes(scratched)), index, FrameStore(0)) as film:
        assert film.frame(12).damaged
        film.interrupt = lambda: True
        with pytest.raises(Interrupted):
            film.frame(40)
        film.interrupt = lambda: False
        assert film.frame(40).damaged
        assert not film.frame(5).damaged


@cache
def _large(container: str) -> bytes:
    """Larger than what libav reads at once."""
    return drawn_film(container=container, frames=96, width=640, height=360).getvalue()


@pytest.mark.parametrize("container", ["mp4", "mpegts"])
def test_an_error_of_the_file_passes_and_the_film_is_usable_when_it_is_back(container: str) -> None:
    data = _large(container)
    assert len(data) > 2 * 65536
    file = FailingFile(data)
    index = build_index(file)
    with Film(file, index, FrameStore(0)) as film:
        assert number(film.frame(3)) == 3
        file.gone = True
        with pytest.raises(ConnectionAbortedError):
            film.frame(90)
        file.gone = False
        assert [number(film.frame(n)) for n in (90, 4, 60)] == [90, 4, 60]


@pytest.mark.parametrize("container", ["mp4", "mpegts", "matroska"])
def test_a_film_that_shrinks_while_it_is_open_gives_frames_or_an_error(container: str) -> None:
    data = _large(container)
    file = FailingFile(data)
    index = build_index(file)
    with Film(file, index, FrameStore(0)) as film:
        film.frame(3)
        file.shrunk_to = len(data) // 2
        with pytest.raises(MediaError):
            film.frame(95)
        assert number(film.frame(4)) == 4


def test_a_run_goes_on_where_the_last_ended() -> None:
    film_file = drawn_film(gop=500)
    index = build_index(film_file)
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    with Film(film_file, index, FrameStore(1 << 30)) as film:
        film.interrupt = count
        for start in range(0, 48, 8):
            assert [number(frame) for frame in film.frames(start, start + 8)] == list(range(start, start + 8))
        assert asked <= 49
        assert all(film.store.holds(n) for n in range(48))
        assert [frame.n for frame in film.frames(3, 40, 5)] == list(range(3, 40, 5))
        assert asked <= 49


def test_a_cold_step_back_makes_the_next_ones_ready() -> None:
    film_file = drawn_film(gop=500)
    index = build_index(film_file)
    with Film(film_file, index) as film:
        film.frame(40)
        film.frame(39)
        film.interrupt = lambda: True
        assert [number(film.frame(n)) for n in range(38, 14, -1)] == list(range(38, 14, -1))
