"""New ids, and the present moment: the two things that the pure domain cannot make."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from vigtool.domain.identifiers import ALPHABET, LENGTH

Clock: TypeAlias = Callable[[], datetime]
"""Gives the present moment, aware, in the guider's time zone."""


def new_identifier() -> str:
    """Make a random id in the form that ``vigtool.domain.identifiers`` sets."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def local_now() -> datetime:
    """Tell the time in the system's own time zone."""
    return datetime.now().astimezone()
