"""What was planned is seen in the written file: the right pictures in the right order, each film fitted, cards, words.

Pictures are read by the number that is drawn on each.
"""

from fractions import Fraction

import numpy as np
import pytest

from tests.media.clip_making import Source
from tests.media.rendering.making import Pixels, Seen, film, flat, png, right, written
from tests.shared_material import SHARED, needs_shared
from vigtool.domain.errors import Cancelled
from vigtool.media.errors import BadRenderPlan
from vigtool.media.rendering.plan import CardPiece, FilmPiece, HeldPiece, Overlay, Piece, RenderPlan

SIZE = (192, 108)
RED = (200, 40, 40, 255)


@pytest.fixture(scope="module")
def one() -> Source:
    return film(frames=30, sound=True)


@pytest.fixture(scope="module")
def other() -> Source:
    return film(frames=40, width=320, height=180)


def colour(picture: Pixels, place: tuple[slice, slice] = (slice(None), slice(None))) -> list[float]:
    """The mean red, green and blue."""
    mean = picture[place].reshape(-1, 4).mean(axis=0)
    return [float(mean[channel]) for channel in (2, 1, 0)]


def near(found: list[float], wanted: tuple[int, ...], levels: float = 4) -> bool:
    return all(abs(one - other) < levels for one, other in zip(found, wanted, strict=False))


def test_frames_are_seen_as_planned_slowly_standing_and_again(one: Source) -> None:
    pieces = (FilmPiece(0, 3, 8), HeldPiece(0, 8, 200), FilmPiece(0, 8, 11, 1, 4), FilmPiece(0, 5, 7))
    seen = Seen(right(RenderPlan(pieces), one))
    assert seen.numbers == [3, 4, 5, 6, 7, *[8] * 5, 8, 9, 10, 5, 6]


def test_a_reel_of_two_films_shows_each_in_its_turn(one: Source, other: Source) -> None:
    pieces = (FilmPiece(1, 35, 38), CardPiece(0, 80), FilmPiece(0, 10, 13), HeldPiece(1, 39, 80))
    seen = Seen(right(RenderPlan(pieces, pictures=(png(flat((320, 180), RED)),)), one, other))
    assert seen.numbers == [35, 36, 37, None, None, 10, 11, 12, 39, 39]
    assert near(colour(seen.pictures[4]), RED)


def test_without_a_size_the_first_film_s_own_counts(one: Source, other: Source) -> None:
    card = png(flat((320, 180), RED))
    cases: list[tuple[tuple[Piece, ...], tuple[int, int]]] = [
        ((FilmPiece(0, 0, 2), FilmPiece(1, 0, 2)), SIZE),
        ((HeldPiece(1, 0, 80), FilmPiece(0, 0, 2)), (320, 180)),
        ((CardPiece(0, 80), FilmPiece(1, 0, 2), FilmPiece(0, 0, 1)), (320, 180)),
    ]
    for pieces, size in cases:
        _, facts = written(RenderPlan(pieces, pictures=(card,)), one, other)
        assert facts.size == size


@pytest.mark.parametrize("size", [(320, 180), (128, 72), (321, 179)], ids=str)
def test_a_film_of_another_size_fills_the_clip_as_far_as_its_shape_allows(one: Source, size: tuple[int, int]) -> None:
    seen = Seen(right(RenderPlan((FilmPiece(0, 20, 23),), size=size), one))
    assert seen.numbers == [20, 21, 22]
    even = (size[0] + size[0] % 2, size[1] + size[1] % 2)
    assert seen.pictures[0].shape == (even[1], even[0], 4)


def test_a_film_of_another_shape_stands_in_the_middle_of_black() -> None:
    upright = film(frames=12, rotation=90)
    seen = Seen(right(RenderPlan((FilmPiece(0, 4, 6),), size=(192, 192)), upright))
    picture = seen.pictures[0]
    columns = np.flatnonzero(picture[..., :3].mean(axis=(0, 2)) > 12)
    assert abs(columns[0] - 42) <= 1
    assert abs(columns[-1] - 149) <= 1
    assert picture[:, 50:140, :3].min(axis=2).mean() > 40


def test_an_odd_film_covers_its_clip_to_the_last_column() -> None:
    odd = film(frames=6, width=96, height=54, codec="ffv1", container="matroska", b_frames=0)
    seen = Seen(right(RenderPlan((FilmPiece(0, 2, 4),)), odd))
    assert seen.pictures[0].shape == (54, 96, 4)


def test_words_lie_over_their_frames_only_however_slowly_they_run(one: Source) -> None:
    words = flat(SIZE, (0, 0, 0, 0))
    words[80:100, 20:170] = (255, 255, 255, 255)
    place = slice(82, 98), slice(24, 166)
    plan = RenderPlan((FilmPiece(0, 4, 10, 1, 2),), pictures=(png(words),), overlays=(Overlay(0, 6, 8, 0),))
    seen = Seen(right(plan, one))
    white = [near(colour(picture, place), (255, 255, 255)) for picture in seen.pictures]
    assert white == [False, False, True, True, False, False]
    assert seen.numbers == [4, 5, 6, 7, 8, 9]


def test_a_held_frame_shows_its_own_words_instead_of_the_film_s(one: Source) -> None:
    red, blue = (png(flat(SIZE, colour)) for colour in (RED, (30, 40, 220, 255)))
    pieces = (HeldPiece(0, 5, 80), HeldPiece(0, 5, 80, 1), HeldPiece(0, 6, 80))
    seen = Seen(right(RenderPlan(pieces, pictures=(red, blue), overlays=(Overlay(0, 5, 6, 0),)), one))
    assert near(colour(seen.pictures[0]), RED)
    assert near(colour(seen.pictures[2]), (30, 40, 220))
    assert seen.numbers[4] == 6


def test_what_is_half_transparent_lets_half_of_the_film_through(one: Source) -> None:
    plain = Seen(right(RenderPlan((FilmPiece(0, 5, 6),)), one)).pictures[0]
    veil = png(flat(SIZE, (255, 255, 255, 128)))
    plan = RenderPlan((FilmPiece(0, 5, 6),), pictures=(veil,), overlays=(Overlay(0, 5, 6, 0),))
    veiled = Seen(right(plan, one)).pictures[0]
    wanted = plain.astype(float) * 127 / 255 + 128
    assert np.abs(veiled[..., :3] - wanted[..., :3]).mean() < 4


@pytest.mark.parametrize(
    ("picture", "rule"),
    [(b"no picture", "picture"), (b"", "picture"), (png(flat((190, 108), RED)), "picture_size")],
    ids=["bytes", "nothing", "size"],
)
def test_a_card_that_is_no_picture_of_the_clip_s_size_is_refused(one: Source, picture: bytes, rule: str) -> None:
    with pytest.raises(BadRenderPlan) as caught:
        written(RenderPlan((FilmPiece(0, 0, 1), CardPiece(0, 80)), pictures=(picture,)), one)
    assert caught.value.rule == rule


def test_progress_counts_pictures_and_can_stop_it(one: Source) -> None:
    seen: list[tuple[int, int]] = []

    def until_the_fourth(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        written(RenderPlan((FilmPiece(0, 0, 8), HeldPiece(0, 8, 200))), one, progress=until_the_fourth)
    assert seen == [(n, 13) for n in range(5)]


@needs_shared
@pytest.mark.parametrize(
    "name", ["video_90.mov", "syn_vfr_vp9.webm", "syn_hevc10_hlg.mov", "syn_audio_5_1_two_tracks.mkv"]
)
def test_recordings_of_other_kinds_go_into_one_reel_with_a_drawn_film(name: str, one: Source) -> None:
    recording = Source((SHARED / "media" / name).read_bytes())
    span = recording.span(6)
    pieces = (FilmPiece(0, span.start, span.stop), HeldPiece(0, span.start, 120), FilmPiece(1, 3, 6))
    seen = Seen(right(RenderPlan(pieces, size=(320, 240)), recording, one))
    length = recording.index.seconds(span.stop) - recording.index.seconds(span.start)
    assert seen.times[len(span)] == length
    assert seen.times[-1] == length + Fraction(120, 1000) + Fraction(3, 25)
