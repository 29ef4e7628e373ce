"""Suggesting how two films of a cycle run beside each other, by what both heard."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import msgspec
import numpy as np

from vigtool.domain.identifiers import RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.ticks import FrameTimes
from vigtool.engine.errors import EngineFailed
from vigtool.engine.task_names import LOUDNESS
from vigtool.media.clap import match
from vigtool.media.errors import BadWaveform
from vigtool.media.onsets import BINS_A_SECOND, Loudness, LoudnessWish, unpack_loudness
from vigtool.services.consents import permit
from vigtool.services.film_access import lend_film
from vigtool.services.jobs import NotRun, complete
from vigtool.services.recordings import frame_times
from vigtool.services.viewing import note_viewing
from vigtool.services.workspace import Workspace

LONGEST: Final = Fraction(3600)
"""Seconds of each film that are listened to, from its begin."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``film`` begins ``lag`` seconds after ``other`` (before it where negative); ``confidence`` is from 0 to 1.

    ``onsets`` says on how many sounds it rests: one that rests on a single one has to be listened to.
    """

    film: RecordingId
    other: RecordingId
    lag: Fraction
    confidence: float
    onsets: int


class OffsetSearch:
    """The job of finding the offset of two films; that both are listened to is put on record first.

    Its result is the ``Suggestion``.

    ``run`` raises ``OffsetNotClear``, ``NoSound``, a ``MediaError``, an ``EngineError``.
    """

    def __init__(self, ws: Workspace, film: RecordingId, other: RecordingId) -> None:
        """Ask for the permit to listen to both films.

        Raises ``ConsentRefused``, ``UnknownId``, and ``VaultReadOnly`` where no record can be kept.
        """
        self._ws = ws
        self._films = film, other
        self._given = {one: permit(ws, Act.VIEW, Purposes.GUIDANCE, one) for one in self._films}
        self._times = [frame_times(ws, one) for one in self._films]
        for given in self._given.values():
            note_viewing(ws, given)
        self._found: Suggestion | None = None

    def run(self, progress: Progress) -> None:
        """Listen to both films, and compare."""
        film, other = self._films
        its, others = (
            self._loudness(one, times, _part_of(progress, number))
            for number, (one, times) in enumerate(zip(self._films, self._times, strict=True))
        )
        found = match(others, its)
        self._found = Suggestion(film, other, found.lag, found.confidence, found.onsets)

    def finish(self) -> Suggestion:
        """Hand out what was found."""
        if self._found is None:
            raise NotRun
        return self._found

    def abandon(self) -> None:
        """Forget what was found."""
        self._found = None

    def _loudness(self, film: RecordingId, times: FrameTimes, progress: Progress) -> Loudness:
        start = times.time_base.seconds(times.start_tick)
        end = min(times.time_base.seconds(times.end_tick), start + LONGEST)
        wish = LoudnessWish(start.as_integer_ratio(), end.as_integer_ratio())
        with lend_film(self._ws.vault, self._given[film], Act.VIEW, film) as source:
            parts = self._ws.run_task(source, LOUDNESS, msgspec.msgpack.encode(wish), progress)
            return _joined(parts, int((end - start) * BINS_A_SECOND))


def _joined(parts: Iterator[bytes], bins: int) -> Loudness:
    """Join what the engine says, which is not trusted: neither garbage nor more than was asked for."""
    kept, count = [np.zeros(0, np.float32)], 0
    for data in parts:
        try:
            kept.append(unpack_loudness(data))
        except BadWaveform as error:
            raise EngineFailed(type(error).__name__) from error
        count += len(kept[-1])
        if count > bins:
            raise EngineFailed("Garbled")
    return np.concatenate(kept)


def _part_of(progress: Progress, number: int) -> Progress:
    return lambda done, total: progress(number * total + done, 2 * total)


def suggest_offset(
    ws: Workspace, film: RecordingId, other: RecordingId, progress: Progress = ignore_progress
) -> Suggestion:
    """Find how much later one film begins than another, on this thread; see ``OffsetSearch``."""
    return complete(OffsetSearch(ws, film, other), progress)
