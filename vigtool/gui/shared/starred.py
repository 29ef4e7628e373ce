"""The moments of a case that are chosen for the review, and the quiet line that leads from them to handing them out."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import CaseId
from vigtool.domain.moments import Moment
from vigtool.gui.shared.quiet_line import QuietLine
from vigtool.services.marking import moments
from vigtool.services.recordings import recordings
from vigtool.services.reviewing import spared_moments
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


def starred_moments(ws: Workspace, case_id: CaseId) -> list[Moment]:
    """The moments with a star, film by film, in the guider's own order where there is one.

    One that a client does not want to be shown is not among them.
    """
    spared = spared_moments(ws, case_id)
    found = []
    for film in recordings(ws, case_id):
        mine = [one for one in moments(ws, film.id) if one.starred and one.id not in spared]
        found += sorted(mine, key=lambda one: (one.place is None, one.place or 0, one.span.start))
    return found


class StarredLine(QuietLine):
    """On the page of a case; gone while no moment has a star, and where nothing can be handed out."""

    def __init__(self, ws: Workspace, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__("share", tr("Hand them out…"), parent)
        self._ws, self._case = ws, case_id
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say how many there are now."""
        count = 0 if self._ws.read_only else len(starred_moments(self._ws, self._case))
        told = trn("{count} moment is chosen for the review.", "{count} moments are chosen for the review.", count)
        self.say(told.format(count=count) if count else "")
