"""Single edits of a case for who has no window open on it: each is one step that can be undone."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from vigtool.domain.case_edits import (
    CaseStep,
    family_named,
    film_brought_back,
    film_named,
    film_put_away,
    film_with_people,
    person_guarded,
    person_in_family,
    person_named,
)
from vigtool.domain.casebook import CaseBook
from vigtool.domain.cases import Recording
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.domain.people import Deciding, Person
from vigtool.services.case_history import CaseDesk
from vigtool.services.people import person
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace

Edit: TypeAlias = Callable[[CaseBook], CaseBook]


def edit_case(ws: Workspace, case_id: CaseId, step: CaseStep, edit: Edit) -> None:
    """Make one edit of a case. Raises ``UnknownId``, and what the edit raises."""
    desk = CaseDesk(ws, case_id)
    desk.edit(step, edit(desk.book))


def edit_film(ws: Workspace, recording_id: RecordingId, step: CaseStep, edit: Edit) -> Recording:
    """Make one edit of the case of a film, and return the film. Raises ``UnknownId``, and what the edit raises."""
    edit_case(ws, recording(ws, recording_id).case, step, edit)
    return recording(ws, recording_id)


def rename_person(ws: Workspace, person_id: PersonId, name: str) -> Person:
    """Call a person otherwise. Raises ``UnknownId``, ``NameMissing``."""
    edit_case(ws, person(ws, person_id).case, CaseStep.PERSON_NAME, lambda book: person_named(book, person_id, name))
    return person(ws, person_id)


def set_family(ws: Workspace, person_id: PersonId, family: str) -> Person:
    """Note to which family a person belongs, to none for the empty name. Raises ``UnknownId``."""
    case_id = person(ws, person_id).case
    edit_case(ws, case_id, CaseStep.PERSON_FAMILY, lambda book: person_in_family(book, person_id, family))
    return person(ws, person_id)


def set_guardians(ws: Workspace, person_id: PersonId, guardians: Sequence[PersonId], deciding: Deciding) -> Person:
    """Say who decides for a person, and whose yes it takes. Raises ``UnknownId``, ``NotInCase``, ``UnfitGuardians``."""
    case_id = person(ws, person_id).case
    edit_case(ws, case_id, CaseStep.PERSON_GUARDIANS, lambda book: person_guarded(book, person_id, guardians, deciding))
    return person(ws, person_id)


def rename_family(ws: Workspace, case_id: CaseId, family: str, name: str) -> None:
    """Call a family otherwise. Raises ``UnknownId``, ``NotInCase``, ``NameMissing``, ``NameTaken``."""
    edit_case(ws, case_id, CaseStep.FAMILY_NAME, lambda book: family_named(book, family, name))


def rename_film(ws: Workspace, recording_id: RecordingId, label: str) -> Recording:
    """Call a film otherwise. Raises ``UnknownId``, ``NameMissing``."""
    return edit_film(ws, recording_id, CaseStep.FILM_LABEL, lambda book: film_named(book, recording_id, label))


def set_people(ws: Workspace, recording_id: RecordingId, people: Sequence[PersonId]) -> Recording:
    """Say who is in a film; their consents count from now on. Raises ``UnknownId``, ``NotInCase``."""
    return edit_film(ws, recording_id, CaseStep.FILM_PEOPLE, lambda book: film_with_people(book, recording_id, people))


def put_away(ws: Workspace, recording_id: RecordingId) -> Recording:
    """Take a film's card out of all lists; nothing of the film is destroyed. Raises ``UnknownId``."""
    return edit_film(ws, recording_id, CaseStep.FILM_AWAY, lambda book: film_put_away(book, recording_id))


def bring_back(ws: Workspace, recording_id: RecordingId) -> Recording:
    """Bring a film's card back into the lists. Raises ``UnknownId``."""
    return edit_film(ws, recording_id, CaseStep.FILM_BACK, lambda book: film_brought_back(book, recording_id))
