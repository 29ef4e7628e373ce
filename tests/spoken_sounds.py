"""Sounds as they may come as spoken comments: WAV and FLAC, in any form that their coders know."""

import io
import wave

import av
import numpy as np
from numpy.typing import NDArray

TONE: NDArray[np.int16] = (np.sin(np.arange(24_000) / 20) * 9_000).astype("<i2")
"""Half a second at 48 kHz."""


def wav_of(numbers: NDArray[np.int16], rate: int = 48_000, channels: int = 1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(numbers.tobytes())
    return out.getvalue()


def flac_of(numbers: NDArray[np.int16], rate: int = 48_000) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="flac") as file:
        stream = file.add_stream("flac", rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(numbers.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        for one in (frame, None):
            file.mux(stream.encode(one))
    return out.getvalue()
