"""The engine's tasks without its process, for tests that are about something else: same table, same way of calling."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.engine.failures import error_of, failure_of
from vigtool.engine.film_source import FilmSource
from vigtool.engine.serving.lent_film import LentFilm
from vigtool.engine.serving.task_table import OF_SEVERAL, TASKS
from vigtool.engine.task_names import TaskName


def run_in_process(
    source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
) -> Iterator[bytes]:
    """A ``TaskRunner``. Errors go the way of messages, too; what ``progress`` raises passes."""
    stopped: list[BaseException] = []

    def report(done: int, total: int) -> None:
        try:
            progress(done, total)
        except BaseException as error:
            stopped.append(error)
            raise

    report(0, 1)
    with ExitStack() as stack:
        lent = [stack.enter_context(closing(_lent(one))) for one in (source, *source.beside)]
        try:
            if task in OF_SEVERAL:
                parts: list[bytes] = []
                OF_SEVERAL[task]([one.open for one in lent], argument, parts.append, report)
                yield from parts
            else:
                yield from TASKS[task](stack.enter_context(lent[0].open()), argument, report)
        except Exception as error:
            if error in stopped:
                raise
            raise error_of(failure_of(error)) from error


def _lent(source: FilmSource) -> LentFilm:
    return LentFilm(os.dup(source.file.fileno()), source.file_key, source.recording)
