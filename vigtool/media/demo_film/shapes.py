"""Rounded shapes as signed distances: what is drawn has smooth edges at any size, without supersampling.

Lengths are pixels of the upright picture, x to the right, y downwards; a distance is negative inside.
Sources: the exact and bounded distances of 2D primitives as published by Inigo Quilez.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, sin
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Distances: TypeAlias = NDArray[np.float32]
Bounds: TypeAlias = tuple[float, float, float, float]
Point: TypeAlias = tuple[float, float]


class Shape(Protocol):
    """Anything that can say where it lies and how far a pixel is from its edge."""

    def bounds(self) -> Bounds:
        """Left, top, right, bottom of what lies inside."""
        ...

    def moved(self, dx: float, dy: float) -> "Shape":
        """The same shape elsewhere."""
        ...

    def distance(self, x: Distances, y: Distances) -> Distances:
        """The signed distance in pixels, near the edge at least, of the points of a grid."""
        ...


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse about (x, y) with half axes, turned by ``angle`` radians clockwise."""

    x: float
    y: float
    half_width: float
    half_height: float
    angle: float = 0.0

    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        c, s = cos(self.angle), sin(self.angle)
        dx = ((self.half_width * c) ** 2 + (self.half_height * s) ** 2) ** 0.5
        dy = ((self.half_width * s) ** 2 + (self.half_height * c) ** 2) ** 0.5
        return self.x - dx, self.y - dy, self.x + dx, self.y + dy

    def moved(self, dx: float, dy: float) -> "Ellipse":
        """The same ellipse elsewhere."""
        return Ellipse(self.x + dx, self.y + dy, self.half_width, self.half_height, self.angle)

    def distance(self, x: Distances, y: Distances) -> Distances:
        """The implicit function over its gradient: exact at the edge, which is where it counts."""
        px, py = x - np.float32(self.x), y - np.float32(self.y)
        if self.angle:
            c, s = np.float32(cos(self.angle)), np.float32(sin(self.angle))
            px, py = px * c + py * s, py * c - px * s
        u, v = px / np.float32(self.half_width), py / np.float32(self.half_height)
        level = np.sqrt(u * u + v * v) + np.float32(1e-6)
        slope = np.sqrt((u / np.float32(self.half_width)) ** 2 + (v / np.float32(self.half_height)) ** 2)
        near: Distances = (level - np.float32(1)) * level / (slope + np.float32(1e-6))
        return near


@dataclass(frozen=True, slots=True)
class Limb:
    """A stroke from (x, y) to (x2, y2) with round ends, as wide as ``radius`` here and ``radius2`` there."""

    x: float
    y: float
    x2: float
    y2: float
    radius: float
    radius2: float

    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        a, b = self.radius, self.radius2
        return (
            min(self.x - a, self.x2 - b),
            min(self.y - a, self.y2 - b),
            max(self.x + a, self.x2 + b),
            max(self.y + a, self.y2 + b),
        )

    def moved(self, dx: float, dy: float) -> "Limb":
        """The same limb elsewhere."""
        return Limb(self.x + dx, self.y + dy, self.x2 + dx, self.y2 + dy, self.radius, self.radius2)

    def distance(self, x: Distances, y: Distances) -> Distances:
        """The distance to the axis less the width there."""
        ax, ay = np.float32(self.x2 - self.x), np.float32(self.y2 - self.y)
        px, py = x - np.float32(self.x), y - np.float32(self.y)
        along = np.clip((px * ax + py * ay) / (ax * ax + ay * ay + np.float32(1e-6)), np.float32(0), np.float32(1))
        qx, qy = px - along * ax, py - along * ay
        width = np.float32(self.radius) + along * np.float32(self.radius2 - self.radius)
        return (np.sqrt(qx * qx + qy * qy) - width).astype(np.float32, copy=False)


@dataclass(frozen=True, slots=True)
class Box:
    """A box about (x, y) with half sides and rounded corners, turned by ``angle`` radians clockwise."""

    x: float
    y: float
    half_width: float
    half_height: float
    corner: float = 0.0
    angle: float = 0.0

    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        c, s = abs(cos(self.angle)), abs(sin(self.angle))
        dx, dy = self.half_width * c + self.half_height * s, self.half_width * s + self.half_height * c
        return self.x - dx, self.y - dy, self.x + dx, self.y + dy

    def moved(self, dx: float, dy: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.half_width, self.half_height, self.corner, self.angle)

    def distance(self, x: Distances, y: Distances) -> Distances:
        """The exact distance of a rounded box."""
        px, py = x - np.float32(self.x), y - np.float32(self.y)
        if self.angle:
            c, s = np.float32(cos(self.angle)), np.float32(sin(self.angle))
            px, py = px * c + py * s, py * c - px * s
        r = np.float32(self.corner)
        qx, qy = np.abs(px) - np.float32(self.half_width) + r, np.abs(py) - np.float32(self.half_height) + r
        outside = np.sqrt(np.maximum(qx, 0) ** 2 + np.maximum(qy, 0) ** 2)
        far: Distances = outside + np.minimum(np.maximum(qx, qy), 0) - r
        return far


@dataclass(frozen=True, slots=True)
class Both:
    """What lies in ``a`` and in ``b``."""

    a: Shape
    b: Shape

    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        p, q = self.a.bounds(), self.b.bounds()
        return max(p[0], q[0]), max(p[1], q[1]), min(p[2], q[2]), min(p[3], q[3])

    def moved(self, dx: float, dy: float) -> "Both":
        """The same shape elsewhere."""
        return Both(self.a.moved(dx, dy), self.b.moved(dx, dy))

    def distance(self, x: Distances, y: Distances) -> Distances:
        """The farther of the two."""
        return np.maximum(self.a.distance(x, y), self.b.distance(x, y))


@dataclass(frozen=True, slots=True)
class Without:
    """What lies in ``a`` but not in ``b``."""

    a: Shape
    b: Shape

    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        return self.a.bounds()

    def moved(self, dx: float, dy: float) -> "Without":
        """The same shape elsewhere."""
        return Without(self.a.moved(dx, dy), self.b.moved(dx, dy))

    def distance(self, x: Distances, y: Distances) -> Distances:
        """Inside the one, outside the other."""
        return np.maximum(self.a.distance(x, y), -self.b.distance(x, y))


@dataclass(frozen=True, slots=True)
class Union:
    """What lies in any of the parts."""

    parts: tuple[Shape, ...]

    def bounds(self) -> Bounds:
        """Left, top, right, bottom."""
        each = [part.bounds() for part in self.parts]
        return min(b[0] for b in each), min(b[1] for b in each), max(b[2] for b in each), max(b[3] for b in each)

    def moved(self, dx: float, dy: float) -> "Union":
        """The same shape elsewhere."""
        return Union(tuple(part.moved(dx, dy) for part in self.parts))

    def distance(self, x: Distances, y: Distances) -> Distances:
        """The nearest of the parts."""
        nearest = self.parts[0].distance(x, y)
        for part in self.parts[1:]:
            nearest = np.minimum(nearest, part.distance(x, y))
        return nearest


def stroke(points: tuple[Point, Point, Point], width: float, steps: int = 8) -> Union:
    """A round brush stroke along the quadratic curve that starts, bends towards and ends at the points."""
    (x0, y0), (x1, y1), (x2, y2) = points
    on_curve = [
        (x0 * (1 - t) ** 2 + 2 * x1 * t * (1 - t) + x2 * t * t, y0 * (1 - t) ** 2 + 2 * y1 * t * (1 - t) + y2 * t * t)
        for t in (step / steps for step in range(steps + 1))
    ]
    half = width / 2
    return Union(tuple(Limb(*a, *b, half, half) for a, b in pairwise(on_curve)))
