"""Pictures in which a figure moves over a ground, and where it is in each of them: drawn, so the truth is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, sin

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Floats = NDArray[np.float32]
FloatBox = tuple[float, float, float, float]

HEIGHT, WIDTH = 180, 320
FIGURE = (60, 90)
"""Width and height of the figure at its own size."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where the figure is in one picture: its left upper corner, how large; ``pan`` moves the ground behind it."""

    x: float
    y: float
    size: float = 1.0
    pan: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """One picture with the truth: the box of the whole figure, and which share of the figure can be seen."""

    picture: Grey
    box: FloatBox
    share: float


Path = Callable[[int], Where]
"""From the number of a picture to where the figure is in it."""

PATHS: dict[str, Path] = {
    "stands still": lambda _n: Where(120, 50),
    "walks": lambda n: Where(20 + 2.1 * n, 50 + 15 * sin(n / 9)),
    "comes nearer": lambda n: Where(60 + 0.6 * n, 60 - 0.5 * n, 0.7 + 0.006 * n),
    "goes away": lambda n: Where(60 + 1.1 * n, 30 + 0.5 * n, 1.2 - 0.005 * n),
    "turns about": lambda n: Where(110 + 70 * sin(n / 12), 45 + 30 * cos(n / 8)),
    "is followed by the camera": lambda n: Where(130 + 9 * sin(n / 11), 50, pan=n),
}
"""In all of these the figure can be seen in each of 60 pictures."""


@cache
def texture(seed: int, height: int, width: int, grain: int) -> Floats:
    """Fine and coarse structure of 30 to 230, shape (height, width)."""
    rng = np.random.default_rng(seed)
    total = np.zeros((height, width), np.float32)
    for factor in (1, 3, 8):
        coarse = rng.random((height // (grain * factor) + 2, width // (grain * factor) + 2), np.float32)
        total += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    spread: Floats = (30 + 200 * (total - total.min()) / (total.max() - total.min())).astype(np.float32)
    return spread


def drawn(path: Path, frames: int, before: Sequence[slice] = (), seed: int = 1) -> list[Seen]:
    """Draw so many pictures. ``before``: columns in which something stands that hides the figure."""
    return [_drawn(path(n), n, before, seed) for n in range(frames)]


def _drawn(where: Where, n: int, before: Sequence[slice], seed: int) -> Seen:
    ground = texture(seed, HEIGHT, WIDTH + 200, 5)[:, where.pan : where.pan + WIDTH]
    width, height = (side * where.size for side in FIGURE)
    to_place = np.array([[where.size, 0, where.x], [0, where.size, where.y]], np.float32)
    figure = cv2.warpAffine(texture(seed + 1, FIGURE[1], FIGURE[0], 3), to_place, (WIDTH, HEIGHT))
    shape = cv2.warpAffine(_oval(), to_place, (WIDTH, HEIGHT))
    for columns in before:
        shape[:, columns] = 0
    picture = ground * (1 - shape) + figure * shape
    for columns in before:
        picture[:, columns] = texture(seed + 2, HEIGHT, WIDTH, 4)[:, columns]
    picture = picture + np.random.default_rng((seed, n)).normal(0, 3, picture.shape)
    share = float(shape.sum() / (_oval().sum() * where.size**2))
    box = where.x, where.y, where.x + width, where.y + height
    return Seen(np.clip(picture, 0, 255).astype(np.uint8), box, share)


@cache
def _oval() -> Floats:
    width, height = FIGURE
    down, across = np.mgrid[0:height, 0:width]
    inside: Floats = (((2 * across + 1) / width - 1) ** 2 + ((2 * down + 1) / height - 1) ** 2 <= 1).astype(np.float32)
    return inside


def overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """What both boxes have in common, as a share of what they cover together."""
    across = max(min(one[2], other[2]) - max(one[0], other[0]), 0)
    along = max(min(one[3], other[3]) - max(one[1], other[1]), 0)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return across * along / (sum(areas) - across * along)
