"""Jobs as the queue runs them, that wait until a test lets them go on."""

import threading
from pathlib import Path

from vigtool.domain.errors import VigtoolError
from vigtool.domain.progress import Progress
from vigtool.gui.exporting.orders import Ordered


class HeldJob:
    """Reports ``told`` parts of ten, then waits for ``go_on``; its result is a path."""

    def __init__(self, target: Path, told: int = 5, error: VigtoolError | None = None) -> None:
        self.target, self.told, self.error = target, told, error
        self.began, self.go_on = threading.Event(), threading.Event()
        self.abandoned = self.finished = False

    def run(self, progress: Progress) -> None:
        progress(self.told, 10)
        self.began.set()
        while not self.go_on.wait(0.005):
            progress(self.told, 10)
        if self.error is not None:
            raise self.error
        progress(10, 10)

    def finish(self) -> Path:
        self.finished = True
        return self.target

    def abandon(self) -> None:
        self.abandoned = True


def ordered(job: HeldJob, what: str = "The red brick") -> Ordered:
    return Ordered(what, job.target, job)
