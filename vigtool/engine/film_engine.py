"""One engine process with one open film: what it is given at the start, and the memory that both sides look into."""

from vigtool.engine.channel import Channel
from vigtool.engine.descriptors import send_descriptor
from vigtool.engine.errors import ChannelClosed, ChannelError, ChannelGarbled
from vigtool.engine.film_answers import Bgra
from vigtool.engine.film_messages import FILM_CHANNELS, Ask, OpenPictures, Release, Shown
from vigtool.engine.film_source import FilmSource
from vigtool.engine.messages import ServeFilm
from vigtool.engine.process import EngineProcess
from vigtool.engine.shared_memory import ANONYMOUS, LARGEST, MEMORY_BYTES, MOST_SLOTS, STRIDE, create_memory


class FilmEngine:
    """A film opened in an engine process. Raises the process's ``EngineUnavailable`` and ``EngineCrashed``.

    ``source`` is handed over and closed here; ``index`` is the stored form of the film's frame index; ``budget`` is in
    bytes, for decoded pictures.
    """

    def __init__(self, process: EngineProcess, source: FilmSource, index: bytes, budget: int) -> None:
        self._process = process
        self._channels = dict(zip(FILM_CHANNELS, process.channels, strict=True))
        self.pictures = self._channels["pictures"]
        try:
            self._memory = create_memory(MEMORY_BYTES)
        except BaseException:
            process.close()
            source.file.close()
            raise
        try:
            with source:
                process.lend(source, ServeFilm())
            self.pictures.send(OpenPictures(index, budget, self._memory.name, MEMORY_BYTES))
            if ANONYMOUS:
                send_descriptor(self.pictures, self._memory.descriptor)
        except BaseException:
            self.close()
            raise

    def channel(self, name: str) -> Channel:
        """Return another connection: "small" or "sound"."""
        return self._channels[name]

    def tell(self, message: Ask | Release) -> None:
        """Send a message, or nothing when the engine is gone: whoever receives notices that."""
        try:
            self.pictures.send(message)
        except ChannelError:
            return

    def pixels(self, shown: Shown) -> Bgra:
        """Return a view of the picture. The engine is not trusted.

        Raise ``ChannelGarbled`` when it lies in no slot, ``ChannelClosed`` when the memory was let go of.
        """
        inside = 0 <= shown.slot < MOST_SLOTS
        fits = 0 < shown.width <= LARGEST[0] and 0 < shown.height <= LARGEST[1]
        if not (inside and fits):
            raise ChannelGarbled
        try:
            return self._memory.pixels(shown.slot * STRIDE, shown.height, shown.width)
        except ValueError as error:
            raise ChannelClosed from error

    def end(self) -> None:
        """End the process; who waits for a message is let go. Any thread may call it."""
        self._process.kill()

    def close(self) -> None:
        """End the process and let go of the memory; a picture that is still looked at keeps it until then."""
        self._process.release()
        self._memory.close()
