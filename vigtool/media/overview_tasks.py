"""The filmstrip and the waveform as tasks of the engine: bytes in, parts in their stored form out."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import BinaryIO

import msgspec

from vigtool.domain.progress import Progress
from vigtool.media.errors import BadFilmstrip, BadWaveform
from vigtool.media.filmstrip import plan_strip, strip_pictures
from vigtool.media.filmstrip_bytes import Filmstrip, pack_filmstrip
from vigtool.media.index_bytes import unpack_index
from vigtool.media.waveform import waveform_parts
from vigtool.media.waveform_bytes import pack_waveform


class FilmstripWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``index`` is the film's index in its stored form, ``had`` the frames there are; at most ``most`` are made."""

    index: bytes
    had: list[int]
    most: int


class WaveformWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The film's first and last moment in seconds as (numerator, denominator), and how many bins there are."""

    start: tuple[int, int]
    end: tuple[int, int]
    done: int


def filmstrip_task(file: BinaryIO, argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Yield each picture as a strip of one. Raise ``BadFilmstrip``, ``BadIndex``, what opening the film raises."""
    try:
        wish = msgspec.msgpack.decode(argument, type=FilmstripWish)
    except msgspec.DecodeError as error:
        raise BadFilmstrip(rule="wish") from error
    index = unpack_index(wish.index)
    empty = Filmstrip(index.frames, plan_strip(index).count)
    for picture in islice(strip_pictures(file, index, frozenset(wish.had), progress), wish.most):
        yield pack_filmstrip(empty.joined([picture]))


def waveform_task(file: BinaryIO, argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Yield the waveform part after part. Raise ``BadWaveform``, ``NoSound``, ``UnknownCodec``, as opening does."""
    try:
        wish = msgspec.msgpack.decode(argument, type=WaveformWish)
        start, end = Fraction(*wish.start), Fraction(*wish.end)
    except (msgspec.DecodeError, ZeroDivisionError) as error:
        raise BadWaveform(rule="wish") from error
    for part in waveform_parts(file, start, end, wish.done, progress):
        yield pack_waveform(part)
