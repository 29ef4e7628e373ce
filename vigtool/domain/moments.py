"""Micro-moments and the turns in them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
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


@dataclass(frozen=True, slots=True)
class Moment:
    """A few seconds in which one person's initiative is received by the other.

    Times are ticks of the recording's time base; ``span`` is half-open, ``key`` is the tick of the key frame.
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

    def __post_init__(self) -> None:
        if not self.span.contains(self.key):
            raise KeyOutsideMoment(self.key, self.span)

    def with_span(self, span: Span) -> "Moment":
        """The same moment over another span; a key frame left outside moves to the new first frame."""
        return replace(self, span=span, key=self.key if span.contains(self.key) else span.start)

    def with_turn(self, turn: Turn) -> "Moment":
        """The same moment with one turn more, turns in the order of their begin."""
        turns = sorted((*self.turns, turn), key=lambda one: (one.span.start, one.span.end))
        return replace(self, turns=tuple(turns))

    def without_turn(self, position: int) -> "Moment":
        """The same moment without the turn at a position. Raises ``IndexError``."""
        kept = list(self.turns)
        del kept[position]
        return replace(self, turns=tuple(kept))
