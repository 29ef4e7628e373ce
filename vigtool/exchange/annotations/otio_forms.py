"""The parts of an ``.otio`` file that are read, with the times in them as exact fractions.

Source: the OpenTimelineIO JSON serialization. Fields that are not here are passed over, as later versions add some.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import isfinite
from typing import Any, Final

import msgspec

from vigtool.exchange.annotations.errors import FileUnfit, Unfit

FORMAT: Final = "otio"

KNOWN: Final = {"Timeline": 1, "SerializableCollection": 1, "Stack": 1, "Track": 1, "Clip": 2, "Gap": 1, "Marker": 2}
"""The schemas that are read, each with its newest version that is known here."""

_LONGEST: Final = 10**9
"""Seconds; what is later is a mistake, or made to keep a reader busy."""

_TELEVISION: Final = 1001
"""The largest denominator of a rate: 30000/1001 stands in a file as the nearest double."""


@lru_cache(maxsize=64)
def _exact(rate: float) -> Fraction:
    """What a rate was before it was written as a double."""
    near = Fraction(rate).limit_denominator(_TELEVISION)
    return near if near and abs(near - Fraction(rate)) * 10**7 <= rate else Fraction(rate)


class Time(msgspec.Struct):
    """A RationalTime: ``value`` units of which ``rate`` make a second."""

    rate: float
    value: float

    @property
    def seconds(self) -> Fraction:
        """In seconds. Raises ``FileUnfit``."""
        if not (isfinite(self.value) and 0 < self.rate <= _LONGEST and abs(self.value) <= _LONGEST * self.rate):
            raise FileUnfit(FORMAT, Unfit.BAD_TIME)
        return Fraction(self.value) / _exact(self.rate)


class Stretch(msgspec.Struct):
    """A TimeRange."""

    start_time: Time
    duration: Time

    @property
    def begin(self) -> Fraction:
        """In seconds, negative too. Raises ``FileUnfit``."""
        return self.start_time.seconds

    @property
    def length(self) -> Fraction:
        """In seconds. Raises ``FileUnfit``."""
        length = self.duration.seconds
        if length < 0:
            raise FileUnfit(FORMAT, Unfit.BAD_TIME)
        return length


class Named(msgspec.Struct):
    """Any object: its schema is "Name.version"."""

    OTIO_SCHEMA: str
    name: str | None = None

    @property
    def kind(self) -> str:
        """The schema's name. Raises ``FileUnfit`` for a version that is not known here."""
        kind, _, version = self.OTIO_SCHEMA.rpartition(".")
        if kind in KNOWN and not (version.isascii() and version.isdecimal() and len(version) < 4):  # noqa: PLR2004 - no schema has a thousand versions
            raise FileUnfit(FORMAT, Unfit.NOT_THIS_FORMAT)
        if kind in KNOWN and int(version) > KNOWN[kind]:
            raise FileUnfit(FORMAT, Unfit.NEWER)
        return kind


class Marker(Named):
    """A marker; the first version called its stretch ``range``."""

    marked_range: Stretch | None = None
    range: Stretch | None = None
    comment: str | None = None
    metadata: dict[str, Any] | None = None


class Media(Named):
    """What a clip shows; ``available_range`` is the time of its file from first to last frame."""

    available_range: Stretch | None = None


class Item(Named):
    """A timeline, or anything in it."""

    children: list["Item"] | None = None
    tracks: "Item | None" = None
    markers: list[Marker] | None = None
    effects: list[Named] | None = None
    source_range: Stretch | None = None
    media_reference: Media | None = None
    media_references: dict[str, Media | None] | None = None
    active_media_reference_key: str = "DEFAULT_MEDIA"
    metadata: dict[str, Any] | None = None
    track_kind: str | None = msgspec.field(default=None, name="kind")

    @property
    def media(self) -> Media | None:
        """The media of a clip, of either version."""
        return (self.media_references or {}).get(self.active_media_reference_key) or self.media_reference

    @property
    def stretch(self) -> Stretch | None:
        """What of its media an item shows, in the media's own time; None where nothing says so."""
        return self.source_range or (self.media.available_range if self.media else None)

    @property
    def first(self) -> Fraction:
        """When the media's first frame is, in the media's own time."""
        available = self.media.available_range if self.media else None
        return available.begin if available else Fraction(0)

    def inner(self) -> Iterator["Item"]:
        """What stands in it, one level down."""
        yield from (self.tracks,) if self.tracks else ()
        yield from self.children or ()
