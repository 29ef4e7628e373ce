"""An open engine without a process: the same serving, in threads of the test, on the same kind of connections."""

import os
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread

from vigtool.engine.channel import Channel
from vigtool.engine.descriptors import send_descriptor
from vigtool.engine.errors import ChannelClosed, ChannelError, ChannelGarbled
from vigtool.engine.film_answers import Bgra
from vigtool.engine.film_messages import Ask, OpenPictures, Release, Shown
from vigtool.engine.serving.film_serving import serve_film
from vigtool.engine.shared_memory import ANONYMOUS, MEMORY_BYTES, MOST_SLOTS, STRIDE, create_memory

NAMES = ("pictures", "small", "sound")
Serving = Callable[[Mapping[str, Channel]], None]
"""What runs at the other end of the connections."""


class EngineInProcess:
    """An ``OpenEngine`` whose other end is a function on a thread of its own; that ends when ``close`` is called."""

    def __init__(self, serving: Serving) -> None:
        pipes = {name: Pipe() for name in NAMES}
        self._own = {name: Channel(ours) for name, (ours, _theirs) in pipes.items()}
        self._others = {name: Channel(theirs) for name, (_ours, theirs) in pipes.items()}
        self._memory = create_memory(MEMORY_BYTES)
        self._thread = Thread(target=serving, args=(self._others,))
        self._thread.start()

    @property
    def pictures(self) -> Channel:
        return self._own["pictures"]

    def open(self, index: bytes, budget: int) -> None:
        self.pictures.send(OpenPictures(index, budget, self._memory.name, MEMORY_BYTES))
        if ANONYMOUS:
            send_descriptor(self.pictures, self._memory.descriptor)

    def channel(self, name: str) -> Channel:
        return self._own[name]

    def tell(self, message: Ask | Release) -> None:
        try:
            self.pictures.send(message)
        except ChannelError:
            return

    def pixels(self, shown: Shown) -> Bgra:
        if not 0 <= shown.slot < MOST_SLOTS:
            raise ChannelGarbled
        try:
            return self._memory.pixels(shown.slot * STRIDE, shown.height, shown.width)
        except ValueError as error:
            raise ChannelClosed from error

    def end(self) -> None:
        """End as a process that is killed does: its ends of the connections are closed."""
        for channel in self._own.values():
            _shut(channel)

    def close(self) -> None:
        self.end()
        self._thread.join()
        self._memory.close()


def _shut(channel: Channel) -> None:
    """End a connection for both sides; closing a descriptor alone wakes nobody who reads from it."""
    with socket.socket(fileno=os.dup(channel.fileno())) as same, suppress(OSError):
        same.shutdown(socket.SHUT_RDWR)


def film_in_process(path: Path, index: bytes, budget: int = 256 << 20) -> EngineInProcess:
    """Open a plain film in an engine without a process."""
    engine = EngineInProcess(lambda channels: serve_film(lambda: path.open("rb"), channels))
    engine.open(index, budget)
    return engine
