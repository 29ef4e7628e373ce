"""The shape of a film's sound: where it sounds and how loud, part by part, and strictly read back."""

import io
import struct
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.media.drawn_films import drawn_film
from tests.media.drawn_sound import Drawing, clicks, drawn_sound, sine
from vigtool.domain.errors import Cancelled
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.errors import BadWaveform, NoSound
from vigtool.media.waveform import waveform_parts
from vigtool.media.waveform_bytes import Waveform, no_sound, pack_waveform, unpack_waveform
from vigtool.media.waveform_levels import WaveformLevels

RATE = 48_000


def whole(film: io.BytesIO, end: float, start: float = 0, progress: Progress = ignore_progress) -> Waveform:
    first, *rest = waveform_parts(film, Fraction(start), Fraction(end), 0, progress)
    for part in rest:
        first = first.joined(part)
    return first


def expected(mono: Drawing, samples: int = 480) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    rows = np.pad(mono, (0, -len(mono) % samples)).reshape(-1, samples)
    least, greatest = np.minimum(rows.min(axis=1), 0), np.maximum(rows.max(axis=1), 0)
    bins: np.ndarray[tuple[int, int], np.dtype[np.int8]] = np.rint(np.stack([least, greatest], 1) * 127).astype(np.int8)
    return bins


def test_each_bin_holds_the_least_and_greatest_of_its_samples() -> None:
    drawing = np.random.default_rng(2).uniform(-0.9, 0.9, (RATE * 3 + 100, 2)).astype(np.float32)
    made = whole(drawn_sound(drawing), 3.5)
    assert (made.rate, made.samples, made.bins, made.first) == (RATE, 480, 350, 0)
    wanted = expected(drawing.sum(axis=1) / 2)
    assert np.abs(made.pairs[: len(wanted)].astype(int) - wanted).max() <= 1
    assert not made.pairs[len(wanted) :].any(), "silence after the sound's end"
    assert made.whole


def test_a_click_stands_in_its_own_hundredth_of_a_second() -> None:
    at = [4801, 100_000, 143_490]
    made = whole(drawn_sound(clicks(at, RATE * 3)), 3)
    loud = np.flatnonzero(np.abs(made.pairs.astype(int)).max(axis=1) > 30)
    assert {place // 480 for place in at} <= set(loud.tolist())
    assert set(loud.tolist()) <= {place // 480 + more for place in at for more in (0, 1)}


def test_time_is_counted_from_the_first_picture() -> None:
    made = whole(drawn_sound(clicks([96_000], RATE * 4)), 3, start=1.5)
    assert made.bins == 150
    assert int(np.flatnonzero(made.pairs.any(axis=1))[0]) == 50


@pytest.mark.parametrize(("rate", "samples"), [(44_100, 441), (16_000, 160), (22_050, 220), (8_000, 80)])
def test_the_sound_keeps_its_own_rate(rate: int, samples: int) -> None:
    drawing = sine(300, rate * 2)
    made = whole(drawn_sound(drawing, rate=rate), 2)
    assert (made.rate, made.samples) == (rate, samples)
    assert np.array_equal(made.pairs[:100], expected(drawing[:, 0], samples)[:100])


def test_channels_are_mixed_to_one() -> None:
    drawing = np.zeros((RATE, 6), np.float32)
    drawing[:, 2] = 0.6
    assert whole(drawn_sound(drawing, layout="5.1"), 1).pairs[50].tolist() == [0, 13]


def test_an_aac_tone_has_its_height_and_length() -> None:
    made = whole(drawn_film(frames=75, sound=True), 3)
    assert np.abs(made.pairs[10:290, 1].astype(int) - round(8000 / 32768 * 127)).max() <= 3
    assert np.abs(made.pairs[10:290, 0].astype(int) + round(8000 / 32768 * 127)).max() <= 3


def test_a_film_without_sound_says_so() -> None:
    with pytest.raises(NoSound):
        whole(drawn_film(frames=5), 1)


def test_parts_follow_each_other_and_a_later_start_gives_the_same() -> None:
    drawing = np.random.default_rng(4).uniform(-0.9, 0.9, (RATE * 100, 2)).astype(np.float32)
    film, end = drawn_sound(drawing), Fraction(95)
    parts = list(waveform_parts(film, Fraction(0), end, 0, ignore_progress))
    assert len(parts) == 4
    made = whole(film, 95)
    for done in (1, 3000, 6001, 9499):
        again = list(waveform_parts(film, Fraction(0), end, done, ignore_progress))
        assert again[0].first == done
        assert np.array_equal(np.concatenate([part.pairs for part in again]), made.pairs[done:])
    tone = drawn_film(frames=60, ticks=range(0, 60 * 540, 540), sound=True)
    made = whole(tone, 54)
    again = list(waveform_parts(tone, Fraction(0), Fraction(54), 3001, ignore_progress))
    assert np.array_equal(np.concatenate([part.pairs for part in again]), made.pairs[3001:])


def test_progress_counts_bins_and_can_stop() -> None:
    calls: list[tuple[int, int]] = []

    def stop_after_three(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        whole(drawn_sound(sine(300, RATE * 4)), 4, progress=stop_after_three)
    assert [total for _done, total in calls] == [400] * 3
    assert calls == sorted(calls)


@given(st.integers(1, 3000), st.floats(-50, 2500), st.floats(0.05, 900), st.integers(1, 40), st.integers(0, 9))
def test_a_column_shows_all_that_it_touches(bins: int, begin: float, step: float, count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    pairs = np.stack([-chance.integers(0, 128, bins), chance.integers(0, 128, bins)], axis=1).astype(np.int8)
    levels = WaveformLevels(bins)
    for first in range(0, bins, 700):
        levels.put(first, pairs[first : first + 700])
    assert levels.filled == bins
    shown = levels.columns(begin, step, count)
    for number in range(count):
        first, end = int(np.floor(begin + number * step)), int(np.ceil(begin + (number + 1) * step))
        inside = pairs[max(first, 0) : max(end, 0)]
        if len(inside):
            assert shown[number, 0] <= inside[:, 0].min()
            assert shown[number, 1] >= inside[:, 1].max()
        wide = pairs[max(first - int(step) - 1, 0) : max(end + int(step) + 1, 0)]
        assert shown[number, 1] <= (wide[:, 1].max() if len(wide) else 0)


def stored() -> bytes:
    return pack_waveform(Waveform(RATE, 480, 300, 0, np.array([[-3, 4], [0, 127], [-127, 0]], np.int8)))


def test_a_waveform_comes_back_as_it_was() -> None:
    made = unpack_waveform(stored())
    assert pack_waveform(made) == stored()
    assert made.pairs.tolist() == [[-3, 4], [0, 127], [-127, 0]]
    assert (made.whole, made.silent, made.density) == (False, False, 100)
    silent = unpack_waveform(pack_waveform(no_sound()))
    assert silent.whole
    assert silent.silent


def test_each_broken_field_of_a_waveform_is_refused() -> None:
    data = stored()

    def put(at: int, value: int) -> bytes:
        return data[:at] + struct.pack("<I", value) + data[at + 4 :]

    broken = {
        "start": data[:29],
        "magic": b"V" + data[1:],
        "version": data[:8] + b"\x02" + data[9:],
        "rate": put(10, 0),
        "rate ": put(14, 0),
        "rate  ": put(14, RATE + 1),
        "rate   ": pack_waveform(no_sound())[:10] + b"\x01" + pack_waveform(no_sound())[11:],
        "bins": put(18, 48 * 3600 * 100 + 1),
        "count": put(22, 298),
        "whole length": data + b"\0",
        "whole length ": put(26, 2),
        "around zero": data[:30] + b"\x01" + data[31:],
        "around zero ": data[:31] + b"\xff" + data[32:],
    }
    for rule, bad in broken.items():
        with pytest.raises(BadWaveform) as caught:
            unpack_waveform(bad)
        assert caught.value.rule == rule.strip()
    for cut in range(len(data)):
        with pytest.raises(BadWaveform):
            unpack_waveform(data[:cut])


def test_only_the_part_that_follows_is_joined() -> None:
    made = unpack_waveform(stored())
    follows = Waveform(RATE, 480, 300, 3, made.pairs)
    assert len(made.joined(follows).pairs) == 6
    for rule, other in {
        "following part": Waveform(RATE, 480, 300, 4, made.pairs),
        "same sound": Waveform(44_100, 441, 300, 3, made.pairs),
    }.items():
        with pytest.raises(BadWaveform) as caught:
            made.joined(other)
        assert caught.value.rule == rule
