"""What a film says about itself, for the import's report and the recording's card."""

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import BinaryIO, Final

import av
from av.container import InputContainer

from vigtool.media.colour_tags import colour_of
from vigtool.media.decoding import Decoding
from vigtool.media.dolby_vision import has_no_base_layer
from vigtool.media.errors import NothingDecodable
from vigtool.media.frame import Frame
from vigtool.media.orientation import orientation
from vigtool.media.picture import upright_size

_TIME_TAGS: Final = ("com.apple.quicktime.creationdate", "creation_time", "date")
"""Best first: Apple's tag has the place's own offset from UTC, ``creation_time`` is UTC."""
_FIRST_CREDIBLE_YEAR: Final = 1990
"""A camera without a clock writes 0: 1904 in QuickTime, 1970 elsewhere."""


@dataclass(frozen=True, slots=True)
class ColourTags:
    """H.273 code points as tagged (2: untagged) and what ``picture`` makes of them.

    ``unknown_to_us``: coded in colours of its own (Dolby Vision profile 5); what is shown of it has wrong colours.
    """

    matrix: int
    transfer: int
    primaries: int
    full_range: bool
    unknown_to_us: bool


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """Facts of a film's picture stream and its container.

    ``coded_size`` and ``upright_size`` are (width, height), the second turned and with square pixels;
    ``duration`` is in seconds, None where the container has none; ``captured`` has a time zone, None if not told.
    """

    container: str
    codec: str
    pixel_format: str
    coded_size: tuple[int, int]
    upright_size: tuple[int, int]
    rotation_clockwise: int
    mirrored: bool
    pixel_aspect: Fraction
    interlaced: bool
    colour: ColourTags
    has_sound: bool
    duration: Fraction | None
    captured: datetime | None


def read_facts(file: BinaryIO, stream: int | None = None) -> FilmFacts:
    """Return the facts of a film; its first picture is decoded. Raise what ``build_index`` raises."""
    with Decoding(file, stream) as decoding:
        first = next(decoding.from_start(), None)
        if first is None:
            raise NothingDecodable(decoding.stream.index, "no_pictures")
        picture = first.picture
        lay = orientation(picture)
        frame = Frame(0, picture.pts, picture, decoding.pixel_aspect, lay)
        return FilmFacts(
            container=decoding.container.format.name,
            codec=decoding.stream.codec_context.codec.name,
            pixel_format=picture.format.name,
            coded_size=(picture.width, picture.height),
            upright_size=upright_size(frame),
            rotation_clockwise=lay.degrees_clockwise,
            mirrored=lay.mirrored,
            pixel_aspect=frame.pixel_aspect,
            interlaced=picture.interlaced_frame,
            colour=ColourTags(
                matrix=picture.colorspace,
                transfer=picture.color_trc,
                primaries=picture.color_primaries,
                full_range=colour_of(picture).full_range,
                unknown_to_us=has_no_base_layer(picture),
            ),
            has_sound=bool(decoding.container.streams.audio),
            duration=_duration(decoding.container),
            captured=captured(decoding.container.metadata),
        )


def _duration(container: InputContainer) -> Fraction | None:
    return None if container.duration is None else Fraction(container.duration, av.time_base)


def captured(tags: dict[str, str]) -> datetime | None:
    """Return when a film was taken by its container's tags, None where they do not credibly tell."""
    for name in _TIME_TAGS:
        try:
            time = datetime.fromisoformat(tags.get(name, ""))
        except ValueError:
            continue
        if time.year >= _FIRST_CREDIBLE_YEAR:
            return time if time.tzinfo is not None else time.replace(tzinfo=UTC)
    return None
