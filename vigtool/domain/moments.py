"""Micro-moments and the turns in them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId, PackId, PersonId, RecordingId
from vigtool.domain.ticks import Span


class KeyOutsideMoment(VigtoolError):
    """A key frame that does not lie in its moment."""

    def __init__(self, key: int, span: Span) -> None:
        super().__init__(f"{key} is not in [{span.start}, {span.end})")
        self.key = key
        self.span = span


class TurnKind(StrEnum):
    """What a turn is in the chain from one person's initiative to the next."""

    INITIATIVE = "initiative"
    RECEPTION = "reception"
    RESPONSE = "response"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the chain: who, what, when; ``words`` describe it, and name it where ``kind`` is OWN."""

    person: PersonId
    kind: TurnKind
    span: Span
    words: str = ""


class ReviewSpeed(StrEnum):
    """How fast the guider wishes to show a moment in the shared review, as a part of the film's own speed."""

    FULL = "1"
    HALF = "1/2"
    QUARTER = "1/4"


@dataclass(frozen=True, slots=True)
class PrincipleSeen:
    """A principle that is seen in a moment: a category or an item of a pack, in the version it was coded with."""

    pack: PackId
    version: int
    item: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A few seconds in which one person's initiative is received by the other.

    Times are ticks of the recording's time base; ``span`` is half-open, ``key`` is the tick of the key frame.
    ``note`` says why it was chosen; ``question`` is to be asked in the shared review; ``helps`` is the helping question
    as it was worded when the moment was linked to it, empty while it is not. ``speed`` and ``freeze`` (on the key
    frame) are wishes for the review. ``place`` is its place in the guider's own order, None before one was given;
    ``shows`` is the moment of the family's film that is being looked at here, in the film of a review.
    ``people`` are those in the picture or heard in it, None while nobody has said otherwise than for the whole film.
    Raises ``KeyOutsideMoment`` when the key frame does not lie in the span.
    """

    id: MomentId
    recording: RecordingId
    span: Span
    key: int
    title: str = ""
    note: str = ""
    starred: bool = False
    turns: tuple[Turn, ...] = ()
    question: str = ""
    helps: str = ""
    principles: tuple[PrincipleSeen, ...] = ()
    speed: ReviewSpeed = ReviewSpeed.FULL
    freeze: bool = False
    place: int | None = None
    shows: MomentId | None = None
    people: tuple[PersonId, ...] | None = None

    def __post_init__(self) -> None:
        if not self.span.contains(self.key):
            raise KeyOutsideMoment(self.key, self.span)

    def with_people(self, people: Iterable[PersonId] | None) -> "Moment":
        """The same moment with these in the picture or heard, and whoever has a turn; all of the film's for None."""
        if people is None:
            return replace(self, people=None)
        return replace(self, people=tuple(dict.fromkeys((*people, *(turn.person for turn in self.turns)))) or None)

    def with_span(self, span: Span) -> "Moment":
        """The same moment over another span; a key frame left outside moves to the new first frame."""
        return replace(self, span=span, key=self.key if span.contains(self.key) else span.start)

    def in_place(self, place: int) -> "Moment":
        """The same moment at a place of the guider's own order."""
        return self if self.place == place else replace(self, place=place)

    def with_turn(self, turn: Turn) -> "Moment":
        """The same moment with one turn more, turns in the order of their begin."""
        made = replace(self, turns=_in_order((*self.turns, turn)))
        return made.with_people(made.people)

    def with_turn_at(self, position: int, turn: Turn) -> "Moment":
        """The same moment with another turn in the place of the one at a position. Raises ``IndexError``."""
        turns = list(self.turns)
        turns[position] = turn
        made = replace(self, turns=_in_order(turns))
        return made.with_people(made.people)

    def without_turn(self, position: int) -> "Moment":
        """The same moment without the turn at a position. Raises ``IndexError``."""
        kept = list(self.turns)
        del kept[position]
        return replace(self, turns=tuple(kept))

    def with_principle(self, seen: PrincipleSeen, *, present: bool) -> "Moment":
        """The same moment with a principle seen in it, after those seen before, or without."""
        others = tuple(one for one in self.principles if one != seen)
        if not present:
            return replace(self, principles=others)
        return self if seen in self.principles else replace(self, principles=(*others, seen))


def seen_in(moments: Iterable[Moment]) -> tuple[PersonId, ...] | None:
    """Who is in the picture or heard in any of these moments, each once; None, as in the whole film, if one is open."""
    everyone: dict[PersonId, None] = {}
    for one in moments:
        if one.people is None:
            return None
        everyone.update(dict.fromkeys(one.people))
    return tuple(everyone)


def _in_order(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    return tuple(sorted(turns, key=lambda one: (one.span.start, one.span.end)))
