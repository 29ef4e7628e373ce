"""What is known of somebody over a stretch: runs that fill it, gaps to go to, and boxes that bridge a gap."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gui.masking.desk import FILM
from vigtool.domain.identifiers import MaskId, PersonId
from vigtool.domain.masking import Box, Mask, MaskPoint, uncovered
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.masking.runs import (
    Known,
    Run,
    bridge,
    gap_after,
    gap_at,
    gap_before,
    hand_frames,
    nearest_box,
    runs_of,
)

TIMES = FrameTimes(TimeBase(1, 600), tuple(range(0, 600, 20)), 600)
FRAMES = range(5, 25)
BOX = Box(10, 10, 50, 90)


def mask_of(*known: tuple[int, Box | None], by_hand: bool = False) -> Mask:
    points = tuple(MaskPoint(TIMES.tick_of(n), box, by_hand) for n, box in sorted(known, key=lambda one: one[0]))
    return Mask(MaskId("m"), FILM, PersonId("p"), points)


def test_runs_say_what_is_known() -> None:
    mask = mask_of((3, BOX), (5, BOX), (6, BOX), (7, None), (20, BOX), (27, BOX))
    assert runs_of([mask], TIMES, FRAMES) == (
        Run(Known.COVERED, range(5, 7)),
        Run(Known.ABSENT, range(7, 8)),
        Run(Known.OPEN, range(8, 20)),
        Run(Known.COVERED, range(20, 21)),
        Run(Known.OPEN, range(21, 25)),
    )
    assert runs_of([], TIMES, FRAMES) == (Run(Known.OPEN, FRAMES),)


def test_of_two_masks_of_somebody_the_one_that_covers_counts() -> None:
    masks = [mask_of((5, BOX), (6, None)), mask_of((5, None), (6, BOX))]
    assert runs_of(masks, TIMES, range(5, 7)) == (Run(Known.COVERED, range(5, 7)),)


KNOWN = st.dictionaries(st.integers(0, 29), st.sampled_from((BOX, None)))


@given(st.lists(KNOWN, max_size=2))
def test_runs_fill_the_stretch_and_what_is_open_is_what_the_gate_asks_for(known: list[dict[int, Box | None]]) -> None:
    masks = [mask_of(*one.items()) for one in known]
    runs = runs_of(masks, TIMES, FRAMES)
    assert [n for run in runs for n in run.frames] == list(FRAMES)
    assert all(before.known is not after.known for before, after in pairwise(runs))
    assert tuple(run.frames for run in runs if run.known is Known.OPEN) == uncovered(masks, TIMES, FRAMES)


GAPS = (range(5, 8), range(12, 13), range(20, 25))


def test_one_goes_from_gap_to_gap_and_round() -> None:
    assert [gap_after(GAPS, n) for n in (4, 5, 12, 22)] == [GAPS[0], GAPS[1], GAPS[2], GAPS[0]]
    assert [gap_before(GAPS, n) for n in (22, 20, 13, 5)] == [GAPS[2], GAPS[1], GAPS[1], GAPS[2]]
    assert gap_after((), 3) is None
    assert gap_before((), 3) is None
    assert [gap_at(GAPS, n) for n in (7, 8)] == [GAPS[0], None]


def test_a_gap_is_bridged_evenly() -> None:
    mask = mask_of((8, Box(0, 0, 10, 10)), (12, Box(40, 20, 70, 30)))
    points = bridge(mask, TIMES, range(9, 12))
    assert [point.tick for point in points] == [180, 200, 220]
    assert [point.box for point in points] == [Box(10, 5, 25, 15), Box(20, 10, 40, 20), Box(30, 15, 55, 25)]
    assert all(point.by_hand for point in points)


@pytest.mark.parametrize("known", [[(8, BOX)], [(12, BOX)], [(8, BOX), (12, None)]])
def test_with_one_neighbour_the_box_stands_still(known: list[tuple[int, Box | None]]) -> None:
    assert {point.box for point in bridge(mask_of(*known), TIMES, range(9, 12))} == {BOX}


def test_without_a_box_beside_it_a_gap_is_not_bridged() -> None:
    assert bridge(mask_of((7, BOX), (8, None)), TIMES, range(9, 12)) == ()
    assert bridge(mask_of(), TIMES, range(30)) == ()


def test_the_nearest_box_is_offered() -> None:
    other = Box(1, 1, 9, 9)
    assert nearest_box(mask_of((5, BOX), (10, None), (20, other)), TIMES.tick_of(11)) == BOX
    assert nearest_box(mask_of((5, BOX), (20, other)), TIMES.tick_of(19)) == other
    assert nearest_box(mask_of((5, None)), 0) is None
    assert nearest_box(None, 0) is None


def test_boxes_set_by_hand_are_told_apart() -> None:
    mask = mask_of((6, BOX), (30 - 1, BOX), (7, None), by_hand=True).with_points([MaskPoint(TIMES.tick_of(9), BOX)])
    assert list(hand_frames(mask, TIMES, FRAMES)) == [6]
    assert list(hand_frames(None, TIMES, FRAMES)) == []
