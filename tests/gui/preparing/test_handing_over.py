"""The slot between two threads, and the thread that opens the film and hands on what its engine says."""

import threading
import time

import pytest
from PySide6.QtCore import QCoreApplication

from tests.engine.test_film_client import film_of, shows
from tests.gui.preparing.conftest import DrawnFilm
from tests.gui.preparing.drawn_reel import OVERDRAWN, DrawnReel
from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import Damage, NotShown, Picture, Restarted
from vigtool.engine.film_client import EngineFilm
from vigtool.engine.film_messages import Wish
from vigtool.gui.playing.film_thread import Announcer, FilmThread
from vigtool.gui.playing.latest_wins import LatestWins
from vigtool.gui.playing.projector import EngineProjector

SIZE = (192, 108)


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


def test_what_nobody_takes_is_told() -> None:
    forgotten: list[int] = []
    slot = LatestWins(forgotten.append)
    slot.put(1)
    slot.put(2)
    assert forgotten == [1]
    assert slot.take() == 2
    slot.put(3)
    slot.close()
    slot.put(4)
    assert forgotten == [1, 3, 4]


class _Gone(VigtoolError):
    pass


@pytest.fixture
def announcer(qapp: QCoreApplication) -> Announcer:  # noqa: ARG001 - a QObject needs the application
    return Announcer()


def arrival_of(thread: FilmThread) -> Picture | NotShown:
    arrival = thread.arrivals.take()
    assert arrival is not None
    return arrival


def hear(told: list[object], count: int) -> None:
    """Let the window's thread hear so many announcements."""
    until = time.monotonic() + 10
    while len(told) < count and time.monotonic() < until:
        QCoreApplication.processEvents()
    assert len(told) == count


def test_a_wish_before_the_film_is_open_is_asked_when_it_is(film: DrawnFilm, announcer: Announcer) -> None:
    opening = threading.Event()

    def slowly() -> DrawnReel:
        opening.wait(5)
        return film.pictures()

    thread = FilmThread(slowly, announcer)
    thread.start()
    thread.want(Wish(3, SIZE))
    thread.want(Wish(5, SIZE))
    opening.set()
    picture = arrival_of(thread)
    assert picture.frame == 5
    assert [wish.frame for wish in film.reel.wishes] == [5]
    thread.end()


def test_a_film_that_nobody_wants_any_more_is_closed_as_soon_as_it_is_open(
    film: DrawnFilm, announcer: Announcer
) -> None:
    opening = threading.Event()
    thread = FilmThread(lambda: (opening.wait(20), film.pictures())[1], announcer)
    thread.start()
    ending = threading.Thread(target=thread.end)
    ending.start()
    ending.join(10)
    assert not ending.is_alive(), "nobody waits for the opening"
    opening.set()
    thread.join(5)
    assert not thread.is_alive()
    assert film.reel.closed
    assert film.reel.wishes == []


def test_pictures_that_nobody_takes_are_released(film: DrawnFilm, announcer: Announcer) -> None:
    thread = FilmThread(film.pictures, announcer)
    thread.start()
    for n in (1, 2, 3):
        thread.want(Wish(n, SIZE))
        taken = arrival_of(thread)
        assert isinstance(taken, Picture)
        assert taken.pixels[0, 0, 3] == 255
        assert film.reel.held == 1
        taken.release()
        assert taken.pixels[0, 0, 3] == OVERDRAWN
    thread.want(Wish(4, SIZE))
    while not thread.arrivals.waiting:
        threading.Event().wait(0.001)
    thread.end()
    assert film.reel.held == 0


def test_a_frame_that_cannot_be_had_is_told_and_the_next_is_shown(film: DrawnFilm, announcer: Announcer) -> None:
    film.refused[5] = _Gone()
    thread = FilmThread(film.pictures, announcer)
    thread.start()
    thread.want(Wish(5, SIZE))
    missing = arrival_of(thread)
    assert isinstance(missing, NotShown)
    assert isinstance(missing.error, _Gone)
    thread.want(Wish(6, SIZE))
    assert arrival_of(thread).frame == 6
    thread.end()


def test_restarts_and_damage_are_told_each(film: DrawnFilm, announcer: Announcer) -> None:
    told: list[object] = []
    announcer.restarted.connect(told.append)
    announcer.damaged.connect(told.append)
    thread = FilmThread(film.pictures, announcer)
    thread.start()
    thread.want(Wish(0, SIZE))
    arrival_of(thread)
    film.reel.say(Restarted("crashed"))
    film.reel.say(Damage((7, 8)))
    film.reel.say(Restarted("hung"))
    hear(told, 1)
    thread.go_on()
    hear(told, 3)
    thread.go_on()
    thread.want(Wish(1, SIZE))
    assert arrival_of(thread).frame == 1
    thread.end()
    assert told == [Restarted("crashed"), (7, 8), Restarted("hung")]


def test_of_an_engine_that_was_started_anew_nothing_comes_before_the_window_says_so(
    film: DrawnFilm, announcer: Announcer
) -> None:
    told: list[object] = []
    announcer.restarted.connect(told.append)
    thread = FilmThread(film.pictures, announcer)
    thread.start()
    thread.want(Wish(0, SIZE))
    arrival_of(thread)
    film.reel.say(Restarted("crashed"))
    thread.want(Wish(1, SIZE))
    hear(told, 1)
    assert not thread.arrivals.waiting
    thread.go_on()
    assert arrival_of(thread).frame == 1
    film.reel.say(Restarted("crashed"))
    thread.want(Wish(2, SIZE))
    hear(told, 2)
    thread.end()
    thread.join(5)
    assert not thread.is_alive()
    assert thread.arrivals.take_if_any() is None


def test_an_opening_from_before_the_film_was_put_away_counts_no_more() -> None:
    with film_of(shows) as (old, _), film_of(shows) as (new, _):
        slow, begun = threading.Event(), threading.Event()

        def open_engine() -> EngineFilm:
            if begun.is_set():
                return new
            begun.set()
            slow.wait(20)
            return old

        projector = EngineProjector(open_engine)
        late = threading.Thread(target=projector.open)
        projector.take_out()
        late.start()
        assert begun.wait(20)
        projector.put_away()
        projector.take_out()
        assert projector.open() is new
        slow.set()
        late.join()
        with projector.sound() as sound:
            assert sound._film is new  # noqa: SLF001 - which film it is cannot be told from outside
