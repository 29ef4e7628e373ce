"""A player in its child process, as the run sees it: asked by lines, with a time limit, and stopped between turns.

Whoever is not on turn stands still (SIGSTOP, where there are such signals): decoding ahead of one player must not
slow the next one down.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.playback.players import Contestant

PATIENCE = 30.0
ROOT = Path(__file__).parents[2]


class Gone(Exception):
    """The player's process ended, or did not answer in time and was killed."""


class Rival:
    """One player's process. A context manager: at its end the process is gone, whatever it did."""

    def __init__(self, contestant: Contestant, peers_python: str) -> None:
        python = peers_python if contestant.foreign else sys.executable
        command = [python, "-m", "bench.playback.serving", contestant.module, contestant.make]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.name = contestant.name
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._received = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def hello(self) -> dict[str, Any]:
        """Wait until it is ready; the answer holds ``failed`` where it cannot play here. Raises ``Gone``."""
        return self._answer(PATIENCE)

    def ask(self, request: dict[str, object], patience: float = PATIENCE) -> dict[str, Any]:
        """Ask and wait. Raises ``Gone``."""
        stdin = self._process.stdin
        if stdin is None:
            raise Gone
        try:
            stdin.write(json.dumps(request).encode() + b"\n")
            stdin.flush()
        except OSError as error:
            raise Gone from error
        return self._answer(patience)

    @contextmanager
    def on_turn(self) -> Iterator[None]:
        """Let it run for the time of the block, and stand still after it."""
        self._signal("SIGCONT")
        try:
            yield
        finally:
            self._signal("SIGSTOP")

    def end(self) -> None:
        """End the process: by itself, if it does so soon, else by force with all that it started."""
        self._signal("SIGCONT")
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._signal("SIGKILL")
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _answer(self, patience: float) -> dict[str, Any]:
        out = self._process.stdout
        if out is None:
            raise Gone
        with selectors.DefaultSelector() as waiting:
            waiting.register(out, selectors.EVENT_READ)
            while b"\n" not in self._received:
                part = os.read(out.fileno(), 1 << 16) if waiting.select(patience) else b""
                if not part:
                    self._signal("SIGKILL")
                    raise Gone
                self._received += part
        line, self._received = self._received.split(b"\n", 1)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _signal(self, name: str) -> None:
        """Send a signal to the process and its descendants, which may lead groups of their own."""
        number = getattr(signal, name, None)
        if number is None:
            if name == "SIGKILL":
                self._process.kill()
            return
        for process in descendants(self._process.pid):
            try:
                os.kill(process, number)
            except ProcessLookupError:
                continue


def descendants(process: int) -> list[int]:
    """Return a process and all below it; itself alone where there is no /proc."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(entry.parent.name))
    found = [process]
    for one in found:
        found.extend(children.get(one, []))
    return found
