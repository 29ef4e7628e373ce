"""A voice in memory: what a microphone gave or the engine decoded, as WAV to be kept and as a device takes it."""

import io
import wave
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from vigtool.gui.playing.passage import RATE

SAMPLE: Final = 2
"""Bytes of a sample: signed, low byte first, one channel."""
_FULL: Final = 32_768


@dataclass(frozen=True, slots=True)
class Voice:
    """``pcm`` are samples of ``SAMPLE`` bytes, so many a second as ``rate`` says."""

    pcm: bytes = field(repr=False)
    rate: int = RATE

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.pcm) / SAMPLE / self.rate

    def stereo(self, first: int, count: int) -> bytes:
        """``count`` samples of both channels at ``RATE`` from the sample ``first`` on, as floats; then silence.

        Another rate is met by straight lines between samples: good enough to listen once more to oneself.
        """
        places = np.arange(first, first + count) * (self.rate / RATE)
        begin = min(int(places[0]) if count else 0, len(self.pcm) // SAMPLE)
        end = int(places[-1]) + 2 if count else 0
        numbers = np.frombuffer(self.pcm[begin * SAMPLE : end * SAMPLE], "<i2") / _FULL
        if not len(numbers):
            return bytes(count * 8)
        heard = np.interp(places, np.arange(begin, begin + len(numbers)), numbers, right=0.0)
        return np.repeat(heard.astype(np.float32), 2).tobytes()

    def wav(self) -> bytes:
        """A WAV file."""
        out = io.BytesIO()
        with wave.open(out, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(SAMPLE)
            file.setframerate(self.rate)
            file.writeframes(self.pcm)
        return out.getvalue()


def loudest(pcm: bytes) -> float:
    """The loudest sample, from 0 for silence to 1."""
    numbers = np.frombuffer(pcm, "<i2")
    return float(np.abs(numbers.astype(np.int32)).max()) / _FULL if len(numbers) else 0.0
