"""Arguments and results of the film tasks as bytes, both ways; what comes back is checked, for the engine may lie."""

from fractions import Fraction
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

import msgspec

from vigtool.engine.channel import GARBLED
from vigtool.engine.errors import ChannelGarbled
from vigtool.media.facts import FilmFacts

T = TypeVar("T")


PictureForm: TypeAlias = Literal["png", "jpeg"]


class StillWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Frame ``frame`` of the film with this index (in its stored form).

    ``boxes`` are covered in it: left, top, right, bottom in pixels of the upright picture, half-open, not empty.
    ``widest``: a wider picture is then scaled down to so many pixels across; 0 leaves it as it is.
    """

    index: bytes
    frame: int
    form: PictureForm = "png"
    boxes: tuple[tuple[int, int, int, int], ...] = ()
    widest: Annotated[int, msgspec.Meta(ge=0)] = 0


class Still(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frame as a file of a picture of this size in pixels."""

    width: int
    height: int
    file: bytes


def pack_facts(facts: FilmFacts) -> bytes:
    """Return the facts as JSON."""
    return msgspec.json.encode(facts, enc_hook=_ratio)


def unpack_facts(data: bytes) -> FilmFacts:
    """Return the facts. Raises ``ChannelGarbled``."""
    try:
        return msgspec.json.decode(data, type=FilmFacts, dec_hook=_fraction)
    except (*GARBLED, ValueError, ZeroDivisionError) as error:
        raise ChannelGarbled from error


def pack_still_wish(wish: StillWish) -> bytes:
    """Return a wish as the still task takes it."""
    return _ENCODER.encode(wish)


def unpack_still_wish(data: bytes) -> StillWish:
    """Return a wish. Raises ``ChannelGarbled``."""
    return _decoded(_WISHES, data)


def pack_still(still: Still) -> bytes:
    """Return a still as the task gives it."""
    return _ENCODER.encode(still)


def unpack_still(data: bytes) -> Still:
    """Return a still. Raises ``ChannelGarbled``."""
    return _decoded(_STILLS, data)


_ENCODER: Final = msgspec.msgpack.Encoder()
_WISHES: Final = msgspec.msgpack.Decoder(StillWish)
_STILLS: Final = msgspec.msgpack.Decoder(Still)


def _decoded(decoder: msgspec.msgpack.Decoder[T], data: bytes) -> T:
    try:
        return decoder.decode(data)
    except GARBLED as error:
        raise ChannelGarbled from error


# To a kind that it does not know a hook of msgspec says ``NotImplementedError``: its own rule for hooks.


def _ratio(value: object) -> Any:  # noqa: ANN401 - msgspec's hook
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    raise NotImplementedError(type(value))


def _fraction(kind: type, value: object) -> Any:  # noqa: ANN401 - as above
    if kind is Fraction:
        return Fraction(*msgspec.convert(value, tuple[int, int]))
    raise NotImplementedError(kind)
