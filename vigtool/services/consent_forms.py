"""Forms and notices for the people of a case, written as files for the printer."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.domain.people import Person
from vigtool.domain.purposes import Purpose
from vigtool.exchange.consent_form import Asked, Paper, Question, consent_form, consent_notice, notice_version
from vigtool.exchange.form_templates import FormTemplates
from vigtool.services.cases import case
from vigtool.services.errors import PeopleNotNamed, UnknownId
from vigtool.services.kinds import kind_of_case
from vigtool.services.outgoing import small_file
from vigtool.services.people import people
from vigtool.services.policy import policy
from vigtool.services.projection import PERSON
from vigtool.services.purposes import proposed_basis, purpose_card
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed: for a case, in a language, for these people (all for none) and purposes (the case's)."""

    case: CaseId
    language: str
    people: tuple[PersonId, ...] = ()
    purposes: tuple[Purpose, ...] = ()


@dataclass(frozen=True, slots=True)
class FormReport:
    """What was written: where, of which version of the notice it speaks, its hash."""

    pdf: Path
    notice: str
    sha256: str


def offered_purposes(ws: Workspace, case_id: CaseId) -> list[Purpose]:
    """What is asked in a case: the purposes of its kind in their order, then those of the organisation's own."""
    of_kind = kind_of_case(ws, case_id).purposes
    return [*of_kind, *(card.id for card in policy(ws).own_purposes if card.id not in of_kind)]


def templates_of(ws: Workspace, folder: Path | None = None) -> FormTemplates:
    """Where the forms come from: the folder that was named, else the policy's, else the program."""
    named = policy(ws).templates
    return FormTemplates(folder or (Path(named) if named else None))


def current_notice(ws: Workspace, language: str) -> str:
    """The version of the notice in force. Raises ``BadTemplate``, ``UnknownLanguage``."""
    return notice_version(templates_of(ws), language)


def form_pdf(ws: Workspace, wanted: Wanted, templates: Path | None = None) -> bytes:
    """The form as a PDF. Raises ``UnknownId``, ``UnknownPurpose``, ``PeopleNotNamed``, ``BadTemplate``."""
    known = {one.id: one for one in people(ws, case(ws, wanted.case).id)}
    for one in wanted.people:
        if one not in known:
            raise UnknownId(PERSON, one)
    chosen = [known[one] for one in wanted.people] or list(known.values())
    if not chosen:
        raise PeopleNotNamed
    names = {one.id: one.name for one in known.values()}
    asked = [_asked(ws, one, names, wanted.language) for one in chosen]
    return consent_form(templates_of(ws, templates), _paper(ws, wanted), asked)


def notice_pdf(ws: Workspace, wanted: Wanted, templates: Path | None = None) -> bytes:
    """The notice as a PDF. Raises ``UnknownId``, ``UnknownPurpose``, ``BadTemplate``."""
    return consent_notice(templates_of(ws, templates), _paper(ws, wanted))


def make_form(ws: Workspace, wanted: Wanted, out: Path, templates: Path | None = None) -> FormReport:
    """Write the form. Raises as ``form_pdf`` and ``small_file`` do."""
    return _written(ws, wanted, form_pdf(ws, wanted, templates), out, templates)


def make_notice(ws: Workspace, wanted: Wanted, out: Path, templates: Path | None = None) -> FormReport:
    """Write the notice. Raises as ``notice_pdf`` and ``small_file`` do."""
    return _written(ws, wanted, notice_pdf(ws, wanted, templates), out, templates)


def _written(ws: Workspace, wanted: Wanted, pdf: bytes, out: Path, templates: Path | None) -> FormReport:
    outgoing = small_file(out, pdf, ws.folder)
    try:
        outgoing.publish()
    finally:
        outgoing.close()
    version = notice_version(templates_of(ws, templates), wanted.language)
    return FormReport(out, version, hashlib.sha256(pdf).hexdigest())


def _paper(ws: Workspace, wanted: Wanted) -> Paper:
    asked = wanted.purposes or offered_purposes(ws, wanted.case)
    questions = [Question(purpose_card(ws, one), proposed_basis(ws, one)) for one in asked]
    return Paper(wanted.language, ws.clock(), policy(ws).organisation, questions, policy(ws).terms)


def _asked(ws: Workspace, person: Person, names: dict[PersonId, str], language: str) -> Asked:
    role = kind_of_case(ws, person.case).role_name(person.role)
    guardians = tuple(names[one] for one in person.guardians if one in names)
    called = str(person.role) if role is None else role.in_language(language)
    return Asked(person.name, called, guardians, person.deciding, person.has_view_of_own)
