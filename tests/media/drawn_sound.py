"""Sound drawn by the tests: sample by sample as they want it, in a container that keeps it so."""

import io
from typing import TypeAlias

import av
import numpy as np
from numpy.typing import NDArray

from vigtool.media.sound import SOUND_RATE

Drawing: TypeAlias = NDArray[np.float32]
_BLOCK = 4096


def drawn_sound(drawing: Drawing, *, layout: str = "stereo", rate: int = SOUND_RATE) -> io.BytesIO:
    """Return a film of nothing but sound: ``drawing`` of shape (n, channels), kept to the bit."""
    film = io.BytesIO()
    with av.open(film, "w", format="mov") as container:
        stream = container.add_stream("pcm_f32le", rate=rate, layout=layout)
        for first in range(0, len(drawing), _BLOCK):
            block = np.ascontiguousarray(drawing[first : first + _BLOCK]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="flt", layout=layout)
            frame.rate, frame.pts = rate, first
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    film.seek(0)
    return film


def clicks(at: list[int], samples: int) -> Drawing:
    """Draw short bursts of noise, loud from their first sample on, into silence; both ears alike."""
    chance = np.random.default_rng(3)
    drawing = np.zeros((samples, 2), np.float32)
    for first in at:
        burst = chance.uniform(0.3, 0.6, 480) * chance.choice([-1, 1], 480) * np.exp(-np.arange(480) / 120)
        drawing[first : first + 480] = burst[:, np.newaxis]
    return drawing


def sine(hertz: float, samples: int, loudness: float = 0.4) -> Drawing:
    """Draw a tone; both ears alike."""
    wave = np.sin(np.arange(samples) * hertz * 2 * np.pi / SOUND_RATE) * loudness
    return np.repeat(wave[:, np.newaxis], 2, axis=1).astype(np.float32)


def onsets(sound: Drawing, near: list[float], reach: int) -> list[float]:
    """How far, in samples, the first loud sample lies from each place; loud is a quarter of the loudest around."""
    loudness = np.abs(sound).max(axis=1)
    found = []
    for place in near:
        first = max(round(place) - reach, 0)
        around = loudness[first : round(place) + reach]
        found.append(float(np.flatnonzero(around > around.max() / 4)[0]) + first - place)
    return found
