"""What is covered cannot be brought back: nothing finer than a few rounded means is left of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.media.masking.covering import CELLS, LEVELS, cover, widened
from vigtool.media.picture import Bgra

BOX = (60, 40, 120, 100)


def noise(seed: int, height: int = 160, width: int = 200) -> Bgra:
    picture = np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)
    picture[..., 3] = 255
    return picture


def covered(picture: Bgra, *boxes: tuple[int, int, int, int]) -> Bgra:
    result = picture.copy()
    cover(result, boxes)
    return result


def part(picture: Bgra, box: tuple[int, int, int, int] = BOX) -> Bgra:
    left, top, right, bottom = widened(box)
    return picture[max(top, 0) : bottom, max(left, 0) : right]


def with_cells_turned_over(picture: Bgra) -> Bgra:
    """Everything in the cells lies elsewhere in them: another picture with the same means."""
    result = picture.copy()
    inside = part(result)
    for rows in np.array_split(np.arange(inside.shape[0]), CELLS):
        for columns in np.array_split(np.arange(inside.shape[1]), CELLS):
            inside[np.ix_(rows, columns)] = inside[np.ix_(rows[::-1], columns[::-1])]
    return result


def test_pictures_with_the_same_means_cannot_be_told_apart_any_more() -> None:
    picture = noise(1)
    other = with_cells_turned_over(picture)
    assert np.count_nonzero(part(picture) != part(other)) > part(picture).size / 2
    assert np.array_equal(covered(picture, BOX), covered(other, BOX))


def test_a_small_change_of_the_means_leaves_the_cover_as_it_is() -> None:
    grey = np.full((160, 200, 4), 100, np.uint8)
    lighter = grey + np.uint8(3)
    assert np.array_equal(part(covered(grey, BOX)), part(covered(lighter, BOX)))
    assert not np.array_equal(part(covered(grey, BOX)), part(covered(grey + np.uint8(256 // LEVELS), BOX)))


def stripes(wide: int) -> Bgra:
    """Black and white, as hard as can be."""
    picture = np.zeros((160, 200, 4), np.uint8)
    picture[(np.arange(160) // wide % 2).astype(bool)] = 255
    return picture


@pytest.mark.parametrize("wide", [2, 9, 22, 80])
def test_no_detail_and_no_edge_is_left(wide: int) -> None:
    inside = part(covered(stripes(wide), BOX))[..., :3].astype(np.int16)
    steps = [np.diff(inside, axis=axis) for axis in (0, 1)]
    assert max(int(np.abs(one).max()) for one in steps) <= 255 // 20


@pytest.mark.parametrize("scale", [1, 4, 10])
def test_as_much_is_lost_of_a_large_picture(scale: int) -> None:
    picture = noise(2, 160 * scale, 200 * scale)
    box = (60 * scale, 40 * scale, 120 * scale, 100 * scale)
    values = np.linalg.matrix_rank(part(covered(picture, box), box)[..., 0].astype(np.float64), tol=60.0 * scale)
    assert values <= CELLS


def test_the_margin_is_covered_too_and_nothing_else() -> None:
    picture = noise(3)
    changed = (covered(picture, BOX) != picture).any(axis=2)
    left, top, right, bottom = widened(BOX)
    assert (left, top, right, bottom) == (46, 26, 134, 114)
    assert changed[top:bottom, left:right].mean() > 0.9
    changed[top:bottom, left:right] = False
    assert not changed.any()


def test_what_is_covered_is_opaque() -> None:
    clear = np.zeros((50, 50, 4), np.uint8)
    cover(clear, [(10, 10, 20, 20)])
    assert clear[15, 15, 3] == 255
    assert clear[40, 40, 3] == 0


def test_two_boxes_are_both_covered() -> None:
    far, near = (10, 10, 30, 30), (150, 120, 180, 150)
    result = covered(noise(4), far, near)
    assert np.array_equal(part(result, far), part(covered(noise(4), far), far))
    assert np.array_equal(part(result, near), part(covered(noise(4), near), near))


@pytest.mark.parametrize("box", [(10, 10, 10, 20), (10, 10, 20, 9)])
def test_a_box_that_covers_nobody_is_refused(box: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="10, 10"):
        cover(noise(5), [box])


@given(
    st.integers(-300, 300),
    st.integers(-300, 300),
    st.integers(1, 400),
    st.integers(1, 400),
)
def test_any_box_may_reach_beyond_the_edges(left: int, top: int, width: int, height: int) -> None:
    picture = noise(6, 40, 50)
    before = picture.copy()
    box = (left, top, left + width, top + height)
    cover(picture, [box])
    inside = np.zeros((40, 50), bool)
    first, upper, last, lower = widened(box)
    inside[max(upper, 0) : max(lower, 0), max(first, 0) : max(last, 0)] = True
    assert np.array_equal(picture[~inside], before[~inside])
    if inside.sum() > 50:
        assert not np.array_equal(picture[inside], before[inside])
