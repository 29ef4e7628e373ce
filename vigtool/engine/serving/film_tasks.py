"""The tasks that import, exports and a lost index need."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from vigtool.domain.progress import Progress
from vigtool.engine.film_results import Still, pack_facts, pack_still, unpack_still_wish
from vigtool.media.facts import read_facts
from vigtool.media.film import Film
from vigtool.media.index_building import index_parts
from vigtool.media.index_bytes import unpack_index
from vigtool.media.picture import upright
from vigtool.media.still import write_png


def facts(file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    """Yield the film's facts, once."""
    yield pack_facts(read_facts(file))


def index(file: BinaryIO, argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Yield what a pass over the packets has found so far, every few seconds, and at last the film's frame index.

    ``argument``: such a part of an earlier task that was broken off, or empty.
    """
    yield from index_parts(file, progress, argument or None)


def still(file: BinaryIO, argument: bytes, _progress: Progress) -> Iterator[bytes]:
    """Yield one frame, upright, as PNG."""
    wish = unpack_still_wish(argument)
    with Film(file, unpack_index(wish.index)) as film:
        picture = upright(film.frame(wish.frame))
    out = io.BytesIO()
    write_png(picture, out)
    height, width = picture.shape[:2]
    yield pack_still(Still(width, height, out.getvalue()))
