"""Recording consents, and asking for permits: the gate through which every act on a film goes."""

from collections.abc import Sequence
from datetime import date, datetime, time

from vigtool.domain.cases import Recording
from vigtool.domain.consent import (
    Act,
    Answer,
    Consent,
    ConsentState,
    Intent,
    Permit,
    Purpose,
    Refusal,
    decide,
    latest,
)
from vigtool.domain.events import ActRefused, ConsentRecorded
from vigtool.domain.identifiers import CaseId, ConsentId, PersonId, RecordingId
from vigtool.domain.people import Person
from vigtool.services.errors import ConsentRefused
from vigtool.services.identifying import new_identifier
from vigtool.services.kinds import kind_of_case
from vigtool.services.lookups import find, select
from vigtool.services.people import people, person
from vigtool.services.projection import CONSENT, RECORDING, leaf_of
from vigtool.services.workspace import Workspace


def record_consent(
    ws: Workspace, person_id: PersonId, purpose: Purpose, answer: Answer, *, until: date | None = None, by: str = ""
) -> Consent:
    """Put a person's answer on record; it counts from now on. Raises ``UnknownId``."""
    someone = person(ws, person_id)
    consent = Consent(ConsentId(new_identifier()), person_id, purpose, answer, ws.clock(), until, by)
    ws.record(ConsentRecorded(someone.case, consent))
    return consent


def consents(ws: Workspace, case_id: CaseId) -> list[Consent]:
    """All answers of a case's people in the order of their recording, those no longer in force included."""
    return select(ws.index, CONSENT, Consent, case=case_id)


def consent_grid(ws: Workspace, case_id: CaseId) -> dict[tuple[PersonId, Purpose], ConsentState]:
    """How each person of a case stands to each purpose now."""
    answers = consents(ws, case_id)
    grid = {}
    for someone in people(ws, case_id):
        for purpose in Purpose:
            consent = latest(answers, someone.id, purpose)
            grid[someone.id, purpose] = ConsentState.UNKNOWN if consent is None else state_now(ws, consent)
    return grid


def state_now(ws: Workspace, consent: Consent) -> ConsentState:
    """How an answer stands now."""
    return ConsentState.EXPIRED if _lapsed(ws, [consent]) else consent.state(ws.clock())


def _lapsed(ws: Workspace, answers: Sequence[Consent]) -> set[ConsentId]:
    """The consents after whose last day the journal has an entry: a clock that was set back revives none of them.

    Entries from before a consent do not count, so that after a clock that ran ahead it can be given anew.
    """
    zone, ends = ws.clock().tzinfo, dict[ConsentId, datetime]()
    for one in answers:
        if one.answer is Answer.GIVEN and one.until is not None:
            ends[one.id] = datetime.combine(one.until, time.max, zone)
    return {one for one, end in ends.items() if _passed_since(ws, one, end)}


def _passed_since(ws: Workspace, consent_id: ConsentId, end: datetime) -> bool:
    """Each edit asks this of each consent, so nothing here goes through the whole journal."""
    place = leaf_of(ws.index, consent_id).seq
    return any(entry.seq > place for entry in ws.index.entries_after(end))


def permit_for(ws: Workspace, intent: Intent, case_id: CaseId, shown: Sequence[Person]) -> Permit:
    """Decide on an intent; a refusal is put on record and raised as ``ConsentRefused``."""
    decision = _decided(ws, intent, case_id, shown)
    if isinstance(decision, Permit):
        return decision
    if not ws.read_only:  # nothing was done; the refusal alone cannot be written from a second window
        ws.record(ActRefused(case_id, intent.recording, intent.act, intent.purpose, decision.reasons))
    raise ConsentRefused(decision)


def permit(ws: Workspace, act: Act, purpose: Purpose, recording_id: RecordingId) -> Permit:
    """Ask for the permit to do something with a recording in the vault. Raises ``ConsentRefused``, ``UnknownId``."""
    film = find(ws.index, RECORDING, Recording, recording_id)
    return permit_for(ws, Intent(act, purpose, recording_id), film.case, _shown(ws, film))


def is_permitted(ws: Workspace, act: Act, purpose: Purpose, recording_id: RecordingId) -> bool:
    """Tell how the decision would fall now; nothing is put on record, for nothing is done."""
    film = find(ws.index, RECORDING, Recording, recording_id)
    intent = Intent(act, purpose, recording_id)
    return isinstance(_decided(ws, intent, film.case, _shown(ws, film)), Permit)


def _decided(ws: Workspace, intent: Intent, case_id: CaseId, shown: Sequence[Person]) -> Permit | Refusal:
    answers = consents(ws, case_id)
    film_purposes = kind_of_case(ws, case_id).film_purposes
    return decide(intent, shown, answers, ws.clock(), _lapsed(ws, answers), film_purposes)


def _shown(ws: Workspace, film: Recording) -> list[Person]:
    return [person(ws, one) for one in film.people]


def grounds(given: Permit) -> tuple[ConsentId, ...]:
    """The ids of the consents that a permit stands on, each once, for the journal."""
    return tuple(dict.fromkeys(consent.id for consent in given.consents))
