"""A moment as it travels: all times are frames of a film as it lies in the package, so that ticks never travel."""

from typing import Annotated

from msgspec import Meta

from vigtool.domain.moments import ReviewSpeed, TurnKind
from vigtool.exchange.field_types import Ordinal, PackField, PrincipleField
from vigtool.exchange.packages.forms import (
    MOST_PEOPLE,
    MOST_PRINCIPLES,
    MOST_TURNS,
    Form,
    Frame,
    LongText,
    MomentField,
    PersonField,
    Place,
    ShortText,
)


class HandedTurn(Form, frozen=True):
    """See ``vigtool.domain.moments.Turn``; frames ``[first, stop)``."""

    person: PersonField
    kind: TurnKind
    first: Frame
    stop: Frame
    words: LongText

    def __post_init__(self) -> None:
        if self.first >= self.stop:
            raise ValueError(self.first)


class HandedPrinciple(Form, frozen=True):
    """See ``vigtool.domain.moments.PrincipleSeen``."""

    pack: Annotated[PackField, Meta(max_length=40)]
    version: Ordinal
    item: Annotated[PrincipleField, Meta(max_length=40)]


class HandedMoment(Form, frozen=True, kw_only=True):
    """See ``vigtool.domain.moments.Moment``; frames ``[first, stop)`` of the film at the place ``film`` in the package.

    Title, note, question and the words of turns are empty where they were not shared. ``people`` is None while nobody
    said otherwise than for the whole film. Raises ``ValueError`` for no frame, or a key frame outside.
    """

    id: MomentField
    film: Place
    first: Frame
    stop: Frame
    key: Frame
    title: ShortText
    note: LongText
    starred: bool
    turns: Annotated[tuple[HandedTurn, ...], Meta(max_length=MOST_TURNS)]
    question: LongText
    helps: LongText
    principles: Annotated[tuple[HandedPrinciple, ...], Meta(max_length=MOST_PRINCIPLES)]
    speed: ReviewSpeed
    freeze: bool
    people: Annotated[tuple[PersonField, ...], Meta(max_length=MOST_PEOPLE)] | None

    def __post_init__(self) -> None:
        if not self.first <= self.key < self.stop:
            raise ValueError(self.first)
