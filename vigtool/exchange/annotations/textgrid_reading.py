"""Praat's TextGrid as marks: the text forms, long and short, as Praat, ELAN and others write them.

Source: the Praat manual, "TextGrid file formats": what counts are numbers and flags that stand alone and texts in
quotes (a quote in them is doubled), in a fixed order; all else between them is decoration. Intervals without a text
say nothing and are no marks.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from vigtool.exchange.annotations.errors import MOST_BYTES, FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.marked_film import FoundMark, FoundMarks
from vigtool.exchange.annotations.plain_text import seconds_of, text_of

TEXTGRID: Final = "textgrid"
MOST_TEXTGRID_BYTES: Final = 4 * 1024 * 1024

_QUOTES: Final = 4
"""Each mark has two around its text, and as many may be in it or around that of an empty interval."""

_TOKEN: Final = re.compile(r'"(?:[^"]|"")*"?|!.*|[^\s"!]+')
"""A text without an end reaches to the end of the file; ``!`` begins a comment."""
_NUMBER: Final = re.compile(r"[-+]?\d[\d.]*(?:[eE][-+]?\d+)?", re.ASCII)
_FLAG: Final = "<exists>"


def read_textgrid(data: bytes) -> FoundMarks:
    """The intervals with a text, and the points, of all tiers, by the tiers' names. Raises ``FileUnfit``."""
    text = _text(data)
    if text.count('"') > _QUOTES * MOST_MARKS:
        raise FileUnfit(TEXTGRID, Unfit.TOO_LARGE)
    values = _values(text)
    if [next(values, ""), next(values, "")] != ['"ooTextFile"', '"TextGrid"']:
        raise FileUnfit(TEXTGRID, Unfit.NOT_THIS_FORMAT)
    _seconds(values)
    _seconds(values)
    marks: list[FoundMark] = []
    left_out: Counter[str] = Counter()
    if next(values, "") == _FLAG:
        for _ in range(_count(values)):
            marks += _tier(values, left_out)
    return FoundMarks(tuple(sorted(marks, key=lambda one: (one.begin, one.kind))), left_out)


def _text(data: bytes) -> str:
    """Praat writes UTF-16 as soon as a text is not ASCII, with a byte order mark."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} and len(data) <= MOST_BYTES:
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            raise FileUnfit(TEXTGRID, Unfit.NOT_TEXT) from None
    return text_of(data, TEXTGRID, MOST_TEXTGRID_BYTES)


def _values(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.startswith('"') or token == _FLAG or _NUMBER.fullmatch(token):
            yield token


def _tier(values: Iterator[str], left_out: Counter[str]) -> Iterator[FoundMark]:
    reads: dict[str, Callable[[Iterator[str], str], FoundMark | None]] = {"IntervalTier": _interval, "TextTier": _point}
    read = reads.get(_quoted(values))
    if read is None:
        raise FileUnfit(TEXTGRID, Unfit.NOT_THIS_FORMAT)
    name = _quoted(values)
    _seconds(values)
    _seconds(values)
    for _ in range(_count(values)):
        if mark := read(values, name):
            yield mark
        else:
            left_out["empty intervals"] += 1


def _interval(values: Iterator[str], name: str) -> FoundMark | None:
    begin, end = _seconds(values), _seconds(values)
    if end < begin:
        raise FileUnfit(TEXTGRID, Unfit.BAD_TIME)
    title, _, note = _quoted(values).partition("\n")
    return FoundMark(begin, end if end > begin else None, title, note, name) if title or note else None


def _point(values: Iterator[str], name: str) -> FoundMark:
    at = _seconds(values)
    title, _, note = _quoted(values).partition("\n")
    return FoundMark(at, None, title, note, name)


def _quoted(values: Iterator[str]) -> str:
    token = next(values, "")
    if len(token) < 2 or token[0] != '"' or token[-1] != '"':  # noqa: PLR2004 - both quotes
        raise FileUnfit(TEXTGRID, Unfit.NOT_THIS_FORMAT)
    return token[1:-1].replace('""', '"')


def _count(values: Iterator[str]) -> int:
    token = next(values, "")
    if not token.isdecimal():
        raise FileUnfit(TEXTGRID, Unfit.NOT_THIS_FORMAT)
    if len(token) > 6 or int(token) > MOST_MARKS:  # noqa: PLR2004 - digits of any number of marks
        raise FileUnfit(TEXTGRID, Unfit.TOO_LARGE)
    return int(token)


def _seconds(values: Iterator[str]) -> Fraction:
    token = next(values, "")
    if not _NUMBER.fullmatch(token):
        raise FileUnfit(TEXTGRID, Unfit.NOT_THIS_FORMAT)
    try:
        return seconds_of(Decimal(token), TEXTGRID)
    except InvalidOperation:
        raise FileUnfit(TEXTGRID, Unfit.BAD_TIME) from None
