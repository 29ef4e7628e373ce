"""Verbs as ``Shell`` runs them, without a process for each: for all that a verb does and says."""

import os
import signal
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

from tests.cli.processes import Said, Shell, environment
from tests.in_process_tasks import run_in_process
from vigtool.cli import opened_vault
from vigtool.cli.main import main
from vigtool.exchange.purposes import built_in_purposes
from vigtool.services.opening import open_workspace
from vigtool.services.workspace import Workspace
from vigtool.wording.names import learn_purposes
from vigtool.wording.translation import language, set_language

if TYPE_CHECKING:
    from vigtool.cli.verbs.demo import DemoStage

NO_WINDOW = cast("DemoStage", None)
"""Only the demo has one."""


@dataclass(frozen=True, slots=True)
class QuickShell(Shell):
    """Runs commands in this process, the engine's tasks too; one with an environment of its own as ``Shell`` does."""

    def __call__(self, *arguments: str | Path, before: tuple[str, ...] = (), **own: str) -> Said:
        if before or own:
            return Shell.__call__(self, *arguments, before=before, **own)
        with chdir(self.folder), patch.dict(os.environ, environment(**self.secret()), clear=True):
            return said_here(*arguments)


def said_here(*arguments: str | Path) -> Said:
    """Run ``vigtool`` with the arguments in this process, which is afterwards as it was."""
    out, messages = _channel(), _channel()
    quick = patch.object(opened_vault, "open_workspace", _opened)
    with _as_before(), quick, redirect_stdout(out), redirect_stderr(messages):
        try:
            code = main([os.fspath(one) for one in arguments], NO_WINDOW)
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Said(code, _heard(out), _heard(messages))


def _opened(*arguments: Any, **options: Any) -> Workspace:  # noqa: ANN401 - those of what it stands in for
    ws = open_workspace(*arguments, **options)
    ws.run_task = run_in_process
    return ws


@contextmanager
def _as_before() -> Iterator[None]:
    handler, spoken = signal.getsignal(signal.SIGTERM), language()
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, handler)
        set_language(spoken)
        learn_purposes(built_in_purposes())


def _channel() -> TextIOWrapper:
    """One of a system whose language knows ASCII alone."""
    return TextIOWrapper(BytesIO(), "ascii", newline="\n")


def _heard(channel: TextIOWrapper) -> str:
    channel.flush()
    return cast("BytesIO", channel.buffer).getvalue().decode()
