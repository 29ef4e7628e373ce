"""Answers on record: one with all that can be said, one with the least."""

from datetime import date, datetime, timedelta, timezone

from tests.exchange.annotations.sample_films import CHILD, PARENT
from vigtool.domain.consent import Answer, Consent, Evidence
from vigtool.domain.identifiers import ConsentId, EvidenceId
from vigtool.domain.policy import Contact, Organisation
from vigtool.domain.purposes import LegalBasis, Purpose, Purposes
from vigtool.exchange.consent_records_writing import RecordedConsents
from vigtool.exchange.purposes import built_in_purposes

WINTER = timezone(timedelta(hours=2))

SCAN = Evidence(EvidenceId("ev1dencee001"), "application/pdf", 1234, "ab" * 32)
GIVEN = Consent(
    id=ConsentId("c0nsentc0n01"),
    person=CHILD.id,
    purpose=Purposes.SHOWING,
    answer=Answer.GIVEN,
    recorded_at=datetime(2026, 2, 3, 14, 5, tzinfo=WINTER),
    until=date(2026, 12, 31),
    by="Liisa, the mother",
    since=date(2026, 2, 4),
    by_person=PARENT.id,
    evidence=(SCAN.id,),
    notice="2026-01",
    basis=LegalBasis.PUBLIC_TASK,
)
BARE = Consent(
    id=ConsentId("c0nsentc0n02"),
    person=PARENT.id,
    purpose=Purpose("own-purpose"),
    answer=Answer.WITHDRAWN,
    recorded_at=datetime(2026, 3, 4, 15, tzinfo=WINTER),
)
RECORDED = RecordedConsents(
    consents=(GIVEN, BARE),
    people=(CHILD, PARENT),
    purposes=built_in_purposes(),
    evidence=(SCAN,),
    controller=Organisation("Wellbeing county", (Contact("data protection", "dpo@example.org"),)),
    at=datetime(2026, 4, 1, 12, tzinfo=WINTER),
)
