"""The thread that makes small pictures, for cards and previews, beside the large one and never before it."""

from collections.abc import Callable

from vigtool.domain.errors import VigtoolError
from vigtool.engine.channel import Channel
from vigtool.engine.errors import ChannelClosed
from vigtool.engine.failures import failure_of
from vigtool.engine.film_messages import SMALL_REQUESTS, SmallAnswer, SmallShown
from vigtool.media.film import Film
from vigtool.media.frame_store import FrameStore
from vigtool.media.picture import Bgra, upright


def serve_small(channel: Channel, open_film: Callable[[], Film], store: FrameStore) -> None:
    """Answer every ``SmallAsk`` until the channel is closed; the film is opened for the first one."""
    film: Film | None = None
    try:
        while True:
            ask = channel.receive(SMALL_REQUESTS)
            try:
                frame = store.get(ask.frame)
                if frame is None:
                    film = film or open_film()
                    frame = film.frame(ask.frame)
                answer: SmallAnswer = _small(upright(frame, ask.within))
            except (VigtoolError, OSError) as error:
                answer = failure_of(error)
            channel.send(answer)
    except ChannelClosed:
        return
    finally:
        if film is not None:
            film.close()


def _small(pixels: Bgra) -> SmallShown:
    height, width = pixels.shape[:2]
    return SmallShown(width, height, pixels.tobytes())
