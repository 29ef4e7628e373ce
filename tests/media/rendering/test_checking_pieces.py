"""A clip that is not what its plan says is refused, whichever of its pieces is wrong, and the refusal says in what."""

from fractions import Fraction

import pytest

from tests.media.clip_making import Source
from tests.media.rendering.making import checked, film, flat, lent, png, right, written
from vigtool.media.errors import ClipNotExact
from vigtool.media.rendering.plan import CardPiece, FilmPiece, HeldPiece, Overlay, Piece, RenderPlan, VoiceCover
from vigtool.media.rendering.sound_checking import check_sound
from vigtool.media.rendering.sounding import ClipSound
from vigtool.media.rendering.timing import render_timing
from vigtool.media.stretching import STRETCHES

PICTURES = (
    png(flat((192, 108), (200, 40, 40, 255))),
    png(flat((192, 108), (40, 40, 200, 255))),
    png(flat((192, 108), (255, 255, 255, 160))),
)
RIGHT: tuple[Piece, ...] = (CardPiece(0, 400), FilmPiece(0, 5, 20), HeldPiece(0, 20, 400), FilmPiece(0, 20, 40))


@pytest.fixture(scope="module")
def one() -> Source:
    return film(frames=60, sound=True)


def refusal(clip_of: RenderPlan, plan: RenderPlan, *films: Source) -> str:
    clip, _ = written(clip_of, *films)
    with pytest.raises(ClipNotExact) as caught:
        checked(clip, plan, *films)
    return caught.value.what


def plan_of(*pieces: Piece, overlays: tuple[Overlay, ...] = (), voices: tuple[VoiceCover, ...] = ()) -> RenderPlan:
    return RenderPlan(pieces, pictures=PICTURES, overlays=overlays, voices=voices)


def test_the_right_clip_is_let_through(one: Source) -> None:
    clip, facts = written(plan_of(*RIGHT), one)
    check = checked(clip, plan_of(*RIGHT), one)
    assert (check.frames, check.duration) == (facts.frames, Fraction(11, 5)) == (55, facts.duration)
    assert check.luma_psnr is not None
    assert check.luma_psnr > 30
    assert check.sound is not None
    assert check.sound.snr is not None
    assert check.sound.snr > 8


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ((CardPiece(1, 400), *RIGHT[1:]), {"picture", "colour"}),
        ((CardPiece(0, 400), FilmPiece(0, 6, 21), *RIGHT[2:]), {"picture"}),
        ((*RIGHT[:2], HeldPiece(0, 21, 400), RIGHT[3]), {"picture"}),
        ((*RIGHT[:3], FilmPiece(0, 21, 41)), {"picture"}),
        ((*RIGHT[:2], HeldPiece(0, 20, 400, 2), RIGHT[3]), {"picture"}),
        ((*RIGHT[:2], HeldPiece(0, 20, 360), RIGHT[3]), {"frame_count", "picture"}),
        ((*RIGHT[:2], HeldPiece(0, 20, 390), RIGHT[3]), {"times"}),
        ((*RIGHT[:3], FilmPiece(0, 20, 39)), {"frame_count"}),
        (RIGHT[1:], {"frame_count", "picture"}),
        ((FilmPiece(0, 5, 20), CardPiece(0, 400), *RIGHT[2:]), {"picture", "colour"}),
    ],
    ids=["card", "film", "held", "later", "words", "short", "shorter", "cut", "missing", "order"],
)
def test_a_wrong_piece_is_noticed(wrong: tuple[Piece, ...], what: set[str], one: Source) -> None:
    assert refusal(plan_of(*wrong), plan_of(*RIGHT), one) in what


@pytest.mark.parametrize(
    ("stood", "standing"),
    [((390, 410), (400, 400)), ((400, 390), (400, 400))],
    ids=["in_between", "at_the_end"],
)
def test_a_picture_that_comes_or_ends_too_early_is_noticed(
    stood: tuple[int, int], standing: tuple[int, int], one: Source
) -> None:
    wrong, wanted = (plan_of(*(HeldPiece(0, 20, length) for length in lengths)) for lengths in (stood, standing))
    assert refusal(wrong, wanted, one) == "times"


def test_words_that_are_missing_are_noticed(one: Source) -> None:
    with_words = plan_of(FilmPiece(0, 5, 20), overlays=(Overlay(0, 5, 20, 2),))
    assert refusal(plan_of(FilmPiece(0, 5, 20)), with_words, one) == "picture"
    assert refusal(with_words, plan_of(FilmPiece(0, 5, 20)), one) == "picture"


@pytest.mark.parametrize("differing", [range(5, 6), range(10, 14), range(19, 20)], ids=["first", "middle", "last"])
def test_the_first_a_middle_and_the_last_picture_are_looked_at(differing: range, one: Source) -> None:
    painted = plan_of(FilmPiece(0, 5, 20), overlays=(Overlay(0, differing.start, differing.stop, 2),))
    assert refusal(painted, plan_of(FilmPiece(0, 5, 20)), one) == "picture"


@pytest.mark.parametrize("stop", [45, 55], ids=["too_long", "too_short"])
def test_sound_of_another_length_is_noticed(stop: int, one: Source) -> None:
    clip, _ = written(plan_of(FilmPiece(0, 5, 50)), one)
    plan = plan_of(FilmPiece(0, 5, stop))
    timing = render_timing(plan, [one.index])
    with lent([one]) as sources, ClipSound(plan, timing, sources) as wanted, pytest.raises(ClipNotExact) as caught:
        check_sound(clip, wanted)
    assert caught.value.what == "sound_length"


@pytest.mark.skipif(not STRETCHES, reason="this machine has no wheel of python-stretch")
def test_another_speed_is_noticed(one: Source) -> None:
    slow = plan_of(FilmPiece(0, 5, 20, 1, 2))
    assert refusal(plan_of(FilmPiece(0, 5, 20)), slow, one) == "times"
    right(slow, one)


@pytest.mark.parametrize("muted", [range(5, 50), range(25, 32)], ids=["all", "part"])
def test_a_voice_that_can_be_heard_though_it_is_muted_is_noticed(muted: range, one: Source) -> None:
    silent = plan_of(FilmPiece(0, 5, 50), voices=(VoiceCover(0, muted.start, muted.stop, "muted"),))
    assert refusal(plan_of(FilmPiece(0, 5, 50)), silent, one) == "sound_differs"


@pytest.mark.skipif(not STRETCHES, reason="this machine has no wheel of python-stretch")
def test_a_voice_that_is_not_pitched_is_noticed(one: Source) -> None:
    pitched = plan_of(FilmPiece(0, 5, 50), voices=(VoiceCover(0, 20, 35, "pitched"),))
    assert refusal(plan_of(FilmPiece(0, 5, 50)), pitched, one) == "sound_differs"
    right(pitched, one)


def test_sound_that_is_missing_or_too_much_is_noticed(one: Source) -> None:
    silent = film(frames=60)
    plan = plan_of(*RIGHT)
    assert refusal_across(written(plan, silent)[0], plan, one) == "sound_missing"
    assert refusal_across(written(plan, one)[0], plan, silent) == "sound_unexpected"


def refusal_across(clip: object, plan: RenderPlan, *films: Source) -> str:
    with pytest.raises(ClipNotExact) as caught:
        checked(clip, plan, *films)  # type: ignore[arg-type]
    return caught.value.what
