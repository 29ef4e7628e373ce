"""Sound is the clock while it is heard; without device, without sound or after its end the film goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import DrawnFilm
from vigtool.domain.errors import VigtoolError
from vigtool.gui.preparing.film_sound import FilmSound
from vigtool.gui.preparing.player import Player
from vigtool.gui.preparing.sound_queue import CAPACITY, Passage, SoundQueue
from vigtool.gui.preparing.sound_thread import RATE

SECOND = RATE * 8


class Silence(VigtoolError):
    pass


class CountingTrack:
    """One second of sound in which each sample is its own number (exact in 32-bit floats)."""

    def read_from(self, start: Fraction) -> Iterator[NDArray[np.float32]]:
        for first in range(round(start * RATE), RATE, 1000):
            numbers = np.arange(first, min(first + 1000, RATE), dtype=np.float32)
            yield np.stack([numbers, numbers], axis=1)


@contextmanager
def counting() -> Iterator[CountingTrack]:
    yield CountingTrack()


@contextmanager
def none_at_all() -> Iterator[CountingTrack]:
    raise Silence
    yield CountingTrack()


class Device:
    """An output that hears only what the test lets it hear."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.written = b""
        self.time: float | None = 0.0

    def start(self) -> bool:
        self.written, self.time = b"", 0.0
        return self.works

    def room(self) -> int:
        return 9601

    def write(self, sound: bytes) -> None:
        self.written += sound

    def heard(self) -> float | None:
        return self.time

    def stop(self) -> None:
        self.time = 0.0


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def sound(qtbot: QtBot, device: Device) -> Iterator[FilmSound]:  # noqa: ARG001 - timers need the application
    made = FilmSound(counting, Fraction(1, 4), device)
    made.open()
    yield made
    made.close()


def samples(device: Device) -> NDArray[np.float32]:
    return np.frombuffer(device.written, np.float32).reshape(-1, 2)[:, 0]


def test_the_very_passage_is_heard_then_silence(qtbot: QtBot, sound: FilmSound, device: Device) -> None:
    sound.start(0.25, 0.5, Fraction(1), looped=False)
    qtbot.waitUntil(lambda: len(device.written) > SECOND // 2)
    heard = samples(device)
    passage = RATE // 4
    assert np.array_equal(heard[:passage], np.arange(RATE // 2, RATE // 2 + passage))
    assert not heard[passage:].any()


def test_the_device_is_the_clock(sound: FilmSound, device: Device) -> None:
    assert sound.position() is None
    sound.start(0.25, 0.5, Fraction(1), looped=False)
    assert sound.position() == 0.25
    device.time = 0.125
    assert sound.position() == 0.375
    device.time = None
    assert sound.position() is None
    sound.stop()
    device.time = 1.0
    assert sound.position() is None


def test_a_new_start_leaves_the_old_passage(qtbot: QtBot, sound: FilmSound, device: Device) -> None:
    sound.start(0, 0.75, Fraction(1), looped=False)
    sound.start(0.5, 0.75, Fraction(1), looped=False)
    qtbot.waitUntil(lambda: len(device.written) > SECOND // 4)
    assert samples(device)[0] == RATE * 3 // 4


def test_without_device_nothing_is_the_clock(qtbot: QtBot) -> None:  # noqa: ARG001 - as above
    sound = FilmSound(counting, Fraction(0), Device(works=False))
    sound.open()
    sound.start(0, 1, Fraction(1), looped=False)
    assert sound.position() is None
    sound.close()


def test_a_film_without_sound_plays_on(qtbot: QtBot, film: DrawnFilm) -> None:
    player = Player(film.times, film.pictures, FilmSound(none_at_all, Fraction(0), Device()))
    player.fit(100, 100)
    player.start()
    player.play()
    qtbot.waitUntil(lambda: not player.playing, timeout=20_000)
    assert player.frame == film.times.frames - 1
    player.end()


def test_the_picture_follows_the_sound(qtbot: QtBot, film: DrawnFilm, device: Device) -> None:
    player = Player(film.times, film.pictures, FilmSound(counting, Fraction(0), device))
    player.fit(100, 100)
    player.start()
    player.play()
    device.time = 0.5
    wanted = player.frame_at(0.5)
    qtbot.waitUntil(lambda: player.frame == wanted)
    player.set_speed(Fraction(2))
    assert device.time == 0.0
    qtbot.waitUntil(lambda: player.frame > wanted)
    player.end()


def test_the_queue_is_bounded_and_an_old_passage_finds_no_room() -> None:
    queue = SoundQueue()
    old, new = Passage(Fraction(0), Fraction(1)), Passage(Fraction(0), Fraction(1))
    queue.begin(old)
    assert queue.put(old, bytes(CAPACITY))
    queue.begin(new)
    assert not queue.put(old, b"x")
    queue.complete(old)
    assert queue.take(16) == b""
    assert queue.put(new, b"abc")
    assert queue.put(new, b"def")
    queue.complete(new)
    assert queue.take(4) == b"abcd"
    assert queue.take(4) == b"ef\0\0"
