"""What a crash can leave: a copy of the folder as it was before every call that changes names or waits for the disk."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

CALLS = ("open", "replace", "rename", "unlink", "link", "fsync", "mkdir")


class Cuts:
    """Copies of ``folder``, one for each state that differs from the one before; hard links stay hard links."""

    def __init__(self, folder: Path, into: Path) -> None:
        self._folder, self._into = folder, into
        self._last: dict[str, tuple[int, bytes]] = {}
        self._taking = False
        self.taken: list[Path] = []

    def take(self) -> None:
        if self._taking:
            return
        self._taking = True
        try:
            state = self._state()
            if state != self._last:
                self._last = state
                self.taken.append(self._copy())
        finally:
            self._taking = False

    def _state(self) -> dict[str, tuple[int, bytes]]:
        files = sorted(path for path in self._folder.rglob("*") if path.is_file())
        return {str(path): (path.stat().st_ino, path.read_bytes()) for path in files}

    def _copy(self) -> Path:
        target = self._into / f"cut{len(self.taken):04}"
        self.copy_to(target)
        return target

    def copy_to(self, target: Path) -> None:
        made: dict[int, Path] = {}
        for source in (self._folder, *sorted(self._folder.rglob("*"))):
            copy = target / source.relative_to(self._folder)
            if source.is_dir():
                copy.mkdir(parents=True)
            elif source.stat().st_ino in made:
                os.link(made[source.stat().st_ino], copy)
            else:
                shutil.copyfile(source, copy)
                made[source.stat().st_ino] = copy


@contextmanager
def cut_everywhere(folder: Path, into: Path) -> Iterator[Cuts]:
    """Copy the folder before every such call in the block, and at its end."""
    cuts = Cuts(folder, into)

    def watched(call: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        def instead(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
            cuts.take()
            return call(*arguments, **named)

        return instead

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, watched(getattr(os, name)))
        yield cuts
    cuts.take()


@contextmanager
def failing_from(at: int) -> Iterator[Callable[[], bool]]:
    """Let every wait for the disk fail from number ``at`` (from 0) on; what is yielded tells whether one did."""
    calls = 0
    real = os.fsync

    def full(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls > at:
            raise OSError(errno.ENOSPC, "full")
        real(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", full)
        yield lambda: calls > at
