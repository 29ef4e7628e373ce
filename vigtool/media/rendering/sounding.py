"""The sound of a clip from front to back: of films as fast as they are shown, silence with what stands."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import BinaryIO, Self

from vigtool.media.errors import NoSound, SoundNotChangeable
from vigtool.media.rendering.plan import FilmPiece, Piece, RenderPlan
from vigtool.media.rendering.source import Source
from vigtool.media.rendering.timing import RenderTiming
from vigtool.media.rendering.voices import covered_sound, faded, voices_of
from vigtool.media.sound import Samples, SoundTrack, sample_at
from vigtool.media.stretching import RUN_UP, STRETCHES, stretched


class ClipSound:
    """The sound of a plan at 48 kHz, stereo. A context manager. Not thread-safe; one reading at a time.

    Raises ``SoundNotChangeable`` where this machine cannot slow or pitch what is to be heard so, and what
    ``SoundTrack`` raises but ``NoSound``.
    """

    def __init__(self, plan: RenderPlan, timing: RenderTiming, sources: Sequence[Source]) -> None:
        self._plan = plan
        self._edges = [sample_at(start) for start, _end in timing.pieces] + [sample_at(timing.duration)]
        self._indexes = [source.film.index for source in sources]
        self._voices = [voices_of(plan.voices, n, index) for n, index in enumerate(self._indexes)]
        self._tracks: dict[int, SoundTrack] = {}
        with ExitStack() as opened:
            for number in sorted({piece.source for piece in plan.pieces if isinstance(piece, FilmPiece)}):
                track = _track(sources[number].sound)
                if track is not None:
                    self._tracks[number] = opened.enter_context(track)
            self._demand_changeable()
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    @property
    def length(self) -> int:
        """Samples in all; 0 if no film that plays has sound."""
        return self._edges[-1] if self._tracks else 0

    def blocks(self) -> Iterator[Samples]:
        """Yield all of it in blocks (n, 2), ``length`` samples together."""
        for number, piece in enumerate(self._plan.pieces) if self._tracks else ():
            length = self._edges[number + 1] - self._edges[number]
            begins, ends = self._is_cut(number), self._is_cut(number + 1)
            yield from faded(self._of(piece), length, begins=begins, ends=ends)

    def cuts(self) -> list[int]:
        """The samples, rising, at which something else begins to be heard, or nothing; the first is 0."""
        found = set(self._edges[:-1])
        for number, piece in enumerate(self._plan.pieces):
            if isinstance(piece, FilmPiece):
                first, place = self._first_of(piece), self._edges[number]
                turns = (turn for one in self._voices[piece.source] for turn in (one.first, one.stop))
                inside = (place + round((turn - first) / piece.speed) for turn in turns)
                found |= {cut for cut in inside if place < cut < self._edges[number + 1]}
        return sorted(found)

    def _of(self, piece: Piece) -> Iterator[Samples]:
        if not isinstance(piece, FilmPiece) or piece.source not in self._tracks:
            return iter(())
        track, voices, first = self._tracks[piece.source], self._voices[piece.source], self._first_of(piece)
        if piece.speed == 1:
            return covered_sound(track, voices, first)
        return stretched(covered_sound(track, voices, first - RUN_UP), piece.speed)

    def _first_of(self, piece: FilmPiece) -> int:
        return sample_at(self._indexes[piece.source].seconds(piece.first))

    def _is_cut(self, number: int) -> bool:
        """Whether the sound breaks off between a piece and the one before; the clip's own ends are none."""
        if not 0 < number < len(self._plan.pieces):
            return False
        before, after = self._plan.pieces[number - 1 : number + 1]
        if not isinstance(before, FilmPiece) or not isinstance(after, FilmPiece):
            return True
        goes_on = before.source == after.source and before.stop == after.first
        return not (goes_on and before.speed == after.speed == 1)

    def _demand_changeable(self) -> None:
        if STRETCHES:
            return
        heard = [piece for piece in self._plan.pieces if isinstance(piece, FilmPiece) and piece.source in self._tracks]
        if any(piece.speed != 1 for piece in heard):
            raise SoundNotChangeable("slowed")
        if any(self._is_pitched(piece) for piece in heard):
            raise SoundNotChangeable("pitched")

    def _is_pitched(self, piece: FilmPiece) -> bool:
        index = self._indexes[piece.source]
        first, stop = sample_at(index.seconds(piece.first)), sample_at(index.seconds(piece.stop))
        pitched = (one for one in self._voices[piece.source] if one.way == "pitched")
        return any(one.first < stop and first < one.stop for one in pitched)


def _track(file: BinaryIO | None) -> SoundTrack | None:
    if file is None:
        return None
    file.seek(0)
    try:
        return SoundTrack(file)
    except NoSound:
        return None
