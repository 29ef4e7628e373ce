"""Makes the frame index of a film: from its sample table or packets where they can be trusted, else by decoding it."""

import io
from collections.abc import Callable
from typing import BinaryIO, Final

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.decoding import Decoding
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_by_decoding import index_by_decoding
from vigtool.media.index_by_packets import index_by_packets
from vigtool.media.index_by_table import index_by_table

READ_WHOLE: Final = 64 << 20
"""A film of so many bytes or less is read whole, which finds lengths that do not add up."""
_KEEP_EVERY: Final = 5.0


def keep_nothing(state: bytes) -> None:
    """Take what is known so far and forget it, for callers who do not go on later."""


def build_index(
    file: BinaryIO,
    progress: Progress = ignore_progress,
    stream: int | None = None,
    *,
    kept: bytes | None = None,
    keep: Callable[[bytes], None] = keep_nothing,
    keep_every: float = _KEEP_EVERY,
    read_whole: int = READ_WHOLE,
) -> FrameIndex:
    """Return the index of the film's picture (FFmpeg's best stream), or of stream number ``stream``.

    ``file`` is open, binary, seekable, and stays open. ``progress`` counts bytes of the film. Every ``keep_every``
    seconds ``keep`` is given what a pass over the packets has found; given back as ``kept`` with the same film, the
    pass goes on there, and the index is the same. ``kept`` that is of no use is passed over. Raise ``NotAFilm``,
    ``DamagedFilm``, ``NoPicture``, ``NoSuchStream``, ``UnknownCodec`` or ``NothingDecodable``.
    """
    size = file.seek(0, io.SEEK_END)
    with Decoding(file, stream) as decoding:
        index = index_by_table(decoding, file, size, progress) if size > read_whole else None
        if index is None:
            index = index_by_packets(decoding, size, progress, kept, keep, keep_every)
        if index is None:
            index = index_by_decoding(decoding, size, progress)
    progress(size, size)
    return index
