from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.moments import KeyOutsideMoment, Moment, Turn, TurnKind, seen_in
from vigtool.domain.ticks import Span

CHILD = PersonId("ch1dch1dch1d")


def moment(start: int = 10, end: int = 20, key: int = 12) -> Moment:
    return Moment(MomentId("m0mentm0ment"), RecordingId("f1mf1mf1mf1m"), Span(start, end), key)


def turn(start: int, end: int) -> Turn:
    return Turn(CHILD, TurnKind.INITIATIVE, Span(start, end))


@pytest.mark.parametrize("key", [9, 20, -1])
def test_a_key_frame_outside_its_moment_is_refused(key: int) -> None:
    with pytest.raises(KeyOutsideMoment) as caught:
        moment(key=key)
    assert (caught.value.key, caught.value.span) == (key, Span(10, 20))


@given(st.integers(0, 40), st.integers(1, 40))
def test_a_moved_moment_keeps_its_key_frame_as_long_as_it_holds_it(start: int, length: int) -> None:
    moved = moment().with_span(Span(start, start + length))
    assert moved.span == Span(start, start + length)
    assert moved.key == (12 if start <= 12 < start + length else start)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=8))
def test_turns_stand_in_the_order_of_their_begin(places: list[tuple[int, int]]) -> None:
    marked = moment()
    for start, length in places:
        marked = marked.with_turn(turn(start, start + length))
    bounds = [(one.span.start, one.span.end) for one in marked.turns]
    assert bounds == sorted((start, start + length) for start, length in places)


def test_a_turn_is_taken_out_by_its_place() -> None:
    marked = moment().with_turn(turn(10, 12)).with_turn(turn(12, 14)).with_turn(turn(14, 16))
    assert [one.span.start for one in marked.without_turn(1).turns] == [10, 14]
    with pytest.raises(IndexError):
        marked.without_turn(3)


PARENT, GUEST = PersonId("parentparent"), PersonId("guestguestgu")


def test_who_has_a_turn_is_always_in_the_picture() -> None:
    marked = moment().with_people([PARENT]).with_turn(turn(10, 12))
    assert marked.people == (PARENT, CHILD)
    assert marked.with_people([PARENT, PARENT]).people == (PARENT, CHILD)
    changed = marked.with_turn_at(0, Turn(GUEST, TurnKind.RESPONSE, Span(10, 12)))
    assert changed.people == (PARENT, CHILD, GUEST)


def test_a_moment_without_a_list_of_its_own_stays_as_its_film() -> None:
    assert moment().with_turn(turn(10, 12)).people is None
    assert moment().with_people([PARENT]).with_people(None).people is None
    assert moment().with_people([]).people is None  # nobody in the picture would be nobody's consent


def test_everyone_in_any_of_the_moments_is_seen_once_and_an_open_one_stands_for_the_whole_film() -> None:
    parent = PersonId("parentparent")
    first, second = replace(moment(), people=(CHILD,)), replace(moment(), people=(parent, CHILD))
    assert seen_in([first, second]) == (CHILD, parent)
    assert seen_in([]) == ()
    assert seen_in([first, moment()]) is None
