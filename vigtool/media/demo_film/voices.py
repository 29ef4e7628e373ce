"""The sound of the demo film: soft tones like voices at the turns, blocks that knock, a bird, a quiet room."""

from dataclasses import dataclass
from math import tau
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigtool.media.demo_film.story import DEMO_SECONDS, Who

RATE: Final = 48_000
_SEED: Final = 20
Samples: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Call:
    """Syllables of one voice from ``start`` on: the pitch of each, as a factor of the voice's own."""

    start: float
    who: Who
    melody: tuple[float, ...]


_PITCH: Final[dict[Who, float]] = {"adult": 205.0, "child": 330.0}
_SYLLABLE: Final[dict[Who, float]] = {"adult": 0.27, "child": 0.23}
_FORMANTS: Final = ((700.0, 1150.0), (480.0, 1750.0), (560.0, 950.0))
_SIDE: Final[dict[Who, float]] = {"adult": 0.38, "child": 0.62}
CALLS: Final = (
    Call(3.9, "child", (1.0, 1.2, 1.45)),
    Call(5.9, "adult", (1.0, 1.25, 1.1)),
    Call(7.6, "adult", (1.1, 1.0, 1.2, 0.95)),
    Call(11.9, "child", (1.3, 1.5)),
    Call(12.5, "adult", (1.1, 1.4, 1.2)),
    Call(14.6, "child", (1.5, 1.6, 1.4, 1.6)),
    Call(20.2, "child", (1.1, 1.5, 1.4)),
    Call(22.9, "adult", (1.0, 1.35)),
    Call(24.8, "adult", (1.2, 1.0, 1.2, 1.0)),
    Call(27.2, "child", (1.6, 1.4, 1.6, 1.4, 1.6)),
    Call(30.7, "adult", (1.0, 1.1, 1.3)),
    Call(32.6, "child", (1.2, 1.45)),
    Call(36.3, "adult", (1.2, 1.4, 1.15)),
    Call(36.9, "child", (1.5, 1.7, 1.5)),
)
_KNOCKS: Final = (11.35, 35.45)
_CLAPS: Final = tuple(14.5 + number / 2.9 for number in range(5))
_CHIRPS: Final = (19.6, 21.2, 21.45, 23.8, 26.1, 26.3, 27.9)


def demo_sound() -> Samples:
    """The whole sound, shape [2, samples] at 48 kHz, values between -1 and 1."""
    random = np.random.default_rng(_SEED)
    sound = np.zeros((2, int(DEMO_SECONDS * RATE)), np.float32)
    hush = np.cumsum(random.standard_normal(sound.shape[1])).astype(np.float32)
    sound += 0.004 * (hush - _smooth(hush, 400)) / 10
    for call in CALLS:
        _add(sound, call.start, _voice(call), _SIDE[call.who])
    for start in _KNOCKS:
        _add(sound, start, _knock(620.0, 0.09), 0.52)
    for start in _CLAPS:
        _add(sound, start, 0.12 * _knock(1500.0, 0.03) * random.uniform(0.6, 1), 0.4)
    for start in _CHIRPS:
        _add(sound, start, _chirp(), 0.75)
    return np.clip(sound, -0.95, 0.95)


def _add(sound: Samples, start: float, part: Samples, side: float) -> None:
    first = round(start * RATE)
    room = sound[:, first : first + len(part)]
    room += np.float32(1) * np.array([[1 - side], [side]], np.float32) * part[: room.shape[1]]


def _voice(call: Call) -> Samples:
    length = _SYLLABLE[call.who]
    parts = []
    for number, factor in enumerate(call.melody):
        last = number == len(call.melody) - 1
        parts.append(_syllable(_PITCH[call.who] * factor, length * (1.6 if last else 1.0), _FORMANTS[number % 3]))
    return np.concatenate(parts)


def _syllable(pitch: float, seconds: float, formants: tuple[float, float]) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    share = time / seconds
    glide = pitch * (1 + 0.05 * np.sin(np.pi * share) + 0.008 * np.sin(tau * 5.5 * time))
    phase = tau * np.cumsum(glide) / RATE
    tone = np.zeros_like(time)
    for partial in range(1, 13):
        frequency = partial * pitch
        gain = sum(1 / (1 + ((frequency - formant) / 160) ** 2) for formant in formants) + 0.25 / partial
        tone += gain / partial**0.6 * np.sin(partial * phase)
    envelope = np.sin(np.pi * np.minimum(share / 0.25, 1) / 2) ** 2 * np.cos(np.pi / 2 * share**3) ** 2
    spoken: Samples = (0.16 * tone * envelope).astype(np.float32)
    return spoken


def _knock(frequency: float, seconds: float) -> Samples:
    time = np.arange(round(0.25 * RATE)) / RATE
    knock: Samples = (0.5 * np.sin(tau * frequency * time) * np.exp(-time / seconds * 4)).astype(np.float32)
    return knock


def _chirp() -> Samples:
    time = np.arange(round(0.14 * RATE)) / RATE
    phase = tau * (3000 * time + 5500 * time * time)
    chirp: Samples = (0.1 * np.sin(phase) * np.sin(np.pi * time / 0.14) ** 2).astype(np.float32)
    return chirp


def _smooth(values: Samples, width: int) -> Samples:
    return np.convolve(values, np.full(width, 1 / width, np.float32), mode="same").astype(np.float32)
