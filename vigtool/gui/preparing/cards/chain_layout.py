"""Where the turns of a moment stand when they are drawn as a chain: pure geometry, in pixels.

Turns stand where they are in time, but never so near to each other that a link of the chain would be hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import Turn, TurnKind
from vigtool.domain.people import Person
from vigtool.domain.ticks import Span

APART: Final = 18.0
"""Pixels between two neighbouring turns, where there is room for so much."""
PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A turn in the drawing: its ``x``, its lane counted from the top, and its place among the moment's turns."""

    position: int
    lane: int
    x: float
    kind: TurnKind


def lanes(turns: Sequence[Turn], people: Sequence[Person]) -> tuple[PersonId, ...]:
    """Return whose lanes are drawn, in the order of ``people``; those who are not among them come last.

    Two people have both a lane from the first turn on; of more, only those who have a turn.
    """
    speaking = dict.fromkeys(turn.person for turn in turns)
    known = [person.id for person in people if len(people) <= PAIR or person.id in speaking]
    return tuple(dict.fromkeys((*known, *speaking)))


def links(turns: Sequence[Turn], span: Span, order: Sequence[PersonId], width: float) -> tuple[Link, ...]:
    """Return the turns of a moment as they stand in a drawing ``width`` pixels wide, in the order of the chain."""
    if not turns:
        return ()
    start = min(span.start, *(turn.span.start for turn in turns))
    end = max(span.end, *(turn.span.end for turn in turns))
    scale = width / (end - start)
    wished = [((turn.span.start + turn.span.end) / 2 - start) * scale for turn in turns]
    places = _apart(wished, width)
    return tuple(
        Link(position, order.index(turn.person), x, turn.kind)
        for position, (turn, x) in enumerate(zip(turns, places, strict=True))
    )


def _apart(wished: Sequence[float], width: float) -> list[float]:
    """Move the places as little to the right, then to the left, as it takes to keep them apart within the width."""
    apart = min(APART, width / len(wished))
    places: list[float] = []
    for x in wished:
        least = places[-1] + apart if places else apart / 2
        places.append(max(x, least))
    most = width - apart / 2
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], most)
        most = places[at] - apart
    return places
