"""The written feedback on a guest: strengths first, then what one could wonder about, then what was agreed."""

from vigtool.domain.comments import Feedback
from vigtool.domain.identifiers import CaseId
from vigtool.domain.supervision import FeedbackSet
from vigtool.services.comments import fit_words
from vigtool.services.guest_standing import is_guest
from vigtool.services.lookups import find
from vigtool.services.supervision_errors import NotAGuest
from vigtool.services.supervision_projection import FEEDBACK
from vigtool.services.workspace import Workspace


def feedback_on(ws: Workspace, case_id: CaseId) -> Feedback:
    """What was written about a guest; empty while nothing was."""
    if ws.index.get(FEEDBACK, case_id) is None:
        return Feedback()
    return find(ws.index, FEEDBACK, Feedback, case_id)


def set_feedback(ws: Workspace, case_id: CaseId, said: Feedback) -> Feedback:
    """Write the feedback anew, on record when this returns. Raises ``UnknownId``, ``NotAGuest``, ``WordsUnfit``."""
    if not is_guest(ws, case_id):
        raise NotAGuest(case_id)
    made = Feedback(fit_words(said.strengths), fit_words(said.wondering), fit_words(said.agreed))
    if made != feedback_on(ws, case_id):
        ws.record(FeedbackSet(case_id, made))
    return made
