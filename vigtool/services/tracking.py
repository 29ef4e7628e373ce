"""Following somebody who is to be covered: the engine looks at the film, what it found becomes one step of the desk."""

from vigtool.domain.identifiers import MaskId, RecordingId
from vigtool.domain.masking import Box, Mask, MaskPoint
from vigtool.domain.progress import Progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.ticks import Span
from vigtool.engine.errors import EngineFailed
from vigtool.engine.task_names import TRACK
from vigtool.media.errors import BadTrack
from vigtool.media.index_bytes import pack_index
from vigtool.media.masking.track_bytes import Sides, TrackWish, pack_wish, unpack_tracked
from vigtool.services.consents import permit
from vigtool.services.errors import NothingToFollow, UnknownId
from vigtool.services.film_access import lend_film
from vigtool.services.jobs import NotRun
from vigtool.services.masking import MaskingDesk
from vigtool.services.projection import MASK
from vigtool.services.recordings import demand_kept, frame_index, times_of
from vigtool.services.workspace import Workspace

FOLLOW = "follow"
"""The step's name."""


class TrackJob:
    """The job of following somebody from one frame both ways; its result is the frames in which they were followed.

    It goes as far as the span, as the nearest frames in which the guider set something by hand, and as the program can
    vouch for where they are. What it knew of that reach before is forgotten: where they were lost there is a gap.
    """

    def __init__(self, ws: Workspace, recording_id: RecordingId, mask_id: MaskId, tick: int, within: Span) -> None:
        """Ask for the permit to work on the film; ``tick`` is that of a frame with a box.

        Raises ``ConsentRefused``, ``NothingToFollow``, ``UnknownId``.
        """
        self._ws = ws
        self._recording = recording_id
        self._mask = mask_id
        self._desk = MaskingDesk(ws, recording_id)
        self._permit = permit(ws, Act.ANNOTATE, Purposes.GUIDANCE, recording_id)
        mask = self._mask_now()
        point = mask.at(tick)
        if point is None or point.box is None or not within.contains(tick):
            raise NothingToFollow(recording_id, tick)
        self._index = frame_index(ws, recording_id)
        self._times = times_of(self._index)
        self._tick = tick
        self._reach = mask.reach(tick, within)
        self._box = point.box
        self._found: dict[int, Sides] | None = None

    def run(self, progress: Progress) -> None:
        """Have somebody followed.

        Raises an ``EngineError``, a ``MediaError``, ``Damaged``, and ``Cancelled`` from ``progress``; then nothing is
        changed.
        """
        frames = self._times.frames_of(self._reach)
        box = self._box
        sides = box.left, box.top, box.right, box.bottom
        wish = TrackWish(pack_index(self._index), self._times.frame_at(self._tick), sides, frames.start, frames.stop)
        found: dict[int, Sides] = {}
        with lend_film(self._ws.vault, self._permit, Act.ANNOTATE, self._recording) as film:
            parts = self._ws.run_task(film, TRACK, pack_wish(wish), progress)
            for part in parts:
                found.update(_read(part, wish))
        self._found = found

    def finish(self) -> range:
        """Put on record where they are. Raises ``ConsentRefused``, ``KeyDestroyed``, ``UnknownId``."""
        if self._found is None:
            raise NotRun
        demand_kept(self._ws, self._recording)
        points = [MaskPoint(self._times.tick_of(n), Box(*sides)) for n, sides in self._found.items()]
        start = self._times.frame_at(self._tick)
        frames = [start, *self._found]
        mask, here = self._mask_now(), MaskPoint(self._tick, self._box)
        followed = mask.followed(self._reach, [here, *points])
        self._desk.edit(FOLLOW, self._desk.masking.with_mask(followed))
        return range(min(frames), max(frames) + 1)

    def abandon(self) -> None:
        """Leave everything as it is."""

    def _mask_now(self) -> Mask:
        mask = self._desk.masking.get(self._mask)
        if mask is None:
            raise UnknownId(MASK, self._mask)
        return mask


def _read(part: bytes, wish: TrackWish) -> dict[int, Sides]:
    try:
        return dict(unpack_tracked(part, wish).boxes)
    except BadTrack as error:
        raise EngineFailed(type(error).__name__) from error
