"""How long work reports how far it is, and how it is stopped."""

from collections.abc import Callable
from typing import Final, TypeAlias

_FINE: Final = 1000
"""Steps of each part."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with (done, total), 0 <= done <= total, in units that the caller of the work need not know.

To cancel the work the callback raises ``Cancelled``; the work cleans up and lets it through.
"""


def ignore_progress(done: int, total: int) -> None:
    """Take a report and do nothing, for callers who neither show nor cancel."""


def part_of(progress: Progress, number: int, parts: int) -> Progress:
    """Progress of part ``number`` (from 0) of several of equal weight, as progress of the whole."""

    def told(done: int, total: int) -> None:
        progress(number * _FINE + done * _FINE // max(total, 1), parts * _FINE)

    return told
