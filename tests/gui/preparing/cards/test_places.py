"""Where cards stand, checked against adding up one height after the other."""

from hypothesis import given
from hypothesis import strategies as st

from vigtool.gui.preparing.cards.places import Places

ANY = st.builds(
    lambda count, small, gap, at, more: Places(count, small, gap, at % count if at is not None else None, small + more),
    st.integers(1, 40),
    st.integers(1, 90),
    st.integers(0, 9),
    st.none() | st.integers(0, 39),
    st.integers(0, 500),
)


def tops(places: Places) -> list[int]:
    found, y = [], 0
    for place in range(places.count):
        found.append(y)
        y += places.height(place) + places.gap
    return found


@given(ANY)
def test_each_card_follows_the_one_above(places: Places) -> None:
    added = tops(places)
    assert [places.top(place) for place in range(places.count)] == added
    assert places.whole == added[-1] + places.height(places.count - 1)


@given(ANY, st.integers(-50, 5000), st.integers(0, 900))
def test_all_cards_of_a_stretch_are_found(places: Places, top: int, high: int) -> None:
    found = places.within(top, top + high)
    for place, begin in enumerate(tops(places)):
        if begin < top + high and begin + places.height(place) > top:
            assert place in found


@given(ANY, st.integers(0, 39))
def test_a_card_dropped_on_the_upper_half_of_another_goes_before_it(places: Places, place: int) -> None:
    place %= places.count
    if places.height(place) > 3:
        assert places.gap_near(places.top(place)) == place
        assert places.gap_near(places.top(place) + places.height(place) - 1) == place + 1


def test_no_moments_take_no_room() -> None:
    assert Places(0, 80, 8).whole == 0
    assert list(Places(0, 80, 8).within(0, 600)) == []
