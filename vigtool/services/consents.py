"""Recording consents, and asking for permits: the gate through which every act on a film goes."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TypedDict, Unpack

from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer, ChildView, Consent, ConsentState, Evidence
from vigtool.domain.contacts import Contact
from vigtool.domain.deciding import Circumstances, Intent, Permit, Refusal, decide
from vigtool.domain.events import ActRefused, ConsentRecorded
from vigtool.domain.identifiers import CaseId, ConsentId, ContactId, EvidenceId, PersonId, RecordingId
from vigtool.domain.people import Person
from vigtool.domain.purposes import Act, LegalBasis, Purpose
from vigtool.domain.standing import standing
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.guest_standing import demand_own, is_guest
from vigtool.services.identifying import new_identifier
from vigtool.services.kinds import kind_of_case
from vigtool.services.lookups import find, select
from vigtool.services.people import people, person
from vigtool.services.projection import CHILD_VIEW, CONSENT, EVIDENCE, FROZEN, PERSON, RECORDING, leaf_of
from vigtool.services.purposes import purpose_card, purposes, scope_of
from vigtool.services.supervision_projection import CONTACT
from vigtool.services.workspace import Workspace


class Said(TypedDict, total=False):
    """What else belongs to an answer; see ``vigtool.domain.consent.Consent``."""

    until: date | None
    by: str
    since: date | None
    by_person: PersonId | None
    evidence: tuple[EvidenceId, ...]
    notice: str
    basis: LegalBasis | None
    recipients: tuple[ContactId, ...]


def record_consent(
    ws: Workspace, person_id: PersonId, purpose: Purpose, answer: Answer, **more: Unpack[Said]
) -> Consent:
    """Put a person's answer on record; it counts from now on.

    ``more`` are the further fields of a ``Consent``. Raises ``UnknownId`` for whoever answered and for evidence, too,
    if they are not of the case, and for recipients of a yes that are no contacts, ``UnknownPurpose`` for a yes to what
    nobody has described, ``OfGuest`` for a yes of somebody whose answers are in another vault; a no is always taken.
    """
    someone = person(ws, person_id)
    if answer is Answer.GIVEN:
        demand_own(ws, someone.case)
        purpose_card(ws, purpose)
        _unverified(ws, more.get("recipients", ()))
    _demand_of_case(ws, someone.case, more)
    consent = Consent(ConsentId(new_identifier()), person_id, purpose, answer, ws.clock(), **more)
    ws.record(ConsentRecorded(someone.case, consent))
    return consent


def _demand_of_case(ws: Workspace, case_id: CaseId, said: Said) -> None:
    speaker = said.get("by_person")
    if speaker is not None and person(ws, speaker).case != case_id:
        raise UnknownId(PERSON, speaker)
    known = {one.id for one in select(ws.index, EVIDENCE, Evidence, case=case_id)}
    for one in said.get("evidence", ()):
        if one not in known:
            raise UnknownId(EVIDENCE, one)


def consents(ws: Workspace, case_id: CaseId) -> list[Consent]:
    """All answers of a case's people in the order of their recording, those no longer in force included."""
    return select(ws.index, CONSENT, Consent, case=case_id)


def consent_grid(ws: Workspace, case_id: CaseId) -> dict[tuple[PersonId, Purpose], ConsentState]:
    """How each person of a case stands now to each purpose in force, and to any other that somebody answered to."""
    answers = consents(ws, case_id)
    lapsed = _lapsed(ws, answers)
    grid, asked = {}, {*(card.id for card in purposes(ws)), *(one.purpose for one in answers)}
    for someone in people(ws, case_id):
        for purpose in asked:
            grid[someone.id, purpose] = standing(answers, someone, purpose, ws.clock(), lapsed).state
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
    """Each edit asks this of each consent, so nothing here goes through the journal."""
    last = ws.index.last_after(end)
    return last is not None and last > leaf_of(ws.index, consent_id).seq


def permit_for(
    ws: Workspace,
    intent: Intent,
    case_id: CaseId,
    shown: Sequence[Person],
    in_picture: Collection[PersonId] | None = None,
    *,
    masked: Collection[PersonId] = (),
    recipients: Collection[ContactId] | None = None,
) -> Permit:
    """Decide on an intent; a refusal is put on record and raised as ``ConsentRefused``."""
    asked = Circumstances(in_picture, masked=masked, recipients=recipients)
    decision = _decided(ws, intent, case_id, shown, asked)
    if isinstance(decision, Permit):
        return decision
    if not ws.read_only:  # nothing was done; the refusal alone cannot be written from a second window
        ws.record(ActRefused(case_id, intent.recording, intent.act, intent.purpose, decision.reasons))
    raise ConsentRefused(decision)


def permit(
    ws: Workspace,
    act: Act,
    purpose: Purpose,
    recording_id: RecordingId,
    in_picture: Collection[PersonId] | None = None,
    *,
    masked: Collection[PersonId] = (),
    recipients: Collection[ContactId] | None = None,
) -> Permit:
    """Ask for the permit to do something with a recording in the vault. Raises ``ConsentRefused``, ``UnknownId``.

    ``in_picture`` are those seen or heard in the part that it is about, None for the whole film. ``masked`` are those
    who will be covered in every picture: whoever asks so has to hold it by ``services.masking.demand_covered``.
    ``recipients`` are the contacts to whom alone it is sealed, None for all that leaves otherwise.
    """
    film = find(ws.index, RECORDING, Recording, recording_id)
    intent = Intent(act, purpose, recording_id)
    shown = _shown(ws, film, in_picture)
    return permit_for(ws, intent, film.case, shown, in_picture, masked=masked, recipients=recipients)


def is_permitted(
    ws: Workspace,
    act: Act,
    purpose: Purpose,
    recording_id: RecordingId,
    in_picture: Collection[PersonId] | None = None,
    *,
    masked: Collection[PersonId] = (),
    recipients: Collection[ContactId] | None = None,
) -> bool:
    """Tell how the decision would fall now; nothing is put on record, for nothing is done."""
    decision = decision_now(ws, Intent(act, purpose, recording_id), in_picture, masked=masked, recipients=recipients)
    return isinstance(decision, Permit)


def permit_in_force(
    ws: Workspace,
    act: Act,
    purpose: Purpose,
    recording_id: RecordingId,
    in_picture: Collection[PersonId] | None = None,
    *,
    masked: Collection[PersonId] = (),
) -> Permit | None:
    """The permit that would be given now, None where it would be refused; nothing is put on record."""
    decision = decision_now(ws, Intent(act, purpose, recording_id), in_picture, masked=masked)
    return decision if isinstance(decision, Permit) else None


def decision_now(
    ws: Workspace,
    intent: Intent,
    in_picture: Collection[PersonId] | None = None,
    *,
    masked: Collection[PersonId] = (),
    recipients: Collection[ContactId] | None = None,
) -> Permit | Refusal:
    """How the decision would fall now, with the reasons of a refusal; nothing is put on record. Raises ``UnknownId``.

    ``in_picture``, ``masked`` and ``recipients`` are as for ``permit``.
    """
    film = find(ws.index, RECORDING, Recording, intent.recording)
    circumstances = Circumstances(in_picture, masked=masked, recipients=recipients)
    return _decided(ws, intent, film.case, _shown(ws, film, in_picture), circumstances)


def child_views(ws: Workspace, recording_id: RecordingId) -> list[ChildView]:
    """What children said about a film, each one's latest."""
    return select(ws.index, CHILD_VIEW, ChildView, parent=recording_id)


def is_frozen(ws: Workspace, recording_id: RecordingId) -> bool:
    """Tell whether a film is kept and not used."""
    return ws.index.get(FROZEN, recording_id) is not None


def _decided(
    ws: Workspace,
    intent: Intent,
    case_id: CaseId,
    shown: Sequence[Person],
    asked: Circumstances,
) -> Permit | Refusal:
    """Decide as things are now; ``asked`` says who is in the picture, who will be covered, and who gets it."""
    answers = consents(ws, case_id)
    film_purposes = kind_of_case(ws, case_id).film_purposes
    circumstances = replace(
        asked,
        views=child_views(ws, intent.recording),
        frozen=is_frozen(ws, intent.recording),
        scope=scope_of(ws, intent.purpose),
        guest=is_guest(ws, case_id),
        unverified=_unverified(ws, asked.recipients or ()),
    )
    return decide(intent, shown, answers, ws.clock(), _lapsed(ws, answers), film_purposes, circumstances)


def _unverified(ws: Workspace, recipients: Collection[ContactId]) -> list[ContactId]:
    """Those contacts whose keys nobody has compared. Raises ``UnknownId`` for one that is none, or none any more."""
    return [one for one in recipients if not find(ws.index, CONTACT, Contact, one).verified]


def _shown(ws: Workspace, film: Recording, in_picture: Collection[PersonId] | None) -> list[Person]:
    """Those in the film; who is named for a part alone is in it all the same."""
    return [person(ws, one) for one in dict.fromkeys([*film.people, *(in_picture or ())])]


def grounds(given: Permit) -> tuple[ConsentId, ...]:
    """The ids of the consents that a permit stands on, each once, for the journal."""
    return tuple(dict.fromkeys(consent.id for consent in given.consents))
