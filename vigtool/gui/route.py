"""Where the user is in an open vault; a window that is built anew begins there."""

from dataclasses import dataclass

from vigtool.domain.identifiers import CaseId, MomentId, RecordingId
from vigtool.gui.actions import ActionId


@dataclass(frozen=True, slots=True)
class Route:
    """The place, the case and film chosen last; in an open film the tick and the moment selected.

    ``reminding`` while what was told at the start is still to be read.
    """

    place: ActionId = ActionId.CASES
    case: CaseId | None = None
    film: RecordingId | None = None
    tick: int | None = None
    moment: MomentId | None = None
    reminding: bool = False
