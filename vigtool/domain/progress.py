"""How long work reports how far it is, and how it is stopped."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Called with (done, total), 0 <= done <= total, in units that the caller of the work need not know.

To cancel the work the callback raises ``Cancelled``; the work cleans up and lets it through.
"""


def ignore_progress(done: int, total: int) -> None:
    """Take a report and do nothing, for callers who neither show nor cancel."""
