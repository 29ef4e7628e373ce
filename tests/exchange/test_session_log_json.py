import traceback
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.sample_log import EMPTY, EVENING, FIRST, FULL
from vigtool.domain.identifiers import CaseId
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument
from vigtool.exchange.field_types import LoggedTime
from vigtool.exchange.session_log import LoggedTurn, SessionLog, from_json, to_json

TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WHOLE = to_json(FULL)


@given(TYPED, TYPED, TYPED, st.fractions(min_value=0, max_value=10**5))
def test_what_is_written_is_read_back_the_same(question: str, note: str, words: str, start: Fraction) -> None:
    moment = replace(FIRST, note=note, start=LoggedTime.of(start))
    log = replace(FULL, question=question, words=words, moments=(moment,))
    assert from_json(to_json(log)) == log


def test_an_empty_log_is_a_log() -> None:
    assert from_json(to_json(EMPTY)) == EMPTY


def test_the_file_is_readable_text_with_its_fields_in_order() -> None:
    lines = WHOLE.decode("utf-8").splitlines()
    assert lines[:3] == ["{", '  "format": "vigtool-session-log",', '  "version": 4,']
    top = [line.split('"')[1] for line in lines if line.startswith('  "')]
    assert top == list(SessionLog.__dataclass_fields__)
    assert WHOLE.endswith(b"}\n")


MISTAKES = {
    "no JSON": (WHOLE[:-3], "$"),
    "empty": (b"", "$"),
    "no UTF-8": (WHOLE.replace(b"bedtime", b"bed\xfftime"), "$"),
    "bottomless": (b"[" * 200_000, "$"),
    "another format": (WHOLE.replace(b"vigtool-session-log", b"other-session-log"), "$.format"),
    "a name for a role": (WHOLE.replace(b'"role": "parent"', b'"role": "Aino"', 1), "$.present[0].role"),
    "a name for an id": (WHOLE.replace(b'"case0case0ca"', b'"Aino Esimerkki"'), "$.case"),
    "a field too many": (WHOLE.replace(b'"number": 2', b'"number": 2, "name": "Aino"', 1), "$"),
    "a field too few": (WHOLE.replace(b'  "words": "I did', b'  "w": "I did'), "$"),
    "a default left out": (WHOLE.replace(b'  "version": 4,\n', b""), "$"),
    "a time without a zone": (WHOLE.replace(b"15:30:12Z", b"15:30:12"), "$.made_at"),
    "two times that differ": (WHOLE.replace(b'"decimal": "4.004"', b'"decimal": "4.005"'), "$.moments[0].start"),
    "a key frame outside": (WHOLE.replace(b'"key_frame": 133', b'"key_frame": 250', 1), "$.moments[0]"),
    "a picture of elsewhere": (WHOLE.replace(b'  "frame": 133,', b'  "frame": 250,', 1), "$.moments[0]"),
    "a turn without frames": (WHOLE.replace(b'"end_frame": 160', b'"end_frame": 120', 1), "$.moments[0].turns[0]"),
    "some frames known": (WHOLE.replace(b'"key_frame": 133', b'"key_frame": null', 1), "$.moments[0]"),
    "a turn half known": (WHOLE.replace(b'"end_frame": 160', b'"end_frame": null', 1), "$.moments[0].turns[0]"),
    "a number as text": (WHOLE.replace(b'"seq": 61', b'"seq": "61"'), "$.journal.seq"),
    "a digest cut short": (WHOLE.replace(b"ab" * 32, b"ab" * 31), "$.exported[0].sha256"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "where"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_by_its_place_and_not_quoted(data: bytes, where: str) -> None:
    assert data != WHOLE
    with pytest.raises(UnreadableDocument) as caught:
        from_json(data)
    assert caught.value.document == "vigtool-session-log"
    assert caught.value.where == where
    assert "Aino" not in "".join(traceback.format_exception(caught.value))


def test_a_later_version_says_so() -> None:
    with pytest.raises(UnknownVersion) as caught:
        from_json(WHOLE.replace(b'"version": 4', b'"version": 5', 1))
    assert (caught.value.document, caught.value.version) == ("vigtool-session-log", 5)


SINCE_3 = ("cycle", "heard", "agreed", "next_on", "closing")
OLDER = replace(
    FULL,
    cycle=None,
    heard=(),
    agreed="",
    next_on=None,
    closing="",
    moments=tuple(replace(one, picture=None) for one in FULL.moments),
    exported=tuple(replace(one, to=(), masked=()) for one in FULL.exported),
)


def _of_version_3(data: bytes) -> dict[str, Any]:
    log: dict[str, Any] = msgspec.json.decode(data)
    for moment in log["moments"]:
        del moment["picture"]
    return log | {"version": 3}


def _of_version_2(data: bytes) -> dict[str, Any]:
    log = _of_version_3(data)
    for field in SINCE_3:
        del log[field]
    for gone in log["exported"]:
        del gone["to"], gone["masked"]
    return log | {"version": 2}


def _of_version_1(data: bytes) -> dict[str, Any]:
    log = _of_version_2(data)
    for moment in log["moments"]:
        del moment["principles"]
    return log | {"version": 1}


def test_a_log_of_the_third_version_is_read_as_one_without_pictures() -> None:
    assert from_json(msgspec.json.encode(_of_version_3(WHOLE))) == replace(FULL, moments=OLDER.moments)
    assert from_json(msgspec.json.encode(_of_version_3(to_json(EMPTY)))) == EMPTY


def test_the_third_version_is_read_as_strictly_as_this_one() -> None:
    old, whole = _of_version_3(WHOLE), msgspec.json.decode(WHOLE)
    for strange in (old | {"moments": [7]}, old | {"name": "Aino"}, old | {"moments": whole["moments"]}):
        with pytest.raises((UnreadableDocument, UnknownVersion)):
            from_json(msgspec.json.encode(strange))


def test_a_log_of_the_second_version_is_read_as_one_that_says_no_more() -> None:
    assert from_json(msgspec.json.encode(_of_version_2(WHOLE))) == OLDER
    assert from_json(msgspec.json.encode(_of_version_2(to_json(EMPTY)))) == EMPTY


def test_the_second_version_is_read_as_strictly_as_this_one() -> None:
    old = _of_version_2(WHOLE)
    whole = msgspec.json.decode(WHOLE)
    for strange in (old | {"cycle": 1}, old | {"exported": [7]}, old | {"words": 7}, whole | {"version": 2}):
        with pytest.raises((UnreadableDocument, UnknownVersion)):
            from_json(msgspec.json.encode(strange))


def test_a_log_of_the_first_version_is_read_as_one_without_principles() -> None:
    moments = tuple(replace(one, principles=()) for one in OLDER.moments)
    assert from_json(msgspec.json.encode(_of_version_1(WHOLE))) == replace(OLDER, moments=moments)
    assert from_json(msgspec.json.encode(_of_version_1(to_json(EMPTY)))) == EMPTY


def test_the_first_version_is_read_as_strictly_as_this_one() -> None:
    old = _of_version_1(WHOLE)
    with pytest.raises(UnreadableDocument) as caught:
        from_json(msgspec.json.encode(old | {"words": 7}))
    assert caught.value.where == "$.words"
    for strange in (old | {"moments": [7]}, old | {"name": "Aino"}, msgspec.json.decode(WHOLE) | {"version": 1}):
        with pytest.raises((UnreadableDocument, UnknownVersion)):
            from_json(msgspec.json.encode(strange))


UNWRITABLE = {
    "a naive time": replace(FULL, made_at=datetime(2026, 11, 22)),  # noqa: DTZ001 - the mistake that is tried
    "a wrong id": replace(FULL, case=CaseId("../etc")),
    "half a pair": replace(FULL, words="\ud83d"),
}


@pytest.mark.parametrize("log", UNWRITABLE.values(), ids=UNWRITABLE)
def test_no_file_is_made_that_could_not_be_read(log: SessionLog) -> None:
    with pytest.raises(UnreadableDocument):
        to_json(log)


def test_other_programs_may_lay_the_same_log_out_as_they_like() -> None:
    assert from_json(msgspec.json.format(WHOLE, indent=0)) == FULL


@pytest.mark.parametrize(
    ("seconds", "exact", "decimal"),
    [
        (Fraction(0), "0/1", "0.000"),
        (Fraction(1001, 30_000), "1001/30000", "0.033"),
        (Fraction(1, 2000), "1/2000", "0.000"),
        (Fraction(3, 2000), "3/2000", "0.002"),
        (Fraction(19_999, 10_000), "19999/10000", "2.000"),
        (Fraction(7200), "7200/1", "7200.000"),
    ],
)
def test_a_time_is_written_exactly_and_rounded(seconds: Fraction, exact: str, decimal: str) -> None:
    assert LoggedTime.of(seconds) == LoggedTime(exact, decimal)


def test_frames_that_make_no_moment_or_turn_are_refused() -> None:
    with pytest.raises(ValueError, match="250"):
        replace(FIRST, key_frame=250)
    with pytest.raises(ValueError, match="9"):
        LoggedTurn(FIRST.turns[0].who, FIRST.turns[0].kind, 9, 9, "")


def test_a_picture_needs_a_moment_whose_frames_are_known() -> None:
    gone = replace(FIRST, picture=None, first_frame=None, end_frame=None, key_frame=None, start=None, end=None)
    with pytest.raises(ValueError, match="None"):
        replace(gone, picture=FIRST.picture)


def test_the_time_zone_of_the_session_stays() -> None:
    assert from_json(WHOLE).held_at.utcoffset() == EVENING.utcoffset()
