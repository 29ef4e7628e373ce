"""Where a picture lies when it is looked at from near: under the pointer, and never leaving the stage empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect, QSize

from vigtool.gui.playing.nearness import (
    MOST,
    Nearness,
    closer,
    held,
    moved,
    place_on_stage,
    room_for,
    size_on_stage,
)

SIDES = st.integers(40, 3000)
SIZES = st.builds(QSize, SIDES, SIDES)
STAGES = st.builds(QRect, st.integers(-50, 500), st.integers(-50, 500), SIDES, SIDES)
PARTS = st.floats(0, 1)
NEAR = st.builds(Nearness, st.floats(1, MOST), st.floats(-1, 2), st.floats(-1, 2))


def place_of(near: Nearness, stage: QRect, picture: QSize) -> QRect:
    return place_on_stage(near, stage, size_on_stage(near.zoom, stage.size(), picture))


@given(NEAR, STAGES, SIZES)
def test_the_stage_is_covered_or_the_picture_lies_in_its_middle(near: Nearness, stage: QRect, picture: QSize) -> None:
    place = place_of(near, stage, picture)
    for begin, room, length, stage_begin in (
        (place.left(), stage.width(), place.width(), stage.left()),
        (place.top(), stage.height(), place.height(), stage.top()),
    ):
        if length <= room:
            assert begin - stage_begin == (room - length) // 2
        else:
            assert begin <= stage_begin
            assert begin + length >= stage_begin + room


@given(STAGES, SIZES)
def test_the_whole_picture_touches_two_sides(stage: QRect, picture: QSize) -> None:
    place = place_of(Nearness(), stage, picture)
    assert stage.contains(place)
    assert place.width() >= stage.width() - 1 or place.height() >= stage.height() - 1


@given(NEAR, STAGES, SIZES, st.floats(1, 3), PARTS, PARTS)
def test_what_lies_under_the_pointer_stays_there(
    near: Nearness, stage: QRect, picture: QSize, factor: float, across: float, down: float
) -> None:
    before = place_of(near, stage, picture)
    at = QPointF(stage.left() + across * stage.width(), stage.top() + down * stage.height())
    now = held(near, stage.size(), before.size())
    after_near = closer(now, factor, at, stage, picture)
    after = place_of(after_near, stage, picture)
    for begin, length, later_begin, later, room, place in (
        (before.left(), before.width(), after.left(), after.width(), stage.width(), at.x()),
        (before.top(), before.height(), after.top(), after.height(), stage.height(), at.y()),
    ):
        if length < room or not begin <= place <= begin + length:
            continue  # beside the picture, or while it still has an edge in sight, the middle and the edges go first
        share = (place - begin) / length
        assert later_begin + share * later == pytest.approx(place, abs=2 + later / length)


@given(NEAR, STAGES, SIZES, st.floats(-900, 900), st.floats(-900, 900))
def test_a_hand_moves_the_picture_as_far_as_it_goes(
    near: Nearness, stage: QRect, picture: QSize, right: float, down: float
) -> None:
    now = held(near, stage.size(), size_on_stage(near.zoom, stage.size(), picture))
    before = place_of(now, stage, picture)
    after = place_of(moved(now, QPointF(right, down), stage.size(), picture), stage, picture)
    assert after.size() == before.size()
    for by, begin, later, room, length, stage_begin in (
        (right, before.left(), after.left(), stage.width(), before.width(), stage.left()),
        (down, before.top(), after.top(), stage.height(), before.height(), stage.top()),
    ):
        lowest = stage_begin + min(room - length, 0)
        wanted = begin if length <= room else min(max(begin + by, lowest), stage_begin)
        assert later == pytest.approx(wanted, abs=1.5)


@pytest.mark.parametrize(
    ("stage", "picture", "taken"),
    [
        (QRect(0, 0, 3000, 40), QSize(40, 3000), QSize(1, 40)),
        (QRect(0, 0, 40, 3000), QSize(3000, 40), QSize(40, 1)),
    ],
)
def test_a_picture_that_would_be_thinner_than_a_pixel_can_be_looked_at(
    stage: QRect, picture: QSize, taken: QSize
) -> None:
    assert size_on_stage(1, stage.size(), picture) == taken
    assert moved(Nearness(), QPointF(5, 5), stage.size(), picture) == Nearness()
    assert closer(Nearness(), 2, QPointF(stage.center()), stage, picture).zoom == 2


def test_a_stage_without_room_can_be_looked_at() -> None:
    assert moved(Nearness(2), QPointF(5, 5), QSize(0, 0), QSize(192, 108)).zoom == 2
    assert closer(Nearness(), 2, QPointF(0, 0), QRect(), QSize(192, 108)).zoom == 2


@given(NEAR, STAGES, SIZES)
def test_farther_and_farther_ends_at_the_whole(near: Nearness, stage: QRect, picture: QSize) -> None:
    for _ in range(20):
        near = closer(near, 0.8, QPointF(stage.center()), stage, picture)
    assert near == Nearness()


def test_it_comes_no_nearer_than_eight_times() -> None:
    stage = QRect(0, 0, 400, 300)
    near = Nearness()
    for _ in range(30):
        near = closer(near, 1.25, QPointF(10, 10), stage, QSize(192, 108))
    assert near.zoom == MOST
    assert room_for(near.zoom, stage.size()) == QSize(3200, 2400)


@given(NEAR, STAGES, SIZES)
def test_in_a_mirror_the_same_part_is_seen(near: Nearness, stage: QRect, picture: QSize) -> None:
    place, other = place_of(near, stage, picture), place_of(near.mirrored(), stage, picture)
    from_left = stage.left() - place.left()
    from_right = other.left() + other.width() - stage.left() - stage.width()
    assert abs(from_left - from_right) <= 1
    assert (other.top(), other.size()) == (place.top(), place.size())
