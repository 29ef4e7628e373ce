"""The serving of an open film, as it runs in the engine, on films that these tests draw."""

import errno
import io
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from fractions import Fraction
from multiprocessing import Pipe
from threading import Lock, Thread
from typing import BinaryIO, cast

import numpy as np
import pytest

from tests.engine.engine_in_process import EngineInProcess
from tests.media.drawn_films import drawn_film, read_number
from vigtool.engine.channel import Channel
from vigtool.engine.film_answers import Damage, NotShown, Picture
from vigtool.engine.film_beside import EngineSound, SmallPictures
from vigtool.engine.film_client import EngineFilm
from vigtool.engine.film_messages import PICTURE_ANSWERS, Ask, Shown, Wish
from vigtool.engine.serving.coming import coming
from vigtool.engine.serving.film_serving import serve_film
from vigtool.engine.serving.picture_front import PictureFront
from vigtool.engine.serving.picture_making import PictureMaker, Teller
from vigtool.engine.serving.picture_slots import PictureSlots
from vigtool.engine.serving.wish_board import WishBoard
from vigtool.engine.shared_memory import MEMORY_BYTES, SharedMemory, create_memory
from vigtool.media.decoding import Decoding
from vigtool.media.errors import NoSound, NoSuchFrame
from vigtool.media.film import Film
from vigtool.media.frame_store import FrameStore
from vigtool.media.index_building import build_index
from vigtool.media.index_bytes import pack_index
from vigtool.media.picture import upright
from vigtool.media.sound import SoundTrack

NATIVE = (640, 360)
SOME = 80 * 640 * 360 * 3 // 2
"""Bytes for two thirds of the film."""


class FilmOnAStick:
    """A film that counts how often it is read, by whomever, and that can be pulled out."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.readings = 0
        self.pulled_out = False
        self._lock = Lock()

    def open(self) -> BinaryIO:
        return cast("BinaryIO", io.BufferedReader(_Read(self), 4096))

    def note(self) -> None:
        with self._lock:
            self.readings += 1
        if self.pulled_out:
            raise OSError(errno.EIO, "")


class _Read(io.BytesIO):
    def __init__(self, film: FilmOnAStick) -> None:
        super().__init__(film.content)
        self._film = film

    def readinto(self, buffer: object) -> int:
        self._film.note()
        return super().readinto(buffer)  # type: ignore[arg-type]


@contextmanager
def opened(film: FilmOnAStick, budget: int = 256 << 20, index: bytes = b"") -> Iterator[EngineFilm]:
    index = index or pack_index(build_index(io.BytesIO(film.content)))

    def start() -> EngineInProcess:
        engine = EngineInProcess(lambda channels: serve_film(film.open, channels))
        engine.open(index, budget)
        return engine

    served = EngineFilm(start)
    try:
        yield served
    finally:
        served.close()


def shown(film: EngineFilm, wish: Wish) -> Picture:
    """Ask and wait for the very picture, letting go of whatever comes before it."""
    film.want(wish)
    while True:
        answer = film.answer(60)
        assert isinstance(answer, Picture | Damage), answer
        if isinstance(answer, Picture):
            if answer.frame == wish.frame and answer.preview_of is None:
                return answer
            answer.release()


def number_shown(film: EngineFilm, wish: Wish) -> int | None:
    picture = shown(film, wish)
    number = read_number(picture.pixels[..., 1])
    picture.release()
    return number


@pytest.fixture(scope="module", name="content")
def _content() -> bytes:
    return drawn_film(frames=120, gop=30, sound=True, width=640, height=360, codec_options={"qp": "4"}).getvalue()


@pytest.fixture(name="film")
def _film(content: bytes) -> FilmOnAStick:
    return FilmOnAStick(content)


@pytest.fixture(name="memory")
def _memory() -> Iterator[SharedMemory]:
    memory = create_memory(MEMORY_BYTES)
    yield memory
    memory.close()


@pytest.fixture(name="served")
def _served(film: FilmOnAStick) -> Iterator[EngineFilm]:
    with opened(film) as served:
        yield served


def test_every_shown_picture_is_the_one_asked_for(served: EngineFilm) -> None:
    frames = random.Random(1).sample(range(120), 40)
    assert [number_shown(served, Wish(n, NATIVE)) for n in frames] == frames


def test_a_picture_is_the_one_colour_path_at_the_wished_size(film: FilmOnAStick, served: EngineFilm) -> None:
    picture = shown(served, Wish(33, (96, 96)))
    file = io.BytesIO(film.content)
    with Film(file, build_index(file)) as plain:
        assert (picture.pixels == upright(plain.frame(33), (96, 96))).all()
    assert picture.pixels.shape == (54, 96, 4)
    assert picture.upright == (640, 360)


@pytest.mark.parametrize("heading", [1, -1])
def test_playing_shows_each_frame_in_turn(served: EngineFilm, heading: int) -> None:
    frames = list(range(20, 100))[::heading]
    asked = [Wish(n, NATIVE, heading=heading) for n in frames]  # type: ignore[arg-type]
    assert [number_shown(served, wish) for wish in asked] == frames


def test_the_last_of_many_wishes_is_answered(served: EngineFilm) -> None:
    for n in range(100):
        served.want(Wish(n, NATIVE))
    assert number_shown(served, Wish(77, NATIVE)) == 77


def test_at_rest_the_neighbourhood_comes_from_memory(film: FilmOnAStick) -> None:
    back = [Wish(n, NATIVE, heading=-1) for n in range(69, 20, -1)]
    assert soon_without_the_stick(film, 256 << 20, Wish(70, NATIVE), [*back, Wish(119, NATIVE)])


def test_pins_come_from_memory(film: FilmOnAStick) -> None:
    assert soon_without_the_stick(film, SOME, Wish(10, NATIVE, pins=(100,)), [Wish(101, NATIVE)])
    with opened(film, SOME) as served:
        shown(served, Wish(10, NATIVE)).release()
        wait_until_still(film)
        film.pulled_out = True
        assert numbers_shown(served, [Wish(101, NATIVE)]) == [None]


@pytest.mark.parametrize("alone", [True, False])
def test_alone_nothing_but_the_wished_picture_is_made(content: bytes, memory: SharedMemory, alone: bool) -> None:  # noqa: FBT001
    board, slots, store = WishBoard(), PictureSlots(memory), FrameStore(256 << 20)
    ours, theirs = (Channel(end) for end in Pipe())
    ask = Ask(1, Wish(100, NATIVE), alone=alone)
    file = io.BytesIO(content)
    index = build_index(file)
    with closing(ours), closing(theirs), Film(file, index, store) as film:
        front = PictureFront(film, store, board, PictureMaker(slots), Teller(theirs, board, slots))
        thread = Thread(target=front.run)
        thread.start()
        board.put(ask)
        assert isinstance(ours.receive(PICTURE_ANSWERS, 60), Shown)
        followed = eventually(lambda: slots.holds(next(coming(ask.wish, index.frames))), within=1.0 if alone else 60.0)
        board.close()
        thread.join()
    assert followed is not alone


def test_scrubbing_shows_a_marked_preview_first(served: EngineFilm) -> None:
    served.want(Wish(89, NATIVE, scrubbing=True))
    preview, picture = served.answer(60), served.answer(60)
    assert isinstance(preview, Picture)
    assert isinstance(picture, Picture)
    assert (preview.frame, preview.preview_of) == (60, 89)
    assert read_number(preview.pixels[..., 1]) == 60
    assert (picture.frame, picture.preview_of) == (89, None)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_picture_behind_one_that_is_gone_is_shown() -> None:
    """Frames before a jump far into a group are decoded too; one of them cannot be had.

    A thread that still tells of damage when the connection ends is ended with it: in a process by its hook.
    """
    whole = drawn_film(frames=120, gop=500, b_frames=0)
    with Decoding(whole) as decoding:
        place, size = [(packet.pos or 0, packet.size) for _number, packet in decoding.packets()][90]
    scratched = bytearray(whole.getvalue())
    scratched[place + 5 : place + size] = bytes(size - 5)
    with opened(FilmOnAStick(bytes(scratched)), index=pack_index(build_index(whole))) as served:
        shown(served, Wish(0, NATIVE)).release()
        assert shown(served, Wish(100, NATIVE)).damaged


def test_a_frame_that_the_film_does_not_have_is_refused(served: EngineFilm) -> None:
    served.want(Wish(120, NATIVE))
    told = served.answer(60)
    assert isinstance(told, NotShown)
    assert isinstance(told.error, NoSuchFrame)
    assert number_shown(served, Wish(119, NATIVE)) == 119


def test_small_pictures_come_beside(served: EngineFilm) -> None:
    small = SmallPictures(served)
    assert read_number(small.picture(45, NATIVE)[..., 1]) == 45
    assert small.picture(3, (48, 27)).shape == (27, 48, 4)
    with pytest.raises(NoSuchFrame):
        small.picture(500, NATIVE)


def test_sound_is_what_the_sound_track_reads(film: FilmOnAStick, served: EngineFilm) -> None:
    heard = np.concatenate(list(EngineSound(served).read_at(Fraction(1), end=Fraction(2))))
    with SoundTrack(io.BytesIO(film.content)) as track:
        assert (heard == track.samples(Fraction(1), Fraction(2))).all()


def test_a_new_reading_of_sound_ends_the_one_before(served: EngineFilm) -> None:
    sound = EngineSound(served)
    first = sound.read_at(Fraction(0))
    next(first)
    blocks = np.concatenate(list(sound.read_at(Fraction(2), end=Fraction(5, 2))))
    assert len(blocks) == 24_000


def test_a_silent_film_says_so() -> None:
    silent = FilmOnAStick(drawn_film(frames=10).getvalue())
    with opened(silent) as served, pytest.raises(NoSound):
        next(EngineSound(served).read_at(Fraction(0)))


def test_no_picture_that_is_held_changes(served: EngineFilm) -> None:
    held = shown(served, Wish(50, NATIVE))
    kept = held.pixels.copy()
    for n in range(0, 120, 2):
        shown(served, Wish(n, NATIVE, heading=1)).release()
    assert (held.pixels == kept).all()
    held.release()


def eventually(holds: Callable[[], bool], within: float) -> bool:
    """Tell whether something comes true within so many seconds."""
    end = time.monotonic() + within
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def numbers_shown(served: EngineFilm, wishes: list[Wish]) -> list[int | None]:
    """Return the number in each wished picture, None for what is not shown."""
    numbers: list[int | None] = []
    for wish in wishes:
        served.want(wish)
        answer = served.answer(60)
        while isinstance(answer, Picture) and answer.frame != wish.frame:
            answer.release()
            answer = served.answer(60)
        numbers.append(read_number(answer.pixels[..., 1]) if isinstance(answer, Picture) else None)
        if isinstance(answer, Picture):
            answer.release()
    return numbers


def soon_without_the_stick(film: FilmOnAStick, budget: int, resting: Wish, wishes: list[Wish]) -> bool:
    """Rest at a wish, for longer each time, until the others are shown while the film cannot be read."""
    for pause in (0.3, 0.6, 1.2, 2.4, 4.8, 9.6):
        film.pulled_out = False
        with opened(film, budget) as served:
            shown(served, resting).release()
            time.sleep(pause)
            film.pulled_out = True
            if numbers_shown(served, wishes) == [wish.frame for wish in wishes]:
                film.pulled_out = False
                return True
    return False


def wait_until_still(film: FilmOnAStick) -> None:
    """Wait until nobody has read the film for a while."""
    before = -1
    while film.readings != before:
        before = film.readings
        time.sleep(0.3)
