"""BORIS's exported events as marks, CSV or TSV: aggregated, or tabular with lines of head matter above the table.

The columns changed from version to version, so each is found by its name (those of the exports of BORIS's own tests,
2016, and of BORIS 10.0.2); a column that is not there is empty. The lines of one observation only are read.
"""

from collections import Counter
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from vigtool.exchange.annotations.boris_coding import MODIFIER_SETS, MOMENT, NO_SUBJECT, PRINCIPLE, TURN
from vigtool.exchange.annotations.boris_events_writing import MODIFIER
from vigtool.exchange.annotations.boris_pairing import BORIS, Event, paired, said, with_keys
from vigtool.exchange.annotations.boris_tables import EventRow, event_table
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.marked_film import FoundMark, FoundMarks
from vigtool.exchange.annotations.plain_text import seconds_of

_OWN_CATEGORIES: Final = frozenset({MOMENT, TURN, PRINCIPLE})


def read_boris_events(data: bytes, observation: str | None = None) -> FoundMarks:
    """The marks of one observation of an export: the named one, or that of the first line.

    Lines of others are counted as ``events of other observations``, those without a time as ``events without time``.
    Raises ``FileUnfit``, with ``NO_TIMES`` where no line has a time, or none is of the named observation.
    """
    left_out: Counter[str] = Counter()
    table = event_table(data, observation, left_out)
    if not table.rows and (left_out or observation is not None):
        raise FileUnfit(BORIS, Unfit.NO_TIMES)
    if table.aggregated:
        return FoundMarks(tuple(with_keys([_mark(row) for row in table.rows])), left_out)
    offset = _seconds(table.head, "Time offset (s)") if table.head["Time offset (s)"] else Fraction(0)
    return FoundMarks(tuple(paired([_event(row, offset) for row in table.rows], left_out, {})), left_out)


def _seconds(row: EventRow, column: str) -> Fraction:
    """Raises ``FileUnfit``. A decimal comma is what some spreadsheets made of the point."""
    try:
        number = Decimal(row[column].replace(",", "."))
    except InvalidOperation:
        raise FileUnfit(BORIS, Unfit.BAD_TIME, row.line) from None
    return seconds_of(number, BORIS, row.line)


def _mark(row: EventRow) -> tuple[FoundMark, str]:
    """A line of aggregated events, with its modifiers."""
    offset = _seconds(row, "Time offset (s)") if row["Time offset (s)"] else Fraction(0)
    begin = _seconds(row, "Start (s)") - offset
    end = _seconds(row, "Stop (s)") - offset if row["Stop (s)"] not in {"", "NA"} else begin
    if begin < 0 or end < begin:
        raise FileUnfit(BORIS, Unfit.BAD_TIME, row.line)
    modifiers = _modifiers(row)
    category = row["Behavioral category"]
    words = said(modifiers, MODIFIER_SETS.get(category, (MOMENT,)) if category in _OWN_CATEGORIES else ())
    return FoundMark(
        begin,
        end if end > begin else None,
        title="; ".join(filter(None, (words, row.cells.get("Comment start")))),
        note=row.cells.get("Comment stop", ""),
        kind=row["Behavior"],
        person="" if row["Subject"] == NO_SUBJECT else row["Subject"],
    ), "|".join(modifiers)


def _modifiers(row: EventRow) -> list[str]:
    if "Modifiers" in row.cells:
        return [one for one in row["Modifiers"].split("|") if one]
    return [one for name in row.cells if name.startswith(MODIFIER) and (one := row[name])]


def _event(row: EventRow, offset: Fraction) -> Event:
    at = _seconds(row, "Time") - offset
    if at < 0:
        raise FileUnfit(BORIS, Unfit.BAD_TIME, row.line)
    modifiers = "|".join(_modifiers(row))
    state = row["Status"] in {"START", "STOP"}
    return Event(at, row["Subject"], row["Behavior"], modifiers, row["Comment"], state)
