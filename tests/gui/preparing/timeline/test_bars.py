"""Which bars are kept in which lane, and that only those are looked at that lie on the strip."""

from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gui.preparing.timeline.drawn_strip import FRAMES, TIMES, moment
from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.gui.preparing.timeline.bar_lane import order
from vigtool.gui.preparing.timeline.bars import SHARED, Bars, in_lanes
from vigtool.gui.preparing.timeline.film_clock import FilmClock
from vigtool.gui.preparing.timeline.laying import NARROWEST, bars_near, lay, place_of
from vigtool.gui.preparing.timeline.measures import INSET, Measures, Rows
from vigtool.gui.preparing.timeline.scale import Scale

CLOCK = FilmClock(TIMES)
MEASURES = Measures(15)
MANY = 10_000

Lanes: TypeAlias = dict[MomentId, int]


def scale(begin: float = 0.0, shown: float = 200.0, width: float = 1000.0) -> Scale:
    return Scale(CLOCK.length, width, 0.5, begin, shown, INSET)


def lanes(bars: Bars) -> Lanes:
    return {lane[n].moment.id: number for number, lane in enumerate(bars.lanes) for n in range(len(lane))}


def kept(*moments: Moment) -> Bars:
    bars = Bars(CLOCK)
    bars.show(moments)
    return bars


spans = st.tuples(st.integers(0, FRAMES - 2), st.integers(1, 300))
edits = st.lists(st.tuples(st.integers(0, 14), st.none() | spans, st.booleans()), min_size=1, max_size=25)


@given(edits=edits)
def test_after_any_edits_all_lies_as_if_it_were_laid_anew(
    edits: list[tuple[int, tuple[int, int] | None, bool]],
) -> None:
    bars, now = Bars(CLOCK), dict[int, Moment]()
    for number, span, _described in edits:
        if span is None:
            now.pop(number, None)
        else:
            now[number] = moment(number, span[0], min(sum(span), FRAMES), title=f"{span}")
        bars.show(now.values())
        wanted = {one.id: lane for one, lane in in_lanes(sorted(now.values(), key=order))}
        assert lanes(bars) == wanted
        assert {lane[n].moment for lane in bars.lanes for n in range(len(lane))} == set(now.values())
        for lane in bars.lanes:
            begins = [lane[n].moment.span.start for n in range(len(lane))]
            assert begins == sorted(begins) == (lane.times.begins * 10).round().astype(int).tolist()


def test_an_edit_lays_only_what_overlaps_anew() -> None:
    moments = [moment(n, n * 20, n * 20 + 10) for n in range(90)]
    bars = kept(*moments)
    before = {one.id: bars.get(one.id) for one in moments}
    moments[40] = moment(40, 800, 825)
    change = bars.show(moments)
    assert [one.id for one in change.gone] == [one.id for one in change.fresh] == [moments[40].id]
    relaid = [one.id for one in moments if bars.get(one.id) is not before[one.id]]
    assert relaid == [moments[40].id, moments[41].id]
    assert bars.rows == 2


def test_another_title_moves_nothing() -> None:
    bars = kept(*(moment(n, 0, 500) for n in range(5)))
    before = lanes(bars)
    bars.show([moment(n, 0, 500, title="new" if n == 3 else "") for n in range(5)])
    assert lanes(bars) == before
    renamed = bars.get(moment(3, 0, 1).id)
    assert renamed is not None
    assert renamed.moment.title == "new"


def test_who_finds_no_free_lane_shares_the_last() -> None:
    bars = kept(*(moment(n, n, 1000 + n) for n in range(20)))
    assert sorted(lanes(bars).values()) == [*range(SHARED), *[SHARED] * (20 - SHARED)]
    assert Rows(MEASURES, bars.rows).top(SHARED) + Rows(MEASURES, bars.rows).height <= MEASURES.turns_top


def crowd() -> Bars:
    ticks = [n * FRAMES // MANY for n in range(MANY)]
    return kept(*(moment(n, first, min(first + 1 + n % 3, FRAMES)) for n, first in enumerate(ticks) if first < FRAMES))


@pytest.mark.parametrize("width", [600, 1920])
def test_of_ten_thousand_no_more_is_laid_than_pixels_tell_apart(width: int) -> None:
    bars = crowd()
    assert len(bars) == MANY
    rows = Rows(MEASURES, bars.rows)
    whole = lay(bars, rows, scale(width=width))
    assert 0 < len(whole) <= bars.rows * (width / NARROWEST + 2)
    assert len(whole) < 0.6 * MANY
    close = lay(bars, rows, scale(begin=100, shown=2, width=width))
    inside = sum(1 for lane in bars.lanes for n in range(len(lane)) if lane[n].end >= 99 and lane[n].begin <= 103)
    assert 0 < len(close) <= inside < 300


def test_nothing_that_is_not_on_the_strip_is_laid() -> None:
    moments = [moment(n, n * 20, n * 20 + 10) for n in range(90)]
    bars = kept(*moments)
    laid = lay(bars, Rows(MEASURES, 1), scale(begin=50, shown=20))
    assert [bar.moment.span.start for bar, _ in laid.alone] == list(range(500, 720, 20)), "up to the strip's end"
    assert not laid.crowds


def test_a_long_moment_is_seen_from_within() -> None:
    bars = kept(moment(0, 0, 2000), *(moment(n, n * 20, n * 20 + 10) for n in range(1, 90)))
    laid = lay(bars, Rows(MEASURES, bars.rows), scale(begin=100.2, shown=0.5))
    assert [bar.moment.id for bar, _ in laid.alone] == [moment(0, 0, 1).id, moment(50, 1, 2).id]


@given(
    spans=st.lists(spans, max_size=30, unique=True),
    x=st.floats(0, 1032),
    row=st.integers(0, SHARED),
    shown=st.sampled_from([2.0, 30.0, 200.0]),
)
def test_what_is_under_a_point_is_found_as_by_looking_at_all(
    spans: list[tuple[int, int]], x: float, row: int, shown: float
) -> None:
    bars = kept(*(moment(n, first, min(first + long, FRAMES)) for n, (first, long) in enumerate(spans)))
    rows, stretch = Rows(MEASURES, bars.rows), scale(begin=40, shown=shown)
    y = rows.top(row) + rows.height / 2
    found = {bar.moment.id for bar in bars_near(bars, rows, stretch, x, x, y)}
    every = (lane[n] for lane in bars.lanes for n in range(len(lane)))
    places = {bar.moment.id: place_of(bar, rows, stretch) for bar in every}
    assert found == {name for name, place in places.items() if place.contains(x, y)}
