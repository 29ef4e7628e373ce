"""``consent give``, ``refuse``, ``withdraw``, ``list`` and ``evidence``."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.consent import Answer, Consent
from vigtool.domain.identifiers import EvidenceId
from vigtool.domain.purposes import LegalBasis
from vigtool.services import cases, consents, evidence
from vigtool.services.people import person
from vigtool.services.purposes import proposed_basis
from vigtool.services.workspace import Workspace


def record(options: Namespace, answers: Answers) -> int:
    """Put an answer on record, its evidence first."""
    with opened(options) as ws:
        basis = _basis(ws, options)
        consent = consents.record_consent(
            ws,
            options.person,
            options.purpose,
            options.answer,
            since=options.since,
            until=options.until,
            by=options.by,
            by_person=options.guardian,
            notice=options.notice,
            basis=basis,
            recipients=tuple(dict.fromkeys(options.recipients)),
            evidence=evidence_kept(ws, options),
        )
        answers.one(consent_fields(ws, consent))
    return ExitCode.DONE


def list_consents(options: Namespace, answers: Answers) -> int:
    """List the answers of a person, or of everybody, in the order of their recording."""
    with opened(options, read_only=True) as ws:
        if options.person is not None:
            person(ws, options.person)
        found = [one for case in cases.cases(ws) for one in consents.consents(ws, case.id)]
        answers.many(
            consent_fields(ws, one)
            for one in found
            if options.person in {None, one.person} and options.purpose in {None, one.purpose}
        )
    return ExitCode.DONE


def save_evidence(options: Namespace, answers: Answers) -> int:
    """Write a scan of a form out of the vault, and put that on record."""
    with opened(options) as ws:
        evidence.save_evidence(ws, options.case, options.evidence, options.out)
        known = next(one for one in evidence.evidence_of_case(ws, options.case) if one.id == options.evidence)
    answers.one({"id": known.id, "file": str(options.out), "media_type": known.media_type, "sha256": known.sha256})
    return ExitCode.DONE


def _basis(ws: Workspace, options: Namespace) -> LegalBasis | None:
    chosen: LegalBasis | None = options.basis
    if chosen is None and options.answer is Answer.GIVEN:
        return proposed_basis(ws, options.purpose)
    return chosen


def evidence_kept(ws: Workspace, options: Namespace) -> tuple[EvidenceId, ...]:
    """Seal the scans that were named; their ids."""
    case_id = person(ws, options.person).case
    return tuple(evidence.keep_evidence(ws, case_id, one).id for one in options.evidence)


def consent_fields(ws: Workspace, consent: Consent) -> Fields:
    """An answer as fields."""
    return {
        "id": consent.id,
        "person": consent.person,
        "purpose": str(consent.purpose),
        "state": str(consents.state_now(ws, consent)),
        "until": consent.until.isoformat() if consent.until else None,
        "by": consent.by,
        "recorded_at": consent.recorded_at.isoformat(),
        "since": consent.since.isoformat() if consent.since else None,
        "guardian": consent.by_person,
        "basis": None if consent.basis is None else str(consent.basis),
        "notice": consent.notice,
        "evidence": list(consent.evidence),
        "recipients": list(consent.recipients),
    }
