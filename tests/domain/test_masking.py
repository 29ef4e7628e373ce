"""Who is covered where in a film: what is not known to be covered is uncovered, and every edit can be told in short."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.identifiers import MaskId, PersonId, RecordingId
from vigtool.domain.masking import (
    Box,
    Mask,
    Masking,
    MaskPoint,
    MaskRemoved,
    MaskSet,
    VoiceMask,
    VoicesSet,
    VoiceWay,
    boxes_of,
    uncovered,
)
from vigtool.domain.ticks import FrameTimes, Span, TimeBase

FILM = RecordingId("film")
TIMES = FrameTimes(TimeBase(1, 90), (0, 3, 6, 10, 13, 16, 20, 23), 26)
HERE, THERE = Box(1, 2, 30, 40), Box(5, 6, 7, 8)
CHILD, PASSER = PersonId("child"), PersonId("passer")


def mask(*points: MaskPoint, person: PersonId = CHILD, id_: str = "m") -> Mask:
    return Mask(MaskId(id_), FILM, person, points)


POINTS = st.dictionaries(
    st.integers(0, 12), st.tuples(st.sampled_from([None, HERE, THERE]), st.booleans()), max_size=9
).map(lambda known: tuple(MaskPoint(tick, *known[tick]) for tick in sorted(known)))
MASKS = st.builds(
    lambda id_, person, points: Mask(MaskId(id_), FILM, person, points),
    st.sampled_from("abc"),
    st.sampled_from([CHILD, PASSER]),
    POINTS,
)
VOICES = st.lists(st.builds(VoiceMask, st.just(Span(0, 5)), st.sampled_from(VoiceWay)), max_size=2)


@st.composite
def maskings(draw: st.DrawFn) -> Masking:
    found = Masking().with_voices(draw(VOICES))
    for one in draw(st.lists(MASKS, max_size=4)):
        found = found.with_mask(one)
    return found


@pytest.mark.parametrize("sides", [(3, 0, 3, 9), (4, 0, 3, 9), (0, 5, 9, 5), (0, 6, 9, 5)])
def test_a_box_that_covers_nothing_is_none(sides: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match=str(sides[0])):
        Box(*sides)


def test_only_the_very_tick_is_known() -> None:
    one = mask(MaskPoint(3, HERE), MaskPoint(10, None))
    assert one.at(3) == MaskPoint(3, HERE)
    assert one.at(10) == MaskPoint(10, None)
    assert [one.at(tick) for tick in (0, 2, 4, 11)] == [None] * 4


def test_what_was_set_by_hand_stays_unless_it_is_said() -> None:
    by_hand = mask(MaskPoint(3, HERE, by_hand=True), MaskPoint(6, HERE))
    followed = [MaskPoint(3, THERE), MaskPoint(6, THERE), MaskPoint(0, THERE)]
    assert by_hand.with_points(followed).points == (
        MaskPoint(0, THERE),
        MaskPoint(3, HERE, by_hand=True),
        MaskPoint(6, THERE),
    )
    assert by_hand.with_points(followed, over_hand=True).at(3) == MaskPoint(3, THERE)
    again = MaskPoint(3, None, by_hand=True)
    assert by_hand.with_points([again]).at(3) == again


def test_a_span_can_be_forgotten() -> None:
    one = mask(MaskPoint(0, HERE), MaskPoint(3, HERE), MaskPoint(6, HERE))
    assert [point.tick for point in one.without(Span(3, 6)).points] == [0, 6]


def test_masks_are_found_by_person_and_by_id() -> None:
    hers, his, more = mask(), mask(person=PASSER, id_="n"), mask(id_="o")
    found = Masking().with_mask(more).with_mask(his).with_mask(hers)
    assert found.masks == (hers, his, more)
    assert (found.of(CHILD), found.of(PersonId("nobody"))) == (hers, None)
    assert found.of_people({CHILD}) == (hers, more)
    assert (found.get(MaskId("n")), found.get(MaskId("x"))) == (his, None)
    assert found.without(MaskId("n")).masks == (hers, more)
    changed = mask(MaskPoint(0, HERE))
    assert found.with_mask(changed).masks == (changed, his, more)


@given(maskings(), maskings())
def test_changes_make_one_state_into_the_other(before: Masking, after: Masking) -> None:
    changes = before.changes_to(after)
    assert before.apply(changes) == after
    assert (changes == ()) is (before == after)


@given(maskings(), MASKS)
def test_a_change_tells_no_point_that_is_as_before(before: Masking, other: Mask) -> None:
    old = before.get(other.id)
    if old is None:
        return
    other = replace(other, person=old.person)
    for change in before.changes_to(before.with_mask(other)):
        assert isinstance(change, MaskSet)
        assert change.within is not None
        edges = {change.within.start, change.within.end - 1}
        assert all(old.at(tick) != other.at(tick) for tick in edges)
        assert change.mask.points == tuple(one for one in other.points if change.within.contains(one.tick))


def test_one_corrected_point_is_all_that_is_told() -> None:
    before = Masking().with_mask(mask(*(MaskPoint(tick, HERE) for tick in TIMES.ticks)))
    corrected = mask(MaskPoint(10, THERE, by_hand=True))
    after = before.with_mask(before.masks[0].with_points(corrected.points))
    assert before.changes_to(after) == (MaskSet(corrected, Span(10, 11)),)


def test_another_person_for_the_same_points_is_a_change_without_a_span() -> None:
    before = Masking().with_mask(mask(MaskPoint(0, HERE)))
    after = Masking().with_mask(mask(MaskPoint(0, HERE), person=PASSER))
    assert before.changes_to(after) == (MaskSet(mask(person=PASSER), None),)
    assert before.apply(before.changes_to(after)) == after


def test_a_mask_that_goes_and_voices_that_change_are_told() -> None:
    voices = (VoiceMask(Span(0, 3), VoiceWay.MUTED),)
    changes = Masking().with_mask(mask()).changes_to(Masking(voices=voices))
    assert changes == (MaskRemoved(MaskId("m")), VoicesSet(voices))


@given(st.lists(POINTS, max_size=3), st.integers(0, 8), st.integers(0, 8))
def test_uncovered_is_each_frame_of_which_nothing_is_known(
    known: list[tuple[MaskPoint, ...]], first: int, stop: int
) -> None:
    masks = [mask(*points, id_=str(n)) for n, points in enumerate(known)]
    runs = uncovered(masks, TIMES, range(first, stop))
    found = [n for run in runs for n in run]
    assert found == [n for n in range(first, stop) if all(one.at(TIMES.tick_of(n)) is None for one in masks)]
    assert all(run.stop < after.start for run, after in pairwise(runs))


def test_a_box_beside_a_frames_own_tick_covers_nothing() -> None:
    beside = mask(MaskPoint(4, HERE))
    assert uncovered([beside], TIMES, range(8)) == (range(8),)
    assert boxes_of([beside], TIMES, range(8)) == {}


def test_the_boxes_of_all_masks_are_covered_on_their_frames() -> None:
    one = mask(MaskPoint(3, HERE), MaskPoint(6, None), MaskPoint(10, HERE))
    two = mask(MaskPoint(3, THERE), MaskPoint(23, THERE), id_="n")
    assert boxes_of([one, two], TIMES, range(1, 7)) == {1: (HERE, THERE), 3: (HERE,)}


HANDS = mask(
    MaskPoint(0, HERE, by_hand=True), MaskPoint(3, HERE), MaskPoint(10, None, by_hand=True), MaskPoint(20, HERE)
)


@pytest.mark.parametrize(
    ("tick", "within", "reach"),
    [
        (3, Span(0, 26), Span(1, 10)),
        (0, Span(0, 26), Span(0, 10)),
        (10, Span(0, 26), Span(1, 26)),
        (20, Span(12, 22), Span(12, 22)),
        (3, Span(2, 4), Span(2, 4)),
    ],
)
def test_somebody_is_followed_as_far_as_the_next_points_set_by_hand(tick: int, within: Span, reach: Span) -> None:
    assert HANDS.reach(tick, within) == reach


def test_what_is_followed_takes_the_place_of_what_was_known_of_that_reach_but_not_of_what_was_set_by_hand() -> None:
    followed = HANDS.followed(Span(0, 13), [MaskPoint(6, THERE), MaskPoint(10, THERE)])
    assert followed.points == (
        MaskPoint(0, HERE, by_hand=True),
        MaskPoint(6, THERE),
        MaskPoint(10, None, by_hand=True),
        MaskPoint(20, HERE),
    )
