"""What is heard of a plan: each piece at its place to the sample, slow with its pitch, silence with what stands."""

from fractions import Fraction

import numpy as np
import pytest

from tests.media.clip_making import Source
from tests.media.drawn_sound import Drawing, clicks, drawn_sound, onsets, sine
from tests.media.rendering.making import film, heard, loudness, pitch, right, written
from vigtool.media.errors import SoundNotChangeable
from vigtool.media.rendering import sounding
from vigtool.media.rendering import source as rendering
from vigtool.media.rendering.plan import FilmPiece, HeldPiece, Piece, RenderPlan, VoiceCover
from vigtool.media.rendering.sounding import ClipSound
from vigtool.media.rendering.timing import render_timing
from vigtool.media.rendering.voices import FADE, SEMITONES
from vigtool.media.sound import SOUND_RATE
from vigtool.media.stretching import STRETCHES

FRAME = SOUND_RATE // 25
needs_stretching = pytest.mark.skipif(not STRETCHES, reason="this machine has no wheel of python-stretch")


@pytest.fixture(scope="module")
def pictures() -> Source:
    return film(frames=100, width=64, height=36)


@pytest.fixture(scope="module")
def toned() -> Source:
    return film(frames=75, width=64, height=36, sound=True)


def noise(seconds: int) -> Drawing:
    chance = np.random.default_rng(7)
    return chance.uniform(-0.5, 0.5, (seconds * SOUND_RATE, 2)).astype(np.float32)


def sound_of(plan: RenderPlan, pictures: Source, drawing: Drawing) -> Drawing:
    with pictures.opened() as opened:
        sources = [rendering.Source(opened, drawn_sound(drawing))]
        with ClipSound(plan, render_timing(plan, [opened.index]), sources) as sound:
            whole = np.concatenate(list(sound.blocks()))
            assert len(whole) == sound.length
            return whole


def test_a_single_span_is_the_film_s_sound_to_the_bit(pictures: Source) -> None:
    drawing = noise(4)
    whole = sound_of(RenderPlan((FilmPiece(0, 10, 40),)), pictures, drawing)
    assert np.array_equal(whole, drawing[10 * FRAME : 40 * FRAME])


def test_spans_that_follow_each_other_join_to_the_bit(pictures: Source) -> None:
    drawing = noise(4)
    whole = sound_of(RenderPlan((FilmPiece(0, 10, 25), FilmPiece(0, 25, 40))), pictures, drawing)
    assert np.array_equal(whole, drawing[10 * FRAME : 40 * FRAME])


@pytest.mark.parametrize("between", [HeldPiece(0, 20, 1000), FilmPiece(0, 50, 75)], ids=["standing", "elsewhere"])
def test_at_a_cut_sound_goes_and_comes_within_ten_milliseconds(pictures: Source, between: Piece) -> None:
    drawing = noise(4)
    whole = sound_of(RenderPlan((FilmPiece(0, 10, 20), between, FilmPiece(0, 20, 30))), pictures, drawing)
    before, after = whole[: 10 * FRAME], whole[35 * FRAME :]
    assert np.array_equal(before[:-FADE], drawing[10 * FRAME : 20 * FRAME - FADE])
    assert np.array_equal(after[FADE:], drawing[20 * FRAME + FADE : 30 * FRAME])
    assert np.abs(before[-4:]).max() < 0.01
    assert np.abs(after[:4]).max() < 0.01
    middle = whole[10 * FRAME : 35 * FRAME]
    if isinstance(between, FilmPiece):
        assert np.array_equal(middle[FADE:-FADE], drawing[50 * FRAME + FADE : 75 * FRAME - FADE])
    else:
        assert not middle.any()


@needs_stretching
@pytest.mark.parametrize("slower", [2, 4])
def test_slow_film_is_heard_slowly_each_click_at_its_place(pictures: Source, slower: int) -> None:
    places = [SOUND_RATE // 2 + n * SOUND_RATE // 3 for n in range(7)]
    plan = RenderPlan((FilmPiece(0, 5, 10), FilmPiece(0, 10, 60, 1, slower), FilmPiece(0, 60, 65)))
    whole = sound_of(plan, pictures, clicks(places, 4 * SOUND_RATE))
    assert len(whole) == (10 + 50 * slower) * FRAME
    wanted = [5 * FRAME + (place - 10 * FRAME) * slower for place in places if 10 * FRAME < place < 60 * FRAME]
    apart = onsets(whole, [float(place) for place in wanted], SOUND_RATE // 10 * slower)
    assert len(wanted) >= 5
    assert max(map(abs, apart)) < SOUND_RATE // 100


@needs_stretching
def test_slow_film_keeps_its_pitch_in_the_written_file(toned: Source) -> None:
    clip = right(RenderPlan((FilmPiece(0, 10, 35, 1, 2),)), toned)
    sound = heard(clip, Fraction(1, 10), Fraction(19, 10))
    assert abs(pitch(sound) - 440) < 2
    assert loudness(sound) > 0.1


def test_a_film_without_sound_is_silence_beside_one_that_has_some(toned: Source, pictures: Source) -> None:
    plan = RenderPlan((FilmPiece(0, 0, 25), FilmPiece(1, 0, 25), FilmPiece(0, 25, 50)))
    clip = right(plan, toned, pictures)
    levels = [loudness(heard(clip, Fraction(n) + Fraction(1, 5), Fraction(n) + Fraction(4, 5))) for n in range(3)]
    assert levels[1] < 1e-3
    assert min(levels[0], levels[2]) > 0.1


@pytest.mark.parametrize(
    "plan",
    [RenderPlan((HeldPiece(0, 3, 400),)), RenderPlan((FilmPiece(1, 0, 5), HeldPiece(0, 3, 400)))],
    ids=["standing", "silent_film"],
)
def test_where_nothing_is_heard_there_is_no_sound_at_all(plan: RenderPlan, toned: Source, pictures: Source) -> None:
    _, facts = written(plan, toned, pictures)
    assert facts.sound_samples == 0
    right(plan, toned, pictures)


def test_muted_voices_are_not_in_the_sound_at_all(pictures: Source) -> None:
    drawing = noise(4)
    plan = RenderPlan((FilmPiece(0, 10, 60),), voices=(VoiceCover(0, 20, 30, "muted"), VoiceCover(0, 28, 40, "muted")))
    whole = sound_of(plan, pictures, drawing)
    assert not whole[10 * FRAME : 30 * FRAME].any()
    assert np.array_equal(whole[: 10 * FRAME - FADE], drawing[10 * FRAME : 20 * FRAME - FADE])
    assert np.array_equal(whole[30 * FRAME + FADE :], drawing[40 * FRAME + FADE : 60 * FRAME])


@pytest.mark.parametrize(("first", "stop"), [(0, 20), (15, 100), (0, 100)], ids=["before", "after", "all"])
def test_a_muted_span_that_begins_before_or_ends_after_a_piece_silences_its_part(
    pictures: Source, first: int, stop: int
) -> None:
    drawing = noise(4)
    whole = sound_of(
        RenderPlan((FilmPiece(0, 10, 30),), voices=(VoiceCover(0, first, stop, "muted"),)), pictures, drawing
    )
    silent = range(max(first, 10) - 10, min(stop, 30) - 10)
    assert not whole[silent.start * FRAME : silent.stop * FRAME].any()
    assert np.abs(whole).max() > 0.4 or len(silent) == 20


@needs_stretching
def test_muted_voices_are_not_in_slow_sound_either(pictures: Source) -> None:
    plan = RenderPlan((FilmPiece(0, 10, 60, 1, 2),), voices=(VoiceCover(0, 20, 45, "muted"),))
    whole = sound_of(plan, pictures, noise(4))
    assert loudness(whole[25 * FRAME : 65 * FRAME]) < 1e-3
    assert loudness(whole[: 15 * FRAME]) > 0.1


@needs_stretching
def test_pitched_voices_are_lower_and_all_else_is_as_it_was(pictures: Source) -> None:
    tone = sine(440, 4 * SOUND_RATE)
    plan = RenderPlan((FilmPiece(0, 10, 80),), voices=(VoiceCover(0, 25, 55, "pitched"),))
    whole = sound_of(plan, pictures, tone)
    pitched = whole[16 * FRAME : 44 * FRAME]
    assert abs(pitch(pitched) - 440 * 2 ** (SEMITONES / 12)) < 3
    assert loudness(pitched) > 0.2
    assert np.array_equal(whole[: 15 * FRAME - FADE], tone[10 * FRAME : 25 * FRAME - FADE])
    assert np.array_equal(whole[45 * FRAME + FADE :], tone[55 * FRAME + FADE : 80 * FRAME])


@needs_stretching
def test_pitched_speech_stays_at_its_place(pictures: Source) -> None:
    places = [SOUND_RATE + n * SOUND_RATE // 4 for n in range(5)]
    plan = RenderPlan((FilmPiece(0, 10, 80),), voices=(VoiceCover(0, 20, 70, "pitched"),))
    whole = sound_of(plan, pictures, clicks(places, 4 * SOUND_RATE))
    apart = onsets(whole, [float(place - 10 * FRAME) for place in places], SOUND_RATE // 10)
    assert max(map(abs, apart)) < SOUND_RATE // 50


def test_what_is_muted_and_pitched_is_muted(pictures: Source) -> None:
    voices = (VoiceCover(0, 10, 60, "pitched"), VoiceCover(0, 0, 80, "muted"))
    assert not sound_of(RenderPlan((FilmPiece(0, 10, 60),), voices=voices), pictures, noise(4)).any()


def test_only_the_source_s_own_voices_are_covered(toned: Source) -> None:
    plan = RenderPlan((FilmPiece(0, 5, 30), FilmPiece(1, 5, 30)), voices=(VoiceCover(1, 0, 75, "muted"),))
    clip = right(plan, toned, toned)
    assert loudness(heard(clip, Fraction(1, 5), Fraction(4, 5))) > 0.1
    assert loudness(heard(clip, Fraction(6, 5), Fraction(9, 5))) < 1e-3


@pytest.mark.parametrize(
    ("plan", "change"),
    [
        (RenderPlan((FilmPiece(0, 5, 9, 1, 2),)), "slowed"),
        (RenderPlan((FilmPiece(0, 5, 9),), voices=(VoiceCover(0, 8, 20, "pitched"),)), "pitched"),
    ],
    ids=["slowed", "pitched"],
)
def test_a_machine_that_cannot_change_sound_says_so(
    plan: RenderPlan, change: str, toned: Source, pictures: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sounding, "STRETCHES", False)
    with pytest.raises(SoundNotChangeable) as caught:
        written(plan, toned)
    assert caught.value.change == change
    written(plan, pictures)
    written(RenderPlan((FilmPiece(0, 5, 8),), voices=(VoiceCover(0, 8, 20, "pitched"),)), toned)


def test_a_film_whose_sound_is_not_lent_is_silent(toned: Source) -> None:
    with toned.opened() as opened:
        silent = rendering.Source(opened, None)
        plan = RenderPlan((FilmPiece(0, 5, 9),))
        with ClipSound(plan, render_timing(plan, [opened.index]), [silent]) as sound:
            assert sound.length == 0
            assert list(sound.blocks()) == []
