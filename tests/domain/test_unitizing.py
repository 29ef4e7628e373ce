from collections.abc import Hashable, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.unitizing import Tally, Unit, tally

BOOK = [
    [Unit(0, 7, 1), Unit(7, 13, 2), Unit(30, 32, 5), Unit(32, 37, 6), Unit(37, 44, 6), Unit(44, 60, 7)],
    [Unit(0, 7, 1), Unit(7, 13, 3), Unit(13, 21, 5), Unit(32, 44, 6)],
    [Unit(0, 7, 1), Unit(7, 13, 4), Unit(13, 21, 5), Unit(32, 37, 6), Unit(37, 41, 6), Unit(41, 44, 6)],
]
"""Krippendorff, Content Analysis (2019), figure 12.11: three observers, a text of 60 signs."""


def binary(observers: Sequence[Sequence[Unit]]) -> list[list[Unit]]:
    return [[unit._replace(value="marked") for unit in units] for units in observers]


def test_the_worked_example_of_the_book() -> None:
    assert float(tally(BOOK, 60).alpha() or 0) == pytest.approx(0.510, abs=5e-4)
    assert float(tally(binary(BOOK), 60).alpha() or 0) == pytest.approx(0.413, abs=1e-3)  # 0.4136: the book cuts it


@pytest.mark.parametrize("units", [[], [Unit(0, 10, 1)]])
def test_where_all_is_alike_nothing_can_be_told(units: list[Unit]) -> None:
    assert tally([units, units], 10).alpha() is None


def units_in(frames: int) -> st.SearchStrategy[list[Unit]]:
    """One observer's units, some of them side by side."""

    def made(edges: list[int], values: list[str]) -> list[Unit]:
        edges = sorted({0, *edges, frames})
        spans = zip(edges, edges[1:], values, strict=False)
        return [Unit(first, stop, value) for first, stop, value in spans if value]

    return st.builds(
        made,
        st.lists(st.integers(0, frames), max_size=6),
        st.lists(st.sampled_from(["", "waits", "receives"]), max_size=7),
    )


@given(st.lists(units_in(12), min_size=2, max_size=3))
def test_it_is_what_comes_out_frame_by_frame(observers: list[list[Unit]]) -> None:
    assert tally(observers, 12).alpha() == by_frames(observers, 12)


def by_frames(observers: Sequence[Sequence[Unit]], frames: int) -> Fraction | None:
    """The same from every two frames that can meet: all but those of one unit, and a frame of a gap with itself."""
    seen: list[list[tuple[Hashable, object]]] = []
    for observer, units in enumerate(observers):
        line: list[tuple[Hashable, object]] = [(None, (observer, frame)) for frame in range(frames)]
        for unit in units:
            line[unit.first : unit.stop] = [(unit.value, (observer, unit))] * (unit.stop - unit.first)
        seen.append(line)
    met = [
        one[frame][0] != other[frame][0]
        for one in seen
        for other in seen
        if one is not other
        for frame in range(frames)
    ]
    every = [place for line in seen for place in line]
    chance = [one[0] != other[0] for one in every for other in every if one[1] != other[1]]
    if not any(chance):
        return None
    return 1 - Fraction(sum(met), len(met)) / Fraction(sum(chance), len(chance))


@given(st.lists(units_in(12), min_size=2, max_size=2))
def test_the_order_of_the_observers_plays_no_part(observers: list[list[Unit]]) -> None:
    assert tally(observers, 12).alpha() == tally(observers[::-1], 12).alpha()


def test_full_agreement_is_one_and_nobody_else_changes_it() -> None:
    assert tally([BOOK[0], BOOK[0]], 60).alpha() == 1
    assert Tally(2).alpha() is None
