"""What can be wrong with a film, as types with facts: the sentences are made in ``vigtool.wording``."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from vigtool.domain.errors import VigtoolError

Pretender: TypeAlias = Literal["empty", "picture", "text", "unknown"]
Damage: TypeAlias = Literal["no_sample_table", "unreadable"]
Emptiness: TypeAlias = Literal["no_packets", "no_pictures"]

ClipFault: TypeAlias = Literal[
    "not_readable",
    "streams",
    "metadata",
    "layout",
    "picture_format",
    "colour_tags",
    "not_upright",
    "size",
    "frame_count",
    "times",
    "picture",
    "colour",
    "sound_missing",
    "sound_unexpected",
    "sound_format",
    "sound_length",
    "sound_differs",
    "uncovered",
]
SoundChange: TypeAlias = Literal["slowed", "pitched"]


class MediaError(VigtoolError):
    """A film that cannot be used as asked."""


@dataclass(eq=False)
class NotAFilm(MediaError):
    """The bytes are something else: nothing at all, a still picture, text (playlists too), or unknown."""

    kind: Pretender


@dataclass(eq=False)
class DamagedFilm(MediaError):
    """The bytes are a film's, but its container cannot be read (``no_sample_table``: a recording cut off)."""

    damage: Damage


@dataclass(eq=False)
class NoPicture(MediaError):
    """A recording without moving pictures; ``has_sound`` tells a sound recording from an empty container."""

    has_sound: bool


@dataclass(eq=False)
class NoSuchStream(MediaError):
    """The asked stream number is no stream of moving pictures."""

    stream: int


@dataclass(eq=False)
class UnknownCodec(MediaError):
    """The picture is coded in a way that is not on the list of allowed decoders; ``codec`` may be empty."""

    codec: str


@dataclass(eq=False)
class NothingDecodable(MediaError):
    """The film promises pictures, but not one can be had from it."""

    stream: int
    reason: Emptiness


@dataclass(eq=False)
class NoSuchFrame(MediaError):
    """Frame ``n`` was asked of a film with frames 0 to ``frames`` - 1."""

    n: int
    frames: int


@dataclass(eq=False)
class UnreachableFrame(MediaError):
    """The film has frame ``n`` by its index, but decoding does not give it: damaged, or not the indexed film."""

    n: int


@dataclass(eq=False)
class FrameTookTooLong(MediaError):
    """Decoding frame ``n`` was given up after its time limit."""

    n: int


@dataclass(eq=False)
class BadIndex(MediaError):
    """Stored bytes that are no frame index of a known version, or contradict themselves (``rule``)."""

    rule: str


@dataclass(eq=False)
class BadFilmstrip(MediaError):
    """Bytes that are no filmstrip of a known version, or contradict themselves (``rule``)."""

    rule: str


@dataclass(eq=False)
class BadWaveform(MediaError):
    """Bytes that are no waveform of a known version, or contradict themselves (``rule``)."""

    rule: str


@dataclass(eq=False)
class BadTrack(MediaError):
    """Bytes that are no wish to follow somebody, or no answer to it (``rule``)."""

    rule: str


@dataclass(eq=False)
class BrokenReader(MediaError):
    """A file object gave more bytes than asked. PyAV would write past its buffer."""

    asked: int
    got: int


class NoSound(MediaError):
    """A film without a sound that could be played."""


@dataclass(eq=False)
class SpeedWithoutSound(MediaError):
    """Sound was asked for at a speed at which there is none; ``speed`` is as many times the film's own."""

    speed: Fraction


class NoFrames(MediaError):
    """A clip of no frames was asked for."""


@dataclass(eq=False)
class ClipNotExact(MediaError):
    """A written clip is not what was asked for; ``what`` says in which point."""

    what: ClipFault


@dataclass(eq=False)
class BadRenderPlan(MediaError):
    """The plan of a clip contradicts itself or its films (``rule``)."""

    rule: str


@dataclass(eq=False)
class SoundNotChangeable(MediaError):
    """A clip is to have sound that this machine cannot make: python-stretch has no wheel for it."""

    change: SoundChange


class OffsetNotClear(VigtoolError):
    """Two films have no sound in common, or fit at several places: their offset cannot be found by the sound."""
