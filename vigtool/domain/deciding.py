"""The one pure decision on which everything that is done with a film depends.

``decide`` is the only maker of a ``Permit``; services take a Permit, so an act without a consent in force cannot be
written down.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import InitVar, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from vigtool.domain.consent import ChildView, Consent, ConsentState, Stance
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import ConsentId, ContactId, PersonId, RecordingId
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import LEAVING, SEEN_BY_OTHERS, Act, Purpose, Purposes
from vigtool.domain.standing import standing


class Ground(StrEnum):
    """What stands in the way of an act."""

    CONSENT = "consent"
    """A consent that is not in force."""
    CHILDS_VIEW = "childs-view"
    """The child does not want the film to be seen by others."""
    FROZEN = "frozen"
    """The film is kept and not used, until a dispute is settled."""
    SCOPE = "scope"
    """The purpose does not cover such an act, whoever agrees to it."""
    GUEST = "guest"
    """The film is a guest from somebody else's vault: it is looked at and commented on, and goes nowhere from here."""
    RECIPIENT = "recipient"
    """A consent that is for named contacts alone: it was for others, for nobody in particular, or for one of them whose
    keys nobody has compared."""
    ANOTHER_FAMILY = "another-family"
    """In a case of several families: it was for somebody whose family is not in the film."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act is refused: how one person stands to one purpose.

    ``person`` is None when only bystanders are in the film, and where no person's answer is in the way (FROZEN, SCOPE,
    GUEST).
    """

    person: PersonId | None
    purpose: Purpose
    state: ConsentState
    ground: Ground = Ground.CONSENT


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


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else counts.

    ``in_picture`` are those of the film's people who are seen or heard in the part that the act is about, None for the
    whole film. ``views`` is what children said about this film, in order. ``frozen`` holds while the film is kept and
    not used. ``scope`` are the acts that the purpose covers, None where nobody has said. ``masked`` are those who will
    be covered in each picture that is made: as long as somebody else can be seen in it, they are asked for the film
    alone, as if they were not in the picture. ``guest`` holds for a film that came in a package. ``recipients`` are the
    contacts to whom alone it is sealed, None where it is not; ``unverified`` are those of them whose keys nobody has
    compared: who gets it is not known then, so they are nobody whom a consent names.
    """

    in_picture: Collection[PersonId] | None = None
    views: Sequence[ChildView] = ()
    frozen: bool = False
    scope: Collection[Act] | None = None
    masked: Collection[PersonId] = ()
    guest: bool = False
    recipients: Collection[ContactId] | None = None
    unverified: Collection[ContactId] = ()


ORDINARY: Final = Circumstances()

OF_GUESTS: Final = frozenset({Act.STORE, Act.VIEW, Act.ANNOTATE})
"""What may be done with a film that is a guest here."""

MASKABLE: Final = frozenset({Act.STILL, Act.CLIP, Act.PACKAGE, Act.COPY})
"""Acts for which pictures are made in which somebody can be covered; in all others the film is seen as it is."""


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


def purposes_needed(purpose: Purpose, film_purposes: Sequence[Purpose] = ()) -> tuple[Purpose, ...]:
    """The purposes that an act for ``purpose`` rests on, each once.

    Guidance carries the film itself (storing and preparing it): without it nothing else may be done with the film.
    ``film_purposes`` are what the film itself rests on besides: for a teaching film, training.
    """
    return tuple(dict.fromkeys((Purposes.GUIDANCE, *film_purposes, purpose)))


def decide(
    intent: Intent,
    people: Sequence[Person],
    consents: Sequence[Consent],
    now: datetime,
    lapsed: Collection[ConsentId] = (),
    film_purposes: Sequence[Purpose] = (),
    circumstances: Circumstances = ORDINARY,
) -> Permit | Refusal:
    """Decide whether what is intended may be done.

    ``people`` are those in the picture or heard, ``consents`` all answers in the order of their recording, ``now`` an
    aware datetime in the guider's time zone. ``lapsed`` are consents whose last day is known to have passed, whatever
    ``now`` says. ``film_purposes`` are what a film of that kind of case rests on besides guidance. A film in which
    nobody but bystanders is named is refused everything. Where an act is about a part of the film, the film's own
    purposes are asked of all its people, the act's of those who are in that part. Where the yes of several carries an
    act, what one of them limits to named contacts is limited.
    """
    if all(person.role is Role.BYSTANDER for person in people):
        return Refusal(intent, (Reason(None, intent.purpose, ConsentState.UNKNOWN),))
    seen = _seen(intent, people, circumstances)
    reasons = list(_reasons_of_the_film(intent, people, circumstances, seen))
    grounds: list[Consent] = []
    for person in people:
        if person.role is Role.BYSTANDER and intent.act not in LEAVING:
            continue
        for needed in _asked_of(person, intent, film_purposes, seen):
            stands = standing(consents, person, needed, now, lapsed)
            if stands.state is not ConsentState.GIVEN:
                reasons.append(Reason(person.id, needed, stands.state))
            elif any(_is_for_others(one, intent, circumstances) for one in stands.grounds):
                reasons.append(Reason(person.id, needed, ConsentState.UNKNOWN, Ground.RECIPIENT))
            else:
                grounds.extend(stands.grounds)
    if reasons:
        return Refusal(intent, tuple(reasons))
    return Permit(intent, tuple(grounds), now, _SEAL)


def _is_for_others(consent: Consent, intent: Intent, circumstances: Circumstances) -> bool:
    """Whether a picture leaves for anybody whom the consent does not name; all that it names are as good as one."""
    if not consent.recipients or intent.act not in LEAVING:
        return False
    named = set(consent.recipients) - set(circumstances.unverified)
    return not circumstances.recipients or not named.issuperset(circumstances.recipients)


def _asked_of(
    person: Person, intent: Intent, film_purposes: Sequence[Purpose], seen: Collection[PersonId]
) -> tuple[Purpose, ...]:
    if person.id in seen:
        return purposes_needed(intent.purpose, film_purposes)
    if person.role is Role.BYSTANDER:
        return ()
    return purposes_needed(Purposes.GUIDANCE, film_purposes)


def _seen(intent: Intent, people: Sequence[Person], circumstances: Circumstances) -> Collection[PersonId]:
    """Those who can be seen or heard in what is done.

    Where all were covered, or nobody is said to be in it, all are asked: nobody would be nobody's consent.
    """
    part = circumstances.in_picture or ()
    in_part = {person.id for person in people if person.id in part} or {person.id for person in people}
    masked = set(circumstances.masked) if intent.act in MASKABLE else set[PersonId]()
    return in_part - masked or in_part


def _reasons_of_the_film(
    intent: Intent, people: Sequence[Person], circumstances: Circumstances, seen: Collection[PersonId]
) -> Iterator[Reason]:
    if circumstances.frozen and intent.act not in (Act.STORE, Act.KEEP):
        yield Reason(None, intent.purpose, ConsentState.UNKNOWN, Ground.FROZEN)
    if circumstances.guest and intent.act not in OF_GUESTS:
        yield Reason(None, intent.purpose, ConsentState.UNKNOWN, Ground.GUEST)
    if circumstances.scope is not None and intent.act not in circumstances.scope:
        yield Reason(None, intent.purpose, ConsentState.UNKNOWN, Ground.SCOPE)
    if intent.act in SEEN_BY_OTHERS:
        stances = {view.person: view.stance for view in circumstances.views if view.recording == intent.recording}
        for person in people:
            if stances.get(person.id) is Stance.UNWILLING and person.id in seen:
                yield Reason(person.id, intent.purpose, ConsentState.REFUSED, Ground.CHILDS_VIEW)
