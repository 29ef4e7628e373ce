"""Cycles: the film of the family and the film of the shared review that belongs to it.

Films of one part of a cycle may have been taken by several cameras at once. Each then has a place on the part's common
clock. The two parts happened at different times, so no clock joins them.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Final

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, CycleId, RecordingId
from vigtool.domain.ticks import FrameTimes

NANOSECONDS: Final = 1_000_000_000


class Part(StrEnum):
    """What a film shows in its cycle: the everyday interaction, or the shared review of it."""

    FAMILY = "family"
    REVIEW = "review"


class SyncedBy(StrEnum):
    """How a film was placed on the clock."""

    EAR = "ear"
    CLAP = "clap"


class NotOnOneClock(VigtoolError):
    """Two films that cannot be put on one clock: of two parts or cycles, one and the same, or each on another clock."""

    def __init__(self, film: RecordingId, other: RecordingId) -> None:
        super().__init__(film, other)
        self.film = film
        self.other = other


@dataclass(frozen=True, slots=True)
class CycleFilm:
    """A film in a cycle. Its first frame begins at ``offset_ns`` (nanoseconds) of the part's common clock.

    While ``synced_by`` is None the film is on no clock, and ``offset_ns`` says nothing. ``began_at`` is when its first
    frame was filmed, by the clock of the log, so that the film of a review lies beside what was shown; None while
    nobody has said.
    """

    recording: RecordingId
    part: Part
    offset_ns: int = 0
    synced_by: SyncedBy | None = None
    began_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """One round of filming and looking together; ``number`` counts within the case, from 1.

    ``question`` is this cycle's own helping question, empty while it is the case's.
    """

    id: CycleId
    case: CaseId
    number: int
    name: str = ""
    question: str = ""
    films: tuple[CycleFilm, ...] = ()

    def place_of(self, recording: RecordingId) -> CycleFilm | None:
        """The film's place in this cycle, None if it is not in it."""
        return next((film for film in self.films if film.recording == recording), None)

    def films_of(self, part: Part) -> tuple[CycleFilm, ...]:
        """The films of one part, in the order in which they were put into it."""
        return tuple(film for film in self.films if film.part is part)

    def paired_with(self, recording: RecordingId) -> tuple[CycleFilm, ...]:
        """The films of the other part of the cycle; none if the film is not in it."""
        place = self.place_of(recording)
        return () if place is None else tuple(film for film in self.films if film.part is not place.part)

    def beside(self, recording: RecordingId) -> tuple[CycleFilm, ...]:
        """The other films on the same clock; none if the film is on none."""
        place = self.place_of(recording)
        if place is None or place.synced_by is None:
            return ()
        return tuple(film for film in self.films_of(place.part) if film.synced_by is not None and film != place)

    def with_film(self, film: CycleFilm) -> "Cycle":
        """With a film added, or put in the place of the same recording's."""
        if self.place_of(film.recording) is None:
            return replace(self, films=(*self.films, film))
        return replace(self, films=tuple(film if known.recording == film.recording else known for known in self.films))

    def without_film(self, recording: RecordingId) -> "Cycle":
        """Without a film."""
        return replace(self, films=tuple(film for film in self.films if film.recording != recording))

    def synced(self, film: RecordingId, other: RecordingId, lag_ns: int, by: SyncedBy) -> "Cycle":
        """With two films on one clock: ``film`` begins ``lag_ns`` (nanoseconds, perhaps negative) after ``other``.

        ``film`` moves; where only ``film`` is on the clock already, ``other`` joins it. Raises ``NotOnOneClock``.
        """
        moved, fixed = self.place_of(film), self.place_of(other)
        if moved is None or fixed is None or film == other or moved.part is not fixed.part:
            raise NotOnOneClock(film, other)
        if fixed.synced_by is None and moved.synced_by is not None:
            return self.with_film(replace(fixed, offset_ns=moved.offset_ns - lag_ns, synced_by=by))
        if fixed.synced_by is None:
            if any(one.synced_by is not None for one in self.films_of(moved.part)):
                raise NotOnOneClock(film, other)
            fixed = replace(fixed, offset_ns=0, synced_by=by)
        placed = replace(moved, offset_ns=fixed.offset_ns + lag_ns, synced_by=by)
        return self.with_film(fixed).with_film(placed)

    def unsynced(self, recording: RecordingId) -> "Cycle":
        """With a film taken off the clock; it stays in the cycle."""
        place = self.place_of(recording)
        return self if place is None else self.with_film(replace(place, offset_ns=0, synced_by=None))

    def begun(self, recording: RecordingId, began_at: datetime) -> "Cycle":
        """With what was said of when a film was filmed; as it is if the film is not in it."""
        place = self.place_of(recording)
        return self if place is None else self.with_film(replace(place, began_at=began_at))

    def began_at(self, recording: RecordingId) -> datetime | None:
        """When a film's first frame was filmed: as was said of it, or of another film on the same clock; else None."""
        place = self.place_of(recording)
        if place is None or place.began_at is not None:
            return None if place is None else place.began_at
        for other in self.beside(recording):
            if other.began_at is not None:
                return other.began_at + timedelta(microseconds=(place.offset_ns - other.offset_ns) // 1000)
        return None


def seconds_between(film: CycleFilm, other: CycleFilm) -> Fraction | None:
    """How much later than ``other`` a film begins, in seconds; None for films that are not on one clock."""
    if film.part is not other.part or film.synced_by is None or other.synced_by is None:
        return None
    return Fraction(film.offset_ns - other.offset_ns, NANOSECONDS)


def matching_tick(tick: int, film: tuple[CycleFilm, FrameTimes], other: tuple[CycleFilm, FrameTimes]) -> int | None:
    """The tick of another film of the same cycle at the same time as a tick of this one, rounded down.

    None where the other film does not run, and for films that are not on one clock.
    """
    (place, times), (other_place, other_times) = film, other
    later = seconds_between(place, other_place)
    if later is None:
        return None
    seconds = times.seconds_from_start(tick) + later
    base = other_times.time_base
    found = other_times.start_tick + floor(seconds * base.denominator / base.numerator)
    return found if other_times.start_tick <= found < other_times.end_tick else None
