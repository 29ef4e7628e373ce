"""Sound is the clock while it is heard; without it the film goes on, and sound comes back where the film is by then."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import DrawnFilm
from tests.gui.preparing.sounding import Clock, CountingTrack, Device, Died
from vigtool.gui.playing.film_sound import PATIENCE, RETRY, FilmSound
from vigtool.gui.playing.passage import RATE, Passage
from vigtool.gui.playing.player import Player
from vigtool.gui.playing.sound_queue import CAPACITY, SoundQueue
from vigtool.media.errors import NoSound

ONE, HALF = Fraction(1), Fraction(1, 2)
ORIGIN = Fraction(1, 4)
"""The film's first frame on the film's own clock: sample 12,000."""


@contextmanager
def none_at_all() -> Iterator[CountingTrack]:
    raise NoSound
    yield CountingTrack()


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def track() -> CountingTrack:
    return CountingTrack()


@pytest.fixture
def sound(qtbot: QtBot, device: Device, track: CountingTrack, clock: Clock) -> Iterator[FilmSound]:  # noqa: ARG001 - timers need the application
    made = FilmSound(track.opener(), ORIGIN, device, now=clock)
    made.open()
    yield made
    track.goes_on.set()
    made.close()


def sample(seconds: float) -> int:
    """Of the film's own clock, for a time from the first frame."""
    return round((seconds + float(ORIGIN)) * RATE)


def test_the_very_passage_is_heard_then_silence(qtbot: QtBot, sound: FilmSound, device: Device) -> None:
    sound.start(0.25, 0.5, ONE, looped=False)
    qtbot.waitUntil(lambda: device.has_played(0.5))
    heard = device.samples()
    assert np.array_equal(heard[: RATE // 4], np.arange(sample(0.25), sample(0.5)))
    assert not heard[RATE // 4 :].any()


def test_the_device_is_the_clock(qtbot: QtBot, sound: FilmSound, device: Device) -> None:
    assert sound.position() is None
    sound.start(0.25, 0.5, ONE, looped=False)
    assert sound.position() == 0.25
    qtbot.waitUntil(lambda: device.starts == 1)
    assert sound.position() == 0.25
    device.time = 0.125
    assert sound.position() == 0.375
    sound.stop()
    device.time = 1.0
    assert sound.position() is None


@pytest.mark.parametrize("speed", [Fraction(1, 4), HALF, Fraction(3, 2), Fraction(2)])
def test_at_another_speed_the_clock_runs_at_it(qtbot: QtBot, sound: FilmSound, device: Device, speed: Fraction) -> None:
    sound.start(0.25, 5, speed, looped=False)
    qtbot.waitUntil(lambda: device.has_played(0.5))
    assert np.array_equal(device.samples()[:4], sample(0.25) + np.arange(4) * float(speed))
    device.time = 0.5
    assert sound.position() == 0.25 + 0.5 * float(speed)


@pytest.mark.parametrize("speed", [Fraction(1, 10), Fraction(4), Fraction(-1)])
def test_at_a_speed_without_sound_nothing_is_heard(sound: FilmSound, track: CountingTrack, speed: Fraction) -> None:
    sound.start(0, 5, ONE, looped=False)
    sound.start(0, 5, speed, looped=False)
    assert sound.position() is None
    assert all(start == ORIGIN for start in track.readings)


@pytest.mark.parametrize("speed", [ONE, HALF])
def test_the_rounds_of_a_loop_follow_each_other_without_a_gap(
    qtbot: QtBot, sound: FilmSound, device: Device, speed: Fraction
) -> None:
    sound.start(0.5, 0.75, speed, looped=True, at=0.625)
    qtbot.waitUntil(lambda: device.has_played(2))
    step = float(speed)
    first = np.arange(sample(0.625), sample(0.75), step)
    again = np.arange(sample(0.5), sample(0.75), step)
    heard = device.samples()
    assert np.array_equal(heard, np.concatenate([first, *[again] * 9])[: len(heard)])
    assert device.starts == 1


def test_the_clock_goes_round_with_the_loop(qtbot: QtBot, sound: FilmSound, device: Device) -> None:
    sound.start(0.5, 0.75, HALF, looped=True, at=0.625)
    qtbot.waitUntil(lambda: device.starts == 1)
    places = []
    for device.time in (0.125, 0.25, 0.5, 0.75, 1.25):
        places.append(sound.position())
    assert places == [0.6875, 0.5, 0.625, 0.5, 0.5]


def test_a_short_round_is_read_once_and_kept(
    qtbot: QtBot, sound: FilmSound, device: Device, track: CountingTrack
) -> None:
    sound.start(0.5, 0.51, ONE, looped=True)
    qtbot.waitUntil(lambda: device.has_played(1))
    assert len(track.readings) == 2


def test_a_new_start_leaves_the_old_passage(qtbot: QtBot, sound: FilmSound, device: Device) -> None:
    sound.start(0, 0.75, ONE, looped=True)
    sound.start(0.5, 0.75, ONE, looped=False)
    qtbot.waitUntil(lambda: device.has_played(0.25))
    assert device.samples()[0] == sample(0.5)


def test_the_film_waits_for_its_sound_but_not_for_long(
    qtbot: QtBot, sound: FilmSound, device: Device, track: CountingTrack, clock: Clock
) -> None:
    track.goes_on.clear()
    sound.start(0, 5, ONE, looped=False)
    clock.time += PATIENCE - 0.01
    assert sound.position() == 0
    clock.time += 0.01 + 0.25
    assert sound.position() is None
    track.goes_on.set()
    qtbot.waitUntil(lambda: device.has_played(0.1))
    assert device.samples()[0] == sample(0.25)
    assert sound.position() == 0.25


def test_without_a_device_the_film_goes_on_and_sound_comes_where_it_is_by_then(
    qtbot: QtBot, sound: FilmSound, device: Device, clock: Clock
) -> None:
    device.there = False
    sound.start(0, 5, HALF, looped=False)
    assert sound.position() is None
    clock.time += 3
    device.there = True
    device.changed()
    qtbot.waitUntil(lambda: device.has_played(0.1))
    assert device.samples()[0] == sample(1.5)
    assert sound.position() == 1.5


def test_a_device_that_vanishes_while_playing_leaves_the_clock_to_others_until_it_is_back(
    qtbot: QtBot, sound: FilmSound, device: Device, clock: Clock
) -> None:
    sound.start(0, 5, ONE, looped=False)
    qtbot.waitUntil(lambda: device.starts == 1)
    device.time = 0.5
    assert sound.position() == 0.5
    device.time, device.there = None, False
    assert sound.position() is None
    clock.time += RETRY + 1
    qtbot.waitUntil(lambda: device.time == 0.0)
    assert sound.position() is None
    device.there = True
    clock.time += RETRY
    device.changed()
    qtbot.waitUntil(lambda: device.starts == 2 and device.has_played(0.1))
    assert device.samples()[0] == sample(0.5 + 2 * RETRY + 1)


def test_in_a_loop_too_sound_comes_back_where_the_film_is(
    qtbot: QtBot, sound: FilmSound, device: Device, clock: Clock
) -> None:
    sound.start(1, 2, ONE, looped=True)
    qtbot.waitUntil(lambda: device.starts == 1)
    device.time = None
    clock.time += 3.25
    device.changed()
    qtbot.waitUntil(lambda: device.starts == 2 and device.has_played(1))
    assert device.samples()[0] == sample(1.25)
    assert device.samples()[RATE * 3 // 4] == sample(1)


def test_a_new_default_device_is_taken_up_at_once(qtbot: QtBot, sound: FilmSound, device: Device) -> None:
    sound.start(0, 5, ONE, looped=False)
    qtbot.waitUntil(lambda: device.starts == 1)
    device.time = 0.5
    assert sound.position() == 0.5
    device.changed()
    assert (device.starts, sound.position()) == (1, 0.5)
    device.current = False
    device.changed()
    qtbot.waitUntil(lambda: device.starts == 2 and device.has_played(0.1))
    assert device.samples()[0] == sample(0.5)


def test_a_device_that_stalls_holds_the_film_up_for_a_moment_only(
    qtbot: QtBot, sound: FilmSound, device: Device, clock: Clock
) -> None:
    sound.start(0, 9, ONE, looped=False)
    qtbot.waitUntil(lambda: device.starts == 1)
    device.time = 0.25
    assert sound.position() == 0.25
    clock.time += PATIENCE - 0.1
    assert sound.position() == 0.25
    clock.time += 0.2
    assert sound.position() is None
    qtbot.waitUntil(lambda: device.time == 0.0)
    clock.time += RETRY
    qtbot.waitUntil(lambda: device.starts == 2 and device.has_played(0.1))
    assert device.samples()[0] == sample(0.25 + RETRY)


def test_when_decoding_falls_behind_no_sound_is_lost(
    qtbot: QtBot, sound: FilmSound, device: Device, track: CountingTrack
) -> None:
    track.prompt = 10_000
    track.goes_on.clear()
    sound.start(0, 5, ONE, looped=False)
    qtbot.waitUntil(lambda: len(device.written) == 10_000 * 8)
    assert sound.position() == 0
    track.goes_on.set()
    qtbot.waitUntil(lambda: device.has_played(1.5))
    assert device.starts == 1
    assert np.array_equal(device.samples(), sample(0) + np.arange(len(device.samples())))


def test_a_reading_that_dies_is_asked_again(
    qtbot: QtBot, sound: FilmSound, device: Device, track: CountingTrack, clock: Clock
) -> None:
    track.faults.append(Died())
    sound.start(0, 9, ONE, looped=False)
    qtbot.waitUntil(lambda: len(track.readings) == 1)
    clock.time += PATIENCE + RETRY + 0.5
    qtbot.waitUntil(lambda: device.has_played(0.1))
    assert device.samples()[0] == sample(RETRY + 0.5)


def test_after_closing_it_can_be_opened_again(qtbot: QtBot, sound: FilmSound, device: Device) -> None:
    sound.start(0, 5, ONE, looped=False)
    sound.close()
    assert sound.position() is None
    device.there = True
    sound.open()
    sound.start(1, 5, ONE, looped=False)
    qtbot.waitUntil(lambda: device.has_played(0.1))
    assert device.samples()[0] == sample(1)


def test_a_film_without_sound_plays_on(qtbot: QtBot, film: DrawnFilm) -> None:
    player = Player(film.times, film.pictures, FilmSound(none_at_all, Fraction(0), Device()))
    player.fit(100, 100)
    player.start()
    player.play()
    qtbot.waitUntil(lambda: not player.playing)
    assert player.frame == film.times.frames - 1
    player.end()


def test_the_picture_follows_the_sound(qtbot: QtBot, film: DrawnFilm, device: Device, track: CountingTrack) -> None:
    player = Player(film.times, film.pictures, FilmSound(track.opener(), Fraction(0), device))
    player.fit(100, 100)
    player.start()
    player.play()
    qtbot.waitUntil(lambda: device.starts == 1)
    device.time = 0.5
    wanted = film.times.frame_at(film.times.start_tick + 300)
    qtbot.waitUntil(lambda: player.frame == wanted)
    player.set_speed(Fraction(2))
    assert device.time == 0.0
    player.end()


def test_the_queue_is_bounded_and_an_old_passage_finds_no_room() -> None:
    queue = SoundQueue()
    old, new = Passage(Fraction(0), Fraction(1)), Passage(Fraction(0), Fraction(1))
    queue.begin(old)
    assert not queue.has_sound()
    assert queue.put(old, bytes(CAPACITY))
    assert queue.has_sound()
    queue.begin(new)
    assert not queue.put(old, b"x")
    queue.complete(old)
    assert queue.take(16) == b""
    assert queue.put(new, b"abc")
    assert queue.put(new, b"def")
    queue.complete(new)
    assert queue.take(4) == b"abcd"
    assert queue.take(4) == b"ef\0\0"
