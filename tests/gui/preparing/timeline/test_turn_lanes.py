"""Turns on the strip: a lane for each person, marks over their frames, arcs that make a chain seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.preparing.conftest import PEOPLE, Open
from tests.gui.preparing.desk import MemoryDesk
from tests.gui.preparing.timeline.drawn_strip import TIMES, Mouse, marks, moment, person, tints
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.gui.playing import strip_colours as colour
from vigtool.gui.preparing.timeline.bars import Bars, Change
from vigtool.gui.preparing.timeline.film_clock import FilmClock
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip
from vigtool.gui.preparing.timeline.turn_lanes import TurnLanes

CHAIN = moment(1, 400, 800, (1, 420, 500), (2, 520, 600), (1, 640, 700))
BARE = moment(2, 1000, 1400)


def test_there_are_lanes_only_while_the_film_has_turns(strip: TimelineStrip) -> None:
    strip.show_people([person(1), person(2)])
    strip.show_marks(marks(BARE))
    low = strip.height()
    strip.show_marks(marks(BARE, CHAIN))
    assert strip.height() > low
    assert strip.turn_places(BARE.id) == ()
    strip.show_marks(marks(BARE))
    assert strip.height() == low


def test_each_turn_lies_over_its_frames_in_the_lane_of_its_person(strip: TimelineStrip) -> None:
    strip.show_people([person(1), person(2)])
    strip.show_marks(marks(CHAIN))
    places = strip.turn_places(CHAIN.id)
    assert [(one.left(), one.right()) for one in places] == [
        pytest.approx((strip.x_of(a), strip.x_of(b))) for a, b in ((420, 500), (520, 600), (640, 700))
    ]
    assert places[0].top() == places[2].top()
    assert places[1].top() > places[0].bottom()
    bar = strip.place_of(CHAIN.id)
    assert bar is not None
    assert bar.bottom() < places[0].top()


def test_an_arc_links_each_turn_with_the_next(strip: TimelineStrip) -> None:
    strip.show_people([person(1), person(2)])
    strip.zoom(3, strip.x_of(520))
    strip.show_marks(marks(CHAIN))
    strip.show_selection(CHAIN.id)
    upper, lower, _ = strip.turn_places(CHAIN.id)
    between = upper.right() - 4, lower.left() + 4, upper.bottom() + 4, lower.top() - 4
    assert colour.CHOSEN_ARC in tints(strip, *between)
    alone = moment(1, 400, 800, (1, 420, 500), (2, 900, 950))
    strip.show_marks(marks(alone))
    strip.show_selection(alone.id)
    aside = upper.left() - 30, upper.left() - 4, upper.bottom() + 4, lower.top() - 4
    assert tints(strip, *aside) == {colour.TRACK}


def lanes(people: int, *turning: int, speakers: bool = False) -> list[tuple[str, ...]]:
    kept, bars = TurnLanes(FilmClock(TIMES)), Bars(FilmClock(TIMES))
    kept.show_people([person(n) for n in range(1, people + 1)], speakers=speakers)
    kept.show(bars.show([moment(n, n * 10, n * 10 + 9, (who, n * 10, n * 10 + 5)) for n, who in enumerate(turning)]))
    return [tuple(str(int(one[-6:])) for one in lane) for lane in kept.lanes]


@pytest.mark.parametrize(
    ("people", "turning", "wanted"),
    [
        (2, (), []),
        (2, (2,), [("1",), ("2",)]),
        (5, (4,), [("1",), ("4",)]),
        (1, (1,), [("1",)]),
        (5, (5, 2, 3), [("2",), ("3",), ("5",)]),
        (6, (6, 5, 4, 3, 2, 1), [("1",), ("2",), ("3",), ("4", "5", "6")]),
        (1, (1, 9), [("1",), ("9",)]),
    ],
)
def test_a_lane_for_each_person_and_the_rest_share_the_last(
    people: int, turning: tuple[int, ...], wanted: list[tuple[str, ...]]
) -> None:
    assert lanes(people, *turning) == wanted


def test_where_many_speak_more_have_a_lane_of_their_own() -> None:
    wanted = [("1",), ("2",), ("3",), ("4",), ("5",), ("6", "7")]
    assert lanes(7, *range(1, 8), speakers=True) == wanted


def test_a_persons_lane_goes_with_their_last_turn() -> None:
    kept = TurnLanes(FilmClock(TIMES))
    kept.show_people([person(n) for n in (1, 2, 3)])
    both, third = CHAIN, moment(5, 10, 20, (3, 11, 12))
    kept.show(Change([], [both, third]))
    assert len(kept.lanes) == 3
    kept.show(Change([third], []))
    assert [lane[0] for lane in kept.lanes] == [person(1).id, person(2).id]


def test_a_click_on_a_turn_picks_it_and_its_moment(strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_people([person(1), person(2)])
    strip.show_marks(marks(CHAIN, BARE))
    picked: list[object] = []
    strip.moment_picked.connect(picked.append)
    strip.turn_picked.connect(lambda name, position: picked.append((name, position)))
    place = strip.turn_places(CHAIN.id)[1]
    mouse.y = place.center().y()
    mouse.drag([place.center().x(), place.center().x()])
    assert picked == [CHAIN.id, (CHAIN.id, 1)]


def test_in_the_workspace_a_turn_is_shown_and_its_drag_is_one_edit(open_bench: Open, desk: MemoryDesk) -> None:
    bench = open_bench()
    times = bench.material.times
    desk.new_moment(times.span(5, 50))
    made = desk.marks.moments[0]
    for person_id, first, end in ((PEOPLE[0].id, 10, 20), (PEOPLE[1].id, 30, 40)):
        bench.preparation.add_turn(made.id, Turn(person_id, TurnKind.INITIATIVE, times.span(first, end)))
    steps = len(desk.steps)
    place = bench.strip.turn_places(made.id)[1]
    QTest.mouseClick(bench.strip, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert bench.player.frame == 30
    assert bench.preparation.selected == made.id
    mouse = Mouse(bench.strip)
    mouse.y = place.center().y()
    mouse.drag([bench.strip.x_of(30), bench.strip.x_of(25), bench.strip.x_of(7)])
    turns = desk.marks.moments[0].turns
    assert [times.frames_of(turn.span) for turn in turns] == [range(7, 40), range(10, 20)]
    assert len(desk.steps) == steps + 1
    mouse.y = bench.strip.turn_places(made.id)[0].center().y()
    mouse.drag([bench.strip.x_of(40), bench.strip.x_of(45)])
    assert times.frames_of(desk.marks.moments[0].turns[0].span) == range(7, 45), "the turn is still the picked one"
    assert bench.player.frame == 44


turns = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5)), max_size=4)


@given(edits=st.lists(st.tuples(st.integers(0, 6), st.none() | turns), min_size=1, max_size=20))
def test_after_any_edits_turns_begin_as_if_they_were_gathered_anew(
    edits: list[tuple[int, list[tuple[int, int]] | None]],
) -> None:
    kept, bars = TurnLanes(FilmClock(TIMES)), Bars(FilmClock(TIMES))
    kept.show_people([person(n) for n in (1, 2, 3)])
    now = dict[int, Moment]()
    for number, chain in edits:
        if chain is None:
            now.pop(number, None)
        else:
            now[number] = moment(number, 0, 20, *((who, begin, begin + 3) for who, begin in chain))
        kept.show(bars.show(now.values()))
        anew = TurnLanes(FilmClock(TIMES))
        anew.show_people([person(n) for n in (1, 2, 3)])
        anew.show(Change([], list(now.values())))
        assert [lane.tolist() for lane in kept.begins(bars)] == [lane.tolist() for lane in anew.begins(bars)]
