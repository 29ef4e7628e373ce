"""What the app and the engine of an open film say to each other.

Three conversations, each on a connection of its own, so that none waits for another: the large picture (``Ask`` ->
``Shown`` or ``Refused``, the newest ``Ask`` wins), small pictures (question, answer), sound (question, blocks one by
one). Pixels of large pictures lie in shared memory, in numbered slots; everything else is in the messages.
"""

from typing import Final, Literal, TypeAlias

import msgspec
from msgspec.msgpack import Decoder

from vigtool.engine.messages import Failed

FILM_CHANNELS: Final = ("pictures", "small", "sound")
"""What is talked about on the connections beside the control connection, in their order."""

FieldChoice: TypeAlias = Literal["whole", "first", "second"]
"""What of an interlaced picture is shown: all its lines, or the instant of its first or second field."""
FieldOrder: TypeAlias = Literal["auto", "top", "bottom"]
"""Which field comes first: as the picture says, or as somebody who watched it says."""
Heading: TypeAlias = Literal[-1, 0, 1]


class Wish(msgspec.Struct, frozen=True, tag="wish"):
    """Show a picture now, and be ready for what will probably follow.

    ``within``   (width, height) in pixels of the screen: pictures are scaled down to fit, never up.
    ``heading``  1 or -1 while the film plays or a key is held, 0 at rest.
    ``stride``   frames between the pictures that playing will want, at least 1.
    ``loop``     [start, stop) of the frames that are played again and again.
    ``pins``     frames near which to be ready, such as the edges of moments.
    ``scrubbing``  a quick preview may be shown while the picture itself is on its way.
    """

    frame: int
    within: tuple[int, int]
    heading: Heading = 0
    stride: int = 1
    loop: tuple[int, int] | None = None
    pins: tuple[int, ...] = ()
    field: FieldChoice = "whole"
    order: FieldOrder = "auto"
    scrubbing: bool = False


class OpenPictures(msgspec.Struct, frozen=True, tag="open"):
    """The first message about large pictures; the shared memory's handle follows it.

    ``index``: the stored form of the frame index. ``budget``: bytes for decoded pictures. ``memory``: the name of the
    shared memory where it has one. ``size``: its bytes.
    """

    index: bytes
    budget: int
    memory: str
    size: int


class Ask(msgspec.Struct, frozen=True, tag="ask"):
    """Wish number ``serial``; it takes the place of every earlier one.

    ``alone``: decode nothing else; engines died on this film.
    """

    serial: int
    wish: Wish
    alone: bool = False


class Release(msgspec.Struct, frozen=True, tag="release"):
    """The picture in this slot is no longer looked at."""

    slot: int


class Shown(msgspec.Struct, frozen=True, tag="shown"):
    """The picture of ``frame`` lies in ``slot``, BGRA, ``height`` rows of ``width`` pixels without gaps.

    ``interlaced``: the picture consists of two fields. ``preview_of``: the frame that was asked for, when this is only
    its preview. ``upright``: (width, height) of the whole picture in the film's own pixels, of which this one may be a
    smaller rendering.
    """

    serial: int
    frame: int
    field: FieldChoice
    slot: int
    width: int
    height: int
    damaged: bool
    interlaced: bool = False
    preview_of: int | None = None
    upright: tuple[int, int] = (0, 0)


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """Frame ``frame`` cannot be shown."""

    serial: int
    frame: int
    error: Failed


class DamageFound(msgspec.Struct, frozen=True, tag="damage"):
    """These frames were decoded and came out broken."""

    frames: tuple[int, ...]


class Beat(msgspec.Struct, frozen=True, tag="beat"):
    """The engine is at work on a wish that takes long."""


PictureRequest: TypeAlias = OpenPictures | Ask | Release
PictureAnswer: TypeAlias = Shown | Refused | DamageFound | Beat
PICTURE_REQUESTS: Final[Decoder[PictureRequest]] = Decoder(OpenPictures | Ask | Release)
PICTURE_ANSWERS: Final[Decoder[PictureAnswer]] = Decoder(Shown | Refused | DamageFound | Beat)


class SmallAsk(msgspec.Struct, frozen=True, tag="small"):
    """One picture to fit ``within``, sent in the answer itself."""

    frame: int
    within: tuple[int, int]


class SmallShown(msgspec.Struct, frozen=True, tag="small_shown"):
    """BGRA, ``height`` rows of ``width`` pixels."""

    width: int
    height: int
    pixels: bytes


class SoundFrom(msgspec.Struct, frozen=True, tag="sound_from"):
    """Read the sound of [start, end) at a speed, all three exact as (numerator, denominator); ends a reading before."""

    start: tuple[int, int]
    end: tuple[int, int] | None
    speed: tuple[int, int]


class SoundMore(msgspec.Struct, frozen=True, tag="sound_more"):
    """The next block of this reading."""


class SoundBlock(msgspec.Struct, frozen=True, tag="sound_block"):
    """Float32 samples of two channels, native byte order, interleaved; none: the reading has ended."""

    samples: bytes


SmallAnswer: TypeAlias = SmallShown | Failed
SoundRequest: TypeAlias = SoundFrom | SoundMore
SoundAnswer: TypeAlias = SoundBlock | Failed
SMALL_REQUESTS: Final[Decoder[SmallAsk]] = Decoder(SmallAsk)
SMALL_ANSWERS: Final[Decoder[SmallAnswer]] = Decoder(SmallShown | Failed)
SOUND_REQUESTS: Final[Decoder[SoundRequest]] = Decoder(SoundFrom | SoundMore)
SOUND_ANSWERS: Final[Decoder[SoundAnswer]] = Decoder(SoundBlock | Failed)
