"""Whether a case is a guest: it came in a package for supervision, and nothing of it goes anywhere from here.

The gate asks this for every act on a film; whatever hands out words, or changes what a guest stands on, asks it here.
"""

from vigtool.domain.cases import Case, Recording
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.domain.people import Person
from vigtool.services.lookups import find
from vigtool.services.projection import CASE, PERSON, RECORDING
from vigtool.services.supervision_errors import OfGuest
from vigtool.services.workspace import Workspace


def is_guest(ws: Workspace, case_id: CaseId) -> bool:
    """Tell whether a case came in a package, as far as it is on record already. Raises ``UnknownId``."""
    return find(ws.index, CASE, Case, case_id).guest is not None


def is_guest_film(ws: Workspace, recording_id: RecordingId) -> bool:
    """Tell whether a film came in a package. Raises ``UnknownId``."""
    return is_guest(ws, find(ws.index, RECORDING, Recording, recording_id).case)


def demand_own(ws: Workspace, case_id: CaseId) -> None:
    """Raise ``OfGuest`` for a case that is a guest here, ``UnknownId`` for none."""
    if is_guest(ws, case_id):
        raise OfGuest(case_id)


def demand_own_person(ws: Workspace, person_id: PersonId) -> None:
    """Raise ``OfGuest`` for somebody of a case that is a guest here, ``UnknownId`` for nobody."""
    demand_own(ws, find(ws.index, PERSON, Person, person_id).case)
