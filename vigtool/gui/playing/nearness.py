"""How near the picture is looked at, and where it therefore lies: arithmetic in pixels of the screen, no painting.

Rule: the stage is never left empty where a picture could be: along each side a picture that is longer than the stage
covers it wholly, and a shorter one lies in its middle.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt

WHOLE: Final = 1.0
TWICE: Final = 2.0
MOST: Final = 8.0
STEP: Final = 1.25
"""Times as large by one notch of the wheel or one key."""
_ALMOST_WHOLE: Final = 1.01


@dataclass(frozen=True, slots=True)
class Nearness:
    """``zoom``: times as large as the whole picture on the stage, 1 to 8.

    (``x``, ``y``): the point in the middle of the stage, (0, 0) the upper left corner of the picture as it is seen,
    (1, 1) the lower right.
    """

    zoom: float = WHOLE
    x: float = 0.5
    y: float = 0.5

    @property
    def is_whole(self) -> bool:
        """Whether the whole picture is seen."""
        return self.zoom == WHOLE

    def mirrored(self) -> "Nearness":
        """The same part of the picture when left and right change places."""
        return Nearness(self.zoom, 1 - self.x, self.y)


def room_for(zoom: float, stage: QSize) -> QSize:
    """Return (width, height) in pixels within which a picture is as large as it is to be."""
    return QSize(round(stage.width() * zoom), round(stage.height() * zoom))


def size_on_stage(zoom: float, stage: QSize, picture: QSize) -> QSize:
    """Return the pixels that a picture takes: its own where it was made for this room, else what fits.

    One pixel at least along each side: of a very long picture on a stage that lies the other way less would be left.
    """
    scaled = picture.scaled(room_for(zoom, stage), Qt.AspectRatioMode.KeepAspectRatio)
    fitting = scaled.expandedTo(QSize(1, 1))
    off = fitting - picture
    return picture if abs(off.width()) <= 1 and abs(off.height()) <= 1 else fitting


def place_on_stage(near: Nearness, stage: QRect, size: QSize) -> QRect:
    """Return where a picture of this size lies, on whole pixels: else scaled screens would blur it."""
    left = _begin(near.x, stage.left(), stage.width(), size.width())
    top = _begin(near.y, stage.top(), stage.height(), size.height())
    return QRect(QPoint(left, top), size)


def held(near: Nearness, stage: QSize, size: QSize) -> Nearness:
    """Return the nearest place to look at that leaves no part of the stage empty; ``size``: what the picture takes."""
    x = _held(near.x, stage.width(), size.width())
    return Nearness(near.zoom, x, _held(near.y, stage.height(), size.height()))


def closer(near: Nearness, factor: float, at: QPointF, stage: QRect, picture: QSize) -> Nearness:
    """Return how it is looked at ``factor`` times as near; the point of the picture at ``at`` stays where it is."""
    zoom = min(max(near.zoom * factor, WHOLE), MOST)
    if zoom < _ALMOST_WHOLE:
        return Nearness()
    before = size_on_stage(near.zoom, stage.size(), picture)
    after = size_on_stage(zoom, stage.size(), picture)
    place = place_on_stage(near, stage, before)
    x = _kept(at.x() - place.left(), before.width(), at.x() - stage.left(), stage.width(), after.width())
    y = _kept(at.y() - place.top(), before.height(), at.y() - stage.top(), stage.height(), after.height())
    return held(Nearness(zoom, x, y), stage.size(), after)


def moved(near: Nearness, by: QPointF, stage: QSize, picture: QSize) -> Nearness:
    """Return how it is looked at when the picture was moved by so many pixels."""
    size = size_on_stage(near.zoom, stage, picture)
    now = held(near, stage, size)
    return held(Nearness(near.zoom, now.x - by.x() / size.width(), now.y - by.y() / size.height()), stage, size)


def _begin(point: float, begin: int, room: int, length: int) -> int:
    if length <= room:
        return begin + (room - length) // 2
    return begin + min(max(round(room / 2 - point * length), room - length), 0)


def _held(point: float, room: int, length: int) -> float:
    if length <= room:
        return 0.5
    half = room / 2 / length
    return min(max(point, half), 1 - half)


def _kept(from_picture: float, before: int, from_stage: float, room: int, after: int) -> float:
    """The point in the middle of the stage after a change of size that keeps what lies under the pointer."""
    under = min(max(from_picture / before, 0.0), 1.0)
    return under + (room / 2 - from_stage) / after
