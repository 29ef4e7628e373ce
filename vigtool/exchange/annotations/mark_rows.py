"""A film's marks as lines of a table: a moment, then its turns, then its principles."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from vigtool.domain.people import Role
from vigtool.exchange.annotations.marked_film import MarkedFilm, MarkedMoment, MarkedPrinciple

MOMENT: Final = "moment"
PRINCIPLE: Final = "principle"


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A line: ``mark`` is ``moment``, a kind of turn, or ``principle``, whose times are its moment's.

    ``number`` is that of the moment in the film, from 1. ``words`` are the moment's title or what is said of a turn.
    """

    id: str
    number: int
    mark: str
    begin: Fraction
    end: Fraction
    words: str = ""
    moment: MarkedMoment | None = None
    person: str = ""
    role: Role | None = None
    principle: MarkedPrinciple | None = None


def mark_rows(film: MarkedFilm) -> Iterator[MarkRow]:
    """The lines of a film; each has an id of its own, made from its moment's."""
    roles = {one.id: one.role for one in film.people}
    for number, moment in enumerate(film.moments, 1):
        yield MarkRow(moment.id, number, MOMENT, moment.begin, moment.end, moment.title, moment)
        for at, turn in enumerate(moment.turns, 1):
            yield MarkRow(
                id=f"{moment.id}-{at}",
                number=number,
                mark=turn.kind.value,
                begin=turn.begin,
                end=turn.end,
                words=turn.words,
                person=film.name_of(turn.person),
                role=roles.get(turn.person),
            )
        for at, principle in enumerate(moment.principles, len(moment.turns) + 1):
            id_ = f"{moment.id}-{at}"
            yield MarkRow(id_, number, PRINCIPLE, moment.begin, moment.end, principle=principle)
