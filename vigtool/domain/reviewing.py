"""The shared review: guider and clients look together at the chosen moments of a cycle.

What was shown is not here: that is ``MomentsShown``, one for each time that a moment is shown, so that the log knows
when; a film of the review can be laid beside it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from vigtool.domain.identifiers import CaseId, CycleId, MomentId, PersonId, RecordingId, SessionId
from vigtool.domain.moments import Moment


@dataclass(frozen=True, slots=True)
class ReviewBegun:
    """A shared review began, whose session will be put on record when it ends.

    ``cycle`` is the one whose moments are looked at, None where the case has none; ``present`` are those who are there.
    """

    case: CaseId
    session: SessionId
    cycle: CycleId | None
    present: tuple[PersonId, ...]
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class WordsHeard:
    """What a client said to a moment in a review, in their own words; ``person`` is None where nobody noted who.

    The latest of a session, moment and person counts; an empty text takes it back.
    """

    case: CaseId
    session: SessionId
    recording: RecordingId
    moment: MomentId
    person: PersonId | None
    words: str


@dataclass(frozen=True, slots=True)
class MomentSpared:
    """A client wants a moment not to be shown ("this one not"), or does after all where ``spared`` is False."""

    case: CaseId
    session: SessionId
    recording: RecordingId
    moment: MomentId
    person: PersonId | None
    spared: bool = True


def in_guiders_order(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Moments as the guider laid them out; those without a place come last, as they lie in their film."""
    listed = sorted(moments, key=lambda one: (one.recording, one.span.start, one.id))
    placed = sorted((one for one in listed if one.place is not None), key=lambda one: one.place or 0)
    return (*placed, *(one for one in listed if one.place is None))


def to_be_shown(moments: Iterable[Moment], spared: Collection[MomentId]) -> tuple[Moment, ...]:
    """The moments of a review: those with a star that nobody wants spared, in the guider's order."""
    return in_guiders_order(one for one in moments if one.starred and one.id not in spared)
