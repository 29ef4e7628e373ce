"""Makes the frame index of a film: from its sample table or packets where they can be trusted, else by decoding it."""

import io
from collections.abc import Callable, Generator
from typing import BinaryIO, Final

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.media.decoding import Decoding
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_by_decoding import index_by_decoding
from vigtool.media.index_by_packets import index_by_packets
from vigtool.media.index_by_table import index_by_table
from vigtool.media.index_bytes import pack_index
from vigtool.media.index_checking import checked
from vigtool.media.packet_scan import Pace

READ_WHOLE: Final = 64 << 20
"""A film of so many bytes or less is read whole, which finds lengths that do not add up."""
KEEP_EVERY: Final = 5.0


def build_index(
    file: BinaryIO, progress: Progress = ignore_progress, stream: int | None = None, read_whole: int = READ_WHOLE
) -> FrameIndex:
    """Return the index of the film's picture (FFmpeg's best stream), or of stream number ``stream``.

    ``file`` is open, binary, seekable, and stays open. ``progress`` counts bytes of the film. Raise
    ``NotAFilm``, ``DamagedFilm``, ``NoPicture``, ``NoSuchStream``, ``UnknownCodec`` or ``NothingDecodable``.
    """
    building = _building(file, progress, stream, None, KEEP_EVERY, read_whole)
    while True:
        try:
            next(building)
        except StopIteration as end:
            index: FrameIndex = end.value
            return index


def index_parts(
    file: BinaryIO,
    progress: Progress = ignore_progress,
    begun: bytes | None = None,
    keep_every: float = KEEP_EVERY,
    read_whole: int = READ_WHOLE,
) -> Generator[bytes, None, None]:
    """Build the index as ``build_index`` does and yield its stored form last.

    Before it comes, every ``keep_every`` seconds, what a pass over the packets has found so far: keep the last, give
    it back as ``begun`` with the same film, and the pass goes on there; the index is the same. ``begun`` that is of
    no use is passed over. ``index_bytes.is_index`` tells the parts apart. A film that must be decoded starts anew.
    """
    index = yield from _building(file, progress, None, begun, keep_every, read_whole)
    yield pack_index(index)


def _building(
    file: BinaryIO, progress: Progress, stream: int | None, begun: bytes | None, keep_every: float, read_whole: int
) -> Generator[bytes, None, FrameIndex]:
    size = file.seek(0, io.SEEK_END)

    def beat() -> None:
        progress(size, size)

    with Decoding(file, stream) as decoding:
        index = index_by_table(decoding, file, size, progress) if size > read_whole else None
        index = None if index is None else _checked(file, decoding, index, beat)
        if index is None:
            index = yield from index_by_packets(decoding, size, Pace(size, progress, keep_every), begun)
            index = None if index is None else _checked(file, decoding, index, beat)
        if index is None:
            index = index_by_decoding(decoding, size, progress)
    progress(size, size)
    return index


def _checked(file: BinaryIO, decoding: Decoding, index: FrameIndex, beat: Callable[[], None]) -> FrameIndex | None:
    """Check the index by decoding samples: quickly, and if that fails surely (frame threads lose what is damaged).

    Trap: ``decoding`` and the quick one read one file. Neither may go on after the other without beginning anew.
    """
    with Decoding(file, index.stream, frame_threads=True) as quick:
        found = checked(quick, index, beat)
    return checked(decoding, index, beat) if found is None else found
