"""The comparison as data and as a table, on the case with known differences."""

import csv
from datetime import UTC, datetime

import msgspec
import pytest

from tests.known_comparison import MATCHED, RECORDING, TIMES, A, B
from vigtool.domain.agreement import Agreement, Estimate
from vigtool.domain.comparing import LEAST_OVERLAP, compare
from vigtool.exchange.comparison import ComparedFilm, ComparisonDocument, Seen, Side, document_of, from_json, to_json
from vigtool.exchange.comparison_table import write_csv
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument

NOTHING = Agreement((Estimate(None),) * 5, Estimate(None), Estimate(None), 0)
RECORDING_ID = type(RECORDING)("f0mf0mf0mf0m")


def document(agreement: Agreement | None = None) -> ComparisonDocument:
    film = ComparedFilm(RECORDING_ID, TIMES, compare(A, B, TIMES), agreement)
    made_at = datetime(2026, 3, 9, 18, tzinfo=UTC)
    return document_of([film], (Side.TRAINEE, Side.SUPERVISOR), LEAST_OVERLAP, "abcdefghjkmn", made_at)


def name_of(seen: Seen) -> str:
    return f"={seen.principle}"


def rows(language: str) -> list[list[str]]:
    text = write_csv(document(), language, name_of).decode("utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";"))


def test_the_known_case_stands_in_the_data_with_its_figures() -> None:
    (film,) = document().films
    found = [(one.begins, one.ends, one.key, len(one.same), len(one.only_a), len(one.only_b)) for one in film.both]
    assert found == [figures[2:] for figures in MATCHED]
    assert [(one.place.number, one.touching) for one in film.only_a] == [(8, ())]
    assert [(one.place.number, one.touching) for one in film.only_b] == [(6, (5,)), (9, ())]
    assert (film.both[0].a.begin, film.both[0].a.end) == ("3993/1000", "6/1")


@pytest.mark.parametrize("agreement", [None, NOTHING])
def test_what_is_written_is_read_again(agreement: Agreement | None) -> None:
    made = document(agreement)
    assert from_json(to_json(made)) == made


def test_another_version_and_a_changed_form_are_refused() -> None:
    plain = msgspec.json.decode(to_json(document()))
    with pytest.raises(UnknownVersion):
        from_json(msgspec.json.encode(plain | {"version": 2}))
    with pytest.raises(UnreadableDocument):
        from_json(msgspec.json.encode(plain | {"score": 1}))


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("fi", "työnohjaaja alkaa myöhemmin (ruutua)"),
        ("sv", "arbetshandledaren börjar senare (rutor)"),
        ("en", "supervisor begins later (frames)"),
    ],
)
def test_the_table_has_a_row_for_each_in_the_order_of_time(language: str, begins: str) -> None:
    head, *body = rows(language)
    assert head[14] == begins
    assert len(body) == 10
    assert {len(row) for row in (head, *body)} == {20}
    at = [int(row[5] or row[11]) for row in body]
    assert at == sorted(at)


def test_the_table_says_what_differs() -> None:
    _, *body = rows("en")
    assert body[1][2:17] == [
        *("2", "7,993", "9,993", "200", "249", "220"),
        *("2", "8,193", "10,200", "205", "254", "225"),
        *("5", "5", "5"),
    ]
    assert body[4][1:8] == ["both", "5", "19,993", "24,000", "500", "599", "540"]
    assert body[5][1:14] == ["supervisor", *[""] * 6, "6", "22,393", "24,000", "560", "599", "560"]
    assert body[3][17:] == ["", "'=2a", "'=3a"]


def test_a_name_becomes_no_formula() -> None:
    _, first, *_ = rows("en")
    assert first[17] == "'=3a"
