"""The tasks that import, exports and a lost index need."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from vigtool.domain.progress import Progress
from vigtool.engine.film_results import PictureForm, Still, pack_facts, pack_still, unpack_still_wish
from vigtool.media.facts import read_facts
from vigtool.media.film import Film
from vigtool.media.index_building import index_parts
from vigtool.media.index_bytes import unpack_index
from vigtool.media.jpeg import write_jpeg
from vigtool.media.masking.covering import cover
from vigtool.media.narrowing import narrowed
from vigtool.media.picture import Bgra, upright
from vigtool.media.still import write_png

_WRITERS: Final[dict[PictureForm, Callable[[Bgra, BinaryIO], None]]] = {"png": write_png, "jpeg": write_jpeg}


def facts(file: BinaryIO, _argument: bytes, _progress: Progress) -> Iterator[bytes]:
    """Yield the film's facts, once."""
    yield pack_facts(read_facts(file))


def index(file: BinaryIO, argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Yield what a pass over the packets has found so far, every few seconds, and at last the film's frame index.

    ``argument``: such a part of an earlier task that was broken off, or empty.
    """
    yield from index_parts(file, progress, argument or None)


def still(file: BinaryIO, argument: bytes, _progress: Progress) -> Iterator[bytes]:
    """Yield one frame, upright, covered and then made smaller where that is wished."""
    wish = unpack_still_wish(argument)
    with Film(file, unpack_index(wish.index)) as film:
        picture = upright(film.frame(wish.frame))
    if wish.boxes:
        picture = picture.copy()
        cover(picture, wish.boxes)
    if wish.widest:
        picture = narrowed(picture, wish.widest)
    out = io.BytesIO()
    _WRITERS[wish.form](picture, out)
    height, width = picture.shape[:2]
    yield pack_still(Still(width, height, out.getvalue()))
