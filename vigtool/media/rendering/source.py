"""A film of a clip, as whoever writes or checks the clip gets it."""

from dataclasses import dataclass
from typing import BinaryIO

from vigtool.media.film import Film


@dataclass(frozen=True, slots=True)
class Source:
    """A film, and a second open file of it for its sound; None: nothing of it is heard.

    Both belong to the writing or the checking until that returns: it uses them in threads of its own.
    """

    film: Film
    sound: BinaryIO | None
