"""Following what a box shows from picture to picture, as far as that can be vouched for.

Median flow (Kalal, Mikolajczyk, Matas, "Forward-Backward Error: Automatic Detection of Tracking Failures", ICPR 2010)
with two looks at the outcome that end it: corners of what is in the box are followed to the next picture and back
(Lucas, Kanade, in pyramids), those that do not come back to where they were are left out, and the box moves and grows
as the median of the others. Whoever has turned away, is hidden or gone shows in that few come back, or that the box
shows something else than it did: then it is over. There is no guess, and nothing is searched for: a gap can be seen and
mended, a box beside a person cannot be relied on. ``docs/decisions/0021-following-people.md`` has the figures.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""A picture, shape (height, width)."""
Floats = NDArray[np.float32]
FloatBox = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

CORNERS: Final = 120
LEAST_CORNERS: Final = 8
"""As many have to be found, and to come back to where they were."""
CAME_BACK: Final = 1.0
"""Pixels."""
LIKE_BEFORE: Final = 0.6
LIKE_FIRST: Final = 0.35
"""Correlation of what the box shows with what it showed of late, and at first."""
LEAST_INSIDE: Final = 0.4
"""Share of the box that has to lie in the picture."""
MOST_GROWTH: Final = 1.05
"""From one picture to the next."""

_RIM: Final = 0.1
"""Of each side of the box: there it shows mostly what is behind the person."""
_FACE: Final = 32
"""Pixels of the side of what is compared."""
_SLOWLY: Final = 0.1
"""How fast what it showed of late becomes what it shows."""
_WINDOW: Final = (15, 15)
_LEVELS: Final = 4
_PRECISELY: Final = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 20, 0.03)


class Follower:
    """Follows one box. After the first picture in which it is lost, it follows no more."""

    def __init__(self, picture: Grey, box: FloatBox) -> None:
        self._picture = picture
        self.box: FloatBox | None = box
        self._first = _look(picture, box)
        self._late = self._first

    def follow(self, picture: Grey) -> FloatBox | None:
        """Return where it is in the next picture, which has the size of the one before; None when it is lost."""
        if self.box is not None:
            self.box = self._followed(picture, self.box)
            self._picture = picture
        return self.box

    def _followed(self, picture: Grey, box: FloatBox) -> FloatBox | None:
        corners = _corners(self._picture, box)
        if len(corners) < LEAST_CORNERS:
            return None
        there, back = _there_and_back(self._picture, picture, corners)
        if back.sum() < LEAST_CORNERS:
            return None
        moved = _moved(box, corners[back], there[back])
        return moved if self._is_it(picture, moved) else None

    def _is_it(self, picture: Grey, box: FloatBox) -> bool:
        if _share_inside(picture, box) < LEAST_INSIDE:
            return False
        look = _look(picture, box)
        if _likeness(look, self._late) < LIKE_BEFORE or _likeness(look, self._first) < LIKE_FIRST:
            return False
        self._late = (1 - _SLOWLY) * self._late + _SLOWLY * look
        return True


def _corners(picture: Grey, box: FloatBox) -> Floats:
    """Points of the picture inside the box that can be told from their surroundings, shape (points, 2)."""
    left, top, right, bottom = box
    across, along = _RIM * (right - left), _RIM * (bottom - top)
    inside = np.zeros_like(picture)
    rows = slice(max(round(top + along), 0), max(round(bottom - along), 0))
    inside[rows, max(round(left + across), 0) : max(round(right - across), 0)] = 255
    apart = max(2.0, min(right - left, bottom - top) / 20)
    found = cv2.goodFeaturesToTrack(picture, CORNERS, 0.01, apart, mask=inside)
    if found is None:  # its types do not tell: where there are none
        return np.empty((0, 2), np.float32)
    return found.reshape(-1, 2).astype(np.float32)


def _there_and_back(before: Grey, after: Grey, corners: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Where each point is in the next picture, and whether it came back from there to where it was."""
    there, went = _flow(before, after, corners)
    home, came = _flow(after, before, there)
    return there, went & came & (np.linalg.norm(home - corners, axis=1) < CAME_BACK)


def _flow(before: Grey, after: Grey, points: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    start = points.reshape(-1, 1, 2)
    found, known, _ = cv2.calcOpticalFlowPyrLK(
        before, after, start, np.empty_like(start), winSize=_WINDOW, maxLevel=_LEVELS, criteria=_PRECISELY
    )
    return found.reshape(-1, 2).astype(np.float32), known.ravel().astype(np.bool_)


def _moved(box: FloatBox, before: Floats, after: Floats) -> FloatBox:
    """Move and scale a box as most of its points did; those near its middle count more than those at its rim."""
    left, top, right, bottom = box
    middle, size = np.array([left + right, top + bottom]) / 2, np.array([right - left, bottom - top])
    weights = np.exp(-2 * (((before - middle) / (size / 2)) ** 2).sum(axis=1))
    shift = np.array([_weighted_median((after - before)[:, axis], weights) for axis in (0, 1)])
    stray = np.linalg.norm(after - before - shift, axis=1)
    agree = stray <= max(2.5 * float(_weighted_median(stray, weights)), CAME_BACK)
    growth = _growth(before[agree], after[agree], float(size.min()) / 4)
    # what grows, grows around the middle of its points, not around that of the box
    centre = (np.average(before[agree], axis=0, weights=weights[agree]) - middle) * (1 - growth) + middle + shift
    half = size * growth / 2
    return (
        float(centre[0] - half[0]),
        float(centre[1] - half[1]),
        float(centre[0] + half[0]),
        float(centre[1] + half[1]),
    )


def _growth(before: Floats, after: Floats, far: float) -> float:
    """The median of how much farther from each other the points are now, of those that were ``far`` apart at least."""
    one, other = np.triu_indices(len(before), 1)
    was = np.linalg.norm(before[one] - before[other], axis=1)
    is_now = np.linalg.norm(after[one] - after[other], axis=1)
    counts = was > far
    if counts.sum() < LEAST_CORNERS:
        return 1.0
    return float(np.clip(np.median(is_now[counts] / was[counts]), 1 / MOST_GROWTH, MOST_GROWTH))


def _weighted_median(values: Floats, weights: NDArray[np.floating]) -> float:
    order = np.argsort(values)
    sums = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(sums, sums[-1] / 2)])


def _share_inside(picture: Grey, box: FloatBox) -> float:
    left, top, right, bottom = box
    height, width = picture.shape
    across = min(right, float(width)) - max(left, 0.0)
    along = min(bottom, float(height)) - max(top, 0.0)
    return max(across, 0) * max(along, 0) / ((right - left) * (bottom - top))


def _look(picture: Grey, box: FloatBox) -> Floats:
    """What the box shows without its rim, small; beyond the picture's edge as at it."""
    left, top, right, bottom = box
    width, height = (max(round((1 - 2 * _RIM) * side), 4) for side in (right - left, bottom - top))
    part = cv2.getRectSubPix(picture, (width, height), ((left + right) / 2, (top + bottom) / 2))
    return cv2.resize(part, (_FACE, _FACE), interpolation=cv2.INTER_AREA).astype(np.float32)


def _likeness(one: Floats, other: Floats) -> float:
    """Correlation, 1 for the same whatever the light; 0 where there is nothing to compare."""
    first, second = one - one.mean(), other - other.mean()
    norms = float(np.sqrt((first * first).sum() * (second * second).sum()))
    return float((first * second).sum()) / norms if norms > 0 else 0.0
