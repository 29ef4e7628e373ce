"""Opening and changing cases."""

from vigtool.domain.case_edits import CaseStep, described, of_kind
from vigtool.domain.cases import FAMILY_KIND, Case
from vigtool.domain.events import CaseAdded
from vigtool.domain.identifiers import CaseId, KindId
from vigtool.services.case_history import CaseDesk
from vigtool.services.identifying import new_identifier
from vigtool.services.kinds import kind as known_kind
from vigtool.services.lookups import find, select
from vigtool.services.projection import CASE
from vigtool.services.workspace import Workspace


def add_case(ws: Workspace, name: str, question: str = "", kind: KindId = FAMILY_KIND) -> Case:
    """Open a case, with a key of its own under which all its words are sealed. Raises ``UnknownKind``."""
    known_kind(kind)
    case = Case(CaseId(new_identifier()), name, question, ws.clock(), kind)
    ws.vault.make_key(case.id)
    ws.record(CaseAdded(case))
    return case


def change_case(ws: Workspace, case_id: CaseId, *, name: str | None = None, question: str | None = None) -> Case:
    """Change a case's name or helping question; what is not given stays. Raises ``UnknownId``."""
    desk = CaseDesk(ws, case_id)
    desk.edit(CaseStep.CASE, described(desk.book, name=name, question=question))
    return desk.book.case


def change_kind(ws: Workspace, case_id: CaseId, kind: KindId) -> Case:
    """Make a case one of another kind. Raises ``UnknownId``, ``UnknownKind``."""
    known_kind(kind)
    desk = CaseDesk(ws, case_id)
    desk.edit(CaseStep.KIND, of_kind(desk.book, kind))
    return desk.book.case


def cases(ws: Workspace) -> list[Case]:
    """All cases, oldest first."""
    return select(ws.index, CASE, Case)


def case(ws: Workspace, case_id: CaseId) -> Case:
    """One case. Raises ``UnknownId``."""
    return find(ws.index, CASE, Case, case_id)
