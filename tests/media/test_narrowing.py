"""A picture for a page: as wide as it may be, its shape and colours kept."""

import numpy as np
import pytest

from vigtool.media.narrowing import narrowed

COLOUR = np.array([30, 200, 90, 255], np.uint8)


@pytest.mark.parametrize(
    ("size", "shown"),
    [((960, 540), (480, 270)), ((4096, 2160), (480, 253)), ((481, 3), (480, 3)), ((3000, 2), (480, 1))],
)
def test_a_wide_picture_becomes_as_wide_as_it_may_be(size: tuple[int, int], shown: tuple[int, int]) -> None:
    made = narrowed(np.tile(COLOUR, (size[1], size[0], 1)), 480)
    assert made.shape == (shown[1], shown[0], 4)
    assert made.flags.c_contiguous
    assert np.abs(made.astype(int) - COLOUR).max() <= 1


def test_what_is_left_and_right_stays_there_and_nothing_is_skipped() -> None:
    whole = np.zeros((64, 960, 4), np.uint8)
    whole[:, 480:] = 255
    whole[:, 0:480:2] = 128
    made = narrowed(whole, 96)[..., 0]
    assert abs(int(made[:, 5:40].mean()) - 64) <= 2
    assert made[:, 56:].min() >= 250


def test_a_picture_that_is_no_wider_stays_as_it_is() -> None:
    picture = np.tile(COLOUR, (90, 480, 1))
    assert narrowed(picture, 480) is picture
