"""How tests run the rough child, and look at what is left of a process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

import pytest

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.engine.film_source import FilmSource
from vigtool.engine.process import EngineProcess
from vigtool.engine.tasks import run_task

PATIENCE = 20.0
"""Seconds: longer than anything here takes on a busy machine. Tests of hanging take less."""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the processes and descriptors of /proc, the sandbox")


def rough_engine(patience: float = PATIENCE) -> EngineProcess:
    return EngineProcess("tests.engine.rough_child", patience)


def rough(
    film: Path, task: str, argument: bytes = b"", progress: Progress = ignore_progress, patience: float = PATIENCE
) -> Iterator[bytes]:
    with FilmSource(FileIO(film)) as source:
        yield from run_task(source, task, argument, progress, start=lambda: rough_engine(patience))


def descriptors() -> set[str]:
    """What this process has open, each by its number and what it is."""
    found = set()
    for number in os.listdir("/proc/self/fd"):  # noqa: PTH208 - the folder has one entry more while it is read
        try:
            found.add(f"{number} {os.readlink(f'/proc/self/fd/{number}')}")  # noqa: PTH115 - as above
        except OSError:
            continue
    return found


def children() -> list[int]:
    """Processes whose parent is this one, zombies included."""
    tasks = Path("/proc/self/task").iterdir()
    return [int(pid) for task in tasks for pid in _children_of(task).split()]


def _children_of(task: Path) -> str:
    try:
        return (task / "children").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""  # a thread that has ended meanwhile: its children are another thread's


@contextmanager
def nothing_left() -> Iterator[None]:
    """Hold that what is done meanwhile leaves no descriptor and no process.

    Fewer are no harm: a thread of an earlier test of this process may end meanwhile.
    """
    open_before, running_before = descriptors(), children()
    yield
    assert not descriptors() - open_before
    assert not set(children()) - set(running_before)
