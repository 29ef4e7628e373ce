"""What a user wants with a moment, as a card tells it; cards change nothing themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import Span
from vigtool.gui.preparing.edits import Step


@dataclass(frozen=True, slots=True)
class Changed:
    """The moment is to be described otherwise; ``change`` is applied to the moment as it is by then."""

    step: Step
    change: Callable[[Moment], Moment]


@dataclass(frozen=True, slots=True)
class Moved:
    """The moment is to have these edges, and ``frame`` is the one to be looked at."""

    span: Span
    frame: int


@dataclass(frozen=True, slots=True)
class KeyChosen:
    """A frame is to be the key picture."""

    frame: int


@dataclass(frozen=True, slots=True)
class Looked:
    """The film is to show this frame."""

    frame: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """The moment is to stand before another in the own order; None: last."""

    before: MomentId | None


class Bare(StrEnum):
    """Wishes that say all by their name."""

    PICK = "pick"
    STAR = "star"
    EARLIER = "earlier"
    LATER = "later"
    SPLIT = "split"
    """At the playhead."""
    JOIN = "join"
    """With the moment that follows in the film."""
    REMOVE = "remove"
    HAND_OUT = "hand-out"
    SUPERVISION = "supervision"
    COVER = "cover"
    """People who have not agreed, in the moment's pictures."""
    LEAVE = "leave"
    """The keys are to be the film's again."""


Wish = Changed | Moved | KeyChosen | Looked | Ordered | Bare
