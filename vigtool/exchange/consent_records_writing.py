"""Consents of a case as consent records for programs of others; people by pseudonym, nothing that nobody recorded.

What the guide asks for and no consent holds (places of storage, ways to withdraw) stands in the notice and
the records of processing; it is left out here rather than made up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5

from vigtool.domain.consent import Answer, Consent, ConsentState, Evidence
from vigtool.domain.identifiers import ContactId, PersonId
from vigtool.domain.people import Role
from vigtool.domain.policy import Organisation
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import LegalBasis, PurposeCard
from vigtool.exchange import strict_json
from vigtool.exchange.annotations.marked_film import Loss, Participant
from vigtool.exchange.annotations.plain_text import one_line, plain
from vigtool.exchange.consent_records import (
    CONTEXT,
    FORMAT,
    PROFILE,
    Basis,
    Checksum,
    ConsentRecord,
    ConsentRecords,
    Entity,
    Event,
    Notice,
    Process,
    PurposeOf,
    Scan,
    State,
    Until,
    Words,
)

_NAMES: Final = UUID("0c6f9b57-6d0b-5d7b-8a4c-3b9a2d1f7e44")
_ANSWERS: Final[Mapping[Answer, State]] = {
    Answer.GIVEN: "dpv:ConsentGiven",
    Answer.REFUSED: "dpv:ConsentRefused",
    Answer.WITHDRAWN: "dpv:ConsentWithdrawn",
}
_BASES: Final[Mapping[LegalBasis, Basis]] = {
    LegalBasis.CONSENT: "eu-gdpr:A6-1-a",
    LegalBasis.CONTRACT: "eu-gdpr:A6-1-b",
    LegalBasis.LEGAL_OBLIGATION: "eu-gdpr:A6-1-c",
    LegalBasis.VITAL_INTERESTS: "eu-gdpr:A6-1-d",
    LegalBasis.PUBLIC_TASK: "eu-gdpr:A6-1-e",
    LegalBasis.LEGITIMATE_INTERESTS: "eu-gdpr:A6-1-f",
}


@dataclass(frozen=True, slots=True)
class RecordedConsents:
    """Answers with what they refer to; ``at`` is when they are written out (aware, in the guider's time zone).

    Of ``people`` only pseudonyms and roles are used; a person, purpose or scan that is not given stands there by id.
    """

    consents: tuple[Consent, ...]
    people: tuple[Participant, ...]
    purposes: tuple[PurposeCard, ...]
    evidence: tuple[Evidence, ...]
    controller: Organisation
    at: datetime


def write_consent_records(recorded: RecordedConsents) -> bytes:
    """The answers as JSON-LD, each a record with its own event; one that has run out has that as a second event."""
    records = tuple(_record(recorded, one) for one in recorded.consents)
    return strict_json.encode(ConsentRecords(context=CONTEXT, records=records), FORMAT)


def consent_record_losses(recorded: RecordedConsents) -> tuple[Loss, ...]:
    """What is not held, and what the guide asks for and the answers do not say.

    ``by``: words about who answered, which may be names; ``evidence``: scans whose digest was not given. Asked for and
    not known: ``entity`` (who answered), ``notice``, ``basis``, ``until``, ``controller``.
    """
    consents = recorded.consents
    known = {one.id for one in recorded.evidence}
    counts = {
        "by": sum(bool(one.by) for one in consents),
        "evidence": sum(scan not in known for one in consents for scan in one.evidence),
        "entity": sum(one.by_person is None for one in consents),
        "notice": sum(not one_line(one.notice) for one in consents),
        "basis": sum(one.basis is None for one in consents),
        "until": sum(one.until is None for one in consents if one.answer is Answer.GIVEN),
        "controller": 0 if _controller(recorded.controller) else len(consents),
    }
    return tuple(Loss(what, count) for what, count in counts.items() if count)


def _record(recorded: RecordedConsents, consent: Consent) -> ConsentRecord:
    by = consent.by_person
    others = () if by is None or by == consent.person else (_person(recorded, by),)
    controller = _controller(recorded.controller)
    return ConsentRecord(
        id=_urn("consent", consent.id),
        identifier=consent.id,
        profile=PROFILE,
        created=consent.recorded_at.astimezone(UTC),
        subject=_person(recorded, consent.person, "dpv:DataSubject"),
        process=Process(
            purpose=_purpose(recorded, consent),
            basis=_BASES[consent.basis] if consent.basis else None,
            controller=controller.id if controller else None,
            recipients=tuple(_recipient(one) for one in consent.recipients),
        ),
        events=tuple(_events(recorded, consent)),
        notice=Notice(version=one_line(consent.notice)) if one_line(consent.notice) else None,
        entities=(*others, *((controller,) if controller else ())),
    )


def _events(recorded: RecordedConsents, consent: Consent) -> Iterator[Event]:
    given = consent.answer is Answer.GIVEN
    yield Event(
        state=_ANSWERS[consent.answer],
        at=consent.recorded_at.astimezone(UTC),
        by=_urn("person", consent.by_person) if consent.by_person else None,
        until=Until(day=consent.until.isoformat()) if given and consent.until else None,
        valid=_valid(consent) if given else None,
        method=tuple(_scan(one) for one in recorded.evidence if one.id in consent.evidence),
    )
    if given and consent.until and consent.state(recorded.at) is ConsentState.EXPIRED:
        ended = datetime.combine(consent.until + timedelta(days=1), time(), recorded.at.tzinfo)
        yield Event(state="dpv:ConsentExpired", at=ended.astimezone(UTC))


def _valid(consent: Consent) -> str | None:
    """The days from the first to the last on which an answer holds, None where the first was not said."""
    if consent.since is None:
        return None
    return f"{consent.since.isoformat()}/{consent.until.isoformat() if consent.until else '..'}"


def _person(recorded: RecordedConsents, person: PersonId, *types: str) -> Entity:
    known = next((one for one in recorded.people if one.id == person), None)
    child = ("dpv:Child",) if types and known and known.role is Role.CHILD else ()
    pseudonym = one_line(known.name) if known else person
    return Entity(id=_urn("person", person), types=(types or ("dpv:Entity",)) + child, pseudonym=pseudonym)


def _recipient(contact: ContactId) -> Entity:
    """To whom alone something may be handed; what a contact is called is a name of somebody else, and stays inside."""
    return Entity(id=_urn("contact", contact), types=("dpv:Recipient",), pseudonym=contact)


def _controller(organisation: Organisation) -> Entity | None:
    name = one_line(organisation.name)
    if not name:
        return None
    return Entity(
        id=_urn("controller", name),
        types=("dpv:DataController",),
        name=name,
        contacts=tuple(plain(f"{one.what}: {one.how}") for one in organisation.contacts),
    )


def _purpose(recorded: RecordedConsents, consent: Consent) -> PurposeOf:
    card = next((one for one in recorded.purposes if one.id == consent.purpose), None)
    return PurposeOf(
        id=_urn("purpose", consent.purpose),
        identifier=consent.purpose,
        names=_words(card.name) if card else (),
        says=_words(card.says) if card else (),
    )


def _words(wording: Wording) -> tuple[Words, ...]:
    texts = {code: plain(wording.in_language(code)) for code in ("fi", "sv", "en")}
    return tuple(Words(language=code, text=text) for code, text in texts.items() if text)


def _scan(evidence: Evidence) -> Scan:
    checksum = Checksum(algorithm="spdx:checksumAlgorithm_sha256", value=evidence.sha256)
    return Scan(
        id=_urn("evidence", evidence.id), identifier=evidence.id, media_type=evidence.media_type, checksum=checksum
    )


def _urn(what: str, own: str) -> str:
    """The same identifier for the same thing each time (RFC 9562, 5.5)."""
    return uuid5(_NAMES, f"{what}/{own}").urn
