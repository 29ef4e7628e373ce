"""What can have been watched in the film of a shared review: the moments of the family's films."""

from dataclasses import dataclass

from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes
from vigtool.services.cycles import films_watched_in
from vigtool.services.errors import UnknownId
from vigtool.services.marking import moment, moments
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Watched:
    """Moments, and when the frames of their films begin; a film that cannot be read (any more) has no times."""

    moments: list[Moment]
    times: dict[RecordingId, FrameTimes]


def watched_in(ws: Workspace, recording_id: RecordingId) -> Watched:
    """The moments of the films that go with a film of a review, and those that its own moments point to already.

    A moment that is pointed to stays among them when its film was put away, erased or taken out of the cycle. Raises
    ``UnknownId``.
    """
    found = {one.id: one for film in films_watched_in(ws, recording_id) for one in moments(ws, film.id)}
    for pointing in moments(ws, recording_id):
        if pointing.shows is not None and pointing.shows not in found:
            try:
                found[pointing.shows] = moment(ws, pointing.shows)
            except UnknownId:
                continue  # it was removed, and can be restored
    films = dict.fromkeys(one.recording for one in found.values())
    return Watched(list(found.values()), {film: times for film in films if (times := readable_times(ws, film))})


def readable_times(ws: Workspace, recording_id: RecordingId) -> FrameTimes | None:
    """When each frame of a film beside the present one begins; None when its film is erased, lost or damaged.

    Whoever opens that film is told why; for work on the present one it is no hindrance. Lets ``Cancelled`` pass.
    """
    try:
        return frame_times(ws, recording_id)
    except Cancelled:
        raise
    except VigtoolError:
        return None
