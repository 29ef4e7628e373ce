"""What a trainee hands over to a supervisor: films, moments and questions, and on which consents they travel."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from vigtool.domain.consent import Answer
from vigtool.domain.people import Role
from vigtool.exchange.field_types import Instant, Ordinal, PurposeField
from vigtool.exchange.packages.forms import (
    MOST_CONSENTS,
    MOST_FILMS,
    MOST_MOMENTS,
    MOST_PACKS,
    MOST_PEOPLE,
    CaseField,
    CycleField,
    EntryNumber,
    Form,
    Frame,
    LongText,
    NoteText,
    PackText,
    PersonField,
    Place,
    RecordingField,
    Sha256Hex,
)
from vigtool.exchange.packages.marked import HandedMoment


class HandedPerson(Form, frozen=True):
    """Somebody in the films, by role and number alone; ``id`` is that of the trainee's vault."""

    id: PersonField
    role: Role
    number: Annotated[Ordinal, Meta(le=10_000)]


class HandedFilm(Form, frozen=True):
    """A film: its frame 0 is frame ``first`` of the trainee's ``recording``; it has ``stop - first`` frames.

    ``blob`` is its place among the blobs; ``part`` tells the family's film from that of a review, in the ``cycle``
    of the trainee's vault; None where it is in none, and in packages of old. Raises ``ValueError`` for no frame.
    """

    recording: RecordingField
    first: Frame
    stop: Frame
    blob: Place
    part: Literal["family", "review", ""]
    cycle: CycleField | None = None

    def __post_init__(self) -> None:
        if self.first >= self.stop:
            raise ValueError(self.first)

    @property
    def frames(self) -> int:
        """How many frames it has."""
        return self.stop - self.first


class ConsentReference(Form, frozen=True):
    """An answer on which the package stands: entry ``seq`` of the trainee's log, with this ``hash`` of its words."""

    person: PersonField
    purpose: PurposeField
    answer: Answer
    recorded_at: Instant
    until: date | None
    seq: EntryNumber
    hash: Sha256Hex


class Handover(Form, frozen=True, kw_only=True, tag_field="kind", tag="handover"):
    """The body of a package that hands over.

    ``case`` is the trainee's, ``expires`` the last day on which the package may be kept. ``packs`` are the files of the
    principle packs that a moment names and that do not come with the program. ``checkpoint`` is the signed state of the
    trainee's log. Raises ``ValueError`` where something is named that is not there.
    """

    case: CaseField
    helping_question: LongText
    people: Annotated[tuple[HandedPerson, ...], Meta(max_length=MOST_PEOPLE)]
    films: Annotated[tuple[HandedFilm, ...], Meta(min_length=1, max_length=MOST_FILMS)]
    moments: Annotated[tuple[HandedMoment, ...], Meta(max_length=MOST_MOMENTS)]
    questions: LongText
    packs: Annotated[tuple[PackText, ...], Meta(max_length=MOST_PACKS)]
    consents: Annotated[tuple[ConsentReference, ...], Meta(max_length=MOST_CONSENTS)]
    checkpoint: NoteText
    expires: date

    def __post_init__(self) -> None:
        people = {one.id for one in self.people}
        holds = (
            _each_once(one.id for one in self.people)
            and _each_once((one.role, one.number) for one in self.people)
            and _each_once(one.id for one in self.moments)
            and people.issuperset(one.person for one in self.consents)
            and all(self._is_there(one, people) for one in self.moments)
        )
        if not holds:
            raise ValueError(self.case)

    def _is_there(self, moment: HandedMoment, people: set[PersonField]) -> bool:
        if moment.film >= len(self.films) or moment.stop > self.films[moment.film].frames:
            return False
        turns = moment.turns
        return (
            people.issuperset(one.person for one in turns)
            and people.issuperset(moment.people or ())
            and all(one.stop <= self.films[moment.film].frames for one in turns)
        )


def _each_once(found: Iterable[object]) -> bool:
    seen = list(found)
    return len(set(seen)) == len(seen)
