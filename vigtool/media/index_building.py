"""Makes the frame index of a film: from its packets where they can be trusted, else by decoding it."""

import io
from typing import BinaryIO

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.decoding import Decoding
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_by_decoding import index_by_decoding
from vigtool.media.index_by_packets import index_by_packets


def build_index(file: BinaryIO, progress: Progress = ignore_progress, stream: int | None = None) -> FrameIndex:
    """Return the index of the film's picture (FFmpeg's best stream), or of stream number ``stream``.

    ``file`` is open, binary, seekable, and stays open. ``progress`` counts bytes of the film. Raise
    ``NotAFilm``, ``DamagedFilm``, ``NoPicture``, ``NoSuchStream``, ``UnknownCodec`` or ``NothingDecodable``.
    """
    size = file.seek(0, io.SEEK_END)
    with Decoding(file, stream) as decoding:
        index = index_by_packets(decoding, size, progress)
        if index is None:
            index = index_by_decoding(decoding, size, progress)
    progress(size, size)
    return index
