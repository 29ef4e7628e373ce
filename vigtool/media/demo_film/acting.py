"""How the two move: a pose of many small numbers, and the changes that lead it through the story.

Positions are pixels of the upright picture. ``look`` turns the face (x to the right, y down, -1 to 1),
``gaze`` the eyes in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi, sin
from typing import Final

from vigtool.media.demo_film.story import Who


@dataclass(frozen=True, slots=True)
class Pose:
    """Where everything of a figure is at one time."""

    lean_x: float = 0
    lean_y: float = 0
    tilt: float = 0
    look_x: float = 0
    look_y: float = 0
    gaze_x: float = 0
    gaze_y: float = 0
    smile: float = 0.4
    mouth: float = 0
    brow: float = 0
    left_x: float = 0
    left_y: float = 0
    right_x: float = 0
    right_y: float = 0
    point: float = 0
    clap: float = 0
    wave: float = 0
    bounce: float = 0
    talk: float = 0
    nod: float = 0


@dataclass(frozen=True, slots=True)
class Change:
    """From ``start`` to ``end`` (seconds) the named numbers of the pose glide to these values."""

    start: float
    end: float
    to: Mapping[str, float]


def _to(start: float, end: float, **to: float) -> Change:
    return Change(start, end, to)


_ADULT_REST: Final = Pose(
    look_x=0.55, look_y=0.15, gaze_x=0.4, smile=0.5, left_x=190, left_y=1500, right_x=420, right_y=1505
)
_CHILD_REST: Final = Pose(
    look_x=-0.25, look_y=0.55, gaze_y=0.6, smile=0.3, left_x=690, left_y=1500, right_x=850, right_y=1505
)

_ADULT: Final = (
    _to(5.2, 6.1, lean_x=55, lean_y=18, tilt=0.13, look_x=0.7, look_y=0.0, gaze_x=0.5, smile=1, brow=0.8),
    _to(5.6, 6.0, nod=1),
    _to(6.9, 7.2, nod=0),
    _to(7.3, 8.1, right_x=505, right_y=1330, point=1, look_y=0.45, gaze_y=0.5, talk=1, tilt=0.03, brow=0.3),
    _to(8.8, 9.3, talk=0, look_y=0.15, gaze_y=0.1, smile=0.8),
    _to(9.5, 10.3, right_x=420, right_y=1505, point=0, lean_x=20, lean_y=5),
    _to(10.4, 11.0, look_y=0.45, gaze_x=0.6, gaze_y=0.3),
    _to(12.2, 12.8, look_y=0.05, gaze_y=0, brow=1, smile=1, mouth=0.5, lean_x=45, tilt=0.1),
    _to(12.6, 12.9, nod=1),
    _to(13.6, 13.9, nod=0),
    _to(13.8, 14.3, left_x=300, left_y=1235, right_x=395, right_y=1235, mouth=0.7),
    _to(14.2, 14.5, clap=1),
    _to(16.2, 16.5, clap=0),
    _to(16.4, 17.2, left_x=190, left_y=1500, right_x=420, right_y=1505, mouth=0, brow=0, lean_x=0, lean_y=0, tilt=0),
    _to(17.4, 18.2, look_x=0.55, look_y=0.3, smile=0.6, gaze_y=0.3),
    _to(22.4, 23.1, look_x=0.6, look_y=-0.85, gaze_x=0.5, gaze_y=-0.7, brow=1, mouth=0.45, tilt=0.08, lean_x=25),
    _to(23.5, 24.0, look_x=0.75, look_y=0.05, gaze_x=0.5, gaze_y=0.1, smile=1, mouth=0.2),
    _to(24.4, 25.0, right_x=555, right_y=815, look_y=-0.75, gaze_y=-0.6, mouth=0.5),
    _to(24.7, 25.0, wave=1, talk=0.6),
    _to(26.5, 26.8, wave=0, talk=0),
    _to(26.6, 27.4, right_x=420, right_y=1505, look_y=0.05, gaze_y=0, mouth=0.25, smile=1),
    _to(28.3, 28.8, mouth=0, brow=0.2, lean_x=0, tilt=0),
    _to(29.1, 29.75, left_x=100, left_y=1560, look_x=0.1, look_y=0.5, gaze_x=-0.3, gaze_y=0.6),
    _to(29.8, 30.5, left_x=300, left_y=1400, right_x=390, right_y=1425),
    _to(
        30.2, 30.9, left_x=455, left_y=1345, right_x=470, right_y=1420, look_x=0.75, look_y=0.05, gaze_x=0.5, gaze_y=0.1
    ),
    _to(30.4, 31.0, lean_x=50, lean_y=14, tilt=0.12, brow=0.6, smile=0.9),
    _to(34.0, 34.8, left_x=190, left_y=1500, right_x=420, right_y=1505, look_y=0.25, gaze_y=0.2),
    _to(36.0, 36.5, look_y=0.0, gaze_y=0, smile=1, brow=1, mouth=0.5, tilt=0.14),
    _to(36.3, 36.6, nod=1),
    _to(38.0, 38.3, nod=0),
    _to(38.3, 39.2, mouth=0.1, brow=0.3),
)
_CHILD: Final = (
    _to(1.2, 1.8, look_x=0.2, look_y=0.6, gaze_x=0.3),
    _to(2.6, 3.1, look_x=0.15, look_y=0.6, gaze_x=0.3),
    _to(2.9, 3.5, left_x=700, left_y=1588),
    _to(3.6, 4.5, left_x=572, left_y=1150, look_x=-0.75, look_y=-0.25, gaze_x=-0.5, gaze_y=-0.3, brow=0.9, smile=0.9),
    _to(4.0, 4.5, mouth=0.7, talk=0.5, bounce=0.4),
    _to(5.2, 5.8, mouth=0.15, talk=0, bounce=0),
    _to(6.2, 6.7, smile=1, mouth=0.35, tilt=-0.1),
    _to(8.2, 8.7, look_x=-0.55, look_y=0.35, gaze_x=-0.4, gaze_y=0.4, mouth=0.1, tilt=0),
    _to(9.8, 10.9, left_x=583, left_y=1376, brow=0.2, lean_x=-30, lean_y=10, look_y=0.5),
    _to(11.3, 11.7, left_x=650, left_y=1330),
    _to(
        11.6,
        12.3,
        right_x=850,
        right_y=1505,
        look_x=-0.75,
        look_y=-0.25,
        gaze_y=-0.3,
        smile=1,
        mouth=0.5,
        lean_x=0,
        lean_y=0,
        brow=0.8,
    ),
    _to(14.4, 14.9, left_x=715, left_y=1330, right_x=790, right_y=1330, mouth=0.9, bounce=1),
    _to(14.8, 15.1, clap=1),
    _to(16.3, 16.6, clap=0, bounce=0),
    _to(16.5, 17.3, left_x=690, left_y=1500, right_x=850, right_y=1505, mouth=0.15, brow=0),
    _to(17.6, 18.3, look_x=-0.45, look_y=0.4, gaze_x=-0.3, gaze_y=0.3, smile=0.6, mouth=0),
    _to(19.3, 19.8, look_x=0.15, look_y=-0.75, gaze_x=0.1, gaze_y=-0.6, brow=0.9),
    _to(20.0, 20.8, right_x=955, right_y=880, point=1, mouth=0.75, talk=0.6, tilt=0.06),
    _to(21.4, 21.9, look_x=-0.75, look_y=-0.2, gaze_x=-0.5, gaze_y=-0.2, talk=0),
    _to(22.9, 23.4, look_x=0.1, look_y=-0.7, gaze_x=0, gaze_y=-0.6, mouth=0.4),
    _to(23.7, 24.2, look_x=-0.75, look_y=-0.2, gaze_x=-0.5, gaze_y=-0.2, smile=1, mouth=0.3),
    _to(25.2, 25.8, right_x=850, right_y=1505, point=0),
    _to(26.8, 27.3, right_x=945, right_y=930, look_x=0.1, look_y=-0.7, gaze_x=0, gaze_y=-0.6, mouth=0.95, smile=1),
    _to(27.1, 27.4, wave=1, bounce=1),
    _to(28.6, 28.9, wave=0, bounce=0),
    _to(28.8, 29.6, right_x=850, right_y=1505, look_x=-0.7, look_y=-0.1, gaze_x=-0.4, gaze_y=0, mouth=0.3, tilt=0),
    _to(31.5, 32.1, look_x=-0.6, look_y=0.5, gaze_x=-0.5, gaze_y=0.5, mouth=0.1, brow=0.5),
    _to(32.5, 33.0, look_x=-0.75, look_y=-0.25, gaze_x=-0.5, gaze_y=-0.3, smile=1, mouth=0.45, brow=0.9, tilt=-0.1),
    _to(33.4, 34.1, left_x=505, left_y=1345, look_y=0.35, gaze_y=0.4, lean_x=-45, mouth=0.1, tilt=0),
    _to(34.3, 35.2, left_x=585, left_y=1265, look_y=0.1, gaze_y=0.2, lean_y=-12),
    _to(35.5, 36.2, left_x=690, left_y=1500, lean_x=0, lean_y=0, look_x=-0.75, look_y=-0.25, gaze_y=-0.3, mouth=0.8),
    _to(36.2, 36.5, bounce=1),
    _to(37.6, 38.0, bounce=0, mouth=0.3),
)
_REST: Final = {"adult": _ADULT_REST, "child": _CHILD_REST}
_CHANGES: Final = {"adult": _ADULT, "child": _CHILD}
_BREATHS: Final = {"adult": (0.27, 0.0), "child": (0.36, 1.3)}
_BLINKS: Final = {
    "adult": (1.7, 4.6, 8.3, 11.5, 15.2, 18.9, 21.7, 25.9, 28.9, 31.2, 35.1, 38.9),
    "child": (0.9, 3.3, 5.9, 9.1, 12.6, 17.4, 20.0, 23.0, 26.2, 30.3, 32.4, 36.9, 39.4),
}
_BLINK_SECONDS: Final = 0.2


def pose_at(who: Who, seconds: float) -> Pose:
    """The pose of a figure at a time, before breathing and the quick motions that its amplitudes ask for."""
    rest = _REST[who]
    values = {name: float(getattr(rest, name)) for name in Pose.__slots__}
    for change in _CHANGES[who]:
        if seconds <= change.start:
            continue
        share = _eased((seconds - change.start) / (change.end - change.start))
        for name, goal in change.to.items():
            values[name] += (goal - values[name]) * share
    return Pose(**values)


def breath_at(who: Who, seconds: float) -> float:
    """How far the chest is lifted, in pixels."""
    rate, phase = _BREATHS[who]
    return 4.0 * sin(2 * pi * rate * seconds + phase)


def eyes_open_at(who: Who, seconds: float) -> float:
    """How far the eyes are open: 1 but for the blinks."""
    nearest = min(abs(seconds - blink) for blink in _BLINKS[who])
    return min(1.0, nearest / (_BLINK_SECONDS / 2))


def _eased(share: float) -> float:
    bounded = min(share, 1.0)
    return bounded * bounded * (3 - 2 * bounded)
