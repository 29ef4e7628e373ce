"""The adult and the child as drawn: bodies behind the table, faces that look, arms that reach."""

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin
from typing import Final

from vigtool.media.demo_film.acting import Pose, breath_at, eyes_open_at, pose_at
from vigtool.media.demo_film.canvas import Canvas, Colour, on_grid
from vigtool.media.demo_film.faces import Head, paint_face, paint_hair_behind, paint_hair_in_front
from vigtool.media.demo_film.shapes import Box, Ellipse, Limb, Point, Shape, Union, stroke
from vigtool.media.demo_film.story import Who

_POINTING: Final = 0.5


@dataclass(frozen=True, slots=True)
class Build:
    """What does not change about a figure: sizes in pixels and colours."""

    chest: Point
    neck: float
    half_shoulders: float
    half_waist: float
    arm: float
    sleeve: float
    palm: float
    skin: Colour
    shirt: Colour
    shade: Colour
    trim: Colour


BUILDS: Final[dict[Who, Build]] = {
    "adult": Build(
        (320, 1090), 300, 150, 165, 225, 46, 40, (226, 172, 138), (98, 148, 142), (80, 126, 122), (240, 230, 210)
    ),
    "child": Build(
        (775, 1262), 215, 92, 112, 150, 36, 32, (240, 194, 160), (240, 180, 76), (220, 156, 56), (250, 240, 220)
    ),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the two at one time: where chest, head and hands are."""

    who: Who
    pose: Pose
    seconds: float
    chest: Point
    head: Head
    hands: tuple[Point, Point]


def figure_at(who: Who, seconds: float) -> Figure:
    """Where a figure and its parts are at a time."""
    build, pose = BUILDS[who], pose_at(who, seconds)
    hop = -16 * pose.bounce * abs(sin(2 * pi * 1.6 * seconds))
    chest = (build.chest[0] + pose.lean_x * 0.5, build.chest[1] + pose.lean_y * 0.5 - breath_at(who, seconds) + hop)
    nod = pose.nod * sin(2 * pi * 1.7 * seconds)
    head = Head(
        who=who,
        x=on_grid(chest[0] + pose.lean_x * 0.75 + 12 * pose.look_x),
        y=on_grid(chest[1] - build.neck + pose.lean_y * 0.6 + 10 * nod),
        tilt=round(pose.tilt * 50) / 50,
        look=(_step(pose.look_x), _step(pose.look_y + 0.28 * nod)),
        gaze=(_step(pose.gaze_x), _step(pose.gaze_y)),
        smile=_step(pose.smile),
        mouth=_step(_mouth(pose, seconds)),
        brow=_step(pose.brow),
        open_eyes=eyes_open_at(who, seconds),
    )
    return Figure(who, pose, seconds, chest, head, _hands(pose, seconds))


def paint_body(canvas: Canvas, figure: Figure) -> None:
    """Paint trunk, neck and head: all that is behind the table."""
    build = BUILDS[figure.who]
    x, y = on_grid(figure.chest[0]), on_grid(figure.chest[1])
    paint_hair_behind(canvas, figure.head)
    trunk = Union(
        (
            Limb(
                x - build.half_shoulders * 0.55,
                y,
                x + build.half_shoulders * 0.55,
                y,
                build.half_shoulders * 0.5,
                build.half_shoulders * 0.5,
            ),
            Box(x, y + 180, build.half_waist, 200, build.half_shoulders * 0.6),
        )
    )
    canvas.paint(
        Limb(x, y, figure.head.x, figure.head.y, build.sleeve * 0.95, build.sleeve * 0.95), _darker(build.skin)
    )
    canvas.paint(trunk, build.shirt)
    _paint_shirt(canvas, build, x, y)
    paint_face(canvas, figure.head, build.skin)
    paint_hair_in_front(canvas, figure.head)


def paint_arm(canvas: Canvas, figure: Figure, side: int) -> None:
    """Paint one arm, ``side`` 0 for the left of the picture, 1 for the right, with its hand."""
    build = BUILDS[figure.who]
    shoulder, elbow, hand = _joints(figure, side)
    thick = build.sleeve
    wrist = _towards(hand, elbow, 0.22)
    arm: Shape = Union((Limb(*shoulder, *elbow, thick, thick * 0.86), Limb(*elbow, *wrist, thick * 0.86, thick * 0.74)))
    canvas.paint(arm.moved(4, 8), (70, 50, 40), 0.16, 10)
    canvas.paint(arm, build.shade)
    paint_hand(canvas, figure, side)


def paint_hand(canvas: Canvas, figure: Figure, side: int) -> None:
    """Paint a hand and the cuff behind it."""
    build = BUILDS[figure.who]
    _, elbow, hand = _joints(figure, side)
    pointing = side == 1 and figure.pose.point > _POINTING
    _paint_palm(canvas, build, hand, atan2(hand[1] - elbow[1], hand[0] - elbow[0]), pointing=pointing)
    cuff = build.sleeve * 0.78
    canvas.paint(Limb(*_towards(hand, elbow, 0.22), *_towards(hand, elbow, 0.27), cuff, cuff), build.trim)


def _joints(figure: Figure, side: int) -> tuple[Point, Point, Point]:
    build = BUILDS[figure.who]
    out = -1 if side == 0 else 1
    shoulder = (figure.chest[0] + out * build.half_shoulders * 0.93, figure.chest[1] + 18)
    hand = figure.hands[side]
    return _gridded(shoulder), _gridded(_elbow(shoulder, hand, build.arm, out)), _gridded(hand)


def _paint_palm(canvas: Canvas, build: Build, hand: Point, angle: float, *, pointing: bool) -> None:
    x, y = hand
    turned = round(angle, 1)
    ahead = (cos(turned), sin(turned))
    across = (-ahead[1], ahead[0])
    palm = build.palm
    thumb = _gridded((x + palm * (0.25 * ahead[0] - 0.7 * across[0]), y + palm * (0.25 * ahead[1] - 0.7 * across[1])))
    parts: list[Shape] = [Ellipse(x, y, palm, palm * 0.86, turned), Limb(x, y, *thumb, palm * 0.36, palm * 0.3)]
    if pointing:
        tip = _gridded((x + palm * 1.75 * ahead[0], y + palm * 1.75 * ahead[1]))
        parts.append(Limb(x, y, *tip, palm * 0.36, palm * 0.27))
    canvas.paint(Union(tuple(parts)), build.skin)


def _paint_shirt(canvas: Canvas, build: Build, x: float, y: float) -> None:
    wide = build.half_shoulders
    canvas.paint(Ellipse(x, y + 300, build.half_waist * 0.95, 110), build.shade, 0.5, 50)
    canvas.paint(
        stroke(
            ((x - wide * 0.42, y - wide * 0.42), (x, y + wide * 0.12), (x + wide * 0.42, y - wide * 0.42)), wide * 0.17
        ),
        build.trim,
    )


def _hands(pose: Pose, seconds: float) -> tuple[Point, Point]:
    meet = pose.clap * 16 * (1 + sin(2 * pi * 2.9 * seconds))
    swing = pose.wave * 42 * sin(2 * pi * 1.9 * seconds)
    return (pose.left_x - meet, pose.left_y), (pose.right_x + meet + swing, pose.right_y + abs(swing) * 0.15)


def _mouth(pose: Pose, seconds: float) -> float:
    syllables = 0.5 + 0.5 * sin(2 * pi * 3.3 * seconds + sin(2 * pi * 0.7 * seconds))
    return min(1.0, pose.mouth * (1 - 0.5 * pose.talk) + 0.6 * pose.talk * syllables)


def _elbow(shoulder: Point, hand: Point, arm: float, out: int) -> Point:
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    reach = hypot(dx, dy) or 1.0
    bend = min(max(arm * arm - reach * reach / 4, (0.12 * arm) ** 2) ** 0.5, 0.42 * arm)
    side = out if dy > -0.2 * arm else -out
    return (shoulder[0] + dx / 2 + side * bend * dy / reach, shoulder[1] + dy / 2 - side * bend * dx / reach)


def _towards(start: Point, goal: Point, share: float) -> Point:
    return _gridded((start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share))


def _gridded(point: Point) -> Point:
    return on_grid(point[0]), on_grid(point[1])


def _step(share: float) -> float:
    return round(share * 16) / 16


def _darker(colour: Colour) -> Colour:
    return round(colour[0] * 0.88), round(colour[1] * 0.85), round(colour[2] * 0.84)
