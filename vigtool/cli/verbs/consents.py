"""``consent``."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.verbs.vaults import opened
from vigtool.domain.consent import Consent
from vigtool.services import cases, consents
from vigtool.services.people import person
from vigtool.services.workspace import Workspace


def record(options: Namespace, answers: Answers) -> int:
    """Put an answer on record."""
    with opened(options) as ws:
        consent = consents.record_consent(
            ws, options.person, options.purpose, options.answer, until=options.until, by=options.by
        )
        answers.one(_consent(ws, consent))
    return ExitCode.DONE


def list_consents(options: Namespace, answers: Answers) -> int:
    """List the answers of a person, or of everybody, in the order of their recording."""
    with opened(options, read_only=True) as ws:
        if options.person is not None:
            person(ws, options.person)
        found = [one for case in cases.cases(ws) for one in consents.consents(ws, case.id)]
        answers.many(
            _consent(ws, one)
            for one in found
            if options.person in {None, one.person} and options.purpose in {None, one.purpose}
        )
    return ExitCode.DONE


def _consent(ws: Workspace, consent: Consent) -> Fields:
    return {
        "id": consent.id,
        "person": consent.person,
        "purpose": str(consent.purpose),
        "state": str(consents.state_now(ws, consent)),
        "until": consent.until.isoformat() if consent.until else None,
        "by": consent.by,
        "recorded_at": consent.recorded_at.isoformat(),
    }
