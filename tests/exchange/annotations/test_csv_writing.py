"""The table for people, read by Python's ``csv`` as a spreadsheet set to Finnish reads it."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.annotations.sample_films import EMPTY, FIRST, HARD_TEXT, LATE, SAMPLE, TOUCHING, marked_films
from vigtool.exchange.annotations.csv_writing import COLUMNS, MARKS, csv_losses, safe, write_csv
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm
from vigtool.exchange.annotations.plain_text import plain


def _rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_moment_its_turns_and_principles_stand_in_lines() -> None:
    rows = _rows(write_csv(replace(SAMPLE, moments=(FIRST, LATE)), "fi"))
    assert rows[0][:5] == ["Hetki nro", "Merkintä", "Kuka", "Alkaa (t:min:s)", "Alkaa (s)"]
    assert rows[1] == [
        "1",
        "Hetki",
        "",
        "0:00:04",
        "4,004",
        "8,342",
        "4,338",
        "4,438",
        "Katse ja hymy",
        FIRST.note,
        FIRST.question,
        "kyllä",
    ]
    assert rows[2] == [
        "1",
        "Aloite",
        "Child 1",
        "0:00:04",
        "4,004",
        "5,339",
        "1,335",
        "",
        "holds up the block",
        "",
        "",
        "",
    ]
    assert rows[3][4:7] == ["5,172", "6,673", "1,501"]
    assert [row[1] for row in rows[3:]] == ["Vastaanottaminen", "Vastaus", "Muu vuoro", "Periaate", "Periaate", "Hetki"]
    assert [row[8] for row in rows[6:8]] == ["Kääntyminen kohti", "Tauko"]
    assert rows[-1][3:8] == ["1:02:05", "3725,000", "3729,000", "4,000", "3726,000"]


def test_headings_and_words_are_in_the_language() -> None:
    for language in ("fi", "sv", "en"):
        rows = _rows(write_csv(SAMPLE, language))
        assert rows[0] == [name.in_language(language) for name, _ in COLUMNS]
        assert {row[1] for row in rows[1:]} == {one.in_language(language) for one in MARKS.values()}
    with pytest.raises(ValueError, match="xx"):
        write_csv(SAMPLE, "xx")


def test_a_principle_without_a_name_is_called_by_its_id() -> None:
    assert "strange.1.lost-words" in {row[8] for row in _rows(write_csv(SAMPLE, "fi"))}


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "\nx", "=cmd|' /C calc'!A0"),
        *("\uff1d1", " =1", "\u200b=1", "\u200f+1", "\ufeff@x", "\x00=1", "\x1f-1", "\u2028=1"),
    ],
)
def test_what_somebody_wrote_is_no_formula(text: str) -> None:
    moment = replace(TOUCHING, title=text, note=text, question=text)
    person = replace(SAMPLE.people[0], name=text)
    row, turn = _rows(
        write_csv(replace(SAMPLE, people=(person,), moments=(replace(moment, turns=FIRST.turns[:1]),)), "fi")
    )[1:]
    for cell in (row[8], row[9], row[10], turn[2]):
        assert cell == "'" + plain(text)


@pytest.mark.parametrize("text", ["", "a=b", "äiti", "1-2", "'", HARD_TEXT, "😀"])
def test_other_words_stand_as_they_are(text: str) -> None:
    assert safe(text) == text


@given(st.text())
def test_no_text_begins_as_a_formula_does(text: str) -> None:
    assert not safe(text).lstrip(" \u200b\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe(text).removeprefix("'") in {plain(text), plain(text).removeprefix("'")}


@settings(max_examples=40)
@given(marked_films())
def test_any_film_has_a_line_for_each_mark_with_every_cell(film: MarkedFilm) -> None:
    rows = _rows(write_csv(film, "sv"))
    assert len(rows) == 1 + sum(1 + len(one.turns) + len(one.principles) for one in film.moments)
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_lines_end_as_spreadsheets_wish_and_bytes_are_the_same_each_time() -> None:
    data = write_csv(EMPTY, "en")
    assert data.endswith(b"Star\r\n")
    assert data.count(b"\n") == 1
    assert write_csv(SAMPLE, "fi") == write_csv(replace(SAMPLE), "fi")


def test_only_times_are_lost() -> None:
    assert [one.what for one in csv_losses(SAMPLE)] == ["times"]
    assert csv_losses(replace(SAMPLE, moments=(TOUCHING,))) == (Loss("times", 1),)
    assert csv_losses(EMPTY) == ()
