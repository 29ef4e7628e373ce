"""Sound by exact time: beeps are heard where they were put, from wherever the reading starts."""

import gzip
import io
import json
from fractions import Fraction

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame
from av.stream import Disposition
from numpy.typing import NDArray

from tests.media.drawn_films import drawn_film
from tests.media.drawn_sound import drawn_sound, onsets, sine
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


STANDARD = {"FL": (1, 0), "FR": (0, 1), "FC": (0.7071, 0.7071), "LFE": (0, 0), "BL": (0.7071, 0), "BR": (0, 0.7071)}
"""ITU-R BS.775-4, table 2; the low-frequency effects are left out."""
LAYOUTS = {
    "5.1": list(STANDARD),
    "5.1(side)": list(STANDARD),
    "quad": ["FL", "FR", "BL", "BR"],
    "3.0": ["FL", "FR", "FC"],
    "2.1": ["FL", "FR", "LFE"],
    "6 channels": list(STANDARD),
    "stereo": ["FL", "FR"],
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_channels_are_mixed_by_the_standard_s_gains_and_fit(layout: str) -> None:
    """``6 channels``: a file that does not say what is where has the usual order."""
    channels = LAYOUTS[layout]
    wanted = np.array([STANDARD[channel] for channel in channels], float)
    wanted /= max(wanted.sum(axis=0).max(), 1)
    for heard, gains in enumerate(wanted):
        drawing = np.zeros((4800, len(channels)), np.float32)
        drawing[:, heard] = sine(440, 4800)[:, 0]
        with SoundTrack(drawn_sound(drawing, layout=layout)) as track:
            sound = track.samples(Fraction(0), Fraction(1, 10))
        assert np.abs(sound - drawing[:, [heard]] * gains).max() < 1e-4


def test_all_channels_at_their_loudest_are_not_clipped() -> None:
    with SoundTrack(drawn_sound(np.ones((4800, 6), np.float32), layout="5.1")) as track:
        sound = track.samples(Fraction(0), Fraction(1, 10))
    assert sound.min() > 0.99
    assert sound.max() < 1.0001


def test_one_channel_goes_to_both_ears_as_it_is() -> None:
    drawing = sine(440, 4800)[:, :1]
    with SoundTrack(drawn_sound(drawing, layout="mono")) as track:
        assert np.array_equal(track.samples(Fraction(0), Fraction(1, 10)), np.repeat(drawing, 2, axis=1))


@pytest.mark.parametrize("default", [None, 0, 1])
def test_of_two_tracks_the_default_one_is_heard_else_the_first(default: int | None) -> None:
    file = io.BytesIO()
    hertz = (440, 1000)
    with av.open(file, "w", format="matroska") as film:
        streams = [film.add_stream("pcm_f32le", rate=SOUND_RATE, layout="stereo") for _ in hertz]
        for number, stream in enumerate(streams):
            stream.disposition = Disposition.default if number == default else Disposition.comment
        for stream, pitch in zip(streams, hertz, strict=True):
            frame = AudioFrame.from_ndarray(sine(pitch, SOUND_RATE).reshape(1, -1), format="flt", layout="stereo")
            frame.rate, frame.pts = SOUND_RATE, 0
            film.mux([*stream.encode(frame), *stream.encode(None)])
    file.seek(0)
    with SoundTrack(file) as track:
        sound = track.samples(Fraction(0), Fraction(1))
    assert np.abs(sound - sine(hertz[default or 0], SOUND_RATE)).max() < 1e-4


def test_a_change_of_rate_and_channels_inside_is_followed() -> None:
    """Two broadcasts one after the other, as a camera that changes its mind writes them."""
    parts = [_broadcast(Fraction(1), 48_000, "stereo"), _broadcast(Fraction(3), 44_100, "mono")]
    with SoundTrack(io.BytesIO(b"".join(parts))) as track:
        sound = track.samples(Fraction(0), Fraction(6))
        part = track.samples(Fraction(17, 4), Fraction(5))
    start = float(np.flatnonzero(np.abs(sound[:, 0]) > 0.1)[0])
    apart = onsets(sound, [start, start + 2 * SOUND_RATE], 12_000)
    assert max(map(abs, apart)) < 0.002 * SOUND_RATE
    assert (
        np.abs(sound[sample_at(Fraction(17, 4)) :][: len(part)] - part).max() < 0.055
    )  # one sample's difference of this tone


def _broadcast(begin: Fraction, rate: int, layout: str) -> bytes:
    """Two seconds of MPEG-TS from a time on, with half a second of tone after one second."""
    file = io.BytesIO()
    samples = np.zeros((2 * rate, 1), np.float32)
    samples[rate : rate * 3 // 2, 0] = np.sin(np.arange(rate // 2) * 1000 * 2 * np.pi / rate) * 0.4
    with av.open(file, "w", format="mpegts") as film:
        stream = film.add_stream("aac", rate=rate, layout=layout)
        for first in range(0, 2 * rate, 1024):
            block = np.repeat(samples[first : first + 1024], stream.codec_context.layout.nb_channels, axis=1)
            frame = AudioFrame.from_ndarray(np.ascontiguousarray(block.T), format="fltp", layout=layout)
            frame.rate, frame.pts, frame.time_base = rate, round(begin * rate) + first, Fraction(1, rate)
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    return file.getvalue()


def test_a_film_without_sound_says_so() -> None:
    file = io.BytesIO(drawn_film().getvalue())
    with pytest.raises(NoSound):
        SoundTrack(file)
    assert not file.closed
