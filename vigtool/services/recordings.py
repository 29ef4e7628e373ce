"""Finding recordings, and their frame index."""

from vigtool.domain.cases import Recording
from vigtool.domain.identifiers import CaseId, RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.media.errors import BadIndex
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_bytes import unpack_index
from vigtool.services.consents import permit
from vigtool.services.index_making import FRAME_INDEX, made_index
from vigtool.services.lookups import find, select
from vigtool.services.projection import RECORDING
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import Damaged, KeyDestroyed


def recordings(ws: Workspace, case_id: CaseId | None = None) -> list[Recording]:
    """The recordings of a case, or all, in the order of their import, without those whose card was put away."""
    return [film for film in every_recording(ws, case_id) if not film.away]


def every_recording(ws: Workspace, case_id: CaseId | None = None) -> list[Recording]:
    """The recordings of a case, or all, put away or not, in the order of their import."""
    return select(ws.index, RECORDING, Recording, case=case_id)


def recording(ws: Workspace, recording_id: RecordingId) -> Recording:
    """One recording. Raises ``UnknownId``."""
    return find(ws.index, RECORDING, Recording, recording_id)


def is_erased(ws: Workspace, recording_id: RecordingId) -> bool:
    """Tell whether a recording's key is destroyed: nobody can open it any more; what was written of it stays."""
    return not ws.vault.has_key(recording_id)


def demand_kept(ws: Workspace, recording_id: RecordingId) -> None:
    """Raise ``KeyDestroyed`` for a film that was erased, perhaps while work on it was under way."""
    if is_erased(ws, recording_id):
        raise KeyDestroyed(recording_id)


def frame_index(ws: Workspace, recording_id: RecordingId, progress: Progress = ignore_progress) -> FrameIndex:
    """The sealed index of a recording's frames; made anew from the film when it is lost or damaged.

    ``progress`` counts bytes of the film while it is made. Raises ``UnknownId``, then also
    ``ConsentRefused``, and as ``made_index`` does.
    """
    recording(ws, recording_id)
    index = _kept_index(ws, recording_id)
    if index is None:
        given = permit(ws, Act.STORE, Purposes.GUIDANCE, recording_id)
        index = made_index(ws.vault, given, progress, ws.run_task)
    return index


def _kept_index(ws: Workspace, recording_id: RecordingId) -> FrameIndex | None:
    try:
        sealed = ws.vault.derived(recording_id, FRAME_INDEX)
        return None if sealed is None else unpack_index(sealed)
    except (Damaged, BadIndex):
        return None


def times_of(index: FrameIndex) -> FrameTimes:
    """When each frame begins, as the domain counts."""
    base = TimeBase(index.time_base.numerator, index.time_base.denominator)
    return FrameTimes(base, memoryview(index.ticks.tobytes()).cast("q"), index.end_tick)


def frame_times(ws: Workspace, recording_id: RecordingId) -> FrameTimes:
    """When each frame of a recording begins. Raises ``UnknownId``."""
    return times_of(frame_index(ws, recording_id))
