"""``consent withdraw`` and ``consent letter``."""

from argparse import Namespace
from collections.abc import Iterable

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.cli.verbs.consents import consent_fields, evidence_kept
from vigtool.domain.identifiers import PersonId
from vigtool.domain.withdrawal import Departure, Stops
from vigtool.services.people import people, person
from vigtool.services.withdrawal_letters import make_letter
from vigtool.services.withdrawing import can_be_withdrawn, withdraw
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym
from vigtool.wording.translation import language


def withdraw_consents(options: Namespace, answers: Answers) -> int:
    """Withdraw one consent of a person, or all in force; tell what stops and what had left."""
    with opened(options) as ws:
        chosen = can_be_withdrawn(ws, options.person) if options.purpose is None else (options.purpose,)
        done = withdraw(
            ws,
            options.person,
            chosen,
            by=options.by,
            by_person=options.guardian,
            notice=options.notice,
            evidence=evidence_kept(ws, options),
        )
        first = consent_fields(ws, done.consents[0]) if done.consents else {"id": None, "person": options.person}
        answers.one(
            {
                **first,
                "withdrawn": [{"id": one.id, "purpose": str(one.purpose)} for one in done.consents],
                "stops": _stops(done.stops),
                "left": departure_fields(ws, options.person, done.left),
            }
        )
    return ExitCode.DONE


def letter(options: Namespace, answers: Answers) -> int:
    """Write to those who may have copies that rest on what a person withdrew."""
    with opened(options) as ws:
        made = make_letter(ws, options.person, options.out, language())
    answers.one({"pdf": str(made.pdf), "sheets": made.sheets, "about": list(made.about), "sha256": made.sha256})
    return ExitCode.DONE


def departure_fields(ws: Workspace, person_id: PersonId, left: Iterable[Departure]) -> list[Fields]:
    """What left, as fields; recipients by id and by role and number."""
    names = {one.id: pseudonym(one) for one in people(ws, person(ws, person_id).case)}
    return [
        {
            "entry": one.seq,
            "what": str(one.what),
            "at": one.at.isoformat(),
            "purpose": None if one.purpose is None else str(one.purpose),
            "recording": one.recording,
            "moments": list(one.moments),
            "frame": one.frame,
            "session": one.session,
            "to": [{"id": recipient, "person": names.get(recipient)} for recipient in one.to],
            "sha256": list(one.sha256),
            "letter_made": None if one.told is None else one.told.isoformat(),
        }
        for one in left
    ]


def _stops(stops: Stops) -> Fields:
    return {"purposes": [str(one) for one in stops.purposes], "recordings": list(stops.films)}
