"""Who is covered is covered on every picture that leaves, and a clip on which somebody shows through is refused."""

import numpy as np
import pytest

from tests.media.clip_making import Source
from tests.media.rendering.making import Seen, checked, film, flat, png, right, written
from vigtool.media.clip_likeness import showing_through
from vigtool.media.errors import ClipNotExact
from vigtool.media.rendering.plan import CardPiece, Cover, FilmPiece, HeldPiece, Overlay, PixelBox, RenderPlan

WHOLE_BAND: PixelBox = (0, 36, 192, 72)
"""Where drawn films have their number."""
SMALL: PixelBox = (60, 40, 84, 66)


@pytest.fixture(scope="module")
def one() -> Source:
    return film(frames=30, sound=True)


def covering(first: int, stop: int, *boxes: PixelBox, source: int = 0) -> Cover:
    return Cover(source, first, (boxes,) * (stop - first))


def refusal(clip_of: RenderPlan, plan: RenderPlan, *films: Source) -> str:
    """What is said of a clip that was written after another plan."""
    clip, _ = written(clip_of, *films)
    with pytest.raises(ClipNotExact) as caught:
        checked(clip, plan, *films)
    return caught.value.what


def test_only_the_frames_that_are_covered_hide_their_number(one: Source) -> None:
    plan = RenderPlan((FilmPiece(0, 4, 12),), covers=(covering(6, 9, WHOLE_BAND),))
    numbers = Seen(right(plan, one)).numbers
    assert [n for n, seen in zip(range(4, 12), numbers, strict=True) if seen == n] == [4, 5, 9, 10, 11]


def test_covers_go_along_slowly_standing_and_in_another_size(one: Source) -> None:
    pieces = (FilmPiece(0, 5, 8, 1, 4), HeldPiece(0, 7, 120), HeldPiece(0, 8, 80))
    plan = RenderPlan(pieces, covers=(covering(6, 8, WHOLE_BAND),), size=(320, 180))
    numbers = Seen(right(plan, one)).numbers
    wanted = [5, 6, 7, 7, 7, 7, 8, 8]
    assert [seen == n for seen, n in zip(numbers, wanted, strict=True)] == [True, *[False] * 5, True, True]


def test_each_film_has_its_own_covers(one: Source) -> None:
    plan = RenderPlan((FilmPiece(0, 4, 6), FilmPiece(1, 4, 6)), covers=(covering(0, 30, WHOLE_BAND, source=1),))
    assert [seen in {4, 5} for seen in Seen(right(plan, one, one)).numbers] == [True, True, False, False]


def test_covers_are_those_of_the_upright_picture() -> None:
    turned = film(frames=10, rotation=90)
    left_half: PixelBox = (0, 0, 54, 192)
    plain = Seen(right(RenderPlan((FilmPiece(0, 4, 5),)), turned)).pictures[0]
    plan = RenderPlan((FilmPiece(0, 4, 5),), covers=(covering(4, 5, left_half),))
    change = np.abs(Seen(right(plan, turned)).pictures[0].astype(int) - plain)[..., :3].mean(axis=2)
    assert change[:, :54].mean() > 15
    assert change[:, 80:].mean() < 3


def test_words_lie_over_covers(one: Source) -> None:
    words = png(flat((192, 108), (250, 250, 250, 255)))
    plan = RenderPlan(
        (FilmPiece(0, 4, 6),), pictures=(words,), overlays=(Overlay(0, 4, 6, 0),), covers=(covering(4, 6, SMALL),)
    )
    assert Seen(right(plan, one)).pictures[0][..., :3].min() > 235


def test_the_check_proves_every_covered_picture(one: Source) -> None:
    plan = RenderPlan((FilmPiece(0, 4, 20), HeldPiece(0, 10, 200)), covers=(covering(6, 12, SMALL),))
    clip, _ = written(plan, one)
    assert checked(clip, plan, one).pictures.covered == 6 + 5


def test_somebody_small_who_is_not_covered_is_noticed(one: Source) -> None:
    assert refusal(RenderPlan((FilmPiece(0, 4, 12),)), small(4, 12), one) == "uncovered"


@pytest.mark.parametrize("gap", [5, 7, 10])
def test_a_single_frame_without_its_cover_is_noticed(gap: int, one: Source) -> None:
    boxes = tuple(() if n == gap else (SMALL,) for n in range(4, 12))
    gappy = RenderPlan((FilmPiece(0, 4, 12),), covers=(Cover(0, 4, boxes),))
    assert refusal(gappy, small(4, 12), one) == "uncovered"


def test_a_cover_beside_the_person_is_noticed(one: Source) -> None:
    beside = RenderPlan((FilmPiece(0, 4, 12),), covers=(covering(4, 12, (120, 40, 144, 66)),))
    assert refusal(beside, small(4, 12), one) == "uncovered"


def test_of_two_people_neither_may_be_seen(one: Source) -> None:
    other: PixelBox = (130, 20, 150, 44)
    both = RenderPlan((FilmPiece(0, 4, 12),), covers=(covering(4, 12, SMALL, other),))
    right(both, one)
    assert refusal(small(4, 12), both, one) == "uncovered"


def test_a_person_in_a_clip_of_another_size_is_noticed(one: Source) -> None:
    sized = RenderPlan((FilmPiece(0, 4, 8),), covers=(covering(4, 8, SMALL),), size=(320, 240))
    right(sized, one)
    assert refusal(RenderPlan((FilmPiece(0, 4, 8),), size=(320, 240)), sized, one) == "uncovered"


@pytest.mark.parametrize("box", [(-40, -30, 20, 20), (180, 90, 400, 300), (300, 10, 320, 30)], ids=str)
def test_a_person_half_out_of_the_picture_or_outside_is_no_obstacle(box: PixelBox, one: Source) -> None:
    right(RenderPlan((FilmPiece(0, 4, 6),), covers=(covering(4, 6, box),)), one)


def test_a_cover_over_what_is_all_one_colour_is_no_obstacle() -> None:
    plain = film(frames=8, width=64, height=36, codec="ffv1", container="matroska", b_frames=0)
    card = png(flat((64, 36), (90, 90, 90, 255)))
    plan = RenderPlan((FilmPiece(0, 2, 4), CardPiece(0, 80)), pictures=(card,), covers=(covering(2, 4, (1, 1, 5, 3)),))
    right(plan, plain)


def test_how_much_shows_through_is_measured() -> None:
    chance = np.random.default_rng(2)
    under = chance.integers(0, 256, (20, 30, 4), np.uint8)
    cover = np.full_like(under, 128)
    half = ((under.astype(int) + cover) // 2).astype(np.uint8)
    blurred = np.clip(cover.astype(int) + chance.integers(-20, 21, cover.shape), 0, 255).astype(np.uint8)
    assert abs(showing_through(cover, cover, under)) < 0.01
    assert abs(showing_through(blurred, cover, under)) < 0.05
    assert abs(showing_through(half, cover, under) - 0.5) < 0.02
    assert abs(showing_through(under, cover, under) - 1) < 0.01


def test_a_cover_that_changes_nothing_where_there_is_something_counts_as_none() -> None:
    under = np.random.default_rng(2).integers(0, 256, (20, 30, 4), np.uint8)
    assert showing_through(under, under, under) == 1
    grey = np.full_like(under, 90)
    assert showing_through(grey, grey, grey) == 0


def small(first: int, stop: int) -> RenderPlan:
    return RenderPlan((FilmPiece(0, first, stop),), covers=(covering(first, stop, SMALL),))
