"""A pack is read whole or with every problem told, each on its line."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.sample_pack import PACK, Tree, category, changed, item, refused, told, tree, words, written
from vigtool.domain.identifiers import PackId
from vigtool.domain.principles import Item, Pack, Wording
from vigtool.exchange.errors import UnreadableDocument
from vigtool.exchange.pack_errors import LACKING, BadPack, ProblemKind
from vigtool.exchange.pack_form import MOST_BYTES, PackFile
from vigtool.exchange.principle_packs import (
    MOST_PROBLEMS,
    built_in_packs,
    draft_from_json,
    draft_to_json,
    from_json,
    kept_from_json,
    to_json,
)
from vigtool.exchange.resource_files import resource

K = ProblemKind


def test_a_pack_is_read_as_it_was_written() -> None:
    assert (PACK.id, PACK.version, PACK.name.sv) == ("trainers-own", 3, "Own på svenska")
    assert [(one.id, one.key, len(one.items)) for one in PACK.categories] == [
        ("seeing", 1, 2),
        ("hearing", 4, 1),
        ("alone", 6, 0),
    ]
    look, back = PACK.categories[0].items
    assert (look.under, look.examples) == (None, ())
    glance = Wording("A glance suomeksi", "A glance på svenska", "A glance in English")
    assert back == Item("look-back", back.name, back.description, (glance,), "look")


def test_a_pack_comes_back_as_it_was_and_has_one_form_only() -> None:
    assert from_json(to_json(PACK)) == PACK
    assert to_json(from_json(to_json(PACK))) == to_json(PACK)
    assert kept_from_json(to_json(PACK)) == PACK
    assert from_json(b"\xef\xbb\xbf" + to_json(PACK)) == PACK


def test_no_pack_is_written_that_would_not_be_read() -> None:
    with pytest.raises(BadPack):
        to_json(replace(PACK, version=0))
    assert draft_to_json(replace(PACK, version=0)) != to_json(PACK)


def test_bytes_that_no_pack_was_written_to_are_refused() -> None:
    with pytest.raises(UnreadableDocument):
        kept_from_json(b"{}")


def _first(made: Tree) -> Tree:
    found: Tree = made["categories"][0]
    return found


CHANGES: dict[str, tuple[Callable[[Tree], object], list[tuple[ProblemKind, str]]]] = {
    "unknown field": (lambda t: _first(t).update(colour="red"), [(K.UNKNOWN_FIELD, '"colour": "red"')]),
    "missing field": (lambda t: _first(t).pop("key"), [(K.MISSING_FIELD, "{")]),
    "missing text": (lambda t: _first(t).pop("description"), [(K.MISSING_TEXT, "{")]),
    "missing language": (lambda t: t["name"].pop("fi"), [(K.MISSING_LANGUAGE, '"name": {')]),
    "empty text": (lambda t: t["name"].update(en=" "), [(K.EMPTY_TEXT, '"en": " "')]),
    "text for a number": (lambda t: t.update(version="3"), [(K.WRONG_TYPE, '"version": "3",')]),
    "true for a number": (lambda t: t.update(version=True), [(K.WRONG_TYPE, '"version": true,')]),
    "part of a number": (lambda t: t.update(version=1.0), [(K.WRONG_TYPE, '"version": 1.0,')]),
    "number for a text": (lambda t: t["source"].update(sv=7), [(K.WRONG_TYPE, '"sv": 7,')]),
    "text for names": (lambda t: t.update(source="S"), [(K.WRONG_TYPE, '"source": "S",')]),
    "object for a list": (lambda t: _first(t).update(items={}), [(K.WRONG_TYPE, '"items": {}')]),
    "true for the form's version": (
        lambda t: t.update(format_version=True),
        [(K.WRONG_TYPE, '"format_version": true,')],
    ),
    "version zero": (lambda t: t.update(version=0), [(K.TOO_SMALL, '"version": 0,')]),
    "version too big": (lambda t: t.update(version=10_000), [(K.TOO_BIG, '"version": 10000,')]),
    "key seven": (lambda t: _first(t).update(key=7), [(K.TOO_BIG, '"key": 7,')]),
    "key zero": (lambda t: _first(t).update(key=0), [(K.TOO_SMALL, '"key": 0,')]),
    "key twice": (lambda t: t["categories"][2].update(key=1), [(K.DOUBLED_KEY, '"key": 1,')]),
    "id twice": (lambda t: t["categories"][2].update(id="look"), [(K.DOUBLED_ID, '"id": "look",')]),
    "id with capitals": (lambda t: t.update(id="My Pack"), [(K.BAD_ID, '"id": "My Pack",')]),
    "id with line break": (lambda t: t.update(id="own\n"), [(K.BAD_ID, '"id": "own\\n",')]),
    "id too long": (lambda t: t.update(id="a" * 41), [(K.TOO_LONG, f'"id": "{"a" * 41}",')]),
    "text too long": (lambda t: t["name"].update(sv="n" * 121), [(K.TOO_LONG, f'"sv": "{"n" * 121}",')]),
    "line break": (lambda t: t["name"].update(sv="a\nb"), [(K.UNSEEN_SIGN, '"sv": "a\\nb",')]),
    "end of line break": (lambda t: t["name"].update(sv="a\n"), [(K.UNSEEN_SIGN, '"sv": "a\\n",')]),
    "turned text": (lambda t: t["name"].update(sv="a\u202eb"), [(K.UNSEEN_SIGN, '"sv": "a\u202eb",')]),
    "no category": (lambda t: t.update(categories=[]), [(K.NO_CATEGORY, '"categories": []')]),
    "unknown under": (
        lambda t: _first(t)["items"][1].update(under="gone"),
        [(K.UNKNOWN_UNDER, '"under": "gone",')],
    ),
    "under of another": (
        lambda t: _first(t)["items"][1].update(under="listen"),
        [(K.UNDER_ELSEWHERE, '"under": "listen",')],
    ),
    "under its category": (
        lambda t: _first(t)["items"][1].update(under="seeing"),
        [(K.UNDER_ELSEWHERE, '"under": "seeing",')],
    ),
    "under itself": (lambda t: _first(t)["items"][1].update(under="look-back"), [(K.CYCLE, '"under": "look-back",')]),
    "two in a ring": (lambda t: _first(t)["items"][0].update(under="look-back"), [(K.CYCLE, '"under": "look-back"')]),
    "null for a text": (lambda t: t["name"].update(sv=None), [(K.WRONG_TYPE, '"sv": null,')]),
    "too many examples": (
        lambda t: _first(t)["items"][1].update(examples=[words("E")] * 7),
        [(K.TOO_MANY, '"examples": [')],
    ),
    "too many items": (
        lambda t: _first(t).update(items=[item(f"i{n}") for n in range(61)]),
        [(K.TOO_MANY, '"items": [')],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_problem_is_told_on_its_line(name: str) -> None:
    change, expected = CHANGES[name]
    assert told(changed(change)) == expected


def test_seven_categories_are_one_too_many() -> None:
    many = changed(lambda t: t.update(categories=[category(f"c{n}", min(n, 6)) for n in range(1, 8)]))
    assert K.TOO_MANY in {kind for kind, _line in told(many)}


def test_every_problem_is_told_in_the_order_of_the_file() -> None:
    def change(made: Tree) -> None:
        made["name"].pop("sv")
        _first(made)["items"][1]["under"] = "gone"
        made["categories"][1].update(key=1, colour="red")
        made["categories"][1]["items"][0]["examples"][1]["en"] = ""

    assert [kind for kind, _line in told(changed(change))] == [
        K.MISSING_LANGUAGE,
        K.UNKNOWN_UNDER,
        K.DOUBLED_KEY,
        K.EMPTY_TEXT,
        K.UNKNOWN_FIELD,
    ]


def test_a_problem_says_what_it_is_about() -> None:
    gone = refused(changed(lambda t: _first(t)["items"][1].update(under="gone"))).problems[0]
    assert (gone.name, gone.where) == ("gone", "$.categories[0].items[1].under")
    missing = refused(changed(lambda t: t["name"].pop("sv"))).problems[0]
    assert (missing.name, missing.where) == ("sv", "$.name")
    long = refused(changed(lambda t: t["name"].update(sv="n" * 121))).problems[0]
    assert (long.name, long.limit) == ("", 120)
    assert refused(changed(lambda t: t["categories"][2].update(key=4))).problems[0].limit == 4


def test_what_somebody_wrote_is_not_repeated_without_end() -> None:
    strange = refused(changed(lambda t: t.update({"x" * 41: {"Anna": 1}, "a\x1bb": 1}))).problems
    assert [(one.kind, one.name, one.where) for one in strange] == [(K.UNKNOWN_FIELD, "", "$")] * 2
    doubled = refused(
        written(tree()).replace(b'"id": "seeing"', b'"Anna A": {"b": 1, "b": 2}, "id": "seeing"')
    ).problems
    assert [(one.kind, one.name, one.where) for one in doubled if one.kind is K.DOUBLED_NAME] == [
        (K.DOUBLED_NAME, "b", "$.categories[0].?")
    ]


def test_a_field_that_stands_twice_is_told_where_it_does_so_again() -> None:
    twice = written(tree()).replace(b'"version": 3,', b'"version": 3,\n"version": 4,\n"version": 5,')
    assert told(twice) == [(K.DOUBLED_NAME, '"version": 4,'), (K.DOUBLED_NAME, '"version": 5,')]


@pytest.mark.parametrize(
    ("data", "kind", "line"),
    [
        (b"", K.NOT_JSON, 1),
        (b"{\n'a': 1}", K.NOT_JSON, 2),
        (b"{\n\n\xff}", K.NOT_UTF8, 3),
        (b"[\n" * 100, K.TOO_DEEP, 33),
        (b"[]", K.NOT_A_PACK, 1),
        (b"{}", K.NOT_A_PACK, 1),
        (b'{"a": 1,\n"format": "vigtool-session-log"}', K.NOT_A_PACK, 2),
        (b'{"format": "vigtool-principle-pack",\n"format_version": 2}', K.NEWER_FORMAT, 2),
        (b" " * (MOST_BYTES + 1), K.TOO_LARGE, 1),
    ],
)
def test_something_else_altogether_is_one_problem(data: bytes, kind: ProblemKind, line: int) -> None:
    (only,) = refused(data).problems
    assert (only.kind, only.line) == (kind, line)


def test_broken_json_has_a_column() -> None:
    assert refused(b"{\n'a': 1}").problems[0].column == 1


def test_problems_without_end_are_counted() -> None:
    def change(made: Tree) -> None:
        made.update({f"more{n}": 1 for n in range(MOST_PROBLEMS + 7)})

    error = refused(changed(change))
    assert (len(error.problems), error.more) == (MOST_PROBLEMS, 7)
    assert not error.only_lacks


def _without_swedish(made: Any) -> None:  # noqa: ANN401 - any JSON
    if isinstance(made, dict):
        made.pop("sv", None)
    for inner in made.values() if isinstance(made, dict) else made if isinstance(made, list) else []:
        _without_swedish(inner)


def test_a_pack_that_lacks_words_opens_as_a_draft() -> None:
    def change(made: Tree) -> None:
        _without_swedish(made)
        _first(made)["items"][0].pop("description")
        made["name"]["fi"] = "  "

    data = changed(change)
    assert refused(data).only_lacks
    assert {one.kind for one in refused(data).problems} == LACKING
    draft = draft_from_json(data)
    assert draft.name == Wording("", "", "Own in English")
    assert draft.categories[0].items[0].description == Wording("", "", "")
    assert draft.categories[0].items[1].examples[0] == Wording("A glance suomeksi", "", "A glance in English")
    assert draft_from_json(draft_to_json(draft)) == draft


def test_a_draft_needs_all_but_the_words() -> None:
    def change(made: Tree) -> None:
        made["name"].pop("sv")
        made.pop("version")

    with pytest.raises(BadPack) as error:
        draft_from_json(changed(change))
    assert not error.value.only_lacks
    assert len(error.value.problems) == 2


def test_a_whole_pack_is_a_draft_too() -> None:
    assert draft_from_json(to_json(PACK)) == PACK


STRANGE: st.SearchStrategy[object] = st.sampled_from(
    [None, True, 0, -1, 7, 2.5, "", " ", "x", "A b", "a\nb", "look", "é" * 200, [], {}, [[]], "seeing"]
)


def _places(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - any JSON
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for step, inner in steps for place in ((value, step), *_places(inner))]


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from(["set", "drop", "add", "twin"]), STRANGE),
        min_size=1,
        max_size=5,
    )
)
def test_a_pack_that_was_changed_anyhow_is_a_pack_or_is_refused_on_its_lines(
    steps: list[tuple[int, str, object]],
) -> None:
    made = tree()
    for number, deed, value in steps:
        places = _places(made)
        if not places:
            break
        around, step = places[number % len(places)]
        match deed:
            case "set":
                around[step] = value
            case "drop":
                del around[step]
            case "add" if isinstance(around, dict):
                around["more"] = value
            case "twin" if isinstance(around, list):
                around.append(around[step])
    _demand_sound(written(made))


@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=3)), min_size=1, max_size=4))
def test_a_file_that_was_torn_anyhow_is_a_pack_or_is_refused_on_its_lines(cuts: list[tuple[int, bytes]]) -> None:
    data = to_json(PACK)
    for place, put in cuts:
        at = place % len(data)
        data = data[:at] + put + data[at + 1 :]
    _demand_sound(data)


def _demand_sound(data: bytes) -> None:
    """The reader's answer is that of the schema's own types and never anything but a pack or lines of the file."""
    answer = _answer(data)
    if isinstance(answer, Pack):
        assert from_json(to_json(answer)) == answer
        msgspec.json.decode(data, type=PackFile)
    else:
        lines = [one.line for one in answer.problems]
        assert lines == sorted(lines)
        assert 1 <= lines[0] <= lines[-1] <= data.count(b"\n") + 1


def _answer(data: bytes) -> Pack | BadPack:
    try:
        return from_json(data)
    except BadPack as error:
        return error


def test_the_check_of_the_form_and_the_types_of_the_schema_say_the_same() -> None:
    chance = random.Random(20)
    taken = 0
    for _round in range(400):
        made = tree()
        around, step = chance.choice(_places(made))
        around[step] = chance.choice([1, 2, 5, "x", "y z", "", [], {}, None, words("w"), "n" * 130])
        answer = _answer(written(made))
        of_form = isinstance(answer, Pack) or all(one.kind in _LINKS for one in answer.problems)
        assert of_form == _is_of_the_types(made)
        taken += of_form
    assert 20 < taken < 380


def _is_of_the_types(made: Tree) -> bool:
    try:
        msgspec.convert(made, PackFile)
    except msgspec.ValidationError:
        return False
    return True


_LINKS = {K.DOUBLED_ID, K.DOUBLED_KEY, K.UNKNOWN_UNDER, K.UNDER_ELSEWHERE, K.CYCLE}

PUBLISHED = {
    "attuned-interaction.1.json": "49eee7d7ad7e9412268dab290cb7e000d1640ed55597a831810cb748b7cf5ae1",
}
"""The SHA-256 of every pack that ever came with the program: moments are coded with them, so none may change or go."""


def test_no_published_pack_ever_changes() -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in resource("principles").glob("*")}
    assert found == PUBLISHED


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_pack_stands_in_the_one_form_under_its_own_name(name: str) -> None:
    data = (resource("principles") / name).read_bytes()
    made = from_json(data)
    assert to_json(made) == data
    assert name == f"{made.id}.{made.version}.json"


def test_the_built_in_pack_has_six_categories_on_the_six_keys() -> None:
    made: Pack = built_in_packs()[-1]
    assert made.id == PackId("attuned-interaction")
    assert [one.key for one in made.categories] == [1, 2, 3, 4, 5, 6]
    items = [one for category in made.categories for one in category.items]
    assert len(items) == 32
    assert all(one.examples for one in items)


def test_the_pack_on_the_page_for_authors_is_one() -> None:
    page = (Path(__file__).parents[2] / "docs" / "principle-packs.md").read_text("utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    assert from_json(example.encode()).id == "our-team"
