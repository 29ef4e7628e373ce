"""What is typed as an argument, as what it means. A ``ValueError`` lets the parser say that it cannot be understood."""

from datetime import date
from fractions import Fraction
from typing import Final

MOST_SECONDS: Final = 86_400
"""That one camera may begin before another."""
LONGEST: Final = 600
"""Seconds that film may be added, or a picture stand."""
SHORTEST: Final = Fraction(1, 1000)
"""Seconds that a picture can stand."""
LEAST_PIXELS: Final = 16


def ids(text: str) -> list[str]:
    """Ids with commas between them."""
    return [one for one in words(text).split(",") if one]


def words(text: str) -> str:
    """What was typed, as text: bytes that are no UTF-8 have no letter of their own."""
    return text.encode("utf-8", "replace").decode("utf-8")


def day(text: str) -> date:
    """A day as YYYY-MM-DD."""
    return date.fromisoformat(text)


def seconds(text: str) -> Fraction:
    """Seconds within a day, exact, with a point or as a fraction; negative ones too."""
    if "e" in text.lower():  # of "1e99999999" a Fraction would make all the digits
        raise ValueError
    try:
        typed = Fraction(text)
    except ZeroDivisionError as error:
        raise ValueError from error
    if abs(typed) > MOST_SECONDS:
        raise ValueError
    return typed


def short_time(text: str) -> Fraction:
    """Seconds that film is added, or a picture stands; 0 for none."""
    typed = seconds(text)
    if not 0 <= typed <= LONGEST or 0 < typed < SHORTEST:
        raise ValueError
    return typed


def size(text: str) -> tuple[int, int]:
    """Width and height in pixels, as 1280x720."""
    width, height = map(int, text.lower().split("x"))
    if min(width, height) < LEAST_PIXELS:
        raise ValueError
    return width, height
