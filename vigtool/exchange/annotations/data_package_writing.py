"""The marks of a film as data: a CSV file, and beside it what its columns mean (Frictionless Tabular Data Package 1.0).

The CSV has commas, decimal points, UTF-8 without a byte order mark, CRLF; nothing in it is changed for spreadsheets.
Times are microseconds: a frame of any film has a time of its own in them. ``unit`` of a field is its UCUM code.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from hashlib import sha256
from io import StringIO
from typing import Final

import msgspec

from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Role
from vigtool.exchange.annotations.mark_rows import MOMENT, PRINCIPLE, MarkRow, mark_rows
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm, losses, rounded
from vigtool.exchange.annotations.plain_text import one_line, plain

DATA_NAME: Final = "marks.csv"
PACKAGE_NAME: Final = "datapackage.json"
"""The name that the standard demands."""

MICROSECOND: Final = Fraction(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: str
    description: str
    cell: Callable[[MarkRow], str]
    unit: str | None = None
    constraints: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class DataPackage:
    """Both files, to be written side by side, the second as ``PACKAGE_NAME``."""

    data: bytes
    package: bytes


def _time(at: Fraction) -> str:
    whole, part = divmod(rounded(at, MICROSECOND), 1_000_000)
    return f"{whole}.{part:06}"


def _name(row: MarkRow, language: str) -> str:
    return plain(row.principle.name.in_language(language)) if row.principle else ""


_MARKS: Final = (MOMENT, *(kind.value for kind in TurnKind), PRINCIPLE)
_NEEDED: Final[Mapping[str, object]] = {"required": True}
_TIME: Final[Mapping[str, object]] = {"required": True, "minimum": 0}
_FROM: Final = "seconds from the film's first frame"

COLUMNS: Final = (
    _Column("id", "string", "the line", lambda row: row.id, None, {"required": True, "unique": True}),
    _Column("moment", "integer", "the moment's number in the film", lambda row: str(row.number), None, _NEEDED),
    _Column("mark", "string", "what the line is", lambda row: row.mark, None, {"required": True, "enum": _MARKS}),
    _Column("begin", "number", f"begin, {_FROM}", lambda row: _time(row.begin), "s", _TIME),
    _Column("end", "number", f"end, {_FROM}; not part of it", lambda row: _time(row.end), "s", _TIME),
    _Column(
        "key",
        "number",
        f"begin of a moment's key frame, {_FROM}",
        lambda row: _time(row.moment.key) if row.moment else "",
        "s",
        {"minimum": 0},
    ),
    _Column("person", "string", "whose turn it is", lambda row: plain(row.person)),
    _Column(
        "role",
        "string",
        "that person's role in the case",
        lambda row: row.role.value if row.role else "",
        None,
        {"enum": tuple(role.value for role in Role)},
    ),
    _Column("words", "string", "a moment's title, or words on a turn", lambda row: plain(row.words)),
    _Column("note", "string", "why a moment was chosen", lambda row: plain(row.moment.note) if row.moment else ""),
    _Column(
        "question",
        "string",
        "to be asked when a moment is seen together",
        lambda row: plain(row.moment.question) if row.moment else "",
    ),
    _Column(
        "starred",
        "boolean",
        "whether a moment is to be seen together",
        lambda row: ("true" if row.moment.starred else "false") if row.moment else "",
    ),
    _Column("principle", "string", "pack.version.item", lambda row: row.principle.id if row.principle else ""),
    *(
        _Column(f"principle_{code}", "string", f"its name ({code})", partial(_name, language=code))
        for code in ("fi", "sv", "en")
    ),
)


def write_data_package(film: MarkedFilm, data_name: str = DATA_NAME) -> DataPackage:
    """The table of a film and its description, in which the table's file is called ``data_name``."""
    text = StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([one.name for one in COLUMNS])
    table.writerows([one.cell(row) for one in COLUMNS] for row in mark_rows(film))
    data = text.getvalue().encode()
    package = {
        "profile": "tabular-data-package",
        "name": film.id,
        "title": one_line(film.name) or film.id,
        "resources": [_resource(data, data_name)],
    }
    return DataPackage(data, msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n")


def data_package_losses(film: MarkedFilm) -> tuple[Loss, ...]:
    """What the table does not hold: times finer than a microsecond."""
    return losses(film, (), MICROSECOND)


def _resource(data: bytes, data_name: str) -> Mapping[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": "marks",
        "path": data_name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": [_field(one) for one in COLUMNS], "primaryKey": ["id"], "missingValues": [""]},
    }


def _field(column: _Column) -> Mapping[str, object]:
    field: dict[str, object] = {"name": column.name, "type": column.type, "description": column.description}
    if column.unit:
        field["unit"] = column.unit
    if column.constraints:
        field["constraints"] = column.constraints
    return field
