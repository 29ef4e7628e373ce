"""Every picture's time is exact, on one clock, however slowly a film runs and whatever stands between."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from tests.media.rendering.making import Seen, film, flat, png, right
from vigtool.media.frame_index import EntryPoints, FrameIndex
from vigtool.media.rendering.plan import CardPiece, FilmPiece, HeldPiece, RenderPlan
from vigtool.media.rendering.timing import render_timing

UNEVEN = [0, 7, 31, 50, 51, 90, 200, 224, 260, 281, 300, 333]


def index_of(ticks: list[int], clock: Fraction) -> FrameIndex:
    """An index of nothing but times; the last frame lasts as the one before."""
    times, none = np.array(ticks, np.int64), np.zeros(0, np.int64)
    return FrameIndex(
        stream=0,
        time_base=clock,
        origin="packets",
        pts=times.copy(),
        has_pts=np.ones(len(ticks), np.bool_),
        ticks=times,
        end_tick=2 * ticks[-1] - ticks[-2],
        source=np.arange(len(ticks)) * 8,
        prints=np.zeros(0, np.uint32),
        entries=EntryPoints(*(none.copy() for _ in range(7))),
        by_position=False,
    )


def starts(plan: RenderPlan, *indexes: FrameIndex) -> list[Fraction]:
    timing = render_timing(plan, indexes)
    assert all(one.end == other.start for one, other in zip(timing.shots, timing.shots[1:], strict=False))
    return [timing.seconds(shot.start) for shot in timing.shots] + [timing.duration]


@pytest.mark.parametrize("speed", [Fraction(1), Fraction(1, 2), Fraction(1, 4)], ids=str)
def test_a_piece_of_film_keeps_its_own_differences(speed: Fraction) -> None:
    index = index_of(UNEVEN, Fraction(1, 600))
    plan = RenderPlan((FilmPiece(0, 2, 9, speed.numerator, speed.denominator),))
    assert starts(plan, index) == [Fraction(tick - 31, 600) / speed for tick in UNEVEN[2:10]]


def test_what_stands_is_repeated_as_often_as_the_film_has_pictures_and_lasts_exactly_as_asked() -> None:
    index = index_of([n * 1001 for n in range(20)], Fraction(1, 30_000))
    plan = RenderPlan((FilmPiece(0, 3, 5), HeldPiece(0, 5, 1000), FilmPiece(0, 5, 6)))
    times = starts(plan, index)
    usual = Fraction(1001, 30_000)
    assert times[:3] == [0, usual, 2 * usual]
    held = times[2:-1]
    assert held[-1] - held[0] == 1
    assert {b - a for a, b in pairwise(held[:-1])} == {usual}
    assert usual / 2 <= held[-1] - held[-2] <= usual * 3 / 2
    assert len(held) - 1 == 30
    assert times[-1] - times[-2] == usual


@pytest.mark.parametrize("ticks", [[0, 3000, 6000, 9000], [0, 1, 2, 3]], ids=["time_lapse", "slow_motion"])
def test_a_film_with_very_few_or_very_many_pictures_still_stands_at_25_a_second(ticks: list[int]) -> None:
    times = starts(RenderPlan((HeldPiece(0, 1, 400),)), index_of(ticks, Fraction(1, 600)))
    assert times == [Fraction(n, 25) for n in range(11)]


def test_a_card_stands_as_the_film_beside_it_and_alone_at_25_a_second() -> None:
    index = index_of([n * 20 for n in range(10)], Fraction(1, 600))
    beside = starts(RenderPlan((CardPiece(0, 100), FilmPiece(0, 0, 2)), pictures=(b"",)), index)
    assert beside == [Fraction(n, 30) for n in (0, 1, 2)] + [Fraction(1, 10) + Fraction(n, 30) for n in (0, 1, 2)]
    alone = starts(RenderPlan((CardPiece(0, 200),), pictures=(b"",), size=(64, 64)))
    assert alone == [Fraction(n, 25) for n in range(6)]


def test_films_of_different_clocks_share_one_exactly() -> None:
    ntsc = index_of([n * 1001 for n in range(6)], Fraction(1, 24_000))
    phone = index_of([0, 3003, 6004, 9012, 12_000], Fraction(1, 90_000))
    odd = index_of([0, 512, 1024, 1536], Fraction(1, 15_360))
    plan = RenderPlan((FilmPiece(0, 0, 2), FilmPiece(1, 1, 3, 1, 4), FilmPiece(2, 0, 2)))
    wanted = [
        *(Fraction(n * 1001, 24_000) for n in (0, 1, 2)),
        *(Fraction(2002, 24_000) + Fraction(4 * (tick - 3003), 90_000) for tick in (6004, 9012)),
    ]
    wanted += [wanted[-1] + Fraction(512 * n, 15_360) for n in (1, 2)]
    assert starts(plan, ntsc, phone, odd) == wanted


def test_a_clock_beyond_what_mp4_can_count_is_made_coarser_without_loss() -> None:
    index = index_of([n * 40_000_000 for n in range(9)], Fraction(1, 10**9))
    plan = RenderPlan((FilmPiece(0, 1, 4), HeldPiece(0, 4, 80)))
    assert render_timing(plan, [index]).timescale <= 1_000_000
    assert starts(plan, index) == [Fraction(n, 25) for n in range(6)]


def test_clocks_with_nothing_in_common_are_kept_to_the_microsecond() -> None:
    clocks = [Fraction(1, 999_983), Fraction(1, 999_979), Fraction(1, 999_961)]
    indexes = [index_of([0, 33_337, 66_679, 100_001], clock) for clock in clocks]
    plan = RenderPlan(tuple(FilmPiece(n, 0, 3) for n in range(3)))
    exact = sum((Fraction(100_001) * clock for clock in clocks), Fraction(0))
    timing = render_timing(plan, indexes)
    assert timing.timescale == 1_000_000
    assert abs(timing.duration - exact) < Fraction(1, 1_000_000)


def test_the_times_of_pieces_are_told_for_captions_beside() -> None:
    index = index_of([n * 24 for n in range(30)], Fraction(1, 600))
    plan = RenderPlan((CardPiece(0, 2000), FilmPiece(0, 5, 10, 1, 2), HeldPiece(0, 10, 300)), pictures=(b"",))
    timing = render_timing(plan, [index])
    assert timing.pieces == (
        (Fraction(0), Fraction(2)),
        (Fraction(2), Fraction(12, 5)),
        (Fraction(12, 5), Fraction(27, 10)),
    )
    assert [len(shots) for shots in timing.shots_by_piece] == [50, 5, 8]


def test_the_written_file_has_these_times() -> None:
    one, other = film(ticks=UNEVEN, sound=True), film(frames=20, width=96, height=54)
    card = png(flat((192, 108), (200, 100, 50, 255)))
    pieces = (CardPiece(0, 120), FilmPiece(0, 2, 9, 1, 2), HeldPiece(1, 4, 250), FilmPiece(1, 4, 9))
    plan = RenderPlan(pieces, pictures=(card,), size=(192, 108))
    seen = Seen(right(plan, one, other))
    assert seen.times == starts(plan, one.index, other.index)
