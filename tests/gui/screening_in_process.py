"""The engine of a film that is watched, without its process: the same serving in threads of the test."""

import os
import threading
from collections.abc import Callable
from typing import TypeAlias

from tests.engine.engine_in_process import EngineInProcess
from vigtool.engine.errors import ChannelClosed
from vigtool.engine.film_client import EngineFilm
from vigtool.engine.film_source import FilmSource
from vigtool.engine.serving.film_serving import serve_film
from vigtool.engine.serving.lent_film import LentFilm
from vigtool.media.index_bytes import pack_index
from vigtool.services.viewing import Screening

BUDGET = 64 << 20
ThreadHook: TypeAlias = Callable[[threading.ExceptHookArgs], object]


class LentEngine(EngineInProcess):
    """An engine that was lent a film of a vault."""

    def __init__(self, source: FilmSource, index: bytes) -> None:
        with source:
            self._lent = LentFilm(os.dup(source.file.fileno()), source.file_key, source.recording)
        super().__init__(lambda channels: serve_film(self._lent.open, channels))
        self.open(index, BUDGET)

    def close(self) -> None:
        super().close()
        self._lent.close()


def but_for_the_end(hook: ThreadHook) -> ThreadHook:
    """Return a hook that takes the end of a connection for what it is in an engine: the end of its work."""

    def heard(told: threading.ExceptHookArgs) -> None:
        if told.exc_type is not ChannelClosed:
            hook(told)

    return heard


def open_in_process(screening: Screening) -> EngineFilm:
    """Do what ``Screening.open_engine`` does."""
    index, vault = pack_index(screening._index), screening._vault  # noqa: SLF001 - this stands in for its own method
    return EngineFilm(lambda: LentEngine(FilmSource.of_recording(vault.lend_recording(screening.recording.id)), index))
