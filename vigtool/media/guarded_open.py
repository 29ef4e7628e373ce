"""The one place that opens a film, so that no film can make libav open anything else.

With a plain ``av.open(file)`` a text named .mp4 made libav send HTTP requests (playlist), read other files
(ffconcat, image sequence) and bind UDP ports (SDP). Here only named containers are probed, no protocol at all
is allowed beside the given file object, and only named decoders may run, probing included.
"""

from collections.abc import Sequence
from typing import BinaryIO, Final

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from vigtool.media.bounded_reader import BoundedReader
from vigtool.media.codecs import CONTAINERS, DECODERS, VIDEO_DECODERS
from vigtool.media.errors import DamagedFilm, NoPicture, NoSuchStream, NotAFilm, UnknownCodec
from vigtool.media.pretenders import HEAD_BYTES, begins_like_a_film, has_film_boxes, is_picture, pretender

_OPTIONS: Final = {
    "protocol_whitelist": "none",
    "codec_whitelist": ",".join(sorted(DECODERS)),
}
_BUFFER_BYTES: Final = 65536


def open_container(file: BinaryIO, containers: Sequence[str] = CONTAINERS) -> InputContainer:
    """Open a film from an open, seekable binary file; the caller closes the container, then the file.

    ``containers`` are the names of the demuxers that may look at it.

    Raise ``NotAFilm`` (empty, picture, text, unknown) or ``DamagedFilm``. An error of the file object itself
    passes through unchanged.
    """
    reader = BoundedReader(file)
    head = reader.read(HEAD_BYTES)
    reader.seek(0)
    if is_picture(head):
        raise NotAFilm(kind="picture")
    options = _OPTIONS | {"format_whitelist": ",".join(containers)}
    try:
        container = av.open(reader, mode="r", options=options, buffer_size=_BUFFER_BYTES)
    except av.FFmpegError as error:
        if not begins_like_a_film(head):
            raise NotAFilm(kind=pretender(head)) from error
        raise DamagedFilm(damage="no_sample_table" if has_film_boxes(head) else "unreadable") from error
    return container


def picture_stream(container: InputContainer, stream: int | None = None) -> VideoStream:
    """Return the stream that is the film's picture, with a decoder that may run: FFmpeg's best, or ``stream``.

    Cover pictures are no films. Raise ``NoPicture``, ``NoSuchStream`` or ``UnknownCodec``.
    """
    films = [s for s in container.streams.video if not s.disposition & s.disposition.attached_pic]
    if not films:
        raise NoPicture(has_sound=bool(container.streams.audio))
    if stream is None:
        best = container.streams.best("video")
        chosen = next((s for s in films if best is not None and s.index == best.index), films[0])
    else:
        found = next((s for s in films if s.index == stream), None)
        if found is None:
            raise NoSuchStream(stream=stream)
        chosen = found
    codec = chosen.codec_context.codec.name if chosen.codec_context is not None else ""
    if codec not in VIDEO_DECODERS:
        raise UnknownCodec(codec=codec)
    return chosen
