"""What a clip is made of: pieces to the exact frame, whatever the film's frames are like."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.cues import Cue, cues, seconds_of
from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.moments import Moment, ReviewSpeed, Turn, TurnKind
from vigtool.domain.presets import Preset
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import Purposes
from vigtool.domain.renditions import (
    PLAIN,
    Caption,
    CaptionsAs,
    Card,
    ClipWish,
    Held,
    Pause,
    Played,
    Rendition,
    film_frames,
    joined,
    rendition_of,
    wish_for_review,
)
from vigtool.domain.ticks import FrameTimes, Span, TimeBase

FILM, OTHER = RecordingId("f1mf1mf1mf1m"), RecordingId("f2mf2mf2mf2m")
CHILD = PersonId("ch1dch1dch1d")
HALF, ONE, TWO = Fraction(1, 2), Fraction(1), Fraction(2)

EVEN = FrameTimes(TimeBase(1, 10), tuple(range(20)), 20)
"""Twenty frames, ten a second."""
UNEVEN = FrameTimes(TimeBase(1, 10), (0, 1, 4, 5, 9, 10, 16), 20)
"""Seven frames that stand as long as they like."""

HEY = Moment(MomentId("m0mentm0ment"), FILM, Span(5, 10), 7, title="Hey", note="Together")


def test_the_plain_clip_is_the_moments_frames() -> None:
    assert rendition_of(HEY, EVEN) == Rendition((Played(FILM, 5, 10),))
    assert PLAIN.is_plain
    assert not ClipWish(freeze=ONE).is_plain


@given(
    st.lists(st.integers(1, 7), min_size=3, max_size=12),
    st.data(),
    st.fractions(0, 2, max_denominator=20),
    st.fractions(0, 2, max_denominator=20),
)
def test_the_film_pieces_are_all_its_frames_in_order(
    lengths: list[int], data: st.DataObject, lead_in: Fraction, lead_out: Fraction
) -> None:
    ticks = [sum(lengths[:n]) for n in range(len(lengths) + 1)]
    times = FrameTimes(TimeBase(1, 10), tuple(ticks[:-1]), ticks[-1])
    first = data.draw(st.integers(0, len(lengths) - 1))
    stop = data.draw(st.integers(first + 1, len(lengths)))
    inside = st.integers(ticks[first], ticks[stop] - 1)
    moment = Moment(HEY.id, FILM, times.span(first, stop), data.draw(inside))
    slow = Span(data.draw(inside), ticks[stop])
    pauses = tuple(Pause(tick, ONE, "x") for tick in data.draw(st.lists(st.integers(0, ticks[-1] - 1), max_size=3)))
    wish = ClipWish(lead_in=lead_in, lead_out=lead_out, slow=slow, freeze=ONE, pauses=pauses)
    frames = film_frames(moment, times, wish)
    played = [one for one in rendition_of(moment, times, wish).pieces if isinstance(one, Played)]
    assert [n for one in played for n in range(one.first, one.stop)] == list(frames)
    assert all(one.first < one.stop for one in played)
    assert set(range(first, stop)) <= set(frames)
    for one in played:
        assert all((one.speed == HALF) is (n in times.frames_of(slow)) for n in range(one.first, one.stop))
    # no more film than was asked for: the frame on the screen when the lead-in begins, none that begins too late
    began = times.time_base.seconds(moment.span.start - times.tick_of(frames.start))
    assert frames.start == first or began < lead_in + times.time_base.seconds(lengths[frames.start])
    last = times.tick_of(frames.stop - 1)
    assert frames.stop == stop or times.time_base.seconds(last - moment.span.end) < lead_out


def test_a_lead_goes_no_further_than_the_film() -> None:
    assert film_frames(HEY, EVEN, ClipWish(lead_in=Fraction(3, 10), lead_out=Fraction(1, 5))) == range(2, 12)
    assert film_frames(HEY, EVEN, ClipWish(lead_in=Fraction(9), lead_out=Fraction(9))) == range(20)
    moment = replace(HEY, span=Span(5, 9), key=5)
    assert film_frames(moment, UNEVEN, ClipWish(lead_in=Fraction(1, 10), lead_out=Fraction(1, 10))) == range(2, 5)


def test_a_card_stands_first_and_the_key_frame_stands_where_it_is() -> None:
    made = rendition_of(HEY, EVEN, ClipWish(card=TWO, freeze=ONE, card_words="Look how"))
    assert made.pieces == (
        Card("Hey", "Look how", TWO),
        Played(FILM, 5, 7),
        Held(FILM, 7, ONE),
        Played(FILM, 7, 10),
    )


def test_the_guiders_note_stays_with_the_guider() -> None:
    made = rendition_of(HEY, EVEN, ClipWish(card=TWO, freeze=ONE, captions_as=CaptionsAs.BURNT_IN))
    assert "Together" not in repr(made)


def test_a_stop_at_the_first_frame_comes_before_it_and_one_outside_is_left_out() -> None:
    wish = ClipWish(pauses=(Pause(5, ONE, "Look"), Pause(5, TWO), Pause(12, ONE), Pause(4, ONE)))
    assert rendition_of(HEY, EVEN, wish).pieces == (
        Held(FILM, 5, ONE, "Look"),
        Held(FILM, 5, TWO),
        Played(FILM, 5, 10),
    )


def test_a_slow_part_begins_and_ends_at_its_own_frames() -> None:
    wish = ClipWish(slow=Span(6, 8), slow_speed=Fraction(1, 4))
    assert rendition_of(HEY, EVEN, wish).pieces == (
        Played(FILM, 5, 6),
        Played(FILM, 6, 8, Fraction(1, 4)),
        Played(FILM, 8, 10),
    )
    assert rendition_of(HEY, EVEN, ClipWish(slow=Span(0, 20))).pieces == (Played(FILM, 5, 10, HALF),)


def test_captions_are_what_the_turns_say_else_the_title() -> None:
    wish = ClipWish(captions_as=CaptionsAs.BURNT_IN)
    said = replace(
        HEY,
        turns=(
            Turn(CHILD, TurnKind.INITIATIVE, Span(5, 7), "Shows"),
            Turn(CHILD, TurnKind.RECEPTION, Span(7, 8)),
            Turn(CHILD, TurnKind.RESPONSE, Span(100, 101), "Too late for this film"),
        ),
    )
    made = rendition_of(said, EVEN, wish)
    assert (made.captions, made.captions_as) == ((Caption(FILM, 5, 7, "Shows"),), CaptionsAs.BURNT_IN)
    assert rendition_of(HEY, EVEN, wish).captions == (Caption(FILM, 5, 10, "Hey"),)
    assert rendition_of(replace(HEY, title=""), EVEN, wish).captions == ()
    assert rendition_of(said, EVEN).captions == ()


def test_a_reel_is_its_clips_one_after_another() -> None:
    plain, burnt = rendition_of(HEY, EVEN), rendition_of(HEY, EVEN, ClipWish(captions_as=CaptionsAs.BURNT_IN))
    reel = joined([plain, burnt])
    assert reel.pieces == plain.pieces + burnt.pieces
    assert (reel.captions, reel.captions_as) == (burnt.captions, CaptionsAs.BURNT_IN)
    assert joined([plain, plain]).captions_as is CaptionsAs.NOWHERE
    assert joined([]) == Rendition(())


def test_the_review_is_taken_over() -> None:
    assert wish_for_review(HEY) == PLAIN
    slowly = replace(HEY, speed=ReviewSpeed.QUARTER, freeze=True)
    assert wish_for_review(slowly) == ClipWish(slow=HEY.span, slow_speed=Fraction(1, 4), freeze=TWO)


def test_a_preset_takes_the_review_over_where_it_is_to() -> None:
    words = Wording("a", "b", "c")
    wish = ClipWish(card=TWO, freeze=Fraction(3), captions_as=CaptionsAs.BESIDE)
    slowly = replace(HEY, speed=ReviewSpeed.HALF, freeze=True)
    plain = Preset("plain", words, words, Purposes.TRAINING, wish)
    assert plain.wish_for(slowly) == wish
    shown = replace(plain, as_in_review=True)
    assert shown.wish_for(slowly) == replace(wish, slow=HEY.span, slow_speed=HALF)
    assert replace(shown, wish=PLAIN).wish_for(slowly).freeze == TWO


def beside(*pieces: Card | Held | Played, captions: tuple[Caption, ...]) -> Rendition:
    return Rendition(pieces, captions, CaptionsAs.BESIDE)


def test_words_beside_go_by_the_clips_own_time() -> None:
    hello, bye = Caption(FILM, 6, 9, "Hello"), Caption(FILM, 9, 30, "Bye")
    made = beside(
        Card("", "", TWO),
        Played(FILM, 5, 7),
        Held(FILM, 7, ONE),
        Played(FILM, 7, 10, HALF),
        captions=(hello, bye),
    )
    # two seconds of a card, a tenth before the words, then a tenth, a second that stands, two slow frames
    assert cues([(made, EVEN)]) == [
        Cue(Fraction(21, 10), Fraction(36, 10), "Hello"),
        Cue(Fraction(36, 10), Fraction(38, 10), "Bye"),
    ]
    assert seconds_of(made, EVEN) == Fraction(38, 10)


def test_while_a_frame_stands_with_words_of_its_own_there_are_no_others() -> None:
    made = beside(
        Played(FILM, 5, 7), Held(FILM, 7, ONE, "Look"), Played(FILM, 7, 10), captions=(Caption(FILM, 5, 10, "Hi"),)
    )
    assert cues([(made, EVEN)]) == [
        Cue(Fraction(0), Fraction(2, 10), "Hi"),
        Cue(Fraction(12, 10), Fraction(15, 10), "Hi"),
    ]


def test_words_that_are_elsewhere_are_not_beside() -> None:
    burnt = replace(
        beside(Played(FILM, 5, 10), captions=(Caption(FILM, 5, 10, "Hi"),)), captions_as=CaptionsAs.BURNT_IN
    )
    after = beside(Played(OTHER, 0, 4), Held(OTHER, 9, ONE), captions=(Caption(OTHER, 1, 3, "There"),))
    assert cues([(burnt, EVEN), (after, UNEVEN)]) == [Cue(Fraction(6, 10), Fraction(10, 10), "There")]


@pytest.mark.parametrize("times", [EVEN, UNEVEN], ids=["even", "uneven"])
def test_a_frame_that_stands_at_the_end_of_words_does_not_show_them(times: FrameTimes) -> None:
    made = beside(Played(FILM, 0, 3), Held(FILM, 3, ONE), captions=(Caption(FILM, 0, 3, "Hi"),))
    assert cues([(made, times)]) == [Cue(Fraction(0), times.time_base.seconds(times.tick_of(3)), "Hi")]
