"""Leaving the decoding of a frame that nobody waits for any more."""

from collections.abc import Callable
from typing import TypeAlias

from vigtool.domain.errors import Cancelled

Interrupt: TypeAlias = Callable[[], bool]
"""Asked before each packet; True: something newer is wanted. It is also the sign that decoding goes on."""


class Interrupted(Cancelled):
    """Decoding was left because ``Interrupt`` said so; the film can be asked on."""


def never() -> bool:
    """Interrupt nothing."""
    return False
