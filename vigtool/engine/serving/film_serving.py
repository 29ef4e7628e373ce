"""Serves one open film until the app closes it: large pictures, small pictures and sound, by threads of their own."""

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from vigtool.domain.errors import VigtoolError
from vigtool.engine.channel import Channel
from vigtool.engine.descriptors import receive_descriptor
from vigtool.engine.errors import ChannelClosed, ChannelGarbled
from vigtool.engine.film_messages import PICTURE_REQUESTS, Ask, OpenPictures, Release
from vigtool.engine.serving.picture_fill import PictureFill
from vigtool.engine.serving.picture_front import PictureFront
from vigtool.engine.serving.picture_making import PictureMaker, Teller
from vigtool.engine.serving.picture_slots import PictureSlots
from vigtool.engine.serving.small_serving import serve_small
from vigtool.engine.serving.sound_serving import serve_sound
from vigtool.engine.serving.wish_board import WishBoard
from vigtool.engine.shared_memory import ANONYMOUS, open_memory
from vigtool.media.film import Film
from vigtool.media.frame_index import FrameIndex
from vigtool.media.frame_store import FrameStore
from vigtool.media.index_bytes import unpack_index
from vigtool.media.sound import SoundTrack

BROKEN_THREAD: Final = 70
"""Exit code when a thread met what it does not foresee: the app then starts another engine."""
BEHIND: Final = 10
"""How much nicer than the others the filling and the small pictures are (Linux: each thread has its own niceness)."""


@dataclass(frozen=True, slots=True)
class _OpenFilm:
    """What the threads share. Each opens its own ``Film`` on a file object of its own."""

    open_file: Callable[[], BinaryIO]
    index: FrameIndex
    store: FrameStore
    board: WishBoard
    slots: PictureSlots
    teller: Teller

    def film(self) -> Film:
        return Film(self.open_file(), self.index, self.store)


def serve_film(open_file: Callable[[], BinaryIO], channels: Mapping[str, Channel]) -> None:
    """Serve until the app closes the channel "pictures" or goes away. ``open_file`` opens the film once more."""
    pictures = channels["pictures"]
    film = _opened(open_file, pictures)
    works: list[Callable[[], None]] = [
        lambda: _front(film),
        lambda: _fill(film),
        lambda: serve_small(channels["small"], film.film, film.store),
        lambda: serve_sound(channels["sound"], lambda: SoundTrack(open_file())),
    ]
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    try:
        while True:
            _heed(film, pictures)
    except ChannelClosed:
        film.board.close()
    for thread in threads:
        thread.join()


def _opened(open_file: Callable[[], BinaryIO], pictures: Channel) -> _OpenFilm:
    opening = pictures.receive(PICTURE_REQUESTS)
    if not isinstance(opening, OpenPictures):
        raise ChannelGarbled
    memory = open_memory(opening.size, opening.memory, receive_descriptor(pictures) if ANONYMOUS else -1)
    board, slots = WishBoard(), PictureSlots(memory)
    store = FrameStore(opening.budget)
    return _OpenFilm(open_file, unpack_index(opening.index), store, board, slots, Teller(pictures, board, slots))


def _heed(film: _OpenFilm, pictures: Channel) -> None:
    """Take one message; a picture that is ready is shown from here, whatever the other threads do."""
    match pictures.receive(PICTURE_REQUESTS):
        case Ask() as ask:
            film.teller.show_if_ready(ask)
            film.board.put(ask)
        case Release() as release:
            film.slots.release(release.slot)
        case OpenPictures():
            raise ChannelGarbled


def _front(film: _OpenFilm) -> None:
    try:
        decoder = film.film()
    except (VigtoolError, OSError) as error:
        last = -1
        while (ask := film.board.next_ask(last)) is not None:
            last = ask.serial
            film.teller.refuse(ask, error)
        return
    with decoder:
        PictureFront(decoder, film.store, film.board, PictureMaker(film.slots), film.teller).run()


def _fill(film: _OpenFilm) -> None:
    _step_back()
    film.board.settled_ask()  # the first picture comes first: opening a film takes the processor, too
    try:
        decoder = film.film()
    except (VigtoolError, OSError):
        return  # told by the thread that answers
    with decoder:
        PictureFill(decoder, film.store, film.board, PictureMaker(film.slots), film.teller).run()


def _step_back() -> None:
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, BEHIND)  # on Linux 0 is the thread that calls


def end_the_process(broken: threading.ExceptHookArgs) -> None:
    """End at once when a thread meets what it does not foresee (``threading.excepthook``)."""
    if broken.exc_type is not ChannelClosed:
        threading.__excepthook__(broken)
    os._exit(BROKEN_THREAD)
