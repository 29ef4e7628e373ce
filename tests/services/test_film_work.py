"""What the engine gives is bounded: it may be in a film's hands."""

from collections.abc import Iterator
from io import FileIO
from itertools import repeat
from pathlib import Path

import pytest

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.engine.errors import EngineFailed
from vigtool.engine.film_source import FilmSource
from vigtool.engine.task_names import FACTS, TaskName
from vigtool.services.film_work import facts_of


def test_facts_without_end_are_refused(tmp_path: Path) -> None:
    given = 0

    def endless(
        source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        nonlocal given
        for part in repeat(bytes(1 << 16), 4096):
            assert (source.file_key, task, argument) == (None, FACTS, b"")
            progress(0, 1)
            given += len(part)
            yield part

    (tmp_path / "film").touch()
    with FilmSource(FileIO(tmp_path / "film")) as film, pytest.raises(EngineFailed):
        facts_of(endless, film)
    assert given < 2 << 20
