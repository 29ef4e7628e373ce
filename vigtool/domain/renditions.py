"""What a clip or a reel is made of: pieces in the order in which they are seen, as plain facts.

A piece of film is frames by number, never seconds: what leaves is decided to the exact frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final

from vigtool.domain.identifiers import RecordingId
from vigtool.domain.moments import Moment, ReviewSpeed
from vigtool.domain.ticks import FrameTimes, Span

JPEG: Final = frozenset({".jpg", ".jpeg"})
"""Endings of names for which a still is a JPEG; for every other it is a PNG, which loses nothing."""

SPEEDS: Final = (Fraction(1), Fraction(1, 2), Fraction(1, 4))
"""How fast a piece of film may run in what leaves."""


class ClipForm(StrEnum):
    """In which form a moment left."""

    CLIP = "clip"
    REEL = "reel"
    """With others, one after another in one file."""
    COPY = "copy"
    """For the family to keep."""


class StillForm(StrEnum):
    """In which form a frame left."""

    STILL = "still"
    CARD = "card"
    """On a page to be printed, with words."""
    LOG_PICTURE = "log-picture"
    """Small, in the log of a session."""


class CaptionsAs(StrEnum):
    """Where the words to a moment go."""

    NOWHERE = "nowhere"
    BURNT_IN = "burnt-in"
    BESIDE = "beside"
    """A WebVTT file next to the clip."""


@dataclass(frozen=True, slots=True)
class Played:
    """Frames ``[first, stop)`` of a film with their sound, at one of ``SPEEDS``, the voice's pitch kept."""

    film: RecordingId
    first: int
    stop: int
    speed: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Held:
    """One frame that stands still for so many seconds, in silence, with words on it where there are some."""

    film: RecordingId
    frame: int
    seconds: Fraction
    words: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A plain picture with words, for so many seconds, in silence."""

    title: str
    words: str
    seconds: Fraction


Piece = Played | Held | Card


@dataclass(frozen=True, slots=True)
class Caption:
    """Words under the picture while frames ``[first, stop)`` of a film are seen, however slowly."""

    film: RecordingId
    first: int
    stop: int
    words: str


@dataclass(frozen=True, slots=True)
class Rendition:
    """A clip or a reel: its pieces, and the words that go with them."""

    pieces: tuple[Piece, ...]
    captions: tuple[Caption, ...] = ()
    captions_as: CaptionsAs = CaptionsAs.NOWHERE


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop at the frame of a tick for so many seconds, with words."""

    tick: int
    seconds: Fraction
    words: str = ""


@dataclass(frozen=True, slots=True)
class ClipWish:
    """What is wanted of a moment's clip beyond its frames; the plain clip is the default.

    ``lead_in`` and ``lead_out`` are seconds of film before and after it, as far as there are some. ``slow`` is the part
    that runs at ``slow_speed``. ``freeze`` is how many seconds its key frame stands, 0 for not at all; ``card`` how
    many seconds a title card stands before it, with ``card_words`` below the title. The guider's note is for the guider
    and goes nowhere.
    """

    lead_in: Fraction = Fraction(0)
    lead_out: Fraction = Fraction(0)
    slow: Span | None = None
    slow_speed: Fraction = Fraction(1, 2)
    freeze: Fraction = Fraction(0)
    pauses: tuple[Pause, ...] = ()
    captions_as: CaptionsAs = CaptionsAs.NOWHERE
    card: Fraction = Fraction(0)
    card_words: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the clip is the moment's frames and nothing else."""
        return self == PLAIN


PLAIN: Final = ClipWish()


def wish_for_review(moment: Moment) -> ClipWish:
    """A clip that shows a moment as the guider wishes to show it in the review: slowly, its key frame standing."""
    slow = None if moment.speed is ReviewSpeed.FULL else moment.span
    speed = Fraction(1, 2) if slow is None else Fraction(moment.speed.value)
    return ClipWish(slow=slow, slow_speed=speed, freeze=Fraction(2) if moment.freeze else Fraction(0))


def film_frames(moment: Moment, times: FrameTimes, wish: ClipWish) -> range:
    """The frames of the film that a clip shows, lead-in and lead-out included."""
    frames = times.frames_of(moment.span)
    first = times.frame_at(moment.span.start - _ticks(times, wish.lead_in)) if wish.lead_in else frames.start
    end = moment.span.end + _ticks(times, wish.lead_out)
    stop = times.frames_of(Span(moment.span.start, end)).stop if wish.lead_out else frames.stop
    return range(min(first, frames.start), max(stop, frames.stop))


def _ticks(times: FrameTimes, seconds: Fraction) -> int:
    return int(seconds / times.time_base.seconds(1))


def rendition_of(moment: Moment, times: FrameTimes, wish: ClipWish = PLAIN) -> Rendition:
    """A moment's clip as pieces: a card, the lead-in, the moment with its slow part and its stops, the lead-out."""
    frames = film_frames(moment, times, wish)
    pieces: list[Piece] = []
    if wish.card:
        pieces.append(Card(moment.title, wish.card_words, wish.card))
    stops = _stops(moment, times, wish, frames)
    slow = range(0) if wish.slow is None else times.frames_of(wish.slow)
    cuts = sorted({frames.start, frames.stop, *_within(frames, (slow.start, slow.stop)), *stops})
    for first, stop in pairwise(cuts):
        if first in stops:
            pieces.extend(Held(moment.recording, first, one.seconds, one.words) for one in stops[first])
        speed = wish.slow_speed if first in slow else Fraction(1)
        pieces.append(Played(moment.recording, first, stop, speed))
    return Rendition(tuple(pieces), _captions(moment, times, wish), wish.captions_as)


def _within(frames: range, cuts: Sequence[int]) -> list[int]:
    return [cut for cut in cuts if cut in frames]


def _stops(moment: Moment, times: FrameTimes, wish: ClipWish, frames: range) -> dict[int, list[Pause]]:
    """Where the picture stands, by frame; what lies outside of the clip is left out."""
    freeze = (Pause(moment.key, wish.freeze),) if wish.freeze else ()
    found: dict[int, list[Pause]] = {}
    for one in (*freeze, *wish.pauses):
        frame = times.frame_at(one.tick)
        if frame in frames:
            found.setdefault(frame, []).append(one)
    return found


def _captions(moment: Moment, times: FrameTimes, wish: ClipWish) -> tuple[Caption, ...]:
    """The words of the moment's turns; its title where no turn has words."""
    if wish.captions_as is CaptionsAs.NOWHERE:
        return ()
    turns = [(times.frames_of(turn.span), turn.words) for turn in moment.turns if turn.words]
    listed = turns or ([(times.frames_of(moment.span), moment.title)] if moment.title else [])
    return tuple(Caption(moment.recording, frames.start, frames.stop, words) for frames, words in listed if frames)


def joined(renditions: Sequence[Rendition]) -> Rendition:
    """A reel: one after another, with the captions of all where any has them burnt in or beside."""
    pieces = tuple(piece for one in renditions for piece in one.pieces)
    captions = tuple(caption for one in renditions for caption in one.captions)
    forms = [one.captions_as for one in renditions if one.captions_as is not CaptionsAs.NOWHERE]
    return Rendition(pieces, captions, forms[0] if forms else CaptionsAs.NOWHERE)
