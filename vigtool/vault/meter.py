"""Counting bytes for a progress callback."""

from vigtool.domain.progress import Progress


class Meter:
    """Reports ``total`` bytes in pieces; what turns out to be longer than was said counts no further."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._total, self._progress = 0, total, progress
        progress(0, total)

    def add(self, count: int) -> None:
        """Report ``count`` bytes more. Lets through what the callback raises."""
        self._done = min(self._done + count, self._total)
        self._progress(self._done, self._total)

    def end(self) -> None:
        """Report that all is done, whatever was counted."""
        self.add(self._total)
