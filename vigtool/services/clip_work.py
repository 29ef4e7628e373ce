"""Having clips written and checked by the engine: films are decoded and coded there, and only the file comes back."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Final

from vigtool.domain.progress import Progress
from vigtool.engine.errors import ChannelGarbled, EngineFailed
from vigtool.engine.film_source import FilmSource
from vigtool.engine.render_results import Checked, RenderWork, pack_work, unpack_checked, unpack_piece
from vigtool.engine.task_names import CHECK, RENDER
from vigtool.engine.tasks import TaskRunner

Lender = Callable[[], FilmSource]
"""Lends a film once more; whoever calls it closes the source."""

Put = Callable[[int, memoryview], None]
"""Writes bytes at a place of the file."""

_MOST_FOUND: Final = 4096
"""Bytes; what a check finds are a few numbers."""


def write_in_engine(
    run_task: TaskRunner, films: Sequence[Lender], work: RenderWork, put: Put, progress: Progress
) -> None:
    """Write what the plan says, piece by piece.

    Raises what ``write_rendition``, ``run_task`` and ``put`` raise; ``EngineFailed`` for what is no piece of a file.
    """
    end = 0
    with _lent(films) as source:
        for part in run_task(source, RENDER, pack_work(work), progress):
            try:
                offset, data = unpack_piece(part, end)
            except ChannelGarbled as error:
                raise EngineFailed("Garbled") from error
            put(offset, data)
            end = max(end, offset + len(data))


def check_in_engine(
    run_task: TaskRunner, clip: Lender, films: Sequence[Lender], work: RenderWork, progress: Progress
) -> Checked:
    """Hold a written file against the films. Raises ``ClipNotExact``, and as ``write_in_engine`` does."""
    found = bytearray()
    with _lent([clip, *films]) as source:
        for part in run_task(source, CHECK, pack_work(work), progress):
            found += part
            if len(found) > _MOST_FOUND:
                raise EngineFailed("Garbled")
    try:
        return unpack_checked(bytes(found))
    except ChannelGarbled as error:
        raise EngineFailed("Garbled") from error


def _lent(films: Sequence[Lender]) -> FilmSource:
    """The first film with the others beside it; the caller closes all by closing it."""
    with ExitStack() as unless_all:
        first, *others = [unless_all.enter_context(lend()) for lend in films]
        unless_all.pop_all()
    return replace(first, beside=tuple(others))
