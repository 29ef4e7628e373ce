"""A colour conversion as a table of 64 x 64 x 64 colours, between which libavfilter interpolates in tetrahedra.

The formula of ``screen_signal`` costs a second for a picture; the table, made by that formula once for each pair of
transfer and primaries, 6 ms for 1280 x 720 in one thread (numpy, channel by channel: 13 ms), and serves all of them.
"""

import threading
from fractions import Fraction
from functools import lru_cache
from typing import Final

import numpy as np
from av import VideoFrame
from av.filter import Graph
from av.filter.context import FilterContext
from numpy.typing import NDArray

from vigtool.media.colour_tags import BT709, PQ, Colour
from vigtool.media.fingerprint import native_planes
from vigtool.media.screen_signal import screen_signal

LAYOUT: Final = "gbrp16le"
"""The pixel format that goes in and comes out; 16 bits and floats have a quick way, ten bits none."""
_LEVEL: Final = 8
_SIDE: Final = _LEVEL**2
_PICTURE_SIDE: Final = _LEVEL**3
_TOP: Final = 255 * 256
"""A signal of 1: the high byte is the code of eight bits, the low byte is half full so that cutting it off rounds."""
_HALF: Final = 128
_WHITE: Final = 65535
_STRETCH: Final = 1 + 1 / 4 + 1 / 16 + 1 / 64 + 1 / 256
"""What PQ is multiplied by: 990 cd/m2 are then the end of the cube, and as white as 1000."""
_STRIP_ROWS: Final = 16
_TICK: Final = Fraction(1, 1000)
_THREADS: Final = 2
_CUBES_KEPT: Final = 4


@lru_cache(_CUBES_KEPT)
def _cube(transfer: int, primaries: int) -> NDArray[np.uint16]:
    """Return uint16 (3, 512, 512): red, green, blue of the screen; the film's red runs fastest, blue slowest."""
    steps = np.linspace(0, _reach(transfer), _SIDE, dtype=np.float32)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    signals = np.stack([red.ravel(), green.ravel(), blue.ravel()])
    shown = screen_signal(signals, Colour(BT709, full_range=True, transfer=transfer, primaries=primaries))
    return np.rint(shown * _TOP + _HALF).astype(np.uint16).reshape(3, _PICTURE_SIDE, _PICTURE_SIDE)


def _reach(transfer: int) -> float:
    """Return the signal at which the cube ends: PQ above 1000 cd/m2 (a quarter of its codes) is all the same white."""
    return 1 / _STRETCH if transfer == PQ else 1.0


class _Way:
    """A filter graph that sends pictures of one size through one cube."""

    def __init__(self, width: int, height: int, transfer: int, primaries: int) -> None:
        self._graph = Graph()
        self._graph.threads = _THREADS
        self._pictures = self._source(width, height)
        cubes = self._source(_PICTURE_SIDE, _PICTURE_SIDE)
        table = self._graph.add("haldclut", "interp=tetrahedral:clut=first")
        self._shown = self._graph.add("buffersink")
        self._pictures.link_to(table, 0, 0)
        cubes.link_to(table, 0, 1)
        table.link_to(self._shown)
        self._graph.configure(auto_buffer=False)
        cubes.push(_as_picture(_cube(transfer, primaries)))
        cubes.push(None)
        self._count = 0

    def _source(self, width: int, height: int) -> FilterContext:
        layout = VideoFrame(width, height, LAYOUT).format
        return self._graph.add_buffer(width=width, height=height, format=layout, time_base=_TICK)

    def shown(self, picture: VideoFrame) -> VideoFrame:
        own_time = picture.pts
        # libavfilter pairs pictures and cubes by their times, which must rise
        picture.pts = self._count
        self._count += 1
        self._pictures.push(picture)
        picture.pts = own_time
        shown = self._shown.pull()
        if not isinstance(shown, VideoFrame):
            raise TypeError(shown)
        return shown


def _as_picture(cube: NDArray[np.uint16]) -> VideoFrame:
    """Return a cube as a picture. Trap: haldclut takes the first plane (green) for red, then green, then blue."""
    picture = VideoFrame(_PICTURE_SIDE, _PICTURE_SIDE, LAYOUT)
    for plane, values in zip(native_planes(picture), cube, strict=True):
        plane.view("<u2")[:] = values
    picture.pts = 0
    return picture


class _Ways(threading.local):
    """The last way of each thread: setting one up costs 15 ms."""

    def __init__(self) -> None:
        self._known: tuple[int, int, int, int] | None = None
        self._way: _Way | None = None

    def to(self, picture: VideoFrame, colour: Colour) -> _Way:
        wanted = picture.width, picture.height, colour.transfer, colour.primaries
        if self._way is None or wanted != self._known:
            self._way, self._known = _Way(*wanted), wanted
        return self._way


_ways: Final = _Ways()


def through_cube(picture: VideoFrame, colour: Colour) -> NDArray[np.uint8]:
    """Return BGRA uint8 (height, width, 4), alpha 255, of a picture in ``LAYOUT``, full range, R', G', B' of a film."""
    spread = _spread(picture) if colour.transfer == PQ else picture
    planes = native_planes(_ways.to(spread, colour).shown(spread))
    bgra = np.full((picture.height, picture.width, 4), 255, np.uint8)
    for place, plane in zip((1, 0, 2), planes, strict=True):
        bgra[..., place] = plane[:, 1::2]
    return bgra


def _spread(picture: VideoFrame) -> VideoFrame:
    """Return a picture with all numbers times ``_STRETCH``, by shifts: a third of the time of a product of floats."""
    spread = VideoFrame(picture.width, picture.height, LAYOUT)
    for narrow, wide in zip(native_planes(picture), native_planes(spread), strict=True):
        for row in range(0, picture.height, _STRIP_ROWS):
            kept = np.minimum(narrow[row : row + _STRIP_ROWS].view("<u2"), np.uint16(_WHITE / _STRETCH))
            part = kept >> 2
            kept += part
            for _quarter in range(2):
                part >>= 2
                kept += part
            part >>= 2
            np.add(kept, part, out=wide[row : row + _STRIP_ROWS].view("<u2"))
    return spread
