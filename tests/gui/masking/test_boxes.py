"""A hand on a box: it stays in the picture, keeps a size that can be taken hold of, and its edges never cross."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.masking import Box
from vigtool.gui.masking.boxes import LEAST, drawn, held, hold_at, moved, offered, pulled

SIZES = st.tuples(st.integers(1, 4000), st.integers(1, 4000))
PLACES = st.floats(-5000, 5000)
POINTS = st.tuples(PLACES, PLACES)
HOLDS = st.tuples(st.sampled_from((-1, 0, 1)), st.sampled_from((-1, 0, 1)))
BOXES = st.builds(
    lambda left, top, wide, high: Box(left, top, left + wide, top + high),
    st.integers(-500, 4000),
    st.integers(-500, 4000),
    st.integers(1, 3000),
    st.integers(1, 3000),
)
SIZE = (640, 360)


def is_proper(box: Box, size: tuple[int, int]) -> bool:
    inside = box.left >= 0 and box.top >= 0 and box.right <= size[0] and box.bottom <= size[1]
    return inside and box.right - box.left >= min(LEAST, size[0]) and box.bottom - box.top >= min(LEAST, size[1])


@given(SIZES, POINTS, POINTS)
def test_a_drawn_box_lies_in_the_picture(size: tuple[int, int], begin: tuple[float, float], end: object) -> None:
    assert is_proper(drawn(begin, end, size), size)  # type: ignore[arg-type]


@given(SIZES)
def test_an_offered_box_lies_in_the_picture(size: tuple[int, int]) -> None:
    assert is_proper(offered(size), size)


@given(BOXES, SIZES, POINTS)
def test_a_moved_box_keeps_its_size(box: Box, size: tuple[int, int], by: tuple[float, float]) -> None:
    before, after = held(box, size), moved(box, by, size)
    assert is_proper(after, size)
    assert (after.right - after.left, after.bottom - after.top) == (
        before.right - before.left,
        before.bottom - before.top,
    )


@given(BOXES, SIZES, HOLDS, POINTS)
def test_a_pulled_box_moves_what_is_held_alone(
    box: Box, size: tuple[int, int], hold: tuple[int, int], by: tuple[float, float]
) -> None:
    before, after = held(box, size), pulled(box, hold, by, size)
    assert is_proper(after, size)
    if hold != (0, 0):
        assert hold[0] < 0 or after.left == before.left
        assert hold[0] > 0 or after.right == before.right
        assert hold[1] < 0 or after.top == before.top
        assert hold[1] > 0 or after.bottom == before.bottom


def test_a_box_is_drawn_from_any_corner() -> None:
    assert drawn((100, 50), (300, 200), SIZE) == drawn((300, 50), (100, 200), SIZE) == Box(100, 50, 300, 200)


def test_a_box_follows_the_hand() -> None:
    box = Box(100, 100, 200, 200)
    assert moved(box, (30, -20), SIZE) == Box(130, 80, 230, 180)
    assert moved(box, (-500, 500), SIZE) == Box(0, 260, 100, 360)
    assert pulled(box, (1, 0), (25, 99), SIZE) == Box(100, 100, 225, 200)
    assert pulled(box, (-1, -1), (-10, 10), SIZE) == Box(90, 110, 200, 200)
    assert pulled(box, (1, 1), (-900, -900), SIZE) == Box(100, 100, 100 + LEAST, 100 + LEAST)


@pytest.mark.parametrize(
    ("at", "hold"),
    [
        ((100, 100), (-1, -1)),
        ((195, 203), (1, 1)),
        ((150, 96), (0, -1)),
        ((204, 150), (1, 0)),
        ((150, 150), (0, 0)),
        ((150, 210), None),
        ((90, 150), None),
    ],
)
def test_a_hand_takes_hold_of_what_is_under_it(at: tuple[float, float], hold: tuple[int, int] | None) -> None:
    assert hold_at(Box(100, 100, 200, 200), at, reach=6) == hold


def test_a_small_box_can_be_moved_as_a_whole() -> None:
    assert hold_at(Box(100, 100, 110, 110), (105, 105), reach=9) == (0, 0)
