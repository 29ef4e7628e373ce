from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Event, Thread

import pytest
from msgspec import structs

from tests.engine.engine_in_process import EngineInProcess
from vigtool.engine.channel import Channel
from vigtool.engine.errors import ChannelClosed, EngineCrashed, EngineHung, EngineUnavailable
from vigtool.engine.failures import failure_of
from vigtool.engine.film_answers import Answer, Damage, NotShown, Picture, Restarted
from vigtool.engine.film_beside import SmallPictures
from vigtool.engine.film_client import RESTARTS, EngineFilm
from vigtool.engine.film_messages import (
    PICTURE_REQUESTS,
    SMALL_REQUESTS,
    Ask,
    Beat,
    DamageFound,
    Refused,
    Release,
    Shown,
    SmallShown,
    Wish,
)
from vigtool.engine.shared_memory import MOST_SLOTS
from vigtool.media.errors import UnreachableFrame

WITHIN = (64, 36)
Script = Callable[[Channel, Ask], None]
"""What an engine does with a wish."""


class Engines:
    """Starts engines that follow one script each, the last one again and again; keeps what they were told."""

    def __init__(self, *scripts: Script) -> None:
        self._scripts = scripts
        self.started: list[EngineInProcess] = []
        self.told: list[Ask | Release] = []

    def __call__(self) -> EngineInProcess:
        script = self._scripts[min(len(self.started), len(self._scripts) - 1)]
        engine = EngineInProcess(lambda channels: self._serve(channels, script))
        self.started.append(engine)
        return engine

    def _serve(self, channels: Mapping[str, Channel], script: Script) -> None:
        pictures = channels["pictures"]
        with suppress(ChannelClosed):
            while True:
                request = pictures.receive(PICTURE_REQUESTS)
                assert isinstance(request, Ask | Release)
                self.told.append(request)
                if isinstance(request, Ask):
                    script(pictures, request)
        for channel in channels.values():
            channel.close()


def shows(channel: Channel, ask: Ask) -> None:
    channel.send(Shown(ask.serial, ask.wish.frame, "whole", 3, 2, 2, damaged=False))


def is_silent(_channel: Channel, _ask: Ask) -> None:
    return


def dies(_channel: Channel, _ask: Ask) -> None:
    raise ChannelClosed


def shows_and_dies(channel: Channel, ask: Ask) -> None:
    shows(channel, ask)
    raise ChannelClosed


@contextmanager
def film_of(*scripts: Script, hang_s: float = 30.0) -> Iterator[tuple[EngineFilm, Engines]]:
    engines = Engines(*scripts)
    film = EngineFilm(engines, hang_s)
    yield film, engines
    film.close()


def answer_of(film: EngineFilm) -> Answer:
    answer = film.answer(20)
    assert answer is not None
    return answer


def test_a_wish_is_answered_by_a_view_of_the_memory() -> None:
    with film_of(shows) as (film, _):
        film.want(Wish(41, WITHIN))
        picture = answer_of(film)
        assert isinstance(picture, Picture)
        assert (picture.frame, picture.pixels.shape) == (41, (2, 2, 4))


def test_a_picture_is_released_once() -> None:
    with film_of(shows) as (film, engines):
        film.want(Wish(1, WITHIN))
        picture = answer_of(film)
        assert isinstance(picture, Picture)
        picture.release()
        picture.release()
        film.want(Wish(2, WITHIN))
        answer_of(film)
        assert [told for told in engines.told if isinstance(told, Release)] == [Release(3)]


def test_what_cannot_be_shown_comes_out_as_its_own_error() -> None:
    def refuses(channel: Channel, ask: Ask) -> None:
        channel.send(Refused(ask.serial, ask.wish.frame, failure_of(UnreachableFrame(n=ask.wish.frame))))

    with film_of(refuses) as (film, _):
        film.want(Wish(7, WITHIN))
        told = answer_of(film)
        assert isinstance(told, NotShown)
        assert isinstance(told.error, UnreachableFrame)
        assert told.error.n == 7


def test_damage_is_told_and_beats_are_not() -> None:
    def finds_damage(channel: Channel, _ask: Ask) -> None:
        channel.send(Beat())
        channel.send(DamageFound((4, 5)))

    with film_of(finds_damage) as (film, _):
        film.want(Wish(4, WITHIN))
        assert answer_of(film) == Damage((4, 5))


def test_after_a_crash_the_newest_wish_is_asked_again() -> None:
    with film_of(dies, shows) as (film, engines):
        film.want(Wish(12, WITHIN))
        assert answer_of(film) == Restarted("crashed")
        picture = answer_of(film)
        assert isinstance(picture, Picture)
        assert picture.frame == 12
        assert len(engines.started) == 2


def test_a_crash_after_the_answer_restarts_it_too() -> None:
    with film_of(shows) as (film, engines):
        film.want(Wish(12, WITHIN))
        assert isinstance(answer_of(film), Picture)
        engines.started[0].end()
        assert answer_of(film) == Restarted("crashed")
        assert isinstance(answer_of(film), Picture)


def test_a_frame_that_kills_twice_is_told_and_the_others_are_asked_alone() -> None:
    def dies_of_frame_5(channel: Channel, ask: Ask) -> None:
        (dies if ask.wish.frame == 5 else shows)(channel, ask)

    with film_of(dies_of_frame_5) as (film, engines):
        film.want(Wish(5, WITHIN))
        assert answer_of(film) == Restarted("crashed")
        assert answer_of(film) == Restarted("crashed")
        told = answer_of(film)
        assert isinstance(told, NotShown)
        assert told.frame == 5
        assert isinstance(told.error, EngineCrashed)
        film.want(Wish(6, WITHIN))
        assert isinstance(answer_of(film), Picture)
        asked = [told for told in engines.told if isinstance(told, Ask)]
        assert [ask.alone for ask in asked] == [False, False, True]


def test_silence_is_a_hang_and_beats_are_not() -> None:
    stop_waiting = Event()

    def beats(channel: Channel, ask: Ask) -> None:
        def beat() -> None:
            for _ in range(8):
                channel.send(Beat())
                stop_waiting.wait(0.1)
            shows(channel, ask)

        worker = Thread(target=beat)
        worker.start()
        worker.join()

    with film_of(beats, hang_s=0.4) as (film, _):
        film.want(Wish(1, WITHIN))
        assert isinstance(answer_of(film), Picture)
    with film_of(is_silent, is_silent, shows, hang_s=0.2) as (film, engines):
        film.want(Wish(1, WITHIN))
        assert answer_of(film) == Restarted("hung")
        assert answer_of(film) == Restarted("hung")
        told = answer_of(film)
        assert isinstance(told, NotShown)
        assert isinstance(told.error, EngineHung)
        assert len(engines.started) == 3


def test_at_rest_silence_is_no_hang() -> None:
    with film_of(shows, hang_s=0.1) as (film, engines):
        film.want(Wish(1, WITHIN))
        assert isinstance(answer_of(film), Picture)
        assert film.answer(0.5) is None
        assert len(engines.started) == 1


def test_wishes_that_follow_each_other_do_not_hide_a_hang() -> None:
    with film_of(is_silent, shows, hang_s=0.3) as (film, _):
        answer: Answer | None = None
        for frame in range(100):
            film.want(Wish(frame, WITHIN))
            answer = film.answer(0.02)
            if answer is not None:
                break
        assert answer == Restarted("hung")


def test_when_no_engine_can_be_had_that_is_the_last_answer() -> None:
    engines = Engines(dies)

    def start() -> EngineInProcess:
        if engines.started:
            raise EngineUnavailable("not_started")
        return engines()

    film = EngineFilm(start)
    film.want(Wish(3, WITHIN))
    told = answer_of(film)
    assert isinstance(told, NotShown)
    assert isinstance(told.error, EngineUnavailable)
    assert film.answer() is None


def test_a_slot_that_is_none_is_not_looked_at() -> None:
    def lies(channel: Channel, _ask: Ask) -> None:
        channel.send(Ask(1, Wish(1, WITHIN)))

    with film_of(lies, shows) as (film, _):
        film.want(Wish(1, WITHIN))
        assert answer_of(film) == Restarted("crashed")
        assert isinstance(answer_of(film), Picture)


def shown_for(ask: Ask, **lie: object) -> Shown:
    return structs.replace(Shown(ask.serial, ask.wish.frame, "whole", 3, 2, 2, damaged=False), **lie)


@pytest.mark.parametrize(
    "lie",
    [{"frame": 13}, {"serial": 9}, {"field": "second"}, {"preview_of": 13}, {"frame": -1, "preview_of": 12}],
    ids=str,
)
def test_a_picture_that_was_not_asked_for_is_not_shown(lie: dict[str, object]) -> None:
    with film_of(lambda channel, ask: channel.send(shown_for(ask, **lie)), shows) as (film, _):
        film.want(Wish(12, WITHIN))
        assert answer_of(film) == Restarted("crashed")
        picture = answer_of(film)
        assert isinstance(picture, Picture)
        assert picture.frame == 12


def test_a_refusal_of_what_was_not_asked_for_is_none() -> None:
    def refuses(channel: Channel, ask: Ask) -> None:
        channel.send(Refused(ask.serial, 1 << 40, failure_of(UnreachableFrame(n=7))))

    with film_of(refuses, shows) as (film, _):
        film.want(Wish(12, WITHIN))
        assert answer_of(film) == Restarted("crashed")


@pytest.mark.parametrize(("told", "upright"), [((0, 0), (2, 2)), ((-5, 1), (2, 2)), ((1920, 1080), (1920, 1080))])
def test_a_picture_is_never_larger_than_the_film_is_said_to_be(told: tuple[int, int], upright: tuple[int, int]) -> None:
    with film_of(lambda channel, ask: channel.send(shown_for(ask, upright=told))) as (film, _):
        film.want(Wish(12, WITHIN))
        picture = answer_of(film)
        assert isinstance(picture, Picture)
        assert picture.upright == upright


def test_an_engine_that_lies_again_and_again_is_told() -> None:
    with film_of(lambda channel, ask: channel.send(shown_for(ask, slot=MOST_SLOTS))) as (film, _):
        film.want(Wish(12, WITHIN))
        assert [answer_of(film) for _ in range(2)] == [Restarted("crashed")] * 2
        assert isinstance(answer_of(film), NotShown)


@pytest.mark.parametrize("script", [dies, shows_and_dies])
def test_engines_that_die_by_themselves_are_not_replaced_for_ever(script: Script) -> None:
    with film_of(script) as (film, engines):
        film.want(Wish(12, WITHIN))
        answers: list[Answer] = []
        while (answer := film.answer(20)) is not None and len(answers) < 100:
            if answer == Restarted("crashed") and script is dies:
                engines.started[-1].end()
            answers.append(answer)
        assert isinstance(answers[-1], NotShown)
        assert len(engines.started) == 1 + RESTARTS


def test_closing_lets_the_reading_thread_go() -> None:
    with film_of(is_silent) as (film, engines):
        film.want(Wish(1, WITHIN))
        answers: list[Answer | None] = []
        reader = Thread(target=lambda: answers.append(film.answer()))
        reader.start()
        film.close()
        reader.join(20)
        assert answers == [None]
        assert len(engines.started) == 1
        film.want(Wish(2, WITHIN))


@pytest.mark.parametrize("twice", [False, True])
def test_a_picture_of_a_dead_engine_is_released_to_nobody(twice: bool) -> None:  # noqa: FBT001 - pytest's parameter
    with film_of(shows, shows) as (film, engines):
        film.want(Wish(1, WITHIN))
        old = answer_of(film)
        assert isinstance(old, Picture)
        engines.started[0].end()
        assert answer_of(film) == Restarted("crashed")
        for _ in range(1 + twice):
            old.release()
        assert isinstance(answer_of(film), Picture)
        film.want(Wish(2, WITHIN))
        answer_of(film)
        assert not [told for told in engines.told if isinstance(told, Release)]


@pytest.mark.parametrize("size", [(-2, -2), (0, 4), (WITHIN[0] + 1, 1)])
def test_a_small_picture_of_a_size_that_was_not_asked_for_is_refused(size: tuple[int, int]) -> None:
    width, height = size

    def serve(channels: Mapping[str, Channel]) -> None:
        channels["small"].receive(SMALL_REQUESTS)
        channels["small"].send(SmallShown(width, height, bytes(width * height * 4)))

    film = EngineFilm(lambda: EngineInProcess(serve))
    with pytest.raises(EngineCrashed):
        SmallPictures(film).picture(3, WITHIN)
    film.close()


def test_each_thread_gets_the_small_picture_that_it_asked_for() -> None:
    def serve(channels: Mapping[str, Channel]) -> None:
        with suppress(ChannelClosed):
            while True:
                ask = channels["small"].receive(SMALL_REQUESTS)
                channels["small"].send(SmallShown(2, 1, bytes([ask.frame]) * 8))

    film = EngineFilm(lambda: EngineInProcess(serve))
    came: dict[int, int] = {}

    def work(first: int) -> None:
        small = SmallPictures(film)
        came.update((frame, int(small.picture(frame, WITHIN)[0, 0, 0])) for frame in range(first, first + 100))

    threads = [Thread(target=work, args=(first,)) for first in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    film.close()
    assert came == {frame: frame for frame in range(200)}
