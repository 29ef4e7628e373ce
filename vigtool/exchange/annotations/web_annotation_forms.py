"""What the writer and the reader of W3C Web Annotations agree on: names, identifiers, and times as media fragments."""

import re
from fractions import Fraction
from typing import Final
from urllib.parse import unquote
from uuid import UUID, uuid5

from vigtool.exchange.annotations.errors import FileUnfit, Unfit

FORMAT: Final = "web-annotation"
CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
MEDIA_FRAGMENTS: Final = "http://www.w3.org/TR/media-frags/"

MICROSECOND: Final = Fraction(1, 1_000_000)
"""The step of the times that are written: the format allows any number of decimals, players have doubles."""

_NAMES: Final = UUID("6d2f7c1e-0f53-5a0e-9c55-0d4b7a1c8e21")

_LONGEST: Final = 4096
"""Characters of a fragment; in a longer one no time is looked for."""

_SECONDS: Final = r"[0-9]{1,10}(?:\.[0-9]{0,12})?"
_CLOCK: Final = r"(?:[0-9]{1,6}:)?[0-5][0-9]:[0-5][0-9](?:\.[0-9]{0,12})?"
_NPT: Final = re.compile(rf"(?:npt:)?(?P<begin>{_CLOCK}|{_SECONDS})?(?:,(?P<end>{_CLOCK}|{_SECONDS}))?")


def iri(*parts: str) -> str:
    """The identifier of what these ids name, the same each time (RFC 9562, 5.5), for they are no web addresses."""
    return uuid5(_NAMES, "/".join(parts)).urn


def fragment(begin: int, end: int) -> str:
    """A stretch in microseconds as a media fragment in seconds (Media Fragments URI 1.0, 4.2.1)."""
    return f"t={_decimal(begin)},{_decimal(end)}"


def _decimal(time: int) -> str:
    whole, part = divmod(time, 1_000_000)
    return f"{whole}.{part:06}".rstrip("0").rstrip(".")


def stretch_of(text: str) -> tuple[Fraction, Fraction | None] | None:
    """The begin and end in a fragment, None where it has no time in normal play time; an open end is None.

    Raises ``FileUnfit`` for a time that is none, or an end that is not after its begin.
    """
    if len(text) > _LONGEST:
        return None
    times = [one.removeprefix("t=") for one in text.split("&") if one.startswith("t=")]
    if not times or times[-1].startswith(("smpte", "clock:")):
        return None
    found = _NPT.fullmatch(unquote(times[-1]))
    if found is None or not (found["begin"] or found["end"]):
        raise FileUnfit(FORMAT, Unfit.BAD_TIME)
    begin = _of_clock(found["begin"] or "0")
    end = _of_clock(found["end"]) if found["end"] else None
    if end is not None and end <= begin:
        raise FileUnfit(FORMAT, Unfit.BAD_TIME)
    return begin, end


def _of_clock(text: str) -> Fraction:
    seconds = Fraction(0)
    for part in text.split(":"):
        seconds = seconds * 60 + Fraction(part)
    return seconds
