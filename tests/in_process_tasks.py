"""The engine's tasks without its process, for tests that are about something else: same table, same way of calling."""

import os
from collections.abc import Iterator
from contextlib import closing

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.engine.failures import error_of, failure_of
from vigtool.engine.film_source import FilmSource
from vigtool.engine.serving.lent_film import LentFilm
from vigtool.engine.serving.task_table import TASKS
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
    with closing(LentFilm(os.dup(source.file.fileno()), source.file_key, source.recording)) as lent:
        try:
            with lent.open() as file:
                yield from TASKS[task](file, argument, report)
        except Exception as error:
            if error in stopped:
                raise
            raise error_of(failure_of(error)) from error
