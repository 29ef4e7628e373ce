"""Long work in three parts, so that a window stays free: ``run`` in any thread, ``finish`` on the workspace's own."""

from typing import Protocol, TypeVar

from vigtool.domain.errors import VigtoolError
from vigtool.domain.progress import Progress, ignore_progress

Result_co = TypeVar("Result_co", covariant=True)


class NotRun(VigtoolError):
    """A job was to be finished before it ran to its end: a mistake in the program."""


class Job(Protocol[Result_co]):
    """One piece of long work.

    ``run`` may be called in any thread, once; it is cancelled by the progress callback raising ``Cancelled`` and cleans
    up after itself whenever it raises. Then either ``finish`` or ``abandon`` is called on the workspace's thread.
    """

    def run(self, progress: Progress) -> None:
        """Do the work."""

    def finish(self) -> Result_co:
        """Put the result on record; quick."""

    def abandon(self) -> None:
        """Undo finished work that will not be put on record."""


def complete(job: Job[Result_co], progress: Progress = ignore_progress) -> Result_co:
    """Run and finish a job on the workspace's thread, for callers who have no window to keep free."""
    job.run(progress)
    return job.finish()
