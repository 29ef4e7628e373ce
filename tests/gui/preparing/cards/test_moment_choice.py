"""Searching, choosing and ordering moments: Finnish compounds, accents, and nothing that is worked on goes away."""

from collections.abc import Callable, Collection
from dataclasses import replace

import pytest

from tests.gui.preparing.cards.conftest import PACK, a_moment, frame_times
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.gui.preparing.cards.moment_choice import Choice, Knowledge, Order, chosen, in_order
from vigtool.gui.preparing.cards.moment_words import MomentWords
from vigtool.gui.preparing.cards.principle_words import PrincipleWords

TIMES = frame_times(300)
WORDS = PrincipleWords(PACK)
CHILD = PersonId("child")


def knowledge(search: Callable[[str], Collection[MomentId]] | None = None) -> Knowledge:
    return Knowledge(MomentWords(WORDS.name).of, WORDS.categories, search)


def titles(moments: Collection[Moment]) -> list[str]:
    return [moment.title for moment in moments]


def found(moment: Moment, text: str) -> bool:
    return bool(chosen([moment], Choice(text), knowledge()))


@pytest.mark.parametrize("text", ["katse", "KONTAKTI", "kontakti katse", "  katsekontakti "])
def test_parts_of_compounds_are_found(text: str) -> None:
    assert found(a_moment(TIMES, 1, 0, 9, "Pitkä katsekontakti"), text)


def test_all_words_have_to_be_there() -> None:
    assert not found(a_moment(TIMES, 1, 0, 9, "katsekontakti"), "katse pallo")


def test_a_letter_is_the_same_however_its_dots_were_typed() -> None:
    assert found(a_moment(TIMES, 1, 0, 9, "silma\u0308t"), "Silmä")
    assert not found(a_moment(TIMES, 1, 0, 9, "silmat"), "silmä")


@pytest.mark.parametrize(
    "moment",
    [
        replace(a_moment(TIMES, 1, 0, 9), note="sana tässä"),
        replace(a_moment(TIMES, 1, 0, 9), question="sana tässä"),
        replace(a_moment(TIMES, 1, 0, 9), helps="sana tässä"),
        a_moment(TIMES, 1, 0, 9).with_turn(Turn(CHILD, TurnKind.OWN, TIMES.span(1, 2), "sana tässä")),
    ],
)
def test_every_field_is_searched(moment: Moment) -> None:
    assert found(moment, "sana")


def test_principles_are_found_by_their_names() -> None:
    seen = a_moment(TIMES, 1, 0, 9).with_principle(PACK.seen("c4"), present=True)
    assert found(seen, "category 4")
    assert not found(seen, "category 5")


def test_what_the_vault_finds_is_found_too() -> None:
    moment = a_moment(TIMES, 1, 0, 9, "x")
    assert chosen([moment], Choice("y"), knowledge(lambda _text: {moment.id})) == [moment]


def test_words_are_searched_as_they_are_now() -> None:
    known, before = knowledge(), a_moment(TIMES, 1, 0, 9, "pallo")
    assert chosen([before], Choice("pallo"), known)
    assert not chosen([replace(before, title="lego")], Choice("pallo"), known)


def test_choices_have_to_hold_all() -> None:
    seen = a_moment(TIMES, 1, 0, 9).with_principle(PACK.seen("c4-a"), present=True)
    speaking = seen.with_turn(Turn(CHILD, TurnKind.INITIATIVE, TIMES.span(1, 2)))
    whole = replace(speaking, starred=True, id=MomentId("whole"))
    choice = Choice(starred=True, category="c4", person=CHILD)
    assert chosen([seen, speaking, whole], choice, knowledge()) == [whole]
    assert chosen([seen, speaking, whole], Choice(person=CHILD), knowledge()) == [speaking, whole]
    assert chosen([seen, speaking, whole], Choice(category="c5"), knowledge()) == []


def test_the_moment_that_is_worked_on_stays() -> None:
    one, other = a_moment(TIMES, 1, 0, 9, "a"), a_moment(TIMES, 2, 20, 29, "b")
    assert chosen([one, other], Choice("zzz"), knowledge(), always=other.id) == [other]


def test_orders() -> None:
    first, second, third = (
        a_moment(TIMES, number, first, first + 5, title)
        for number, first, title in ((1, 50, "b"), (2, 90, ""), (3, 10, "A"))
    )
    marks = Marks((first, second, third))
    assert [one.id for one in in_order(marks, Order.FILM)] == [third.id, first.id, second.id]
    assert [one.id for one in in_order(marks, Order.NEWEST)] == [third.id, second.id, first.id]
    assert titles(in_order(marks, Order.TITLE)) == ["A", "b", ""]
    own = in_order(marks.reordered(second.id, third.id), Order.OWN)
    assert [one.id for one in own] == [second.id, third.id, first.id]
