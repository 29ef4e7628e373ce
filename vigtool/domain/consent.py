"""Consent: one pure decision on which everything that is done with a film depends.

``decide`` is the only maker of a ``Permit``; services take a Permit, so an act without a consent in force cannot
be written down. A consent is per person and purpose, and the latest one that was recorded counts; unknown means no.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import InitVar, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import ConsentId, PersonId, RecordingId
from vigtool.domain.people import Person, Role


class Purpose(StrEnum):
    """What a consent is for; the values are the command line's words."""

    GUIDANCE = "guidance"
    SUPERVISION = "supervision"
    PORTFOLIO = "portfolio"
    TRAINING = "training"
    PRESENTATION = "presentation"
    RESEARCH = "research"
    FAMILY_COPY = "family-copy"
    SHOWING = "showing"
    KEEP_LONGER = "keep-longer"


class Act(StrEnum):
    """What is done with a film."""

    STORE = "store"
    VIEW = "view"
    ANNOTATE = "annotate"
    SHOW = "show"
    STILL = "still"
    CLIP = "clip"


class ConsentState(StrEnum):
    """How a person stands to a purpose at a time."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """What a person, or who decides for them, said."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


LEAVING: Final = frozenset({Act.STILL, Act.CLIP})
"""Acts by which a picture leaves the vault. A bystander is to be masked; as long as nothing is masked, these need
the bystander's own consent as well."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer of one person to one purpose, never changed afterwards.

    ``until`` is the last day on which it holds, in the guider's own time zone; ``by`` says who answered (a guardian
    for a child).
    """

    id: ConsentId
    person: PersonId
    purpose: Purpose
    answer: Answer
    recorded_at: datetime
    until: date | None = None
    by: str = ""

    def state(self, now: datetime) -> ConsentState:
        """How this answer stands at a time (an aware datetime in the guider's time zone)."""
        if self.answer is Answer.GIVEN and self.until is not None and now.date() > self.until:
            return ConsentState.EXPIRED
        return ConsentState(self.answer.value)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act is refused: how one person stands to one purpose; no person when only bystanders are in the film."""

    person: PersonId | None
    purpose: Purpose
    state: ConsentState


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants to do, with which recording and for what."""

    act: Act
    purpose: Purpose
    recording: RecordingId


@dataclass(frozen=True, slots=True)
class Refusal:
    """The intended act may not be done, for these reasons, in the order of the people."""

    intent: Intent
    reasons: tuple[Reason, ...]


class PermitMismatch(VigtoolError):
    """A permit for one thing was offered for another: a mistake in the program, and nothing was done."""

    def __init__(self, wanted: str, offered: str) -> None:
        super().__init__(f"wanted {wanted}, offered {offered}")
        self.wanted = wanted
        self.offered = offered


_SEAL: Final = object()


@dataclass(frozen=True, slots=True)
class Permit:
    """The intended act may be done, on the strength of these consents. Only ``decide`` can make one.

    The seal is an ``InitVar`` so that ``dataclasses.replace`` cannot carry it over to another intent.
    """

    intent: Intent
    consents: tuple[Consent, ...]
    decided_at: datetime
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a Permit comes from decide() only")

    def require(self, act: Act, recording: RecordingId) -> None:
        """Raise ``PermitMismatch`` unless the permit is for this act on this recording."""
        if (self.intent.act, self.intent.recording) != (act, recording):
            raise PermitMismatch(f"{act} {recording}", f"{self.intent.act} {self.intent.recording}")


def latest(consents: Iterable[Consent], person: PersonId, purpose: Purpose) -> Consent | None:
    """The last recorded answer of a person to a purpose; ``consents`` come in the order of their recording."""
    found = None
    for consent in consents:
        if consent.person == person and consent.purpose is purpose:
            found = consent
    return found


def purposes_needed(purpose: Purpose, film_purposes: Sequence[Purpose] = ()) -> tuple[Purpose, ...]:
    """The purposes that an act for ``purpose`` rests on, each once.

    Guidance carries the film itself (storing and preparing it): without it nothing else may be done with the film.
    ``film_purposes`` are what the film itself rests on besides: for a teaching film, training.
    """
    return tuple(dict.fromkeys((Purpose.GUIDANCE, *film_purposes, purpose)))


def decide(
    intent: Intent,
    people: Sequence[Person],
    consents: Sequence[Consent],
    now: datetime,
    lapsed: Collection[ConsentId] = (),
    film_purposes: Sequence[Purpose] = (),
) -> Permit | Refusal:
    """Decide whether what is intended may be done.

    ``people`` are those in the picture or heard, ``consents`` all answers in the order of their recording, ``now`` an
    aware datetime in the guider's time zone. ``lapsed`` are consents whose last day is known to have passed, whatever
    ``now`` says. ``film_purposes`` are what a film of that kind of case rests on besides guidance. A film in which
    nobody but bystanders is named is refused everything.
    """
    if all(person.role is Role.BYSTANDER for person in people):
        return Refusal(intent, (Reason(None, intent.purpose, ConsentState.UNKNOWN),))
    reasons: list[Reason] = []
    grounds: list[Consent] = []
    for person in people:
        if person.role is Role.BYSTANDER and intent.act not in LEAVING:
            continue
        for needed in purposes_needed(intent.purpose, film_purposes):
            consent = latest(consents, person.id, needed)
            state = ConsentState.UNKNOWN if consent is None else consent.state(now)
            if consent is not None and consent.id in lapsed and state is ConsentState.GIVEN:
                state = ConsentState.EXPIRED
            if consent is not None and state is ConsentState.GIVEN:
                grounds.append(consent)
            else:
                reasons.append(Reason(person.id, needed, state))
    if reasons:
        return Refusal(intent, tuple(reasons))
    return Permit(intent, tuple(grounds), now, _SEAL)
