"""Counts what the recordings proved, for the line at the end of a test run."""

from dataclasses import dataclass

import pytest


@dataclass(slots=True)
class Tally:
    """Recordings and frames, asked and right; ``refused``: recordings that rightly gave a typed error."""

    recordings: int = 0
    refused: int = 0
    streams: int = 0
    asked: int = 0
    right: int = 0

    def __str__(self) -> str:
        return (
            f"recordings {self.recordings} (of these {self.refused} refused with a typed error), "
            f"streams {self.streams}, frames asked {self.asked}, right {self.right}"
        )


TALLY: pytest.StashKey[Tally] = pytest.StashKey()
