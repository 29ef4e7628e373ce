"""Where the table stands in an export of BORIS, and which of its lines are of one observation and have a time.

Aggregated events begin with the names of the columns; tabular ones have lines about the observation above them.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Final

from vigtool.exchange.annotations.boris_pairing import BORIS
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.plain_text import text_of

AGGREGATED: Final = frozenset({"Subject", "Behavior", "Behavior type", "Start (s)", "Stop (s)"})
TABULAR: Final = frozenset({"Time", "Subject", "Behavior", "Status"})

MOST_EVENT_BYTES: Final = 8 * 1024 * 1024
MOST_COLUMNS: Final = 1000

_LONGEST_HEAD: Final = 1000
"""Lines above a table: one for each film and variable, so there are never many."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the table by the names of its columns; ``line`` counts from 1."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()


@dataclass(frozen=True, slots=True)
class EventTable:
    """What stands above the table, by its first cell, and the lines of one observation that have a time."""

    aggregated: bool
    head: EventRow
    rows: list[EventRow]


def event_table(data: bytes, observation: str | None, left_out: Counter[str]) -> EventTable:
    """The table of a file, lines of other observations and those without time counted. Raises ``FileUnfit``."""
    lines = _lines(text_of(data, BORIS, MOST_EVENT_BYTES))
    head: dict[str, str] = {}
    for at, cells in lines:
        names = [one.strip() for one in cells]
        aggregated = AGGREGATED.issubset(names)
        if aggregated or TABULAR.issubset(names):
            chosen = _of_observation(observation, head.get("Observation id", ""), left_out)
            rows = (EventRow(line, dict(zip(names, texts, strict=False))) for line, texts in lines if any(texts))
            time = "Start (s)" if aggregated else "Time"
            return EventTable(
                aggregated, EventRow(at, head), [row for row in rows if chosen(row) and _timed(row, time, left_out)]
            )
        if at > _LONGEST_HEAD:
            break
        head.update([(names[0], names[1])] if len(names) > 1 else [])
    raise FileUnfit(BORIS, Unfit.NOT_THIS_FORMAT)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a table with the number of the last line of text that each takes."""
    reader = csv.reader(StringIO(text), delimiter=max("\t,;", key=text.partition("\n")[0].count))
    try:
        for count, cells in enumerate(reader):
            if count > MOST_MARKS + _LONGEST_HEAD or len(cells) > MOST_COLUMNS:
                raise FileUnfit(BORIS, Unfit.TOO_LARGE)
            yield reader.line_num, cells
    except csv.Error:
        raise FileUnfit(BORIS, Unfit.NOT_THIS_FORMAT, reader.line_num) from None


def _of_observation(wanted: str | None, above: str, left_out: Counter[str]) -> Callable[[EventRow], bool]:
    """Tells whether a line is of the wanted observation, which is the first line's where none is named."""
    found = wanted

    def is_of_it(row: EventRow) -> bool:
        nonlocal found
        here = row["Observation id"] or above
        found = here if found is None else found
        if here != found:
            left_out["events of other observations"] += 1
        return here == found

    return is_of_it


def _timed(row: EventRow, column: str, left_out: Counter[str]) -> bool:
    timed = row[column] not in {"", "NA"}
    if not timed:
        left_out["events without time"] += 1
    return timed
