"""Each path of a JSON text has the line on which it stands, and what is no JSON is refused where it begins."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.exchange.json_places import DEEPEST, BrokenJson, DeepJson, PlacedJson, read_placed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=25,
)
TEXT = """{
  "a": [1,
        {"b": "x\\ny",
         "c": {}}],
  "d" :
    "e, {[\\" \\u005d", "f": []
}"""


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401 - any JSON
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    return [path, *(found for step, one in inner for found in _paths(one, (*path, step)))]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 2),
        (("a", 0), 2),
        (("a", 1), 3),
        (("a", 1, "b"), 3),
        (("a", 1, "c"), 4),
        (("d",), 5),
        (("f",), 6),
        (("a", 1, "nothing", 4), 3),
        (("nothing",), 1),
    ],
)
def test_a_path_has_its_line_or_that_of_what_is_around_it(path: tuple[str | int, ...], line: int) -> None:
    assert read_placed(TEXT).line_of(path) == line


@given(VALUES)
def test_values_are_those_of_json_and_each_path_has_the_line_of_its_own_text(value: object) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False)
    placed = read_placed(text)
    assert placed.value == value
    lines = text.split("\n")
    for path in _paths(value):
        assert _begins(lines[placed.line_of(path) - 1].strip(), path, _inner(value, path))


def _inner(value: Any, path: tuple[str | int, ...]) -> object:  # noqa: ANN401 - any JSON
    for step in path:
        value = value[step]
    return value


def _begins(line: str, path: tuple[str | int, ...], value: object) -> bool:
    """Tell whether a line begins as json.dumps writes what is at a path, element or member."""
    named = f"{json.dumps(path[-1], ensure_ascii=False)}: " if path and isinstance(path[-1], str) else ""
    return line.startswith(named + json.dumps(value, ensure_ascii=False)[:1])


def test_a_name_that_stands_twice_is_told_and_the_last_value_counts() -> None:
    placed = read_placed('{"a": {"x":\n1}, "b": 2,\n"a": {\n"y": 3}, "c": {"a": 1,\n"a": 2}, "a": 5}')
    assert placed.value == {"a": 5, "b": 2, "c": {"a": 2}}
    assert [(one.path, one.line) for one in placed.doubled] == [(("a",), 3), (("c", "a"), 5), (("a",), 5)]
    assert placed.line_of(("a",)) == 5
    assert placed.line_of(("a", "x")) == 5


def test_names_that_only_look_different_are_the_same() -> None:
    assert [one.path for one in read_placed('{"a": 1, "\\u0061": 2}').doubled] == [("a",)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        ("{\n  'a': 1\n}", 2, 3),
        ('{"a": 1,}', 1, 8),
        ('{"a": 1\n "b": 2}', 2, 2),
        ('["a\nb"]', 1, 4),
        ('{"a": "b', 1, 7),
        ("[1,\n NaN]", 2, 2),
        ("[1,\n -Infinity]", 2, 2),
        ("[NaNo]", 1, 2),
        (f"[1,\n {'7' * 5000}]", 2, 2),
        ("[1] x", 1, 5),
        ("[tru]", 1, 2),
    ],
)
def test_what_is_no_json_is_refused_where_it_begins(text: str, line: int, column: int) -> None:
    with pytest.raises(BrokenJson) as broken:
        read_placed(text)
    assert broken.value.line == line
    assert abs(broken.value.column - column) <= 1  # Python 3.13 points at a last comma, 3.11 behind it


def test_brackets_in_brackets_have_an_end() -> None:
    assert read_placed("[" * DEEPEST + "]" * DEEPEST).line_of((0,) * (DEEPEST - 1)) == 1
    with pytest.raises(DeepJson) as deep:
        read_placed("[\n" * 100_000)
    assert (deep.value.line, deep.value.limit) == (DEEPEST + 1, DEEPEST)


@given(st.text(alphabet='{}[]:,"\\ \nabntrue10.-\x00é', max_size=40))
def test_no_text_does_anything_else(text: str) -> None:
    placed = _placed(text)
    if isinstance(placed, PlacedJson):
        assert placed.value == json.loads(text)
    else:
        assert 1 <= placed.line <= text.count("\n") + 1


def _placed(text: str) -> PlacedJson | BrokenJson | DeepJson:
    try:
        return read_placed(text)
    except (BrokenJson, DeepJson) as error:
        return error
