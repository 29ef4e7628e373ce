"""Opening and changing cases."""

from dataclasses import replace

from vigtool.domain.cases import Case
from vigtool.domain.events import CaseAdded, CaseChanged
from vigtool.domain.identifiers import CaseId
from vigtool.services.identifying import new_identifier
from vigtool.services.lookups import find, select
from vigtool.services.projection import CASE
from vigtool.services.workspace import Workspace


def add_case(ws: Workspace, name: str, question: str = "") -> Case:
    """Open a case, with a key of its own under which all its words are sealed."""
    case = Case(CaseId(new_identifier()), name, question, ws.clock())
    ws.vault.make_key(case.id)
    ws.record(CaseAdded(case))
    return case


def change_case(ws: Workspace, case_id: CaseId, *, name: str | None = None, question: str | None = None) -> Case:
    """Change a case's name or helping question; what is not given stays. Raises ``UnknownId``."""
    before = case(ws, case_id)
    after = replace(
        before,
        name=before.name if name is None else name,
        question=before.question if question is None else question,
    )
    if after != before:
        ws.record(CaseChanged(after))
    return after


def cases(ws: Workspace) -> list[Case]:
    """All cases, oldest first."""
    return select(ws.index, CASE, Case)


def case(ws: Workspace, case_id: CaseId) -> Case:
    """One case. Raises ``UnknownId``."""
    return find(ws.index, CASE, Case, case_id)
