"""The slot between two threads, the cache, and what the film thread fetches on its own."""

import threading

import numpy as np
import pytest

from vigtool.domain.errors import VigtoolError
from vigtool.gui.preparing.film_thread import Announcer, FilmThread, Shown, Wish
from vigtool.gui.preparing.latest_wins import LatestWins
from vigtool.gui.preparing.picture_cache import Bgra, PictureCache

SIZE = (4, 4)


def test_the_latest_wins() -> None:
    slot: LatestWins[int] = LatestWins()
    for n in range(5):
        slot.put(n)
    assert slot.waiting
    assert slot.take() == 4
    assert slot.take_if_any() is None


def test_closing_lets_a_taker_go() -> None:
    slot: LatestWins[int] = LatestWins()
    taken: list[int | None] = []
    taker = threading.Thread(target=lambda: taken.append(slot.take()))
    taker.start()
    slot.close()
    taker.join(5)
    assert taken == [None]
    slot.put(1)
    assert slot.take_if_any() is None


def picture(n: int = 0) -> Bgra:
    return np.full((4, 4, 4), n, np.uint8)


def test_the_cache_keeps_its_budget_and_drops_the_longest_unused() -> None:
    cache = PictureCache(budget=3 * 64)
    cache.fit(SIZE)
    for n in range(3):
        cache.put(n, picture(n))
    assert cache.get(0) is not None
    cache.put(3, picture(3))
    assert [n in cache for n in range(4)] == [True, False, True, True]
    assert cache.used == 3 * 64
    cache.put(3, picture(3))
    assert cache.used == 3 * 64
    cache.fit((8, 8))
    assert cache.used == 0
    assert cache.get(3) is None


def test_a_picture_beyond_the_budget_is_kept_alone() -> None:
    cache = PictureCache(budget=10)
    cache.put(1, picture())
    cache.put(2, picture())
    assert 2 in cache
    assert 1 not in cache


class _Gone(VigtoolError):
    pass


class CountedPictures:
    """Pictures out of nothing that tell what was asked; those of ``missing`` cannot be had."""

    def __init__(self, missing: frozenset[int] = frozenset()) -> None:
        self.asked: list[int] = []
        self.missing = missing
        self.closed = False

    def picture(self, frame: int, within: tuple[int, int]) -> Bgra:
        self.asked.append(frame)
        if frame in self.missing:
            raise _Gone
        assert within == SIZE
        return picture(frame)

    def passed_from(self, frame: int) -> int:
        return frame // 10 * 10

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def announcer(qapp: object) -> Announcer:  # noqa: ARG001 - a QObject needs the application
    return Announcer()


def shown_of(thread: FilmThread) -> Shown:
    shown = thread.shown.take()
    assert shown is not None
    return shown


def test_stepping_back_fetches_what_decoding_passes_anyway(announcer: Announcer) -> None:
    pictures = CountedPictures()
    thread = FilmThread(lambda: pictures, announcer)
    thread.start()
    for n in (17, 16, 15, 14, 11):
        thread.wish(Wish(n, SIZE))
        assert shown_of(thread).frame == n
    thread.end()
    assert pictures.asked == [17, 10, 11, 12, 13, 14, 15, 16]
    assert pictures.closed


def test_ahead_is_fetched_and_not_asked_again(announcer: Announcer) -> None:
    pictures = CountedPictures()
    thread = FilmThread(lambda: pictures, announcer)
    thread.start()
    thread.wish(Wish(0, SIZE, ahead=(1, 2, 3)))
    shown_of(thread)
    while len(pictures.asked) < 4:
        threading.Event().wait(0.001)
    thread.wish(Wish(2, SIZE))
    assert shown_of(thread).frame == 2
    thread.end()
    assert pictures.asked == [0, 1, 2, 3]


def test_a_frame_that_cannot_be_had_is_told_and_the_next_is_shown(announcer: Announcer) -> None:
    thread = FilmThread(lambda: CountedPictures(frozenset({4, 5})), announcer)
    thread.start()
    thread.wish(Wish(5, SIZE, ahead=(6,)))
    missing = shown_of(thread)
    assert missing.picture is None
    assert isinstance(missing.error, _Gone)
    thread.wish(Wish(6, SIZE))
    found = shown_of(thread)
    assert found.frame == 6
    assert found.picture is not None
    assert found.picture[0, 0, 0] == 6
    thread.end()
