"""A figure whose place is known is followed closely, and as soon as it cannot be seen it is lost: never a guess."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from tests.media.masking.moving_figure import (
    HEIGHT,
    PATHS,
    WIDTH,
    FloatBox,
    Grey,
    Seen,
    Where,
    drawn,
    overlap,
    texture,
)
from vigtool.media.masking.following import Follower

FRAMES = 60
CLOSE = 0.85
LEAST_SEEN = 0.35
"""Share of the figure that can be seen when it has to be lost at the latest."""


def followed(scene: Sequence[Seen]) -> list[FloatBox]:
    """Where the figure is said to be, from the first picture to the last before it is lost."""
    follower = Follower(scene[0].picture, scene[0].box)
    boxes = [scene[0].box]
    for seen in scene[1:]:
        box = follower.follow(seen.picture)
        if box is None:
            break
        boxes.append(box)
    return boxes


def least_overlap(boxes: Sequence[FloatBox], scene: Sequence[Seen]) -> float:
    return min(overlap(box, seen.box) for box, seen in zip(boxes, scene, strict=False))


@pytest.mark.parametrize("way", PATHS)
@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
def test_who_can_be_seen_is_followed_to_the_end(way: str, backward: bool) -> None:  # noqa: FBT001 - a parameter
    scene = drawn(PATHS[way], FRAMES)
    if backward:
        scene.reverse()
    boxes = followed(scene)
    assert len(boxes) == FRAMES
    assert least_overlap(boxes, scene) > CLOSE


@pytest.mark.parametrize("light", [0.6, 1.3])
def test_the_light_may_change(light: float) -> None:
    scene = drawn(PATHS["walks"], FRAMES)
    dimmed = [
        Seen(np.clip(seen.picture * (1 + (light - 1) * n / FRAMES), 0, 255).astype(np.uint8), seen.box, seen.share)
        for n, seen in enumerate(scene)
    ]
    boxes = followed(dimmed)
    assert len(boxes) == FRAMES
    assert least_overlap(boxes, dimmed) > CLOSE


LEAVING = {
    "walks out": drawn(lambda n: Where(200 + 2.5 * n, 50), FRAMES),
    "walks behind something": drawn(lambda n: Where(20 + 2.5 * n, 50), FRAMES, before=[slice(140, 240)]),
    "walks out above": drawn(lambda n: Where(120, 60 - 2 * n), FRAMES),
}


@pytest.mark.parametrize("scene", LEAVING.values(), ids=LEAVING)
def test_who_goes_is_lost_before_the_box_is_beside_them(scene: list[Seen]) -> None:
    boxes = followed(scene)
    assert len(boxes) < FRAMES
    assert least_overlap(boxes, scene) > 0.7
    assert min(seen.share for seen in scene[: len(boxes)]) > LEAST_SEEN
    assert min(seen.share for seen in scene[: len(boxes) + 8]) < 0.7


def _cut_to(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> list[Seen]:
    scene = drawn(PATHS["walks"], 20)
    return scene[:15] + [Seen(picture, seen.box, 0) for seen in scene[15:]]


CUTS = {
    "another picture": texture(9, HEIGHT, WIDTH, 5).astype(np.uint8),
    "the ground alone": texture(1, HEIGHT, WIDTH + 200, 5)[:, :WIDTH].astype(np.uint8),
    "black": np.zeros((HEIGHT, WIDTH), np.uint8),
    "noise": np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH), dtype=np.uint8),
    "the picture the other way round": np.ascontiguousarray(drawn(PATHS["walks"], 16)[15].picture[:, ::-1]),
}


@pytest.mark.parametrize("picture", CUTS.values(), ids=CUTS)
def test_at_a_cut_it_is_over_at_once(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> None:
    assert len(followed(_cut_to(picture))) == 15


def test_what_was_lost_is_not_found_again() -> None:
    scene = drawn(PATHS["walks"], 20)
    follower = Follower(scene[0].picture, scene[0].box)
    assert follower.follow(CUTS["black"]) is None
    assert [follower.follow(seen.picture) for seen in scene] == [None] * 20


def test_what_has_no_corners_is_not_followed() -> None:
    plain = np.full((HEIGHT, WIDTH), 90, np.uint8)
    assert Follower(plain, (100, 50, 160, 140)).follow(plain) is None


def test_somebody_else_who_comes_in_between_is_not_followed() -> None:
    """A second figure walks across the first, who stands still: the box does not go with it."""
    scene = drawn(PATHS["stands still"], FRAMES)
    shape = np.zeros((HEIGHT, WIDTH), np.float32)
    other = texture(7, HEIGHT, WIDTH, 3)
    crossed = []
    for n, seen in enumerate(scene):
        shape[...] = 0
        cv2.rectangle(shape, (3 * n, 40), (3 * n + 70, HEIGHT), 1.0, -1)
        shifted = np.roll(other, 3 * n, axis=1)
        mixed = (seen.picture * (1 - shape) + shifted * shape).astype(np.uint8)
        crossed.append(Seen(mixed, seen.box, seen.share))
    boxes = followed(crossed)
    assert least_overlap(boxes, crossed) > 0.7


def _turning_into(other: Grey, frames: int) -> list[Seen]:
    """Somebody stands still and turns into something else, evenly; their share of what is seen goes with it."""
    scene = drawn(PATHS["stands still"], frames)
    mixed = []
    for n, seen in enumerate(scene):
        share = 1 - n / frames
        picture = (seen.picture * share + other * (1 - share)).astype(np.uint8)
        mixed.append(Seen(picture, seen.box, share))
    return mixed


@pytest.mark.parametrize("frames", [12, 60])
def test_who_turns_into_something_else_is_lost_however_slowly(frames: int) -> None:
    scene = _turning_into(CUTS["another picture"], frames)
    assert scene[len(followed(scene)) - 1].share > 0.25


@pytest.mark.parametrize(("hidden", "lasts"), [(0.3, 30), (0.45, 12), (0.7, 12)])
def test_who_is_suddenly_half_hidden_is_lost(hidden: float, lasts: int) -> None:
    scene = drawn(PATHS["walks"], 30)
    for seen in scene[12:]:
        left, _, right, _ = seen.box
        wall = slice(round(right - (right - left) * hidden), WIDTH)
        seen.picture[:, wall] = CUTS["another picture"][:, wall]
    assert len(followed(scene)) == lasts


def test_what_flickers_in_the_box_does_not_lead_it_astray() -> None:
    scene = drawn(PATHS["turns about"], FRAMES)
    rng = np.random.default_rng(5)
    for seen in scene:
        left, top, right, bottom = (round(side) for side in seen.box)
        lower = seen.picture[top + (bottom - top) * 11 // 20 : bottom, left:right]
        lower[...] = rng.integers(0, 256, lower.shape, dtype=np.uint8) // 4 + 100
    boxes = followed(scene)
    assert len(boxes) == FRAMES
    assert least_overlap(boxes, scene) > CLOSE
