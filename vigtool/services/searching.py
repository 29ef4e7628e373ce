"""Finding moments by the words in them."""

from typing import Final

from vigtool.domain.identifiers import CaseId, MomentId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.services.marking import moment
from vigtool.services.projection import MOMENT
from vigtool.services.workspace import Workspace

ALL: Final = 1_000_000
"""More moments than a film can have."""


def search_moments(ws: Workspace, text: str, case_id: CaseId | None = None) -> list[Moment]:
    """The moments in whose title, note, question or turns the text stands, within Finnish compounds too, best first."""
    return [moment(ws, MomentId(hit.id)) for hit in ws.index.search(text, kind=MOMENT, case=case_id)]


def found_in_film(ws: Workspace, recording_id: RecordingId, text: str) -> frozenset[MomentId]:
    """The moments of one film that hold the text, all of them."""
    hits = ws.index.search(text, kind=MOMENT, parent=recording_id, limit=ALL)
    return frozenset(MomentId(hit.id) for hit in hits)
