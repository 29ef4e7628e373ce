"""Room for the index in front of a clip's pictures, so that it plays before all of it is read (faststart)."""

from typing import Final

_AAC_FRAME: Final = 1024


def index_room(frames: int, samples: int) -> int:
    """Bytes to keep free for the index, more than MP4's tables can fill; ``samples`` of sound at 48 kHz.

    ``movflags=faststart`` would open the file again by its name, and it has none. A frame takes at most 8 bytes of
    time, 8 of the order of showing, 4 of size, 4 of key frames, 12 + 8 of chunks; too little room makes the muxer
    fail, never write a wrong file.
    """
    return 8192 + 48 * frames + 32 * (samples // _AAC_FRAME + 4)
