"""Jobs one after another, and how long the one under way takes still; threads and windows are the caller's affair."""

from dataclasses import dataclass, field
from typing import Final, Protocol, runtime_checkable

from vigtool.domain.errors import VigtoolError
from vigtool.domain.progress import Progress
from vigtool.services.jobs import Job

SURE_AFTER: Final = 1.5
"""Seconds of work before which nobody can say how long it takes."""
_SURE_PART: Final = 0.02
_MEMORY: Final = 0.3
"""How much each new report of progress weighs against those before."""


class TimeLeft:
    """Estimates from progress how long a job takes still. Times are seconds of any clock that never goes back."""

    def __init__(self, began: float) -> None:
        self._began = began
        self._last = (began, 0.0)
        self._pace: float | None = None

    def told(self, done: int, total: int, now: float) -> None:
        """Take a report of progress."""
        before, part_before = self._last
        part = min(max(done / total, 0.0), 1.0) if total > 0 else 0.0
        if part <= part_before or now <= before:
            return
        pace = (part - part_before) / (now - before)
        self._pace = pace if self._pace is None else self._pace + _MEMORY * (pace - self._pace)
        self._last = now, part

    def seconds(self, now: float) -> float | None:
        """Seconds that it takes still, None while that cannot be told. Never below zero."""
        at, part = self._last
        if self._pace is None or part < _SURE_PART or now - self._began < SURE_AFTER:
            return None
        return max((1.0 - part) / self._pace - (now - at), 0.0)


@runtime_checkable
class Renewed(Protocol):
    """A job that stands on what may have changed while it waited."""

    def renew(self) -> None:
        """Ask again whether it may be done, on the workspace's thread; raises what ``finish`` would raise."""


@dataclass(frozen=True, slots=True)
class _Refused:
    """A job that may not be done any more: it ends, where it would have begun, with the reason."""

    job: Job[object]
    error: VigtoolError | OSError

    def run(self, _progress: Progress) -> None:
        raise self.error

    def finish(self) -> object:
        return self.job.finish()

    def abandon(self) -> None:
        self.job.abandon()


@dataclass(eq=False)
class Queued:
    """One job in the queue; ``what`` is how the caller knows it again."""

    job: Job[object]
    what: object = None
    done: int = 0
    total: int = 0


@dataclass
class JobQueue:
    """Jobs that wait, and the one under way. One thread uses it."""

    waiting: list[Queued] = field(default_factory=list)
    current: Queued | None = None
    _left: TimeLeft | None = None

    def add(self, job: Job[object], what: object = None) -> Queued:
        """Put a job at the end."""
        queued = Queued(job, what)
        self.waiting.append(queued)
        return queued

    def next(self, now: float) -> Queued | None:
        """The job to be run now; None while one is under way, or when there is none.

        It is asked on the workspace's thread, and so asks the job whether it may still be done: one that may not fails
        at once when it is run, before any work.
        """
        if self.current is not None or not self.waiting:
            return None
        self.current, self._left = self.waiting.pop(0), TimeLeft(now)
        self.current.job = _asked_again(self.current.job)
        return self.current

    def told(self, done: int, total: int, now: float) -> None:
        """Take a report of progress of the job under way."""
        if self.current is not None and self._left is not None:
            self.current.done, self.current.total = done, total
            self._left.told(done, total, now)

    def ended(self) -> None:
        """The job under way is at its end, however it went."""
        self.current, self._left = None, None

    def take_out(self, queued: Queued) -> None:
        """Let go of a job that waits; of one that does not, nothing happens."""
        if queued in self.waiting:
            self.waiting.remove(queued)
            queued.job.abandon()

    def clear(self) -> None:
        """Let go of all that wait."""
        for queued in list(self.waiting):
            self.take_out(queued)

    def seconds_left(self, now: float) -> float | None:
        """Seconds that the job under way takes still, None while that cannot be told."""
        return None if self._left is None else self._left.seconds(now)


def _asked_again(job: Job[object]) -> Job[object]:
    if isinstance(job, Renewed):
        try:
            job.renew()
        except (VigtoolError, OSError) as error:
            return _Refused(job, error)
    return job
