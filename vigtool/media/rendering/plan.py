"""What a clip or a reel is made of, in numbers and pictures: the whole argument of whoever writes or checks it.

It packs to bytes, since films are decoded in another process. It holds no name and no word, and knows no decoder.
Names of films are their places in the list of sources; frames are numbers, half-open ranges of them are spans.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import msgspec

from vigtool.media.errors import BadRenderPlan, NoFrames

SPEEDS: Final = (Fraction(1), Fraction(1, 2), Fraction(1, 4))
"""How fast film may run in a clip."""
LONGEST_STANDING: Final = 600_000
"""Milliseconds that a frame or a card may stand."""

VoiceWay: TypeAlias = Literal["muted", "pitched"]
PixelBox: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the upright picture, half-open; it may reach beyond the edges."""


class FilmPiece(msgspec.Struct, frozen=True, tag="film"):
    """Frames ``[first, stop)`` of a source with their sound, at one of ``SPEEDS``, the pitch kept."""

    source: int
    first: int
    stop: int
    speed_numerator: int = 1
    speed_denominator: int = 1

    @property
    def frames(self) -> range:
        """The numbers of the frames that are seen."""
        return range(self.first, self.stop)

    @property
    def speed(self) -> Fraction:
        """How fast it runs, 1 as filmed."""
        return Fraction(self.speed_numerator, self.speed_denominator)


class HeldPiece(msgspec.Struct, frozen=True, tag="held"):
    """One frame of a source that stands in silence; ``overlay`` is a place in ``RenderPlan.pictures``."""

    source: int
    frame: int
    milliseconds: int
    overlay: int | None = None


class CardPiece(msgspec.Struct, frozen=True, tag="card"):
    """A picture of its own that stands in silence; ``picture`` is a place in ``RenderPlan.pictures``."""

    picture: int
    milliseconds: int


Piece: TypeAlias = FilmPiece | HeldPiece | CardPiece


class Overlay(msgspec.Struct, frozen=True):
    """A picture laid over frames ``[first, stop)`` of a source, wherever they are seen.

    A held frame that has an overlay of its own shows that one instead.
    """

    source: int
    first: int
    stop: int
    picture: int


class Cover(msgspec.Struct, frozen=True):
    """What is covered in frames of a source: ``boxes[k]`` are those of frame ``first + k``."""

    source: int
    first: int
    boxes: tuple[tuple[PixelBox, ...], ...]


class VoiceCover(msgspec.Struct, frozen=True):
    """The sound of frames ``[first, stop)`` of a source is silent, or its voices are pitched."""

    source: int
    first: int
    stop: int
    way: VoiceWay


class RenderPlan(msgspec.Struct, frozen=True):
    """Everything about a clip but the films.

    ``pictures`` are PNG: overlays with straight alpha and cards, each exactly of the clip's size. ``size`` is (width,
    height), made even upwards; None: the upright size of the first frame of film in the plan. Films of other sizes
    are fitted into it on black. ``fast``: what can be copied exactly may be copied instead of coded anew.
    """

    pieces: tuple[Piece, ...]
    pictures: tuple[bytes, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    covers: tuple[Cover, ...] = ()
    voices: tuple[VoiceCover, ...] = ()
    size: tuple[int, int] | None = None
    fast: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is one span of one film as it is, in whatever size."""
        drawn_or_changed = self.overlays or self.covers or self.voices
        return len(self.pieces) == 1 and _as_filmed(self.pieces[0]) and not drawn_or_changed

    def boxes_at(self, source: int, frame: int) -> tuple[PixelBox, ...]:
        """What is covered in a frame."""
        ours = (one for one in self.covers if one.source == source and 0 <= frame - one.first < len(one.boxes))
        return tuple(box for one in ours for box in one.boxes[frame - one.first])

    def overlays_at(self, source: int, frame: int) -> tuple[int, ...]:
        """Places of the pictures that are laid over a frame, the lowest first."""
        ours = (one for one in self.overlays if one.source == source and one.first <= frame < one.stop)
        return tuple(one.picture for one in ours)


def plain_plan(frames: range, *, source: int = 0, size: tuple[int, int] | None = None) -> RenderPlan:
    """One span of one film as it is. Raise ``NoFrames`` for no frames, or every second one."""
    if not frames or frames.step != 1:
        raise NoFrames
    return RenderPlan((FilmPiece(source, frames.start, frames.stop),), size=size)


def packed(plan: RenderPlan) -> bytes:
    """The plan as bytes, for another process."""
    return _encoder.encode(plan)


def unpacked(data: bytes) -> RenderPlan:
    """The plan of such bytes. Raise ``BadRenderPlan``."""
    try:
        return _decoder.decode(data)
    except msgspec.DecodeError as error:
        raise BadRenderPlan("form") from error


def demand_sound_plan(plan: RenderPlan, frames: Sequence[int]) -> None:
    """Raise ``BadRenderPlan`` where a plan contradicts itself or its sources; ``frames`` is how many each source has.

    A plan of no pieces, or with an empty piece, raises ``NoFrames``.
    """
    if not plan.pieces or any(isinstance(one, FilmPiece) and one.first == one.stop for one in plan.pieces):
        raise NoFrames
    for rule, holds in _rules(plan, frames):
        if not holds:
            raise BadRenderPlan(rule)


def _rules(plan: RenderPlan, frames: Sequence[int]) -> Iterator[tuple[str, bool]]:
    films = [one for one in plan.pieces if isinstance(one, FilmPiece)]
    helds = [one for one in plan.pieces if isinstance(one, HeldPiece)]
    cards = [one for one in plan.pieces if isinstance(one, CardPiece)]
    spans = [*map(_span, films), *map(_span, plan.overlays), *map(_span, plan.voices)]
    spans += [(one.source, one.frame, one.frame + 1) for one in helds]
    named = [one.source for one in plan.covers] + [span[0] for span in spans]
    yield "source", all(0 <= source < len(frames) for source in named)
    yield "frames", all(0 <= first < stop <= frames[source] for source, first, stop in spans)
    yield "covered_frames", all(0 <= one.first <= frames[one.source] - len(one.boxes) for one in plan.covers)
    yield "boxes", all(_is_box(box) for one in plan.covers for boxes in one.boxes for box in boxes)
    yield "speed", all(one.speed_denominator > 0 and one.speed in SPEEDS for one in films)
    standing = [one.milliseconds for one in helds] + [one.milliseconds for one in cards]
    yield "standing", all(0 < milliseconds <= LONGEST_STANDING for milliseconds in standing)
    pictures = [one.picture for one in cards] + [one.picture for one in plan.overlays]
    pictures += [one.overlay for one in helds if one.overlay is not None]
    yield "picture", all(0 <= picture < len(plan.pictures) for picture in pictures)
    yield "size", (plan.size is None and bool(films or helds)) or (plan.size is not None and min(plan.size) > 0)


def _span(one: FilmPiece | Overlay | VoiceCover) -> tuple[int, int, int]:
    return one.source, one.first, one.stop


def _is_box(box: PixelBox) -> bool:
    left, top, right, bottom = box
    return left < right and top < bottom


def _as_filmed(piece: Piece) -> bool:
    return isinstance(piece, FilmPiece) and piece.speed == 1


_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final = msgspec.msgpack.Decoder(RenderPlan)
