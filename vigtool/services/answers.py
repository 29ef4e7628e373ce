"""A person's answers as a sheet has them: all purposes at once, by one voice."""

from collections.abc import Mapping

from vigtool.domain.consent import Answer, Consent, ConsentState
from vigtool.domain.identifiers import EvidenceId, PersonId
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.services.consents import Said, consent_grid, consents, record_consent, state_now
from vigtool.services.people import person
from vigtool.services.purposes import proposed_basis
from vigtool.services.workspace import Workspace


def record_answers(ws: Workspace, person_id: PersonId, answers: Mapping[Purpose, Answer], said: Said) -> list[Consent]:
    """Put several answers of a person on record, each yes with its proposed basis where ``said`` names none.

    The recipients that ``said`` names are for a yes to supervision: packages are made for nothing else.
    Raises as ``record_consent`` does; answers before the one that is refused are on record then.
    """
    made = []
    for purpose, answer in answers.items():
        whole = said.copy()
        if answer is Answer.GIVEN:
            whole["basis"] = said.get("basis") or proposed_basis(ws, purpose)
        else:
            whole["since"] = whole["until"] = None  # a no has no term
        if answer is not Answer.GIVEN or purpose != Purposes.SUPERVISION:
            whole["recipients"] = ()
        made.append(record_consent(ws, person_id, purpose, answer, **whole))
    return made


def answers_of(ws: Workspace, person_id: PersonId) -> list[Consent]:
    """Every answer for a person, in the order of their recording. Raises ``UnknownId``."""
    return [one for one in consents(ws, person(ws, person_id).case) if one.person == person_id]


def papers_named(ws: Workspace, person_id: PersonId) -> set[EvidenceId]:
    """The scans of forms that answers for a person, or by that person for others, name. Raises ``UnknownId``."""
    answers = consents(ws, person(ws, person_id).case)
    return {paper for one in answers if person_id in (one.person, one.by_person) for paper in one.evidence}


def states_by(ws: Workspace, person_id: PersonId, guardian: PersonId | None) -> dict[Purpose, ConsentState]:
    """How a person stands to what was answered so far: by one guardian alone, for None by everybody.

    What was answered for the person as a whole counts as that guardian's answer, too.
    Purposes that nobody answered to are left out for a guardian. Raises ``UnknownId``.
    """
    if guardian is None:
        someone = person(ws, person_id)
        grid = consent_grid(ws, someone.case)
        return {purpose: state for (whose, purpose), state in grid.items() if whose == person_id}
    last: dict[Purpose, Consent] = {}
    for one in answers_of(ws, person_id):
        if one.by_person in (guardian, None):
            last[one.purpose] = one  # an answer for the person as a whole replaces what each guardian said before
    return {purpose: state_now(ws, one) for purpose, one in last.items()}
