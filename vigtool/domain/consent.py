"""Consents: what a person, or who decides for them, answered to a purpose.

A consent is never changed afterwards; what counts is ``vigtool.domain.standing``, and what may be done on the strength
of it is ``vigtool.domain.deciding``. Unknown means no.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from vigtool.domain.identifiers import ConsentId, ContactId, EvidenceId, PersonId, RecordingId
from vigtool.domain.purposes import LegalBasis, Purpose


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


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer to one purpose.

    ``since`` and ``until`` are the first and last day on which it holds, in the guider's own time zone. ``by_person``
    is who answered where that is someone of the case (a guardian for a child), ``by`` says it in words. ``evidence``
    are scans of the form, ``notice`` the version of the text that was handed out. ``basis`` is the legal basis, which
    is not the same as the consent. With ``recipients`` a picture may be handed to these contacts alone. The fields
    follow the W3C DPV guide to ISO/IEC TS 27560.
    """

    id: ConsentId
    person: PersonId
    purpose: Purpose
    answer: Answer
    recorded_at: datetime
    until: date | None = None
    by: str = ""
    since: date | None = None
    by_person: PersonId | None = None
    evidence: tuple[EvidenceId, ...] = ()
    notice: str = ""
    basis: LegalBasis | None = None
    recipients: tuple[ContactId, ...] = ()

    def state(self, now: datetime) -> ConsentState:
        """How this answer stands at a time (an aware datetime in the guider's time zone)."""
        if self.answer is Answer.GIVEN and self.since is not None and now.date() < self.since:
            return ConsentState.UNKNOWN
        if self.answer is Answer.GIVEN and self.until is not None and now.date() > self.until:
            return ConsentState.EXPIRED
        return ConsentState(self.answer.value)


class Stance(StrEnum):
    """How a child, asked in the child's own way, stands to being seen in a film."""

    WILLING = "willing"
    UNSURE = "unsure"
    UNWILLING = "unwilling"


@dataclass(frozen=True, slots=True)
class ChildView:
    """What a child showed or said about one film; ``words`` tell it in the child's way, by whom it was heard in ``by``.

    A later view of the same child on the same film replaces it.
    """

    person: PersonId
    recording: RecordingId
    stance: Stance
    words: str
    heard_at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A scan or photo of a form that lies sealed in the vault; ``sha256`` (hex) and ``size`` (bytes) are the file's."""

    id: EvidenceId
    media_type: str
    size: int
    sha256: str


def latest(consents: Iterable[Consent], person: PersonId, purpose: Purpose) -> Consent | None:
    """The last recorded answer to a purpose for a person, by whomever; in the order of their recording."""
    found = None
    for consent in consents:
        if consent.person == person and consent.purpose == purpose:
            found = consent
    return found
