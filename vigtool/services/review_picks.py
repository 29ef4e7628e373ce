"""What the clients find in the film themselves, in a review: it becomes a moment like any other."""

from vigtool.domain.around import span_around
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.reviewing import ReviewBegun
from vigtool.services.errors import UnknownId
from vigtool.services.identifying import new_identifier
from vigtool.services.marking import MARK, MarkingDesk
from vigtool.services.recordings import frame_times, recording
from vigtool.services.workspace import Workspace


def pick_moment(ws: Workspace, review: ReviewBegun, recording_id: RecordingId, tick: int) -> Moment:
    """Mark a little of the film around a tick, as one step that Prepare can undo; it is of this review at once.

    The frame at the tick is its key frame. Raises ``UnknownId``, ``ConsentRefused``, ``VaultReadOnly``.
    """
    if recording(ws, recording_id).case != review.case:
        raise UnknownId("recording", recording_id)
    desk, times = MarkingDesk(ws, recording_id), frame_times(ws, recording_id)
    frame = times.frame_at(tick)
    made = Moment(
        MomentId(new_identifier()), recording_id, span_around(times, frame), times.tick_of(frame), starred=True
    )
    desk.edit(MARK, desk.marks.with_moment(made))
    return made
