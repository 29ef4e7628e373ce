"""Forms and notices for the people of a case, written as files for the printer."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import CaseId, ContactId, PersonId
from vigtool.domain.people import Person
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.exchange.consent_form import Asked, Paper, Question, consent_form, consent_notice, notice_version
from vigtool.exchange.form_templates import FormTemplates
from vigtool.services.cases import case
from vigtool.services.consents import consents
from vigtool.services.contacts import contacts
from vigtool.services.errors import PeopleNotNamed, UnknownId
from vigtool.services.jobs import NotRun, complete
from vigtool.services.kinds import kind_of_case
from vigtool.services.outgoing import write_file
from vigtool.services.people import people
from vigtool.services.policy import policy
from vigtool.services.projection import PERSON
from vigtool.services.purposes import proposed_basis, purpose_card
from vigtool.services.sent_packages import holder
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


def templates_of(ws: Workspace) -> FormTemplates:
    """Where the forms come from: the folder that the policy names, else the program."""
    named = policy(ws).templates
    return FormTemplates(Path(named) if named else None)


def current_notice(ws: Workspace, language: str) -> str:
    """The version of the notice in force. Raises ``BadTemplate``, ``UnknownLanguage``."""
    return notice_version(templates_of(ws), language)


class FormMaking:
    """The job of writing a form, or the notice that goes with it; its result is the ``FormReport``."""

    def __init__(
        self, ws: Workspace, wanted: Wanted, out: Path, templates: FormTemplates | None = None, *, notice: bool = False
    ) -> None:
        """Gather what stands on it; ``templates`` are the policy's unless others are given.

        Raises ``UnknownId``, ``UnknownPurpose``, ``PeopleNotNamed``.
        """
        self._folder, self._out, self._notice = ws.folder, out, notice
        self._templates = templates or templates_of(ws)
        self._paper = _paper(ws, wanted)
        self._people = [] if notice else _people(ws, wanted)
        self._made: tuple[bytes, str] | None = None

    def run(self, progress: Progress) -> None:
        """Set the pages, in memory. Raises ``BadTemplate``, ``UnknownLanguage``, ``ReportNotMade``."""
        progress(0, 1)
        version = notice_version(self._templates, self._paper.language)
        if self._notice:
            self._made = consent_notice(self._templates, self._paper), version
        else:
            self._made = consent_form(self._templates, self._paper, self._people), version
        progress(1, 1)

    def finish(self) -> FormReport:
        """Give the file its name. Raises ``CannotWrite``, ``NoSpace``, ``TargetInVault``."""
        if self._made is None:
            raise NotRun
        pdf, version = self._made
        write_file(self._out, pdf, self._folder)
        return FormReport(self._out, version, hashlib.sha256(pdf).hexdigest())

    def abandon(self) -> None:
        """Nothing was written."""


def make_form(ws: Workspace, wanted: Wanted, out: Path, templates: FormTemplates | None = None) -> FormReport:
    """Write a form on this thread; see ``FormMaking``."""
    return complete(FormMaking(ws, wanted, out, templates), ignore_progress)


def make_notice(ws: Workspace, wanted: Wanted, out: Path, templates: FormTemplates | None = None) -> FormReport:
    """Write the notice on this thread; see ``FormMaking``."""
    return complete(FormMaking(ws, wanted, out, templates, notice=True), ignore_progress)


def _people(ws: Workspace, wanted: Wanted) -> list[Asked]:
    known = {one.id: one for one in people(ws, wanted.case)}
    for one in wanted.people:
        if one not in known:
            raise UnknownId(PERSON, one)
    chosen = [known[one] for one in wanted.people] or list(known.values())
    if not chosen:
        raise PeopleNotNamed
    names = {one.id: one.name for one in known.values()}
    return [_asked(ws, one, names, wanted.language) for one in chosen]


def _paper(ws: Workspace, wanted: Wanted) -> Paper:
    case(ws, wanted.case)
    asked = wanted.purposes or offered_purposes(ws, wanted.case)
    questions = [Question(purpose_card(ws, one), proposed_basis(ws, one)) for one in asked]
    may_limit = bool(contacts(ws))
    return Paper(wanted.language, ws.clock(), policy(ws).organisation, questions, policy(ws).terms, may_limit)


def _asked(ws: Workspace, person: Person, names: dict[PersonId, str], language: str) -> Asked:
    role = kind_of_case(ws, person.case).role_name(person.role)
    guardians = tuple(names[one] for one in person.guardians if one in names)
    called = str(person.role) if role is None else role.in_language(language)
    only = tuple(holder(ws, one).name for one in _limited_to(ws, person))
    return Asked(person.name, called, guardians, person.deciding, person.has_view_of_own, only)


def _limited_to(ws: Workspace, person: Person) -> tuple[ContactId, ...]:
    """The contacts for whom alone the last yes to supervision is, those who were removed since too."""
    said = [one for one in consents(ws, person.case) if one.person == person.id and one.purpose == Purposes.SUPERVISION]
    return said[-1].recipients if said and said[-1].answer is Answer.GIVEN else ()
