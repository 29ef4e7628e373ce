"""Sound by exact time: beeps are heard where they were put, from wherever the reading starts."""

import gzip
import io
import json
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.media.drawn_films import drawn_film
from tests.shared_material import SHARED, needs_shared
from vigtool.media.errors import NoSound
from vigtool.media.sound import SOUND_RATE, SoundTrack, sample_at

MEDIA = SHARED / "media"
BEEPING = [
    "syn_cfr25_h264_aac.mp4",
    "syn_cfr2997_h264_bframes.mov",
    "syn_vfr_gaps.mp4",
    "syn_video_starts_3s_late.mp4",
    "syn_audio_longer_than_video.mp4",
    "syn_audio_5_1_two_tracks.mkv",
    "syn_start10s.mkv",
    "syn_one_hour.mp4",
]
TONE = 440
NOISE = 0.004
"""AAC decoders fill up with noise of their own, different at each reading."""


def beeps_of(name: str) -> list[float]:
    with gzip.open(MEDIA / "expected" / f"{name}.json.gz", "rt", encoding="utf-8") as file:
        return [float(beep) for beep in json.load(file)["beeps"]]


def first_loud(sound: NDArray[np.float32]) -> int:
    loudness = np.abs(sound).max(axis=1)
    return int(np.flatnonzero(loudness > loudness.max() / 4)[0])


def tone(start: int, samples: int) -> NDArray[np.float64]:
    """The tone of drawn films, as it lies in the film from a sample on."""
    return np.asarray(np.sin(np.arange(start, start + samples) * TONE * 2 * np.pi / SOUND_RATE) * 8000 / 32768)


@needs_shared
@pytest.mark.parametrize("name", BEEPING)
def test_each_beep_is_where_it_was_put(name: str) -> None:
    half = Fraction(1, 2)
    with (MEDIA / name).open("rb") as file, SoundTrack(file) as track:
        for beep in beeps_of(name):
            start = Fraction(beep).limit_denominator(1_000_000) - half
            sound = track.samples(start, start + 1)
            assert abs(first_loud(sound) / SOUND_RATE - float(half)) < 0.0015


@needs_shared
@pytest.mark.parametrize("name", ["syn_cfr25_h264_aac.mp4", "syn_ts_start1_4s.ts", "syn_cfr2997_h264_bframes.mov"])
def test_a_jump_gives_the_samples_of_reading_through(name: str) -> None:
    with (MEDIA / name).open("rb") as file, SoundTrack(file) as track:
        through = track.samples(Fraction(0), Fraction(6))
        for start in (Fraction(5), Fraction(7, 3), Fraction(1, 100), Fraction(4001, 1000)):
            part = track.samples(start, start + Fraction(1, 5))
            at = sample_at(start)
            assert np.abs(part - through[at : at + len(part)]).max() < NOISE


@needs_shared
def test_before_late_sound_and_after_its_end_there_is_silence() -> None:
    with (MEDIA / "syn_ts_start1_4s.ts").open("rb") as file, SoundTrack(file) as track:
        assert not track.samples(Fraction(0), Fraction(1)).any()
        assert not track.samples(Fraction(100), Fraction(101)).any()


@needs_shared
def test_sound_of_six_channels_comes_as_two() -> None:
    with (MEDIA / "syn_audio_5_1_two_tracks.mkv").open("rb") as file, SoundTrack(file) as track:
        assert track.facts.channels == 6
        sound = track.samples(Fraction(1), Fraction(2))
    assert sound.shape == (SOUND_RATE, 2)
    assert 0.02 < np.abs(sound).max() <= 1


@pytest.mark.parametrize("start", [Fraction(0), Fraction(1, 7), Fraction(1, 2), Fraction(123457, 100000)])
def test_the_drawn_tone_is_met_in_phase(start: Fraction) -> None:
    with SoundTrack(drawn_film(sound=True)) as track:
        sound = track.samples(start, start + Fraction(1, 10))
    wanted = tone(sample_at(start), len(sound))
    assert np.abs(sound[2048:, 0] - wanted[2048:]).max() < 0.03


def test_blocks_follow_each_other_without_a_hole() -> None:
    with SoundTrack(drawn_film(sound=True)) as track:
        blocks = list(track.read_from(Fraction(1, 3)))
        whole = track.samples(Fraction(1, 3), Fraction(1))
    joined = np.concatenate(blocks)
    assert len(blocks) > 1
    assert np.array_equal(joined[: len(whole)], whole)


def test_the_number_of_samples_is_that_of_the_clock() -> None:
    with SoundTrack(drawn_film(sound=True)) as track:
        assert len(track.samples(Fraction(1, 3), Fraction(2, 3))) == SOUND_RATE // 3
        assert len(track.samples(Fraction(2, 3), Fraction(1, 3))) == 0


@pytest.mark.parametrize(
    ("seconds", "sample"), [(Fraction(1, 96000), 1), (Fraction(1, 96001), 0), (Fraction(2), 96000)]
)
def test_the_nearest_sample_is_taken(seconds: Fraction, sample: int) -> None:
    assert sample_at(seconds) == sample


def test_facts_tell_the_source() -> None:
    with SoundTrack(drawn_film(sound=True)) as track:
        assert (track.facts.codec, track.facts.rate, track.facts.channels) == ("aac", 48000, 1)


def test_a_film_without_sound_says_so() -> None:
    file = io.BytesIO(drawn_film().getvalue())
    with pytest.raises(NoSound):
        SoundTrack(file)
    assert not file.closed
