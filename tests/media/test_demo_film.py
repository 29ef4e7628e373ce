"""The demo film is what a phone would deliver, and what its script says is seen in it."""

import io
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from vigtool.domain.errors import Cancelled
from vigtool.media.demo_film import DEMO_MOMENTS, DEMO_SECONDS, DEMO_TURNS, draw_demo_film
from vigtool.media.demo_film import writing as demo_writing
from vigtool.media.demo_film.canvas import Canvas, yuv_of
from vigtool.media.demo_film.scene import paint_scene, prepared_canvas
from vigtool.media.demo_film.shapes import Box, Ellipse
from vigtool.media.demo_film.story import DemoTurn
from vigtool.media.demo_film.toys import BLOCKS, carry_at
from vigtool.media.demo_film.voices import RATE, demo_sound
from vigtool.media.demo_film.writing import frame_ticks
from vigtool.media.facts import read_facts
from vigtool.media.index_building import build_index

DRAWN_SECONDS = Fraction(1)


@pytest.fixture(scope="module")
def beginning() -> io.BytesIO:
    """The first second of the film: the whole takes too long for a test."""
    film = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_writing, "DEMO_SECONDS", DRAWN_SECONDS)
        draw_demo_film(film)
    return film


def loudness(start: Fraction, end: Fraction) -> float:
    sound = demo_sound()[:, int(start * RATE) : int(end * RATE)]
    return float(np.abs(sound).max())


def test_the_picture_lies_and_is_to_be_turned(beginning: io.BytesIO) -> None:
    facts = read_facts(beginning)
    assert facts.coded_size == (1920, 1080)
    assert facts.upright_size == (1080, 1920)
    assert (facts.rotation_clockwise, facts.mirrored, facts.has_sound) == (90, False, True)
    assert (facts.codec, facts.pixel_format, facts.colour.matrix, facts.colour.full_range) == (
        "h264",
        "yuv420p",
        1,
        False,
    )


def test_the_times_in_the_file_are_those_that_were_drawn(beginning: io.BytesIO) -> None:
    index = build_index(beginning)
    drawn = [tick for tick in frame_ticks() if tick < DRAWN_SECONDS * 90_000]
    assert index.time_base == Fraction(1, 90_000)
    assert index.ticks.tolist()[:-1] == drawn[: index.frames - 1]
    assert index.end_tick * index.time_base == DRAWN_SECONDS


def test_the_rate_is_uneven_around_thirty() -> None:
    ticks = frame_ticks()
    steps = [later - earlier for earlier, later in pairwise(ticks)]
    assert Fraction(ticks[-1], 90_000) == DEMO_SECONDS
    assert 27 < len(steps) / DEMO_SECONDS < 31
    assert len(set(steps)) > 100
    assert max(steps) >= 5800


def test_turns_follow_each_other_within_the_film() -> None:
    assert all(turn.start < turn.end <= DEMO_SECONDS for turn in DEMO_TURNS)
    assert all(earlier.end <= later.start for earlier, later in pairwise(DEMO_TURNS))
    assert {turn.who for turn in DEMO_TURNS} == {"adult", "child"}
    assert len({turn.words for turn in DEMO_TURNS}) == len(DEMO_TURNS)


def test_three_moments_hold_initiative_reception_and_response_in_this_order() -> None:
    assert len(DEMO_MOMENTS) == 3
    for moment in DEMO_MOMENTS:
        assert moment.start <= moment.key < moment.end
        assert moment.end - moment.start <= 10
        assert [turn.kind for turn in moment.turns][:1] == ["initiative"]
        assert {"reception", "response"} <= {turn.kind for turn in moment.turns}
        assert all(moment.start <= turn.start and turn.end <= moment.end for turn in moment.turns)


@pytest.mark.parametrize("turn", DEMO_TURNS, ids=lambda turn: turn.words)
def test_something_moves_in_every_turn(turn: DemoTurn) -> None:
    canvas = prepared_canvas()
    paint_scene(canvas, float(turn.start))
    before = canvas.planes[0].astype(np.int16)
    paint_scene(canvas, float((turn.start + turn.end) / 2))
    assert (np.abs(canvas.planes[0] - before) > 20).sum() > 5000


def test_the_child_holds_the_block_up_in_its_first_turn() -> None:
    first = DEMO_TURNS[0]
    holders = [carry_at(block, float(first.end) - 0.5) for block in BLOCKS]
    assert [(carry.who, first.who) for carry in holders if carry is not None] == [("child", "child")]


def test_a_voice_is_heard_with_the_first_turns_and_not_before() -> None:
    assert loudness(Fraction(0), Fraction(3)) < 0.03
    for turn in DEMO_TURNS[:3]:
        assert loudness(turn.start, turn.end) > 0.1


def test_cancelling_stops_the_drawing() -> None:
    def cancel_at_two(done: int, _: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        draw_demo_film(io.BytesIO(), cancel_at_two)


def test_white_black_and_red_have_the_values_of_bt709() -> None:
    assert [yuv_of(colour) for colour in ((255, 255, 255), (0, 0, 0), (255, 0, 0))] == [
        (235, 128, 128),
        (16, 128, 128),
        (63, 102, 240),
    ]


def test_a_shape_covers_its_inside_and_nothing_else() -> None:
    canvas = Canvas()
    canvas.paint(Box(500, 700, 40, 20), (255, 255, 255))
    upright = np.rot90(canvas.planes[0], -1)
    assert (upright[681:719, 461:539] == 235).all()
    upright = upright.copy()
    upright[679:721, 459:541] = 16
    assert (upright == 16).all()


def test_a_shape_that_leaves_the_picture_is_cut_off() -> None:
    canvas = Canvas()
    canvas.paint(Ellipse(0, 0, 100, 100), (255, 255, 255))
    canvas.paint(Ellipse(-500, 3000, 100, 100), (255, 255, 255))
    upright = np.rot90(canvas.planes[0], -1)
    assert upright[0, 0] == 235
    assert upright[200:, :].max() == 16
