"""Two people's moments of the same films side by side, as data: frames, times and principles, and nobody's words.

No title, no note, no name and no picture is in it, so that it may leave where a film may not. The schema
``docs/schemas/comparison.schema.json`` and the page ``docs/comparison.md`` describe it for other programs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta

from vigtool.domain.agreement import STEPS, Agreement, Estimate
from vigtool.domain.comparing import Alone, Comparison, Marked, Pair
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.moments import PrincipleSeen
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange import strict_json
from vigtool.exchange.field_types import (
    Count,
    ExactSeconds,
    Instant,
    Ordinal,
    PackField,
    PrincipleField,
    RecordingField,
    VaultField,
    exact_seconds,
)

FORMAT: Final = "vigtool-comparison"
VERSION: Final = 1

_DECIMALS: Final = 4

Part: TypeAlias = Annotated[str, Meta(pattern="^[1-9][0-9]*/[1-9][0-9]*$")]
"""A part of a whole, "3/10"."""


class Side(StrEnum):
    """Who marked."""

    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    VAULT = "vault"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class ComparedFilm:
    """A film with what two people marked in it; ``agreement`` only where somebody asked for it."""

    recording: RecordingId
    times: FrameTimes
    comparison: Comparison
    agreement: Agreement | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A principle as it was coded: a category or an item of a pack."""

    pack: PackField
    version: Ordinal
    principle: PrincipleField


@dataclass(frozen=True, slots=True)
class Place:
    """Where a moment is: frames ``[first, stop)``, seconds from the film's first frame.

    ``number`` counts the moments of one side in the order of the film.
    """

    number: Ordinal
    first: Count
    stop: Ordinal
    key: Count
    begin: ExactSeconds
    end: ExactSeconds


@dataclass(frozen=True, slots=True)
class Both:
    """A moment that both marked; ``begins``, ``ends`` and ``key`` are by how many frames b's is later."""

    a: Place
    b: Place
    begins: int
    ends: int
    key: int
    same: tuple[Seen, ...]
    only_a: tuple[Seen, ...]
    only_b: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class OnlyOne:
    """A moment that one alone marked; ``touching`` are the numbers of the other's with frames in common."""

    place: Place
    seen: tuple[Seen, ...]
    touching: tuple[Ordinal, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the bounds of 95 %, rounded to four decimals; null where nothing can be told."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class StepFigure:
    """F1 where moments go together from this part in common on."""

    least_overlap: Part
    f1: Figure


@dataclass(frozen=True, slots=True)
class Research:
    """Agreement as researchers report it: F1 by least overlap, alpha for unitizing without and with principles."""

    steps: tuple[StepFigure, ...]
    alpha_where: Figure
    alpha_what: Figure
    stretches: Count


@dataclass(frozen=True, slots=True)
class FilmPart:
    """One film of the comparison; each moment is in it once."""

    recording: RecordingField
    frames: Ordinal
    both: tuple[Both, ...]
    only_a: tuple[OnlyOne, ...]
    only_b: tuple[OnlyOne, ...]
    research: Research | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonDocument:
    """The document; ``least_overlap`` is the part in common from which on moments go together."""

    format: Literal["vigtool-comparison"] = FORMAT
    version: Literal[1] = VERSION
    vault: VaultField
    made_at: Instant
    a: Side
    b: Side
    least_overlap: Part
    films: tuple[FilmPart, ...]


def document_of(
    films: Sequence[ComparedFilm], sides: tuple[Side, Side], least: Fraction, vault: str, made_at: datetime
) -> ComparisonDocument:
    """The comparison as a document."""
    parts = tuple(_film(one) for one in films)
    part = f"{least.numerator}/{least.denominator}"
    return ComparisonDocument(vault=vault, made_at=made_at, a=sides[0], b=sides[1], least_overlap=part, films=parts)


def to_json(document: ComparisonDocument) -> bytes:
    """The document as a file's bytes. Raises ``UnreadableDocument`` where a field has no valid form."""
    data = strict_json.encode(document, FORMAT)
    from_json(data)
    return data


def from_json(data: bytes) -> ComparisonDocument:
    """The document in a file's bytes. Raises ``UnreadableDocument`` or ``UnknownVersion``."""
    return strict_json.decode(data, ComparisonDocument, FORMAT, VERSION)


def _film(film: ComparedFilm) -> FilmPart:
    found = film.comparison
    of_a = _numbers([*(one.a for one in found.matched), *(one.marked for one in found.only_a)])
    of_b = _numbers([*(one.b for one in found.matched), *(one.marked for one in found.only_b)])
    return FilmPart(
        film.recording,
        film.times.frames,
        tuple(_both(one, film.times, of_a, of_b) for one in found.matched),
        tuple(_alone(one, film.times, of_a, of_b) for one in found.only_a),
        tuple(_alone(one, film.times, of_b, of_a) for one in found.only_b),
        None if film.agreement is None else _research(film.agreement),
    )


def _numbers(marked: Iterable[Marked]) -> dict[MomentId, int]:
    in_order = sorted(marked, key=lambda one: one.order)
    return {one.moment.id: number for number, one in enumerate(in_order, 1)}


def _both(pair: Pair, times: FrameTimes, of_a: dict[MomentId, int], of_b: dict[MomentId, int]) -> Both:
    return Both(
        _place(pair.a, times, of_a),
        _place(pair.b, times, of_b),
        pair.first,
        pair.stop,
        pair.key,
        _seen(pair.same),
        _seen(pair.only_a),
        _seen(pair.only_b),
    )


def _alone(one: Alone, times: FrameTimes, own: dict[MomentId, int], others: dict[MomentId, int]) -> OnlyOne:
    touching = tuple(others[touched] for touched in one.touching)
    return OnlyOne(_place(one.marked, times, own), _seen(one.marked.moment.principles), touching)


def _place(marked: Marked, times: FrameTimes, numbers: dict[MomentId, int]) -> Place:
    begin, end = (times.seconds_from_start(times.tick_of(frame)) for frame in (marked.first, marked.stop))
    number = numbers[marked.moment.id]
    return Place(number, marked.first, marked.stop, marked.key, exact_seconds(begin), exact_seconds(end))


def _seen(principles: Iterable[PrincipleSeen]) -> tuple[Seen, ...]:
    return tuple(Seen(one.pack, one.version, one.item) for one in principles)


def _research(found: Agreement) -> Research:
    steps = tuple(
        StepFigure(f"{least.numerator}/{least.denominator}", _figure(one))
        for least, one in zip(STEPS, found.f1, strict=True)
    )
    return Research(steps, _figure(found.where), _figure(found.what), found.stretches)


def _figure(estimate: Estimate) -> Figure:
    return Figure(*(None if one is None else round(float(one), _DECIMALS) for one in _values(estimate)))


def _values(estimate: Estimate) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    return estimate.value, estimate.low, estimate.high
