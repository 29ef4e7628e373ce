"""What had left before a withdrawal, sorted by who has a copy of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from vigtool.domain.identifiers import PersonId, SessionId
from vigtool.domain.withdrawal import Departure, Left, Outsider, Stops, Withdrawal, by_recipient

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHILD, PARENT, GRANDPARENT = PersonId("ch1dch1dch1d"), PersonId("parentparent"), PersonId("grandparen00")


def left(seq: int, what: Left, *to: PersonId) -> Departure:
    return Departure(seq, what, NOON, to=to)


@pytest.mark.parametrize("what", Left)
def test_what_was_shown_or_is_words_alone_leaves_no_copy_of_picture_or_sound(what: Left) -> None:
    assert left(1, what).copied is (what not in {Left.SHOWN, Left.LOG, Left.SUMMARY, Left.MARKS, Left.CONSENTS})


def test_each_recipient_is_told_of_their_own_copies_in_order_and_who_withdraws_of_none() -> None:
    clip = left(3, Left.CLIP, PARENT, GRANDPARENT)
    shown = left(4, Left.SHOWN, GRANDPARENT)
    still = left(7, Left.STILL, GRANDPARENT, CHILD)
    assert by_recipient([clip, shown, still], without=CHILD) == {PARENT: [clip], GRANDPARENT: [clip, still]}


def test_somebody_outside_of_the_case_is_told_too() -> None:
    both = replace(left(3, Left.CLIP, PARENT), recipient="Training day")
    alone = replace(left(4, Left.CARD), recipient="Training day")
    told = by_recipient([both, alone], without=CHILD)
    assert told == {PARENT: [both], Outsider("Training day"): [both, alone]}


def test_a_copy_without_a_named_recipient_is_not_forgotten() -> None:
    clip = left(3, Left.CLIP)
    assert by_recipient([clip, left(4, Left.LOG)], without=CHILD) == {None: [clip]}


def test_a_withdrawal_that_met_nothing_says_so() -> None:
    session = Departure(2, Left.SHOWN, NOON, session=SessionId("sess0nsess0n"))
    done = Withdrawal((), Stops((), ()), (session,))
    assert by_recipient(done.left, without=CHILD) == {}
    assert not done.stops.films
