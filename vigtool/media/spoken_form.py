"""How a spoken comment comes out of the engine: 48 kHz, one channel of signed 16-bit numbers, low byte first."""

from typing import Final

SPOKEN_RATE: Final = 48_000
"""Samples a second."""
SAMPLE_BYTES: Final = 2
MOST_SECONDS: Final = 20 * 60
"""Longer ones are not heard: some FLAC of a few megabytes would fill the memory."""
MOST_SPOKEN_BYTES: Final = MOST_SECONDS * SPOKEN_RATE * SAMPLE_BYTES
