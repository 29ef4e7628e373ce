"""How much later one camera began than another, from sound drawn here: known claps, voices and noise."""

import io
from fractions import Fraction

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.media.drawn_films import drawn_film
from tests.media.drawn_sound import clicks, drawn_sound
from vigtool.domain.errors import Cancelled
from vigtool.media.clap import Match, match, onset_strength
from vigtool.media.errors import BadWaveform, NoSound, OffsetNotClear
from vigtool.media.onsets import (
    BINS_A_SECOND,
    Loudness,
    LoudnessWish,
    loudness_parts,
    loudness_task,
    unpack_loudness,
)
from vigtool.media.sound import SOUND_RATE

HALF_A_FRAME = Fraction(1, 120)
"""At sixty frames a second."""
Sound = NDArray[np.float64]


def _bins(sound: Sound) -> Loudness:
    whole = len(sound) // 48 * 48
    bins: Loudness = np.square(sound[:whole]).reshape(-1, 48).mean(axis=1).astype(np.float32)
    return bins


def _noise(chance: np.random.Generator, seconds: float, gain: float = 0.005) -> Sound:
    return gain * chance.standard_normal(int(seconds * SOUND_RATE))


def _clap(chance: np.random.Generator, gain: float) -> Sound:
    return gain * chance.uniform(-1, 1, 4800) * np.exp(-np.arange(4800) / 600)


def _put(sound: Sound, at: int, what: Sound) -> None:
    sound[at : at + len(what)] += what[: max(len(sound) - at, 0)]


def _voices(chance: np.random.Generator, seconds: float) -> Sound:
    """Syllables of noise that set in within some hundredths of a second, with pauses."""
    shape = np.zeros(int(seconds * SOUND_RATE))
    at = 0
    while at < len(shape):
        length, rise = int(chance.uniform(0.08, 0.4) * SOUND_RATE), chance.uniform(0.005, 0.03) * SOUND_RATE
        syllable = chance.uniform(0.02, 0.2) * np.minimum(1, np.arange(length) / rise)
        _put(shape, at, syllable)
        at += length + int(chance.exponential(0.25) * SOUND_RATE)
    return shape * chance.standard_normal(len(shape))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("gain", [0.8, 0.15])
def test_a_clap_that_both_heard_gives_the_offset_within_half_a_frame(seed: int, gain: float) -> None:
    chance = np.random.default_rng(seed)
    first, second = _noise(chance, 20), _noise(chance, 15)
    lag = int(chance.integers(-2 * SOUND_RATE, 3 * SOUND_RATE))
    at = int(chance.integers(4 * SOUND_RATE, 9 * SOUND_RATE))
    _put(first, at, _clap(chance, gain))
    _put(second, at - lag, _clap(chance, gain / 2))
    found = match(_bins(first), _bins(second))
    assert abs(found.lag - Fraction(lag, SOUND_RATE)) < HALF_A_FRAME / 4
    assert found.onsets == 1
    assert found.confidence > 0.5


@pytest.mark.parametrize("seed", range(3))
def test_voices_that_both_heard_are_as_good_as_a_clap(seed: int) -> None:
    chance = np.random.default_rng(seed)
    room = _voices(chance, 25)
    lag = int(chance.integers(0, 4 * SOUND_RATE))
    first = room[: 20 * SOUND_RATE] + _noise(chance, 20, 0.003)
    second = 0.4 * room[lag : lag + 20 * SOUND_RATE] + _noise(chance, 20, 0.003)
    found = match(_bins(first), _bins(second))
    assert abs(found.lag - Fraction(lag, SOUND_RATE)) < HALF_A_FRAME / 4
    assert found.onsets > 10
    assert match(_bins(second), _bins(first)).lag == -found.lag


def _unclear(first: Sound, second: Sound) -> None:
    with pytest.raises(OffsetNotClear):
        match(_bins(first), _bins(second))


@pytest.mark.parametrize("seed", range(4))
def test_films_that_have_no_sound_in_common_are_not_clear(seed: int) -> None:
    chance = np.random.default_rng(seed)
    _unclear(_noise(chance, 20), _noise(chance, 20))
    _unclear(_voices(chance, 20) + _noise(chance, 20), _voices(chance, 20) + _noise(chance, 20))


@pytest.mark.parametrize("seed", range(4))
def test_claps_at_other_times_are_not_clear(seed: int) -> None:
    chance = np.random.default_rng(seed)
    sounds = [_noise(chance, 20), _noise(chance, 20)]
    for sound in sounds:
        for at in chance.integers(0, 18 * SOUND_RATE, 4):
            _put(sound, int(at), _clap(chance, 0.5))
    _unclear(*sounds)


def test_a_beat_fits_at_many_places_and_is_not_clear() -> None:
    chance = np.random.default_rng(1)
    first, second = _noise(chance, 20), _noise(chance, 20)
    for second_of_it in range(19):
        _put(first, second_of_it * SOUND_RATE, _clap(chance, 0.5))
        _put(second, second_of_it * SOUND_RATE + 9000, _clap(chance, 0.5))
    _unclear(first, second)


def test_a_clap_that_is_lost_in_noise_is_not_clear() -> None:
    chance = np.random.default_rng(1)
    first, second = _noise(chance, 20, 0.1), _noise(chance, 20, 0.1)
    _put(first, 100_000, _clap(chance, 0.2))
    _put(second, 90_000, _clap(chance, 0.2))
    _unclear(first, second)


def test_two_soft_sounds_that_may_be_anything_are_not_clear() -> None:
    soft = np.full(2000, 0.01, np.float32)
    soft[700:720] = 0.06
    with pytest.raises(OffsetNotClear):
        match(soft, soft[300:])
    soft[700:720] = 0.6
    assert match(soft, soft[300:]).lag == Fraction(3, 10)


@pytest.mark.parametrize("length", [0, 1, 5, 1000])
def test_silence_is_not_clear(length: int) -> None:
    with pytest.raises(OffsetNotClear):
        match(np.zeros(length, np.float32), np.zeros(1000, np.float32))


def test_getting_louder_counts_and_being_loud_does_not() -> None:
    loud = np.full(200, 0.25, np.float32)
    assert not onset_strength(loud).any()
    loud[:100] = 0.001
    assert list(np.flatnonzero(onset_strength(loud))) == list(range(100, 106))


def _loudness(film: io.BytesIO, start: Fraction, end: Fraction) -> Loudness:
    return np.concatenate(list(loudness_parts(film, start, end, lambda _done, _total: None)))


def test_the_loudness_of_a_film_stands_at_its_millisecond() -> None:
    film = drawn_sound(clicks([4800, 52_800], 96_000))
    loudness = _loudness(film, Fraction(0), Fraction(3))
    assert len(loudness) == 3 * BINS_A_SECOND
    assert sorted({int(bin_) // 100 for bin_ in np.flatnonzero(loudness)}) == [1, 11]
    assert int(np.flatnonzero(loudness)[0]) == 100
    late = _loudness(film, Fraction(1, 10), Fraction(1, 5))
    assert (len(late), int(np.flatnonzero(late)[0])) == (100, 0)
    assert np.array_equal(late, loudness[100:200])


def test_a_long_film_comes_in_parts_that_join() -> None:
    film = drawn_sound(clicks([100, 70 * SOUND_RATE], 80 * SOUND_RATE))
    parts = list(loudness_parts(film, Fraction(0), Fraction(75), lambda _done, _total: None))
    assert len(parts) > 1
    whole = np.concatenate(parts)
    assert len(whole) == 75 * BINS_A_SECOND
    assert whole[70 * BINS_A_SECOND] > 0


def test_what_the_engine_says_is_read_back_and_garbage_is_refused() -> None:
    wish = msgspec.msgpack.encode(LoudnessWish((0, 1), (1, 1)))
    film = drawn_sound(clicks([24_000], 48_000))
    data = b"".join(loudness_task(film, wish, lambda _done, _total: None))
    assert np.array_equal(unpack_loudness(data), _loudness(film, Fraction(0), Fraction(1)))
    infinite, negative = np.float32("inf").tobytes(), np.float32(-1).tobytes()
    for garbage in (data[:-1], infinite, np.float32("nan").tobytes(), negative):
        with pytest.raises(BadWaveform):
            unpack_loudness(garbage)


@pytest.mark.parametrize("wish", [b"", msgspec.msgpack.encode({"start": [0, 0], "end": [1, 1]}), b"\x80"])
def test_a_wish_that_is_none_is_refused(wish: bytes) -> None:
    with pytest.raises(BadWaveform):
        list(loudness_task(drawn_sound(clicks([0], 480)), wish, lambda _done, _total: None))


def test_a_film_without_sound_has_no_loudness() -> None:
    with pytest.raises(NoSound):
        _loudness(drawn_film(frames=3), Fraction(0), Fraction(1))


def test_listening_can_be_stopped() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(loudness_parts(drawn_sound(clicks([0], SOUND_RATE)), Fraction(0), Fraction(1), stop))


def test_a_match_says_what_it_found() -> None:
    sound = _bins(np.concatenate([np.zeros(4800), 0.5 * np.ones(4800), np.zeros(9600)]))
    found = match(sound, sound)
    assert found == Match(Fraction(0), found.confidence, 1)
    assert found.confidence == pytest.approx(1)
