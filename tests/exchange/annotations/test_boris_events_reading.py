"""BORIS's exported events read: our own, those of its old and new versions, the odd and the hostile."""

import csv
import io
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.annotations.sample_films import EMPTY, SAMPLE, marked_films
from tests.shared_material import SHARED, needs_shared
from vigtool.exchange.annotations.boris_events_reading import read_boris_events
from vigtool.exchange.annotations.boris_events_writing import write_boris_events
from vigtool.exchange.annotations.boris_reading import read_boris
from vigtool.exchange.annotations.boris_tables import MOST_EVENT_BYTES
from vigtool.exchange.annotations.boris_writing import write_boris
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.marked_film import FoundMark, MarkedFilm

OLD = "boris__test_export_aggregated_events_test_full_1.tsv"
NEW = "boris10__vig_demo_aggregated.csv"
TABULAR = "boris__test_export_events_tabular.tsv"
LINE: Mapping[str, str] = {
    "Observation id": "one",
    "Subject": "a",
    "Behavior": "s",
    "Behavior type": "STATE",
    "Start (s)": "1.5",
    "Stop (s)": "2",
}


def _shared(name: str) -> bytes:
    return (SHARED / "exchange" / name).read_bytes()


def _table(*lines: Mapping[str, str], delimiter: str = ",") -> bytes:
    columns = list(dict.fromkeys(name for line in (LINE, *lines) for name in line))
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, columns, delimiter=delimiter)
    table.writeheader()
    table.writerows({**LINE, **line} for line in lines)
    return text.getvalue().encode()


def _unfit(data: bytes, observation: str | None = None) -> tuple[Unfit, int | None]:
    with pytest.raises(FileUnfit) as caught:
        read_boris_events(data, observation)
    assert caught.value.format == "boris"
    return caught.value.why, caught.value.line


@needs_shared
def test_the_project_and_what_boris_made_of_it_hold_the_same_marks() -> None:
    ours = read_boris(_shared("boris10__vig_demo.boris"))
    theirs = read_boris_events(_shared(NEW))
    assert ours.marks == theirs.marks
    assert len(theirs.marks) == 18
    assert not theirs.left_out


@needs_shared
def test_the_older_columns_are_read_as_the_project_they_are_of() -> None:
    ours = read_boris(_shared("boris__test.boris"), "observation #2")
    theirs = read_boris_events(_shared(OLD))
    assert ours.marks == theirs.marks
    assert len(theirs.marks) > 10


@needs_shared
def test_tabular_events_are_read_as_the_project_they_are_of() -> None:
    ours = read_boris(_shared("boris__test.boris"), "observation #1")
    assert read_boris_events(_shared(TABULAR)).marks == ours.marks
    assert _unfit(_shared(TABULAR), "another") == (Unfit.NO_TIMES, None)


@needs_shared
def test_files_of_other_kinds_are_refused() -> None:
    for path in sorted((SHARED / "exchange").iterdir()):
        if path.name not in {OLD, NEW, TABULAR}:
            assert _unfit(path.read_bytes())[0] in {Unfit.NOT_THIS_FORMAT, Unfit.NOT_TEXT}, path.name


@settings(max_examples=40)
@given(marked_films(), st.sampled_from([",", "\t", ";"]))
def test_our_events_and_our_project_are_read_alike(film: MarkedFilm, delimiter: str) -> None:
    events = read_boris_events(write_boris_events(film, "fi", delimiter))
    assert events.marks == read_boris(write_boris(film, "fi")).marks
    assert not events.left_out


def test_an_export_without_events_has_no_marks() -> None:
    assert read_boris_events(write_boris_events(EMPTY, "fi")).marks == ()


def test_only_the_lines_of_one_observation_are_read() -> None:
    data = _table(LINE, {**LINE, "Observation id": "two", "Start (s)": "0"}, {**LINE, "Behavior": "t"})
    assert [one.kind for one in read_boris_events(data).marks] == ["s", "t"]
    assert read_boris_events(data).left_out == {"events of other observations": 1}
    assert [one.begin for one in read_boris_events(data, "two").marks] == [Fraction(0)]
    assert _unfit(data, "three") == (Unfit.NO_TIMES, None)


def test_lines_without_times_are_counted_and_none_with_times_is_a_reason_to_refuse() -> None:
    na = {**LINE, "Start (s)": "NA", "Stop (s)": "NA"}
    assert read_boris_events(_table(LINE, na, na)).left_out == {"events without time": 2}
    assert _unfit(_table(na)) == (Unfit.NO_TIMES, None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_modifiers_comments_and_offset_are_found_by_name(delimiter: str) -> None:
    more = {
        "Comment stop": "=1\nthen; 2,\t3",
        "Modifier #1": " x ",
        "Time offset (s)": "1.25",
        "Modifier #2": "None",
        "Comment start": "begin",
        "an unknown column": "9",
    }
    found = read_boris_events(b"\xef\xbb\xbf" + _table(more, delimiter=delimiter))
    assert found.marks == (FoundMark(Fraction(1, 4), Fraction(3, 4), "x; begin", "=1\nthen; 2,\t3", "s", "a"),)


def test_older_modifiers_stand_in_one_column() -> None:
    assert read_boris_events(_table({"Modifiers": "x|None|y "})).marks[0].title == "x, y"


def test_a_decimal_comma_and_a_missing_end_are_understood() -> None:
    data = _table({"Start (s)": "1,5", "Stop (s)": "NA", "Subject": "No focal subject"}, delimiter=";")
    assert read_boris_events(data).marks == (FoundMark(Fraction(3, 2), None, kind="s"),)


@pytest.mark.parametrize(
    "wrong",
    [
        {"Start (s)": "3"},
        {"Start (s)": "-1"},
        {"Start (s)": "x"},
        {"Start (s)": "NaN"},
        {"Start (s)": "Infinity"},
        {"Stop (s)": "1e999999999"},
        {"Start (s)": "1e-99999999"},
        {"Stop (s)": "9" * 10_000},
        {"Time offset (s)": "1.75"},
    ],
)
def test_a_wrong_time_is_refused_with_its_line(wrong: Mapping[str, str]) -> None:
    assert _unfit(_table(LINE, wrong)) == (Unfit.BAD_TIME, 3)


def test_a_tabular_event_before_its_offset_is_refused() -> None:
    head = "Observation id\tone\nTime offset (s)\t2\n\n"
    table = "Time\tSubject\tBehavior\tModifiers\tComment\tStatus\n"
    good = read_boris_events(f"{head}{table}3\ta\ts\tx\t\tSTART\n4\ta\ts\tx\tend\tSTOP\n5\t\tp\t\tc\tPOINT\n".encode())
    assert good.marks == (
        FoundMark(Fraction(1), Fraction(2), "x", "end", "s", "a"),
        FoundMark(Fraction(3), None, "c", "", "p"),
    )
    assert _unfit(f"{head}{table}1\ta\ts\t\t\tSTART\n".encode()) == (Unfit.BAD_TIME, 5)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unfit.NOT_THIS_FORMAT),
        (b"a,b\n1,2\n", Unfit.NOT_THIS_FORMAT),
        (b"Subject,Behavior\na,b\n", Unfit.NOT_THIS_FORMAT),
        (b"a\n" * 5000 + _table(LINE), Unfit.NOT_THIS_FORMAT),
        ("Subject,Behavior,ä\n".encode("latin-1"), Unfit.NOT_TEXT),
        (_table(LINE).decode().encode("utf-16"), Unfit.NOT_TEXT),
        (_table(LINE) + b"\0", Unfit.NOT_TEXT),
        (_table(*[LINE] * (MOST_MARKS + 2000)), Unfit.TOO_LARGE),
        (b" " * (MOST_EVENT_BYTES + 1), Unfit.TOO_LARGE),
    ],
    ids=["empty", "other", "half", "head", "latin-1", "utf-16", "nul", "lines", "bytes"],
)
def test_what_is_no_export_is_refused(data: bytes, why: Unfit) -> None:
    assert _unfit(data) == (why, None)


def test_a_cell_without_end_is_refused() -> None:
    assert _unfit(_table(LINE) + b'"' + b"x" * 200_000)[0] is Unfit.NOT_THIS_FORMAT


@given(st.binary(max_size=200) | st.lists(st.text(max_size=12), max_size=6).map(",".join))
def test_anything_is_read_or_refused(data: bytes | str) -> None:
    tail = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    for file in (tail, _table(LINE) + tail):
        try:
            found = read_boris_events(file)
        except FileUnfit:
            continue
        assert all(one.end is None or one.begin < one.end for one in found.marks)


def test_words_of_others_that_look_like_ours_are_kept() -> None:
    assert read_boris_events(_table({"Modifier #1": "3", "Behavioral category": "contact"})).marks[0].title == "3"
    ours = [one for one in read_boris_events(write_boris_events(SAMPLE, "fi")).marks if one.kind == "moment"]
    assert ours[0].title == SAMPLE.moments[0].title
