"""BORIS's aggregated events: a line for each mark, begin and end in seconds with three decimals.

The columns are those of BORIS 10.0.2, in its order; it writes ``NA`` where there is nothing to say.
"""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Final

from vigtool.exchange.annotations.boris_coding import NO_SUBJECT, Coded, coded
from vigtool.exchange.annotations.boris_writing import name_of_observation
from vigtool.exchange.annotations.marked_film import MarkedFilm, rounded

MODIFIER: Final = "Modifier #"

COLUMNS: Final = (
    "Observation id",
    "Observation date",
    "Description",
    "Observation type",
    "Source",
    "Time offset (s)",
    "Coding duration",
    "Media duration (s)",
    "FPS (frame/s)",
    "Subject",
    "Observation duration by subject by observation",
    "Behavior",
    "Behavioral category",
    MODIFIER + "1",
    MODIFIER + "2",
    "Behavior type",
    "Start (s)",
    "Stop (s)",
    "Duration (s)",
    "Media file name",
    "Image index start",
    "Image index stop",
    "Image file path start",
    "Image file path stop",
    "Comment start",
    "Comment stop",
)


def write_boris_events(film: MarkedFilm, language: str, delimiter: str = ",") -> bytes:
    """The film's marks as CSV, or as TSV with a tab for ``delimiter``; UTF-8, principles named as in a project."""
    marks = coded(film, language)
    totals: dict[str, int] = {}
    for one in marks:
        totals[one.subject] = totals.get(one.subject, 0) + one.end - one.begin
    text = StringIO(newline="")
    table = csv.DictWriter(text, COLUMNS, restval="", delimiter=delimiter, lineterminator="\r\n")
    table.writeheader()
    film_cells = _of_film(film)
    table.writerows({**film_cells, **_of_mark(one, totals)} for one in marks)
    return text.getvalue().encode()


def _of_film(film: MarkedFilm) -> Mapping[str, str]:
    name = name_of_observation(film)
    duration = _seconds(rounded(film.end))
    return {
        "Observation id": name,
        "Observation type": "Media file",
        "Source": f"player #1:{name}",
        "Time offset (s)": "0.0",
        "Coding duration": duration,
        "Media duration (s)": duration,
        "FPS (frame/s)": f"{float(1 / film.frame):.3f}" if film.frame else "NA",
        "Media file name": name,
        "Image index start": "NA",
        "Image index stop": "NA",
    }


def _of_mark(mark: Coded, totals: Mapping[str, int]) -> Mapping[str, str]:
    state = mark.behaviour.state
    modifiers = {f"{MODIFIER}{at}": str(one) for at, one in enumerate(mark.modifiers, 1)}
    return {
        "Subject": mark.subject or NO_SUBJECT,
        "Observation duration by subject by observation": _seconds(totals[mark.subject]),
        "Behavior": mark.behaviour.code,
        "Behavioral category": mark.behaviour.category,
        "Behavior type": "STATE" if state else "POINT",
        "Start (s)": _seconds(mark.begin),
        "Stop (s)": _seconds(mark.end),
        "Duration (s)": _seconds(mark.end - mark.begin) if state else "NA",
        "Comment start": mark.comment,
        "Comment stop": mark.comment_at_end,
        **modifiers,
    }


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}"
