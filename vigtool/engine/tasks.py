"""Background work on a film, done in a process of its own: what a hostile film can break is that process."""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from functools import partial
from typing import Final, Protocol

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.engine.errors import ChannelError, ChannelSilent, EngineFailed
from vigtool.engine.failures import error_of
from vigtool.engine.film_source import FilmSource
from vigtool.engine.messages import TASK_ANSWERS, Beat, Done, Failed, Part, RunTask, TaskAnswer
from vigtool.engine.process import FOLLOWING_MODULE, HELLO_S, MODULE, EngineProcess
from vigtool.engine.task_names import FOLLOWING, TaskName

ASK_S: Final = 0.1
"""Seconds after which the progress callback is asked again whether to go on, while the engine says nothing."""


class TaskRunner(Protocol):
    """What runs a task: ``run_task``, or a double of it in this process."""

    def __call__(
        self, source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        """Yield the parts of the task's result."""


def run_task(
    source: FilmSource,
    task: TaskName,
    argument: bytes = b"",
    progress: Progress = ignore_progress,
    *,
    start: Callable[[], EngineProcess] | None = None,
) -> Iterator[bytes]:
    """Run a task on a film in a new engine and yield the parts of its result; the engine ends with the iterator.

    ``source`` must stay open until the first part comes. ``progress`` is called often, with the same numbers while
    there are no newer ones; when it raises ``Cancelled`` the engine is killed. Raises the film's own errors (those of
    ``media.errors``, ``Damaged``, ``OSError`` from reading) as themselves, and ``EngineUnavailable``,
    ``EngineCrashed``, ``EngineHung`` (no sign of life for the process's ``patience``), ``EngineFailed``.
    """
    with (start or _starting(task))() as engine:
        _await_hello(engine, progress)
        engine.lend(source, RunTask(task, argument))
        answers = _answers(engine, progress)
        with closing(answers):
            for answer in answers:
                match answer:
                    case Part(data=data):
                        yield data
                    case Failed():
                        error = error_of(answer)
                        if isinstance(error, EngineFailed):
                            engine.log(f"failed ({error.kind})")
                        raise error
                    case Done():
                        return


def _starting(task: TaskName) -> Callable[[], EngineProcess]:
    return partial(EngineProcess, FOLLOWING_MODULE if task in FOLLOWING else MODULE)


def _await_hello(engine: EngineProcess, progress: Progress) -> None:
    """Wait until the engine has said hello or has had time enough, so that starting it can be cancelled, too."""
    latest = time.monotonic() + HELLO_S
    progress(0, 1)
    while not engine.control.ready(ASK_S) and time.monotonic() < latest:
        progress(0, 1)


def _answers(engine: EngineProcess, progress: Progress) -> Generator[TaskAnswer, None, None]:
    """Yield what the engine says, reporting its beats; end it when it is silent for too long."""
    done, total = 0, 1
    heard = time.monotonic()
    while True:
        progress(done, total)
        try:
            if engine.control.ready(ASK_S):
                answer = engine.control.receive(TASK_ANSWERS)
                heard = time.monotonic()
            elif time.monotonic() - heard >= engine.patience:
                raise ChannelSilent
            else:
                continue
        except ChannelError as error:
            raise engine.failure(error) from error
        if isinstance(answer, Beat):
            done, total = answer.done, answer.total
        else:
            yield answer
