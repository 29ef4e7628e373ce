"""What was done with one person's data, by whom and why: the answer that the person can ask for.

Finnish Act 703/2023 lets a client ask who handled their data and why; GDPR, article 15(1)(c) who received it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from vigtool.domain.identifiers import RecordingId, UserId
from vigtool.domain.purposes import Purpose


@dataclass(frozen=True, slots=True)
class Handling:
    """One act on the data: ``act`` is the journal's name for it, ``seq`` its entry, ``by`` who was at work.

    ``purpose`` is what it was for, None where the act says it itself. ``film`` is the film that it was done with, if it
    was one. ``times`` is how often it was done on that day, where it is told once for the day.
    """

    seq: int
    at: datetime
    by: UserId
    act: str
    purpose: Purpose | None = None
    film: RecordingId | None = None
    times: int = 1


def once_a_day(handlings: Iterable[Handling], acts: Iterable[str]) -> Iterator[Handling]:
    """The handlings in order, but what is done many times a day (``acts``) once for each day, hand and film.

    Such a line stands where the day's first one stood.
    """
    often = frozenset(acts)
    for _day, of_day in groupby(handlings, key=_day_of):
        yield from _once(list(of_day), often)


def _once(of_day: list[Handling], often: frozenset[str]) -> Iterator[Handling]:
    counts: dict[tuple[str, UserId, RecordingId | None], int] = {}
    for one in of_day:
        if one.act in often:
            counts[one.act, one.by, one.film] = counts.get((one.act, one.by, one.film), 0) + 1
    for one in of_day:
        if one.act not in often:
            yield one
        elif times := counts.pop((one.act, one.by, one.film), 0):
            yield replace(one, times=times)


def _day_of(one: Handling) -> date:
    return one.at.date()
