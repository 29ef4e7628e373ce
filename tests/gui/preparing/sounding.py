"""Sound that can be counted, a device that does what a test lets it do, and a clock that stands still."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from fractions import Fraction
from threading import Event

import numpy as np
from numpy.typing import NDArray

from vigtool.domain.errors import VigtoolError
from vigtool.gui.playing.passage import RATE
from vigtool.media.sound import sample_at


class Died(VigtoolError):
    pass


class CountingTrack:
    """Sound in which each sample is the number of the film's sample that it belongs to (exact in 32-bit floats).

    While ``goes_on`` is not set readings wait after ``prompt`` samples. ``faults`` are raised by the next readings.
    """

    def __init__(self) -> None:
        self.goes_on = Event()
        self.goes_on.set()
        self.prompt = 0
        self.readings: list[Fraction] = []
        self.faults: list[VigtoolError] = []

    def read_at(self, start: Fraction, speed: Fraction, end: Fraction | None = None) -> Iterator[NDArray[np.float32]]:
        assert end is not None
        self.readings.append(start)
        if self.faults:
            raise self.faults.pop(0)
        numbers = (sample_at(start) + np.arange(sample_at((end - start) / speed)) * float(speed)).astype(np.float32)
        for first in range(0, len(numbers), 1000):
            assert first < self.prompt or self.goes_on.wait(timeout=20)
            block = numbers[first : first + 1000]
            yield np.stack([block, block], axis=1)

    def opener(self) -> Callable[[], AbstractContextManager["CountingTrack"]]:
        @contextmanager
        def opened() -> Iterator[CountingTrack]:
            yield self

        return opened


class Device:
    """An output that hears only what the test lets it hear; ``written`` since it was started last."""

    def __init__(self, *, there: bool = True) -> None:
        self.there = there
        self.current = True
        self.starts = 0
        self.written = b""
        self.time: float | None = 0.0
        self.changed: Callable[[], None] = lambda: None

    def watch(self, changed: Callable[[], None]) -> None:
        self.changed = changed

    def has_device(self) -> bool:
        return self.there

    def start(self) -> bool:
        self.written, self.time = b"", 0.0
        self.starts += self.there
        return self.there

    def is_current(self) -> bool:
        return self.current

    def room(self) -> int:
        return 9601

    def write(self, sound: bytes) -> None:
        self.written += sound

    def heard(self) -> float | None:
        return self.time

    def stop(self) -> None:
        self.time = 0.0

    def close(self) -> None:
        self.there = False

    def samples(self) -> NDArray[np.float32]:
        return np.frombuffer(self.written, np.float32).reshape(-1, 2)[:, 0]

    def has_played(self, seconds: float) -> bool:
        return len(self.written) >= seconds * RATE * 8


class Clock:
    """Seconds that go on when the test says so."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time
