"""The suggestion for the next turn goes to and fro between people and along the chain."""

import pytest

from tests.gui.preparing.cards.test_chain_layout import AUNT, CHILD, PARENT
from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import Turn, TurnKind
from vigtool.domain.ticks import Span
from vigtool.gui.preparing.cards.next_turn import suggested_turn

INITIATIVE, RECEPTION, RESPONSE, OWN = (
    TurnKind.INITIATIVE,
    TurnKind.RECEPTION,
    TurnKind.RESPONSE,
    TurnKind.OWN,
)


def turn(person: str, kind: TurnKind, start: int) -> Turn:
    return Turn(PersonId(person), kind, Span(start, start + 5))


def test_a_chain_begins_with_an_initiative_of_the_first_person() -> None:
    assert suggested_turn([], [CHILD, PARENT], 100) == ("child", INITIATIVE)


@pytest.mark.parametrize(
    ("last", "following"),
    [(INITIATIVE, RECEPTION), (RECEPTION, RESPONSE), (RESPONSE, RECEPTION), (OWN, RECEPTION)],
)
def test_it_goes_to_the_other_person_and_along_the_chain(last: TurnKind, following: TurnKind) -> None:
    assert suggested_turn([turn("child", last, 10)], [CHILD, PARENT], 20) == ("parent", following)
    assert suggested_turn([turn("parent", last, 10)], [CHILD, PARENT], 20) == ("child", following)


def test_among_many_it_goes_back_to_who_spoke_before() -> None:
    turns = [turn("child", INITIATIVE, 10), turn("aunt", RECEPTION, 20)]
    assert suggested_turn(turns, [CHILD, PARENT, AUNT], 30) == ("child", RESPONSE)


def test_what_comes_later_in_the_film_does_not_count() -> None:
    turns = [turn("child", INITIATIVE, 10), turn("parent", RECEPTION, 50)]
    assert suggested_turn(turns, [CHILD, PARENT], 20) == ("parent", RECEPTION)


def test_nobody_who_left_the_film_is_suggested() -> None:
    turns = [turn("gone", INITIATIVE, 10), turn("child", RECEPTION, 20)]
    assert suggested_turn(turns, [CHILD, PARENT], 30) == ("parent", RESPONSE)


def test_one_person_alone_has_all_turns() -> None:
    assert suggested_turn([turn("child", INITIATIVE, 10)], [CHILD], 20) == ("child", RECEPTION)
