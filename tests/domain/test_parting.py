"""Splitting and joining moments loses no word, turn or principle; moving in the own order moves one and no other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.identifiers import MomentId, PackId, PersonId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, PrincipleSeen, Turn, TurnKind
from vigtool.domain.ticks import EmptySpan, Span

FILM, CHILD, PARENT = RecordingId("film"), PersonId("child"), PersonId("parent")
A, B, C = MomentId("a"), MomentId("b"), MomentId("c")


def moment(moment_id: MomentId, start: int, end: int) -> Moment:
    return Moment(moment_id, FILM, Span(start, end), start)


def turn(start: int, end: int) -> Turn:
    return Turn(CHILD, TurnKind.INITIATIVE, Span(start, end))


def seen(item: str) -> PrincipleSeen:
    return PrincipleSeen(PackId("pack"), 1, item)


def test_a_split_moment_is_two_with_the_turns_that_begin_in_each() -> None:
    whole = replace(
        moment(A, 10, 50),
        key=40,
        title="Gaze",
        note="why",
        starred=True,
        turns=(turn(10, 20), turn(28, 33), turn(30, 40)),
    )
    parts = Marks((whole,)).split(A, 30, B)
    earlier, later = parts.get(A), parts.get(B)
    assert earlier is not None
    assert later is not None
    assert (earlier.span, earlier.key, earlier.turns) == (Span(10, 30), 10, (turn(10, 20), turn(28, 33)))
    assert (later.span, later.key, later.turns) == (Span(30, 50), 40, (turn(30, 40),))
    assert {(one.title, one.note, one.starred) for one in parts} == {("Gaze", "why", True)}


@pytest.mark.parametrize("tick", [9, 10, 50, 60])
def test_a_moment_is_split_only_inside(tick: int) -> None:
    with pytest.raises(EmptySpan):
        Marks((moment(A, 10, 50),)).split(A, tick, B)


def test_joined_moments_keep_the_words_of_both() -> None:
    one = replace(moment(A, 10, 20), title="Gaze", note="first", turns=(turn(12, 14),), principles=(seen("see"),))
    other = replace(
        moment(B, 30, 40),
        title="Smile",
        note="second",
        question="What helped?",
        starred=True,
        turns=(turn(31, 32),),
        principles=(seen("see"), seen("wait")),
    )
    (both,) = Marks((one, other)).joined(A, B)
    assert (both.id, both.span, both.key) == (A, Span(10, 40), 10)
    assert (both.title, both.note, both.question) == ("Gaze · Smile", "first\nsecond", "What helped?")
    assert (both.starred, both.turns) == (True, (turn(12, 14), turn(31, 32)))
    assert both.principles == (seen("see"), seen("wait"))


def test_joining_overlapping_moments_ends_with_the_later_end() -> None:
    (both,) = Marks((moment(A, 10, 60), moment(B, 30, 40))).joined(B, A)
    assert both.span == Span(10, 60)


@given(st.integers(11, 49))
def test_what_was_split_and_joined_again_is_the_moment(tick: int) -> None:
    whole = replace(moment(A, 10, 50), title="Gaze", note="why\nand more", turns=(turn(10, 20), turn(25, 30)))
    (again,) = Marks((whole,)).split(A, tick, B).joined(A, B)
    assert again == whole


def test_unknown_moments_can_be_neither_split_nor_joined_nor_moved() -> None:
    marks = Marks((moment(A, 10, 20),))
    with pytest.raises(KeyError):
        marks.split(B, 15, C)
    with pytest.raises(KeyError):
        marks.joined(A, B)
    with pytest.raises(KeyError):
        marks.reordered(B, A)


@given(st.permutations([A, B, C]), st.sampled_from([A, B, C]), st.sampled_from([None, A, B, C]))
def test_moving_in_the_own_order_moves_one(order: list[MomentId], moving: MomentId, before: MomentId | None) -> None:
    marks = Marks(
        tuple(replace(moment(one, 10 * place, 10 * place + 5), place=place) for place, one in enumerate(order))
    )
    moved = [one.id for one in marks.reordered(moving, before).in_own_order()]
    assert [one for one in moved if one != moving] == [one for one in order if one != moving]
    following = moved[moved.index(moving) + 1] if moved[-1] != moving else None
    assert following == (None if before == moving else before)


def test_a_new_moment_stands_last_in_the_own_order() -> None:
    marks = Marks((moment(A, 10, 20), moment(B, 30, 40))).reordered(B, A).with_moment(moment(C, 0, 5))
    assert [one.id for one in marks.in_own_order()] == [B, A, C]


def test_a_principle_is_seen_once_and_can_be_taken_back() -> None:
    marked = moment(A, 0, 5).with_principle(seen("see"), present=True).with_principle(seen("see"), present=True)
    assert marked.principles == (seen("see"),)
    assert marked.with_principle(seen("see"), present=False) == moment(A, 0, 5)


def test_a_turn_that_is_changed_keeps_the_chain_in_order() -> None:
    chain = replace(moment(A, 0, 50), turns=(turn(0, 5), turn(10, 15), turn(20, 25)))
    assert chain.with_turn_at(0, turn(17, 19)).turns == (turn(10, 15), turn(17, 19), turn(20, 25))
    with pytest.raises(IndexError):
        chain.with_turn_at(3, turn(1, 2))


@pytest.mark.parametrize(
    ("one", "other", "gap", "joined"),
    [
        ((CHILD,), (PARENT, CHILD), 0, (CHILD, PARENT)),
        (None, (CHILD,), 0, None),
        ((CHILD,), None, 0, None),
        ((CHILD,), (PARENT,), 1, None),
    ],
)
def test_joined_moments_know_who_is_in_them_only_where_all_of_it_was_said(
    one: tuple[PersonId, ...] | None, other: tuple[PersonId, ...] | None, gap: int, joined: tuple[PersonId, ...] | None
) -> None:
    first, second = replace(moment(A, 10, 20), people=one), replace(moment(B, 20 + gap, 30), people=other)
    for marks in (Marks((first, second)), Marks((second, first))):
        found = marks.joined(A, B).get(A)
        assert found is not None
        assert found.people == joined


def test_a_split_moment_has_its_people_in_both_parts() -> None:
    parts = Marks((replace(moment(A, 10, 50), people=(CHILD,)),)).split(A, 30, B)
    assert [one.people for one in parts] == [(CHILD,), (CHILD,)]
