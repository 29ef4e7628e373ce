"""Texts of the formats that are plain text: what is read is checked before anything walks along it."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from vigtool.exchange.annotations.errors import MOST_BYTES, FileUnfit, Unfit
from vigtool.exchange.annotations.marked_film import MILLISECOND, rounded

MOST_LINES: Final = 400_000
"""Four lines for each of a hundred thousand marks; more would keep the reader busy for seconds."""

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS: Final = re.compile(r"\r\n?|[\x85\u2028\u2029]")

_LONGEST: Final = 9
_FINEST: Final = -30
"""Decimal places: times beyond these powers of ten are none, and would be numbers of a million digits."""


def text_of(data: bytes, format_: str, most_bytes: int = MOST_BYTES) -> str:
    """A file as text, UTF-8 with or without a byte order mark, its line ends as LF. Raises ``FileUnfit``."""
    if len(data) > most_bytes:
        raise FileUnfit(format_, Unfit.TOO_LARGE)
    if b"\0" in data:
        raise FileUnfit(format_, Unfit.NOT_TEXT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileUnfit(format_, Unfit.NOT_TEXT) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise FileUnfit(format_, Unfit.TOO_LARGE)
    return text


def plain(text: str) -> str:
    """A text without control characters and halves of pairs, each line end as LF; a tab stays."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """A text as one line without space around it."""
    return plain(text).replace("\n", " ").strip()


def seconds_of(number: Decimal, format_: str, line: int | None = None) -> Fraction:
    """A decimal number as exact seconds. Raises ``FileUnfit`` for what is no time from the film's first frame on."""
    digits = number.as_tuple().exponent
    if not isinstance(digits, int) or number < 0 or digits < _FINEST or (number and number.adjusted() > _LONGEST):
        raise FileUnfit(format_, Unfit.BAD_TIME, line)
    return Fraction(number) if number else Fraction(0)


def whole_stretch(begin: Fraction, end: Fraction, step: Fraction = MILLISECOND) -> tuple[int, int]:
    """A stretch in whole steps, never without length: formats drop or misread what ends where it begins."""
    first = rounded(begin, step)
    return first, max(rounded(end, step), first + 1)
