"""What the use cases want of a film, asked of the engine: its bytes are never decoded in the app's own process."""

from collections import deque
from collections.abc import Iterable
from typing import Final

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.engine.channel import LARGEST_MESSAGE
from vigtool.engine.errors import ChannelGarbled, EngineFailed
from vigtool.engine.film_results import Still, StillWish, pack_still_wish, unpack_facts, unpack_still
from vigtool.engine.film_source import FilmSource
from vigtool.engine.task_names import FACTS, INDEX, STILL
from vigtool.engine.tasks import TaskRunner
from vigtool.media.errors import BadIndex
from vigtool.media.facts import FilmFacts
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_bytes import unpack_index

_MOST_FACTS: Final = 1 << 20
"""Bytes; a film's facts are some hundred."""


def facts_of(run_task: TaskRunner, film: FilmSource, progress: Progress = ignore_progress) -> FilmFacts:
    """Return what a film says about itself. Raises what ``read_facts`` and ``run_task`` raise."""
    data = _whole(run_task(film, FACTS, b"", progress), _MOST_FACTS)
    try:
        return unpack_facts(data)
    except ChannelGarbled as error:
        raise EngineFailed(type(error).__name__) from error


def index_of(run_task: TaskRunner, film: FilmSource, progress: Progress = ignore_progress) -> FrameIndex:
    """Make a film's frame index. Raises what ``build_index`` and ``run_task`` raise."""
    # parts before the last are for whoever wants to go on later
    parts = deque(run_task(film, INDEX, b"", progress), maxlen=1)
    try:
        return unpack_index(b"".join(parts))
    except BadIndex as error:
        raise EngineFailed(type(error).__name__) from error


def still_of(run_task: TaskRunner, film: FilmSource, wish: StillWish, progress: Progress = ignore_progress) -> Still:
    """Return one frame as a picture. Raises what ``Film.frame`` and ``run_task`` raise."""
    data = _whole(run_task(film, STILL, pack_still_wish(wish), progress), LARGEST_MESSAGE)
    try:
        return unpack_still(data)
    except ChannelGarbled as error:
        raise EngineFailed(type(error).__name__) from error


def _whole(parts: Iterable[bytes], most: int) -> bytes:
    """Join parts. Raises ``EngineFailed`` when there is no end to them: the engine is not trusted."""
    data = bytearray()
    for part in parts:
        data += part
        if len(data) > most:
            raise EngineFailed("Garbled")
    return bytes(data)
