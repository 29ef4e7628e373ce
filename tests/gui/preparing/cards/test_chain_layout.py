"""The chain of turns keeps its order, its lanes and its distances, whatever stands in it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.domain.moments import Turn, TurnKind
from vigtool.domain.people import Person, Role
from vigtool.domain.ticks import Span
from vigtool.gui.preparing.cards.chain_layout import APART, lanes, links

CASE = CaseId("case00000001")
CHILD, PARENT, AUNT = (
    Person(PersonId(name), CASE, name, role, 1)
    for name, role in (("child", Role.CHILD), ("parent", Role.PARENT), ("aunt", Role.OTHER))
)
MOMENT = Span(1000, 2000)
ONE, BOTH = (CHILD.id,), (CHILD.id, PARENT.id)


def turn(person: str, start: int, end: int | None = None) -> Turn:
    return Turn(PersonId(person), TurnKind.INITIATIVE, Span(start, end or start + 10))


def test_two_people_have_both_a_lane_from_the_first_turn_on() -> None:
    assert lanes([turn("parent", 1000)], [CHILD, PARENT]) == ("child", "parent")


def test_of_more_people_only_those_with_a_turn_have_a_lane_in_a_stable_order() -> None:
    assert lanes([turn("aunt", 1000), turn("child", 1100)], [CHILD, PARENT, AUNT]) == ("child", "aunt")


def test_who_is_no_longer_in_the_film_keeps_a_lane() -> None:
    assert lanes([turn("gone", 1000)], [CHILD, PARENT]) == ("child", "parent", "gone")


def test_turns_stand_where_they_are_in_time() -> None:
    placed = links([turn("child", 1240, 1260), turn("parent", 1740, 1760)], MOMENT, BOTH, 200)
    assert [(one.x, one.lane, one.position) for one in placed] == [(50.0, 0, 0), (150.0, 1, 1)]


def test_turns_at_one_place_stand_apart() -> None:
    placed = links([turn("child", 1500, 1501)] * 3, MOMENT, ONE, 200)
    assert [round(one.x) for one in placed] == [100, 118, 136]


def test_a_turn_outside_the_moment_is_in_the_drawing() -> None:
    placed = links([turn("child", 500), turn("child", 2490, 2500)], MOMENT, ONE, 200)
    assert all(0 <= one.x <= 200 for one in placed)


def test_a_moment_without_turns_has_no_chain() -> None:
    assert links([], MOMENT, (), 200) == ()


@given(st.lists(st.integers(1000, 1999), min_size=1, max_size=60), st.floats(20, 400))
def test_any_chain_keeps_its_order_and_its_distances_within_the_width(starts: list[int], width: float) -> None:
    placed = links([turn("child", start) for start in sorted(starts)], MOMENT, ONE, width)
    apart = min(APART, width / len(starts))
    places = [one.x for one in placed]
    assert all(after - before >= apart - 1e-6 for before, after in pairwise(places))
    assert places[0] >= apart / 2 - 1e-6
    assert places[-1] <= width - apart / 2 + 1e-6
