"""What covering people stands on, in memory: a desk with the interface of the real one, and a job that follows."""

from itertools import count
from typing import TYPE_CHECKING

from vigtool.domain.history import History
from vigtool.domain.identifiers import MaskId, PersonId, RecordingId
from vigtool.domain.masking import Box, Mask, Masking, MaskPoint
from vigtool.domain.progress import Progress
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.services.history_desk import HistoryDesk

if TYPE_CHECKING:
    from collections.abc import Callable

FILM = RecordingId("testfilm0001")
STEP = "follow"


class MemoryDesk(HistoryDesk[Masking]):
    """Keeps what is covered with its history; ``steps`` lists what was put on record; ``refuses`` is raised instead."""

    def __init__(self, masking: Masking | None = None) -> None:
        self._kept = History(masking or Masking())
        self._ids = count(1)
        self.steps: list[str] = []
        self.refuses: Exception | None = None

    @property
    def _history(self) -> History[Masking]:
        return self._kept

    def _take(self, step: str, history: History[Masking]) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.steps.append(step)
        self._kept = history

    @property
    def masking(self) -> Masking:
        return self._history.present

    def edit(self, step: str, masking: Masking) -> None:
        self._take(step, self._history.edited(step, masking))

    def new_mask(self, person: PersonId) -> Mask:
        return Mask(MaskId(f"k{next(self._ids):011}"), FILM, person)


class DriftJob:
    """Follows a box that goes a pixel to the right with each frame, ``reach`` frames to each side.

    ``waits`` is called within ``run`` after each frame.
    """

    def __init__(
        self, desk: MemoryDesk, times: FrameTimes, mask_id: MaskId, tick: int, within: Span, reach: int
    ) -> None:
        self._desk, self._times = desk, times
        self._id, self._tick, self._within, self._reach = mask_id, tick, within, reach
        self._found: list[MaskPoint] = []
        self.waits: Callable[[], object] = lambda: None

    def run(self, progress: Progress) -> None:
        mask = self._desk.masking.get(self._id)
        assert mask is not None
        point = mask.at(self._tick)
        assert point is not None
        assert point.box is not None
        at = self._times.frame_at(self._tick)
        frames = [n for n in self._times.frames_of(self._within) if abs(n - at) <= self._reach]
        for done, n in enumerate(frames):
            progress(done, len(frames))
            self.waits()
            self._found.append(MaskPoint(self._times.tick_of(n), _shifted(point.box, n - at)))

    def finish(self) -> range:
        mask = self._desk.masking.get(self._id)
        assert mask is not None
        self._desk.edit(STEP, self._desk.masking.with_mask(mask.with_points(self._found)))
        return range(self._times.frame_at(self._found[0].tick), self._times.frame_at(self._found[-1].tick) + 1)

    def abandon(self) -> None:
        self._found = []


def _shifted(box: Box, by: int) -> Box:
    return Box(box.left + by, box.top, box.right + by, box.bottom)
