"""A case with a child and a parent, as most tests of the window need one."""

from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.cases import Case, Recording
from vigtool.domain.consent import Answer
from vigtool.domain.moments import Moment
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames
from vigtool.services.people import add_person
from vigtool.services.workspace import Workspace

WORK_FACTOR = 4
"""scrypt at 2^4: these tests are about the window."""


@dataclass(frozen=True, slots=True)
class Family:
    ws: Workspace
    case: Case
    child: Person
    parent: Person

    def consent(self, purpose: Purpose) -> None:
        for person in (self.child, self.parent):
            record_consent(self.ws, person.id, purpose, Answer.GIVEN, by="Marja")

    def film(self, source: Path) -> Recording:
        self.consent(Purposes.GUIDANCE)
        return import_film(self.ws, source, self.case.id)

    def moment(self, film: Recording) -> Moment:
        return mark_frames(self.ws, film.id, first=5, end=20, title="The red brick")


def found_family(ws: Workspace) -> Family:
    case = add_case(ws, "Kallio 3", "How can we play in peace?")
    child = add_person(ws, case.id, "Aino", Role.CHILD)
    return Family(ws, case, child, add_person(ws, case.id, "Marja", Role.PARENT))
