"""Finding moments by the words in them."""

from vigtool.domain.identifiers import CaseId, MomentId
from vigtool.domain.moments import Moment
from vigtool.services.marking import moment
from vigtool.services.projection import MOMENT
from vigtool.services.workspace import Workspace


def search_moments(ws: Workspace, text: str, case_id: CaseId | None = None) -> list[Moment]:
    """The moments whose title, note or turns hold the text, parts of Finnish compounds included, best first."""
    return [moment(ws, MomentId(hit.id)) for hit in ws.index.search(text, kind=MOMENT, case=case_id)]
