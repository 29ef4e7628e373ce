"""A film of a clip, as whoever writes or checks the clip gets it."""

from dataclasses import dataclass
from typing import BinaryIO, Final

from vigtool.media.film import Film
from vigtool.media.frame_index import FrameIndex
from vigtool.media.frame_store import FrameStore

_KEPT_BYTES: Final = 28 << 20
"""Two pictures of 4K: a clip goes forward, and only a frame that stands is shown twice."""


@dataclass(frozen=True, slots=True)
class Source:
    """A film, and a second open file of it for its sound; None: nothing of it is heard.

    Both belong to the writing or the checking until that returns: it uses them in threads of its own.
    """

    film: Film
    sound: BinaryIO | None


def film_to_render(file: BinaryIO, index: FrameIndex) -> Film:
    """Open a film that keeps hardly any of its pictures: memory is for the coders."""
    return Film(file, index, FrameStore(_KEPT_BYTES), frugal=True)
