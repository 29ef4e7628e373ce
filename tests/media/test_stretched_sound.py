"""Sound at other speeds: each onset at its place, the pitch as it was, no hole at a seam, exactly as long as asked."""

import gzip
import json
from fractions import Fraction

import numpy as np
import pytest

from tests.media.drawn_sound import Drawing, clicks, drawn_sound, onsets, sine
from tests.shared_material import SHARED, needs_shared
from vigtool.media.errors import SpeedWithoutSound
from vigtool.media.sound import SOUND_RATE, SoundTrack, sample_at
from vigtool.media.stretching import STRETCHES, has_sound_at

pytestmark = pytest.mark.skipif(not STRETCHES, reason="this machine has no wheel of python-stretch")

MEDIA = SHARED / "media"
SPEEDS = [Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(3, 4), Fraction(3, 2), Fraction(2)]
TEN_MS = SOUND_RATE // 100


def read(track: SoundTrack, start: Fraction, speed: Fraction, end: Fraction | None = None) -> Drawing:
    return np.concatenate(list(track.read_at(start, speed, end)))


def halves(seconds: int) -> list[int]:
    return [SOUND_RATE // 3 + n * SOUND_RATE // 2 for n in range(2 * seconds - 1)]


@pytest.mark.parametrize("speed", SPEEDS, ids=str)
@pytest.mark.parametrize("start", [Fraction(0), Fraction(4, 3)], ids=["begin", "inside"])
def test_each_click_is_heard_within_ten_milliseconds_of_its_place(speed: Fraction, start: Fraction) -> None:
    places = halves(3)
    with SoundTrack(drawn_sound(clicks(places, 3 * SOUND_RATE))) as track:
        sound = read(track, start, speed, Fraction(3))
    wanted = [float((place - sample_at(start)) / speed) for place in places if place > sample_at(start)]
    apart = onsets(sound, wanted, round(SOUND_RATE / 5 / speed))
    assert max(map(abs, apart)) < TEN_MS


@needs_shared
@pytest.mark.parametrize("speed", SPEEDS, ids=str)
@pytest.mark.parametrize("name", ["syn_start10s.mkv"])
def test_each_beep_of_a_film_is_heard_within_ten_milliseconds_of_its_place(name: str, speed: Fraction) -> None:
    with gzip.open(MEDIA / "expected" / f"{name}.json.gz", "rt", encoding="utf-8") as put_in:
        beeps = [Fraction(beep).limit_denominator(1_000_000) for beep in json.load(put_in)["beeps"]]
    with (MEDIA / name).open("rb") as file, SoundTrack(file) as track:
        for beep in (beeps[0], beeps[-1]):
            sound = read(track, beep - Fraction(2, 5), speed, beep + Fraction(2, 5))
            place = float(Fraction(2, 5) * SOUND_RATE / speed)
            assert abs(onsets(sound, [place], int(place))[0]) < TEN_MS


@pytest.mark.parametrize("speed", SPEEDS, ids=str)
@pytest.mark.parametrize("hertz", [120, 3000])
def test_the_pitch_is_kept(speed: Fraction, hertz: int) -> None:
    with SoundTrack(drawn_sound(sine(hertz, 3 * SOUND_RATE))) as track:
        sound = read(track, Fraction(1, 2), speed, Fraction(2))[:, 0]
    strengths = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    per_hertz = len(sound) / SOUND_RATE
    loudest = int(np.argmax(strengths))
    assert abs(loudest / per_hertz - hertz) < 1
    around = slice(round((hertz - 8) * per_hertz), round((hertz + 8) * per_hertz))
    assert strengths[around].sum() > 0.998 * strengths.sum()


@pytest.mark.parametrize("speed", SPEEDS, ids=str)
def test_a_tone_is_as_loud_throughout_from_the_first_sample_on(speed: Fraction) -> None:
    with SoundTrack(drawn_sound(sine(440, 4 * SOUND_RATE))) as track:
        sound = read(track, Fraction(1), speed, Fraction(7, 2))[:, 0]
    pieces = sound[: len(sound) // 480 * 480].reshape(-1, 480)
    loudness = np.sqrt((pieces**2).mean(axis=1)) / (0.4 / np.sqrt(2))
    assert loudness.min() > 0.7
    assert loudness.max() < 1.3


@pytest.mark.parametrize("speed", [*SPEEDS, Fraction(1), Fraction(7, 11)], ids=str)
def test_a_round_is_exactly_as_long_as_asked(speed: Fraction) -> None:
    with SoundTrack(drawn_sound(sine(440, 2 * SOUND_RATE))) as track:
        for start, end in ((Fraction(1, 3), Fraction(5, 3)), (Fraction(1, 7), Fraction(3)), (Fraction(5), Fraction(6))):
            blocks = [len(block) for block in track.read_at(start, speed, end)]
            assert sum(blocks) == sample_at((end - start) / speed)
            assert all(blocks)
        assert list(track.read_at(Fraction(1), speed, Fraction(1))) == []


@pytest.mark.parametrize("speed", SPEEDS, ids=str)
def test_without_an_end_it_goes_on_to_the_end_of_the_film(speed: Fraction) -> None:
    with SoundTrack(drawn_sound(sine(440, 2 * SOUND_RATE))) as track:
        assert abs(len(read(track, Fraction(1, 4), speed)) - Fraction(7, 4) * SOUND_RATE / speed) <= 1
        assert list(track.read_at(Fraction(3), speed)) == []


@pytest.mark.parametrize("speed", SPEEDS, ids=str)
def test_two_rounds_of_a_loop_join_without_a_hole(speed: Fraction) -> None:
    seam = Fraction(9, 8)  # 495 whole waves of 440 Hz: begin and end of the round are alike
    with SoundTrack(drawn_sound(sine(440, 3 * SOUND_RATE))) as track:
        rounds = [read(track, Fraction(1, 2), speed, Fraction(1, 2) + seam) for _ in range(2)]
    assert np.array_equal(rounds[0], rounds[1])
    around = np.concatenate([rounds[0][-2400:], rounds[1][:2400]])[:, 0].reshape(-1, 240)
    assert np.sqrt((around**2).mean(axis=1)).min() > 0.2


def test_at_its_own_speed_the_sound_is_the_film_s_to_the_bit() -> None:
    drawing = np.random.default_rng(5).uniform(-0.5, 0.5, (2 * SOUND_RATE, 2)).astype(np.float32)
    with SoundTrack(drawn_sound(drawing)) as track:
        assert np.array_equal(
            read(track, Fraction(1, 3), Fraction(1)), np.concatenate(list(track.read_from(Fraction(1, 3))))
        )
        assert np.array_equal(read(track, Fraction(1, 3), Fraction(1), Fraction(1)), drawing[16_000:48_000])


def test_the_ears_are_kept_apart() -> None:
    drawing = sine(440, 2 * SOUND_RATE)
    drawing[:, 1] = 0
    with SoundTrack(drawn_sound(drawing)) as track:
        sound = read(track, Fraction(0), Fraction(1, 2), Fraction(2))
    assert np.abs(sound[:, 0]).max() > 0.3
    assert np.abs(sound[:, 1]).max() < 0.001


def test_silence_stays_silent() -> None:
    with SoundTrack(drawn_sound(np.zeros((SOUND_RATE, 2), np.float32))) as track:
        assert not read(track, Fraction(0), Fraction(1, 2), Fraction(2)).any()


@pytest.mark.parametrize("speed", [Fraction(1, 10), Fraction(4), Fraction(-1), Fraction(0)], ids=str)
def test_outside_of_a_quarter_and_double_and_in_reverse_there_is_no_sound(speed: Fraction) -> None:
    assert not has_sound_at(speed)
    with SoundTrack(drawn_sound(sine(440, 4800))) as track, pytest.raises(SpeedWithoutSound) as raised:
        track.read_at(Fraction(0), speed)
    assert raised.value.speed == speed
