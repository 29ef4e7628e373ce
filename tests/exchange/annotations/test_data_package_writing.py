"""The data package, read by Python's ``csv`` and ``json`` as its own description says, and against the standard."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from hypothesis import given, settings

from tests.exchange.annotations.sample_films import EMPTY, FIRST, HARD_TEXT, LATE, SAMPLE, TURNING, marked_films
from vigtool.exchange.annotations.data_package_writing import (
    DATA_NAME,
    PACKAGE_NAME,
    data_package_losses,
    write_data_package,
)
from vigtool.exchange.annotations.marked_film import MarkedFilm
from vigtool.exchange.annotations.plain_text import plain

TYPES: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": lambda cell: {"true": True, "false": False}[cell],
}


def _read(film: MarkedFilm) -> list[dict[str, Any]]:
    """The lines with the types that the description gives them, its constraints checked as Table Schema says."""
    written = write_data_package(film)
    (resource,) = json.loads(written.package)["resources"]
    assert (resource["bytes"], resource["hash"]) == (len(written.data), f"sha256:{sha256(written.data).hexdigest()}")
    dialect, schema = resource["dialect"], resource["schema"]
    text = written.data.decode(resource["encoding"])
    header, *lines = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect["delimiter"],
        quotechar=dialect["quoteChar"],
        doublequote=dialect["doubleQuote"],
    )
    assert header == [field["name"] for field in schema["fields"]]
    rows = [
        {
            field["name"]: _typed(field, cell, schema["missingValues"])
            for field, cell in zip(schema["fields"], line, strict=True)
        }
        for line in lines
    ]
    keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys)
    return rows


def _typed(field: dict[str, Any], cell: str, missing: list[str]) -> object:
    rules = field.get("constraints", {})
    if cell in missing:
        assert not rules.get("required")
        return None
    value: Any = TYPES[field["type"]](cell)
    assert value in rules.get("enum", [value])
    assert value >= rules.get("minimum", value)
    return value


def test_the_description_has_what_the_standard_demands() -> None:
    package = json.loads(write_data_package(SAMPLE).package)
    assert package["profile"] == "tabular-data-package"
    (resource,) = package["resources"]
    assert resource["profile"] == "tabular-data-resource"
    assert (resource["path"], PACKAGE_NAME) == (DATA_NAME, "datapackage.json")
    assert all(re.fullmatch(r"[-a-z0-9._/]+", one["name"]) for one in (package, resource))
    assert resource["dialect"]["lineTerminator"] == "\r\n"
    names = [field["name"] for field in resource["schema"]["fields"]]
    assert len(names) == len(set(names))
    assert {field["name"] for field in resource["schema"]["fields"] if field.get("unit") == "s"} == {
        "begin",
        "end",
        "key",
    }
    assert json.loads(write_data_package(replace(SAMPLE, name="\n")).package)["title"] == "f1mf1mf1mf1m"


def test_moments_turns_and_principles_have_lines_of_their_own() -> None:
    rows = _read(replace(SAMPLE, moments=(FIRST, LATE)))
    assert rows[0] == {
        "id": "m0mentm0ment",
        "moment": 1,
        "mark": "moment",
        "begin": Decimal("4.004000"),
        "end": Decimal("8.341667"),
        "key": Decimal("4.437767"),
        "person": None,
        "role": None,
        "words": FIRST.title,
        "note": FIRST.note,
        "question": FIRST.question,
        "starred": True,
        "principle": None,
        "principle_fi": None,
        "principle_sv": None,
        "principle_en": None,
    }
    assert (rows[2]["mark"], rows[2]["person"], rows[2]["role"]) == ("reception", "Parent 2", "parent")
    assert rows[5]["principle"] == TURNING.id
    assert [rows[5][f"principle_{code}"] for code in ("fi", "sv", "en")] == [
        TURNING.name.fi,
        TURNING.name.sv,
        TURNING.name.en,
    ]
    assert [one["starred"] for one in rows if one["mark"] == "moment"] == [True, False]
    assert rows[-1]["id"] == LATE.id


def test_data_are_not_changed_for_spreadsheets() -> None:
    assert HARD_TEXT in {one["words"] for one in _read(SAMPLE)}
    formula = replace(LATE, title="=1+1")
    assert _read(replace(SAMPLE, moments=(formula,)))[0]["words"] == "=1+1"
    assert not write_data_package(SAMPLE).data.startswith(b"\xef\xbb\xbf")


def test_an_empty_film_is_a_header() -> None:
    assert _read(EMPTY) == []
    assert write_data_package(EMPTY).data.endswith(b"principle_en\r\n")


@settings(max_examples=40)
@given(marked_films())
def test_any_film_is_read_with_its_types_and_times_to_half_a_microsecond(film: MarkedFilm) -> None:
    rows = iter(_read(film))
    for number, moment in enumerate(film.moments, 1):
        marks = [(moment.begin, moment.end, moment.title)]
        marks += [(one.begin, one.end, one.words) for one in moment.turns]
        marks += [(moment.begin, moment.end, "")] * len(moment.principles)
        for begin, end, words in marks:
            row = next(rows)
            assert row["moment"] == number
            assert abs(Fraction(row["begin"]) - begin) <= Fraction(1, 2_000_000)
            assert abs(Fraction(row["end"]) - end) <= Fraction(1, 2_000_000)
            assert (row["words"] or "") == plain(words)
    assert next(rows, None) is None


def test_only_times_are_lost_and_the_bytes_are_the_same_each_time() -> None:
    assert data_package_losses(replace(SAMPLE, moments=(LATE,))) == ()
    assert [one.what for one in data_package_losses(SAMPLE)] == ["times"]
    assert write_data_package(SAMPLE) == write_data_package(replace(SAMPLE))
