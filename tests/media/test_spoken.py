"""Spoken comments come out as they were spoken, whatever form they have, and nothing else is opened."""

import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.media.drawn_films import draw_film
from tests.spoken_sounds import TONE, flac_of, wav_of
from vigtool.domain.progress import ignore_progress
from vigtool.media import spoken
from vigtool.media.errors import DamagedFilm, MediaError, NotAFilm
from vigtool.media.sound import SoundTrack
from vigtool.media.spoken import spoken_task


def decoded(data: bytes) -> NDArray[np.int16]:
    return np.frombuffer(b"".join(spoken_task(io.BytesIO(data), b"", ignore_progress)), "<i2")


@pytest.mark.parametrize("make", [wav_of, flac_of])
def test_what_was_spoken_is_heard_to_the_number(make: object) -> None:
    assert callable(make)
    loud = np.concatenate([TONE, np.array([32767, -32768, 0], "<i2"), TONE, TONE])
    assert np.array_equal(decoded(make(loud)), loud)


def test_other_rates_and_two_channels_become_one_at_48_khz() -> None:
    both = np.stack([TONE, np.zeros_like(TONE)], axis=1).reshape(-1)
    assert np.allclose(decoded(wav_of(both, channels=2)), TONE / 2, atol=1)
    slow = decoded(wav_of(TONE, rate=24_000))
    assert abs(len(slow) - 2 * len(TONE)) <= 64
    assert np.abs(slow).max() == pytest.approx(9_000, rel=0.05)


def test_what_begins_as_a_sound_and_is_none_is_refused(tmp_path: Path) -> None:
    draw_film(tmp_path / "film.mp4", frames=3)
    for data in (
        b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(200),
        b"fLaC" + bytes(100),
        flac_of(TONE)[:42],
        b"",
        b"#EXTM3U\nhttp://localhost/a.wav\n",
        (tmp_path / "film.mp4").read_bytes(),
    ):
        with pytest.raises(MediaError):
            decoded(data)


def test_a_spoken_comment_is_no_film() -> None:
    with pytest.raises((NotAFilm, DamagedFilm)):
        SoundTrack(io.BytesIO(flac_of(TONE)))


def test_one_that_was_cut_is_heard_as_far_as_it_goes() -> None:
    long = np.tile(TONE, 8)
    for whole in (wav_of(long), flac_of(long)):
        heard = decoded(whole[: len(whole) // 2])
        assert 0 < len(heard) < len(long)
        assert np.array_equal(heard, long[: len(heard)])


def test_of_a_very_long_one_no_more_is_made_than_shows_that_it_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spoken, "MOST_SPOKEN_BYTES", 100_000)
    made = sum(len(part) for part in spoken_task(io.BytesIO(wav_of(np.tile(TONE, 20))), b"", ignore_progress))
    assert 100_000 < made <= 300_000
