"""The engine's process as the app sees it: started, heard, lent one film, and ended; nothing of it is left behind."""

import logging
import os
import subprocess
import sys
from contextlib import ExitStack, suppress
from multiprocessing.connection import Pipe
from threading import Lock
from types import TracebackType
from typing import Final, Self

from vigtool.engine.channel import Channel
from vigtool.engine.connections import Connection
from vigtool.engine.descriptors import send_descriptor
from vigtool.engine.errors import (
    ChannelClosed,
    ChannelError,
    ChannelSilent,
    EngineCrashed,
    EngineError,
    EngineFailed,
    EngineHung,
    EngineUnavailable,
)
from vigtool.engine.film_source import FilmSource
from vigtool.engine.last_words import technical_lines
from vigtool.engine.launching import launch
from vigtool.engine.living import ENGINES
from vigtool.engine.messages import HELLOS, MOST_FILMS, Lend, Purpose, SandboxReport

MODULE: Final = "vigtool.engine"
FOLLOWING_MODULE: Final = "vigtool.engine.following"
"""What Python runs: the ordinary engine, and the one that has OpenCV."""
CHANNELS: Final = 3
"""Connections beside the control connection: what serves a film talks about several things at once."""
HELLO_S: Final = 30.0
"""Seconds that a process may take to import everything: half a second here, more where each file is scanned first."""
PATIENCE_S: Final = 30.0
"""Seconds of silence after which a process at work is taken to hang."""
_GRACE_S: Final = 5.0
"""Seconds that a process whose connection ended may take to end itself, so that the reason is its own."""
_MOST_TOLD: Final = 65_536

_log = logging.getLogger(__name__)


class EngineProcess:
    """One process for one film. A context manager, which ends it.

    ``control`` is the connection for tasks, ``channels`` are those for serving a film. ``kill`` and ``close`` may be
    called by any thread, and end what others wait for on a channel; the rest belongs to one thread at a time.
    """

    def __init__(self, module: str = MODULE, patience: float = PATIENCE_S) -> None:
        """Start the process, without waiting for it. Raises ``EngineUnavailable``.

        ``module`` is what Python runs; ``patience`` is how many seconds a message that is begun may take.
        """
        self.patience = patience
        self.killed = False
        self._report: SandboxReport | None = None
        self._ending = Lock()
        connections, self._process = _started(module)
        ENGINES.add(self)
        self.control, *others = (Channel(connection) for connection in connections)
        self.channels = tuple(others)
        for channel in (self.control, *self.channels):
            channel.limit(patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended yet."""
        with self._ending:
            return self._process.poll() is None

    def hello(self, limit: float = HELLO_S) -> SandboxReport:
        """Wait until the process is ready and return how it is confined. Raises ``EngineUnavailable``."""
        if self._report is None:
            try:
                self._report = self.control.receive(HELLOS, limit).report
            except ChannelError as error:
                self.failure(error)
                raise EngineUnavailable("no_hello") from error
        return self._report

    def lend(self, film: FilmSource, purpose: Purpose) -> None:
        """Give the process its film, once, and say what for; the film's file here may be closed afterwards.

        With it go those ``beside`` it. Raises ``ValueError`` for more than ``MOST_FILMS``, ``EngineUnavailable``,
        ``EngineCrashed``, ``EngineHung``.
        """
        if len(film.beside) >= MOST_FILMS:
            raise ValueError(len(film.beside))
        self.hello()
        try:
            for left, one in zip(range(len(film.beside), -1, -1), (film, *film.beside), strict=True):
                self.control.send(Lend(one.file_key, one.recording, more=left > 0))
                send_descriptor(self.control, one.file.fileno(), int(getattr(self._process, "_handle", 0)))
            self.control.send(purpose)
        except ChannelError as error:
            raise self.failure(error) from error

    def failure(self, error: ChannelError) -> EngineError:
        """End the process after a channel failed, and return what that means: crashed, hung, or talking nonsense."""
        if isinstance(error, ChannelClosed) and not self.killed:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE_S)
        code = self._process.poll()
        self.kill()
        self.log(f"ended ({type(error).__name__}, code {code})")
        if isinstance(error, ChannelClosed):
            return EngineCrashed(-code, None) if code is not None and code < 0 else EngineCrashed(None, code)
        return EngineHung(self.patience) if isinstance(error, ChannelSilent) else EngineFailed("Garbled")

    def kill(self) -> None:
        """End the process and wait until it is gone; a second call does nothing."""
        with self._ending:
            if self._process.poll() is None:
                self.killed = True
                self._process.kill()
                self._process.wait()
        ENGINES.remove(self)

    def close(self) -> None:
        """End the process and let go of everything that belongs to it; a second call does nothing."""
        self.release()
        for channel in self.channels:
            channel.close()

    def release(self) -> None:
        """End the process and let go of all but ``channels``: who waits on one is let go by the end, and drops it."""
        self.kill()
        self.control.close()
        for pipe in (self._process.stdin, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def log(self, event: str) -> None:
        """Log what happened, with the places in code that the process named before.

        Not as a warning: where nobody set logging up, that would be printed among the messages for people.
        """
        _log.info("engine %s: %s", event, "; ".join(self._last_words()))

    def _last_words(self) -> list[str]:
        pipe = self._process.stderr
        if sys.platform == "win32" or pipe is None or pipe.closed:
            return []
        os.set_blocking(pipe.fileno(), False)
        with suppress(BlockingIOError):
            return technical_lines(os.read(pipe.fileno(), _MOST_TOLD))
        return []


def _started(module: str) -> tuple[list[Connection], "subprocess.Popen[bytes]"]:
    """Return our ends of the connections, and the process that has the others. Raises ``EngineUnavailable``."""
    with ExitStack() as unless_started, ExitStack() as in_any_case:
        ours, theirs = [], []
        try:
            for _ in range(1 + CHANNELS):
                our, their = Pipe()
                unless_started.callback(our.close)
                in_any_case.callback(their.close)
                ours.append(our)
                theirs.append(their)
            process = launch(module, theirs)
        except OSError as error:
            raise EngineUnavailable("not_started") from error
        unless_started.pop_all()
        return ours, process
