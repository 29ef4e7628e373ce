"""BORIS projects read: our own, those of BORIS's tests, the odd and the hostile."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.annotations.sample_films import EMPTY, FIRST, SAMPLE, marked_films
from tests.shared_material import SHARED, needs_shared
from vigtool.exchange.annotations.boris_reading import MOST_PROJECT_BYTES, boris_observations, read_boris
from vigtool.exchange.annotations.boris_writing import write_boris
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.marked_film import FoundMark, MarkedFilm, rounded
from vigtool.exchange.annotations.plain_text import plain


def _unfit(data: bytes, observation: str | None = None) -> Unfit:
    with pytest.raises(FileUnfit) as caught:
        read_boris(data, observation)
    assert caught.value.format == "boris"
    return caught.value.why


def _project(*events: list[Any], **more: object) -> bytes:
    observation = {"events": events, "file": {"1": ["a.mp4"]}, **more}
    return json.dumps(
        {
            "project_format_version": "7.0",
            "behaviors_conf": {
                "0": {"code": "s", "type": "State event", "modifiers": ""},
                "1": {"code": "m", "type": "State event with coding map", "modifiers": {"0": {"name": " set "}}},
                "2": {"code": "p", "type": "Point event"},
            },
            "observations": {"one": observation},
        }
    ).encode()


@needs_shared
def test_the_states_and_points_of_a_project_opened_in_boris_are_found() -> None:
    found = read_boris((SHARED / "exchange" / "boris10__vig_demo.boris").read_bytes())
    assert not found.left_out
    assert len(found.marks) == 18
    assert found.marks[0] == FoundMark(Fraction(1), Fraction(12, 5), kind="attuned", person="child")
    assert found.marks[1] == FoundMark(Fraction(4), None, "comment 1", kind="initiative", person="parent")


@needs_shared
def test_each_observation_of_an_older_project_is_read_alone() -> None:
    data = (SHARED / "exchange" / "boris__test.boris").read_bytes()
    project = json.loads(data)
    assert boris_observations(data) == tuple(project["observations"])
    found = read_boris(data, "observation #1")
    assert found.marks[0] == FoundMark(Fraction(33, 10), Fraction(31, 4), kind="s", person="subject1")
    assert [one.person for one in found.marks] == ["subject1"] * 3 + ["subject2"]
    assert found.left_out == {"observations": len(project["observations"]) - 1}
    for name, one in project["observations"].items():
        marks = read_boris(data, name)
        pairs = sum(mark.end is not None for mark in marks.marks)
        assert len(one["events"]) == len(marks.marks) + pairs, name
    assert read_boris(data).marks == read_boris(data, "offset positif").marks
    assert _unfit(data, "not there") is Unfit.NO_TIMES


@needs_shared
def test_modifiers_come_with_the_names_of_their_sets_and_without_space() -> None:
    data = (SHARED / "exchange" / "boris__test_with_leading_trailing_spaces_in_modifiers.boris").read_bytes()
    assert [one.title for one in read_boris(data).marks] == [
        "test 1: a, test 2: c",
        "test 1: a",
        "test 2: 111",
        "test 2: c",
    ]


@needs_shared
def test_files_of_other_kinds_are_refused() -> None:
    for path in sorted((SHARED / "exchange").iterdir()):
        if path.suffix not in {".boris", ".md"}:
            assert _unfit(path.read_bytes()) in {Unfit.NOT_THIS_FORMAT, Unfit.NOT_TEXT}, path.name


@settings(max_examples=40)
@given(marked_films())
def test_moments_come_back_with_words_and_key_frame(film: MarkedFilm) -> None:
    found = read_boris(write_boris(film, "fi"))
    moments = [one for one in found.marks if one.kind == "moment"]
    assert sorted(
        (rounded(one.begin), one.title, one.note, one.key is not None and rounded(one.key)) for one in moments
    ) == sorted((rounded(one.begin), plain(one.title), plain(one.note), rounded(one.key)) for one in film.moments)
    assert not found.left_out


@settings(max_examples=40)
@given(marked_films())
def test_turns_come_back_with_person_kind_and_words(film: MarkedFilm) -> None:
    kinds = {"initiative", "reception", "response", "own"}
    found = [one for one in read_boris(write_boris(film, "fi")).marks if one.kind in kinds]
    turns = [turn for one in film.moments for turn in one.turns]
    assert sorted(
        (rounded(one.begin), rounded(one.end or one.begin), one.person, one.kind, one.title) for one in found
    ) == sorted(
        (rounded(one.begin), rounded(one.end), film.name_of(one.person), one.kind.value, plain(one.words))
        for one in turns
    )


def test_moments_that_overlap_stay_apart() -> None:
    later = replace(FIRST, begin=FIRST.begin + 1, end=FIRST.end + 1, key=FIRST.key + 1, turns=(), title="later")
    found = read_boris(write_boris(replace(SAMPLE, moments=(FIRST, later)), "fi")).marks
    lengths = [rounded((one.end or one.begin) - one.begin) for one in found if one.kind == "moment"]
    assert lengths == [4338, 4338]


def test_a_project_without_events_has_no_marks() -> None:
    assert read_boris(write_boris(EMPTY, "fi")).marks == ()
    assert read_boris(b'{"behaviors_conf": {}, "observations": {}}').marks == ()


def test_states_end_at_the_next_event_of_their_subject_behaviour_and_modifiers() -> None:
    found = read_boris(
        _project(
            [9.25, "", "s", "", "late"],
            [1.5, "a", "m", "x", "begin"],
            [2, "a", "m", "y", ""],
            [3, "b", "m", "x", ""],
            [4, "a", "m", "x", "end", "NA", "more"],
            [5, "No focal subject", "p", "None", ""],
            [None, "", "p", "", ""],
            [6, "", "unknown", "1", ""],
        )
    )
    assert found.marks == (
        FoundMark(Fraction(3, 2), Fraction(4), "set: x; begin", "end", "m", "a"),
        FoundMark(Fraction(2), None, "set: y", "", "m", "a"),
        FoundMark(Fraction(3), None, "set: x", "", "m", "b"),
        FoundMark(Fraction(5), None, "", "", "p"),
        FoundMark(Fraction(6), None, "1", "", "unknown"),
        FoundMark(Fraction(37, 4), None, "late", "", "s"),
    )
    assert found.left_out == {"UNPAIRED": 3, "events without time": 1}


def test_the_time_offset_is_taken_off_and_further_films_are_counted() -> None:
    data = _project([12.345, "", "p", "", ""], **{"time offset": 10.1, "file": {"1": ["a", "b"], "2": ["c"]}})
    found = read_boris(data)
    assert found.marks == (FoundMark(Fraction(2245, 1000), None, kind="p"),)
    assert found.left_out == {"file": 2}


def test_times_are_the_decimal_numbers_of_the_file() -> None:
    assert read_boris(_project([0.1, "", "p", "", ""])).marks[0].begin == Fraction(1, 10)
    many = _project([1, "", "p", "", ""]).replace(b"[1,", b"[1.00000000000000000000000001,")
    assert read_boris(many).marks[0].begin == 1 + Fraction(1, 10**26)


@pytest.mark.parametrize("time", [b"-1", b"1e999999999", b"1e10", b"1e-999999999", b"0." + b"1" * 100_000, b"9" * 5000])
def test_a_time_that_is_none_is_refused(time: bytes) -> None:
    assert _unfit(_project([123, "", "p", "", ""]).replace(b"123", time)) is Unfit.BAD_TIME


def test_an_event_before_the_film_is_refused() -> None:
    assert _unfit(_project([1, "", "p", "", ""], **{"time offset": 2})) is Unfit.BAD_TIME


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unfit.NOT_THIS_FORMAT),
        (b"{}", Unfit.NOT_THIS_FORMAT),
        (b"[]", Unfit.NOT_THIS_FORMAT),
        (write_boris(SAMPLE, "fi")[:-20], Unfit.NOT_THIS_FORMAT),
        (_project(["1", "", "p", "", ""], ["x"]), Unfit.NOT_THIS_FORMAT),
        (_project([float("nan"), "", "p", "", ""]), Unfit.NOT_THIS_FORMAT),
        (b"\x1f\x8b\x08\x00 a packed project", Unfit.NOT_TEXT),
        (write_boris(SAMPLE, "fi").decode().encode("utf-16"), Unfit.NOT_TEXT),
        (_project().replace(b'"7.0"', b'"8.0"'), Unfit.NEWER),
        (_project().replace(b'"7.0"', b'"' + b"9" * 5000 + b'"'), Unfit.NEWER),
        (b'{"a":' * 100_000, Unfit.TOO_DEEP),
        (b" " * (MOST_PROJECT_BYTES + 1), Unfit.TOO_LARGE),
        (_project(*[[1, "", "p"]] * (2 * MOST_MARKS + 1)), Unfit.TOO_LARGE),
    ],
    ids=["empty", "bare", "list", "torn", "short", "nan", "gz", "utf-16", "8", "long", "deep", "large", "many"],
)
def test_what_is_no_project_is_refused(data: bytes, why: Unfit) -> None:
    assert _unfit(data) is why


@given(st.binary(max_size=200))
def test_anything_is_refused(data: bytes) -> None:
    assert _unfit(data) in Unfit
