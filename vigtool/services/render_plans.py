"""From what is to be seen to the plan that the engine follows: films by number, words as pictures, masks as boxes."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial

from vigtool.domain.masking import VoiceWay
from vigtool.domain.renditions import CaptionsAs, Card, Held, Piece, Played
from vigtool.exchange.cards import caption_png, card_png
from vigtool.media.rendering import plan as planned
from vigtool.services.handovers import FilmPart

Size = tuple[int, int]
"""Width and height in pixels."""


def within(size: Size, most: Size | None) -> Size:
    """The size of a clip: even, in the form of ``size``, no wider or higher than ``most``, and never larger."""
    factor = Fraction(1) if most is None else min(Fraction(1), *map(Fraction, most, size))
    up = factor == 1
    width, height = (max(2, (int(side * factor) + up) // 2 * 2) for side in size)
    return width, height


def draws_words(handovers: Sequence[FilmPart]) -> bool:
    """Whether words become pictures, for which the clip's size has to be known."""
    return any(_is_drawn(one) for one in handovers)


def _is_drawn(handover: FilmPart) -> bool:
    made = handover.rendition
    words = any(isinstance(one, Card) or (isinstance(one, Held) and one.words) for one in made.pieces)
    return words or (made.captions_as is CaptionsAs.BURNT_IN and bool(made.captions))


def plan_for(handovers: Sequence[FilmPart], size: Size | None) -> planned.RenderPlan:
    """The plan of a clip or reel: each moment is a source of its own, in order.

    ``size`` is the clip's in pixels, even; None: the first film's own, where no words are drawn (``draws_words``).
    """
    made = _Planning(size)
    for source, handover in enumerate(handovers):
        made.add(source, handover)
    return planned.RenderPlan(
        pieces=tuple(made.pieces),
        pictures=tuple(made.pictures),
        overlays=tuple(made.overlays),
        covers=tuple(made.covers),
        voices=tuple(made.voices),
        size=size,
        fast=True,
    )


class _Planning:
    """Gathers the parts of a plan."""

    def __init__(self, size: Size | None) -> None:
        self._size = size
        self.pieces: list[planned.Piece] = []
        self.pictures: list[bytes] = []
        self.overlays: list[planned.Overlay] = []
        self.covers: list[planned.Cover] = []
        self.voices: list[planned.VoiceCover] = []

    def add(self, source: int, handover: FilmPart) -> None:
        """Add a moment."""
        made = handover.rendition
        self.pieces += (self._piece(source, one) for one in made.pieces)
        if made.captions_as is CaptionsAs.BURNT_IN:
            self.overlays += (
                planned.Overlay(source, one.first, one.stop, self._picture(partial(caption_png, one.words)))
                for one in made.captions
            )
        boxes = handover.boxes()
        if boxes:
            pixels = tuple(
                tuple((box.left, box.top, box.right, box.bottom) for box in boxes.get(n, ())) for n in handover.frames
            )
            self.covers.append(planned.Cover(source, handover.frames.start, pixels))
        self.voices += _voices(source, handover)

    def _piece(self, source: int, piece: Piece) -> planned.Piece:
        match piece:
            case Played(first=first, stop=stop, speed=speed):
                return planned.FilmPiece(source, first, stop, speed.numerator, speed.denominator)
            case Held(frame=frame, seconds=seconds, words=words):
                shown = self._picture(partial(caption_png, words)) if words else None
                return planned.HeldPiece(source, frame, _milliseconds(seconds), shown)
            case Card(title=title, words=words, seconds=seconds):
                drawn = self._picture(partial(card_png, title, words))
                return planned.CardPiece(drawn, _milliseconds(seconds))

    def _picture(self, draw: Callable[[Size], bytes]) -> int:
        if self._size is None:
            raise ValueError(self._size)
        picture = draw(self._size)
        if picture not in self.pictures:
            self.pictures.append(picture)
        return self.pictures.index(picture)


def _voices(source: int, handover: FilmPart) -> Iterator[planned.VoiceCover]:
    ways: dict[VoiceWay, planned.VoiceWay] = {VoiceWay.MUTED: "muted", VoiceWay.PITCHED: "pitched"}
    for one in handover.voices():
        frames = handover.times.frames_of(one.span)
        first, stop = max(frames.start, handover.frames.start), min(frames.stop, handover.frames.stop)
        if first < stop:
            yield planned.VoiceCover(source, first, stop, ways[one.way])


def _milliseconds(seconds: Fraction) -> int:
    return round(seconds * 1000)
