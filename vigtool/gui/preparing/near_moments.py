"""The frames near which the engine keeps itself ready: where a guider will probably go next."""

from bisect import bisect_right

from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes


class NearMoments:
    """The moments of a film, asked for those around a place."""

    def __init__(self, times: FrameTimes) -> None:
        self._times = times
        self._moments: tuple[Moment, ...] = ()
        self._starts: list[int] = []
        self._places: dict[MomentId, int] = {}

    def show_marks(self, marks: Marks) -> None:
        """Know these moments."""
        self._moments = tuple(marks.in_film_order())
        self._starts = [moment.span.start for moment in self._moments]
        self._places = {moment.id: place for place, moment in enumerate(self._moments)}

    def pins(self, selected: MomentId | None, frame: int) -> tuple[int, ...]:
        """The edges of the selected moment, of the next after the playhead, and of the selected one's neighbours.

        Frame numbers, each once, the most probable first.
        """
        at = None if selected is None else self._places.get(selected)
        following = bisect_right(self._starts, self._times.tick_of(frame))
        places = [following] if at is None else [at, following, at + 1, at - 1]
        near = [self._moments[place] for place in places if 0 <= place < len(self._moments)]
        return tuple(dict.fromkeys(edge for moment in near for edge in self._edges(moment)))

    def _edges(self, moment: Moment) -> tuple[int, int]:
        frames = self._times.frames_of(moment.span)
        return frames.start, frames.stop - 1
