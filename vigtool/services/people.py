"""Naming the people of a case."""

from vigtool.domain.events import PersonAdded
from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.domain.people import Person, Role
from vigtool.services.cases import case
from vigtool.services.identifying import new_identifier
from vigtool.services.lookups import find, select
from vigtool.services.projection import PERSON
from vigtool.services.workspace import Workspace


def add_person(ws: Workspace, case_id: CaseId, name: str, role: Role, family: str = "") -> Person:
    """Add someone to a case; the number within the role makes the pseudonym. Raises ``UnknownId``.

    ``family`` is what the guider calls the person's family, where a case has several.
    """
    case(ws, case_id)
    number = 1 + sum(one.role is role for one in everyone(ws, case_id))
    person = Person(PersonId(new_identifier()), case_id, name, role, number, family.strip())
    ws.record(PersonAdded(person))
    return person


def people(ws: Workspace, case_id: CaseId) -> list[Person]:
    """The people of a case in the order in which they were named, without those who were erased."""
    return [one for one in everyone(ws, case_id) if one.name]


def everyone(ws: Workspace, case_id: CaseId) -> list[Person]:
    """The same with those of whom only the pseudonym is left, since films and the log stand on their answers."""
    return select(ws.index, PERSON, Person, case=case_id)


def person(ws: Workspace, person_id: PersonId) -> Person:
    """One person. Raises ``UnknownId``."""
    return find(ws.index, PERSON, Person, person_id)
