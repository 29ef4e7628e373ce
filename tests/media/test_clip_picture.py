"""What the coder of a clip gets: the film's own samples where they are right already, else the upright picture."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from av import VideoFrame

from vigtool.media.clip_picture import clip_frame, clip_picture, coded, straight
from vigtool.media.fingerprint import fingerprint, native_planes
from vigtool.media.frame import Frame
from vigtool.media.orientation import Orientation

SIZE = (1280, 720)


def picture(layout: str = "yuv420p", size: tuple[int, int] = SIZE, tags: dict[str, int] | None = None) -> VideoFrame:
    made = VideoFrame(*size, layout)
    chance = np.random.default_rng(6)
    for plane in native_planes(made):
        plane[:] = chance.integers(16, 236, plane.shape)
    for name, value in (tags or {}).items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize("tags", [{}, {"color_range": 1, "colorspace": 1, "color_trc": 1, "color_primaries": 1}])
def test_a_picture_that_is_right_already_is_given_bit_for_bit(tags: dict[str, int]) -> None:
    native = picture(tags=tags)
    given = clip_frame(Frame(0, 0, native), SIZE)
    assert fingerprint(given) == fingerprint(native)
    assert (given.color_range, given.colorspace, given.color_trc, given.color_primaries) == (1, 1, 1, 1)


def test_the_films_own_picture_is_not_touched() -> None:
    native = picture(tags={"color_trc": 13})
    native.pts = 77
    given = clip_frame(Frame(0, 77, native), SIZE)
    before = fingerprint(native)
    given.pts = 0
    next(native_planes(given))[:] = 16
    assert (native.pts, native.color_trc, fingerprint(native)) == (77, 13, before)


@pytest.mark.parametrize(
    ("layout", "tags"),
    [
        ("yuvj420p", {}),
        ("yuv422p", {}),
        ("yuv420p10le", {}),
        ("yuva420p", {}),
        ("yuv420p", {"color_range": 2}),
        ("yuv420p", {"colorspace": 6}),
        ("yuv420p", {"color_trc": 18, "colorspace": 1}),
        ("yuv420p", {"color_primaries": 9, "colorspace": 1}),
    ],
)
def test_other_layouts_and_colours_go_by_the_screens_picture(layout: str, tags: dict[str, int]) -> None:
    frame = Frame(0, 0, picture(layout, tags=tags))
    assert straight(frame, SIZE) is None
    assert fingerprint(clip_frame(frame, SIZE)) == fingerprint(coded(clip_picture(frame, SIZE)))


@pytest.mark.parametrize(
    "other",
    [
        {"orientation": Orientation(flip_x=True, flip_y=True)},
        {"pixel_aspect": Fraction(4, 3)},
        {"native": picture(size=(640, 360), tags={"colorspace": 1})},
        {"native": picture(size=(1279, 719))},
    ],
    ids=["turned", "oblong_pixels", "smaller", "odd"],
)
def test_what_must_be_laid_or_scaled_is_not_given_as_it_is(other: dict[str, Any]) -> None:
    frame = replace(Frame(0, 0, picture()), **other)
    assert straight(frame, SIZE) is None
    given = clip_frame(frame, SIZE)
    assert (given.width, given.height) == SIZE
