"""The kinds of cases that come with the program, and that a file which is none is refused with its line."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.kinds import CaseKind, Chooser, KindWord
from vigtool.domain.people import Role
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import STANDARD_PURPOSES, Purposes
from vigtool.exchange.case_kinds import BadKind, built_in_kinds, from_json
from vigtool.exchange.errors import UnknownVersion
from vigtool.exchange.principle_packs import built_in_packs
from vigtool.exchange.resource_files import resource

FILES = sorted(resource("case-kinds").glob("*.json"))
FAMILY = next(file for file in FILES if file.stem == "family").read_text("utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_kind_is_called_like_its_file_and_says_everything_in_three_languages(file: Path) -> None:
    kind = from_json(file.read_bytes())
    assert kind.id == file.stem
    assert tuple(key for key, _ in kind.words) == tuple(KindWord)
    words = [kind.name, kind.description, *(one.name for one in kind.roles), *(one for _, one in kind.words)]
    assert all(isinstance(one, Wording) and one.fi != one.sv != one.en for one in [kind.name, kind.description])
    assert all(text.strip() == text != "" for one in words for text in (one.fi, one.sv, one.en))
    assert kind.pack in {pack.id for pack in built_in_packs()}


def test_there_are_six_kinds_the_familys_first() -> None:
    kinds: dict[str, CaseKind] = {kind.id: kind for kind in built_in_kinds()}
    assert next(iter(kinds)) == "family"
    assert set(kinds) == {"family", "professional", "children", "team", "group-programme", "teaching"}
    assert [kind.id for kind in kinds.values() if kind.families] == ["group-programme"]
    assert [kind.id for kind in kinds.values() if kind.chooser is Chooser.CLIENT] == ["professional"]
    assert {kind.id for kind in kinds.values() if kind.speakers} == {"team", "teaching"}
    planned = kinds["group-programme"].cycles
    assert (planned.fewest, planned.most) == (8, 10)
    assert kinds["teaching"].film_purposes == (Purposes.GUIDANCE, Purposes.TRAINING)


def test_a_familys_case_offers_all_that_was_offered_before_there_were_kinds() -> None:
    family = built_in_kinds()[0]
    assert {one.role for one in family.roles} == set(Role)
    assert set(family.purposes) == set(STANDARD_PURPOSES)


def test_words_and_roles_are_found_by_their_keys() -> None:
    kinds: dict[str, CaseKind] = {kind.id: kind for kind in built_in_kinds()}
    assert kinds["professional"].word(KindWord.STAR).en == "Chosen by the professional"
    team = kinds["team"]
    assert team.role_name(Role.CHILD) is None
    name = team.role_name(Role.PROFESSIONAL)
    assert name is not None
    assert name.fi == "Tiimin jäsen"


Change = Callable[[dict[str, Any]], object]
SPOILED: dict[str, tuple[Change, str]] = {
    "no name": (lambda kind: kind.pop("name"), "$"),
    "a language is missing": (lambda kind: kind["name"].pop("sv"), "$.name"),
    "an empty text": (lambda kind: kind["description"].update(fi=" "), "$.description.fi"),
    "a field too many": (lambda kind: kind.update(more=1), "$"),
    "a role that is none": (lambda kind: kind["roles"][1].update(role="pilot"), "$.roles[1].role"),
    "a role twice": (lambda kind: kind["roles"].append(kind["roles"][0]), "$.roles[6]"),
    "nobody but bystanders": (lambda kind: kind.update(roles=[kind["roles"][4]]), "$.roles"),
    "a purpose twice": (lambda kind: kind["purposes"].append("guidance"), "$.purposes[10]"),
    "films rest on nothing": (lambda kind: kind.update(film_purposes=[]), "$.film_purposes"),
    "films rest not on guidance": (lambda kind: kind.update(film_purposes=["training"]), "$.film_purposes"),
    "films rest on what is not offered": (
        lambda kind: kind.update(purposes=["guidance"], film_purposes=["guidance", "training"]),
        "$.film_purposes",
    ),
    "more cycles at least than at most": (lambda kind: kind["cycles"].update(fewest=7), "$.cycles"),
    "cycles from nothing": (lambda kind: kind["cycles"].update(fewest=0), "$.cycles.fewest"),
    "a word is missing": (lambda kind: kind["words"].pop("star"), "$.words"),
    "a word too many": (lambda kind: kind["words"].update(moon=kind["words"]["star"]), "$.words"),
    "yes for true": (lambda kind: kind.update(families="yes"), "$.families"),
    "an id with blanks": (lambda kind: kind.update(id="a b"), "$.id"),
    "another document": (lambda kind: kind.update(format="vigtool-principle-pack"), "$.format"),
}


@pytest.mark.parametrize("case", SPOILED)
def test_a_file_that_is_no_kind_is_refused_with_the_place_of_the_mistake(case: str) -> None:
    change, where = SPOILED[case]
    kind = json.loads(FAMILY)
    change(kind)
    with pytest.raises(BadKind) as refused:
        from_json(json.dumps(kind).encode())
    assert refused.value.where == where


def test_the_line_of_the_mistake_is_told() -> None:
    lines = FAMILY.splitlines()
    number = next(n for n, line in enumerate(lines) if '"fewest"' in line)
    lines[number] = lines[number].replace("1", '"one"')
    with pytest.raises(BadKind) as refused:
        from_json("\n".join(lines).encode())
    assert refused.value.line == number + 1


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"\n\n[", 3),
        (b"[]", 1),
        (b'{"format": "vigtool-case-kind",\n "format": 1}', 2),
        (b"\n\xff", 2),
        (b"[" * 500, 1),
        (b" " * 70_000, 1),
        (b'{"\\ud800": 1}', 1),
    ],
    ids=["nothing", "cut off", "a list", "a name twice", "no text", "too deep", "too long", "half a sign"],
)
def test_what_is_no_json_of_ours_is_refused(data: bytes, line: int) -> None:
    with pytest.raises(BadKind) as refused:
        from_json(data)
    assert refused.value.line == line


def test_a_field_that_stands_twice_is_told_even_when_both_say_the_same() -> None:
    twice = FAMILY.replace('  "version": 1,', '  "version": 1,\n  "version": 1,', 1)
    line = twice.splitlines().index('  "version": 1,') + 2
    with pytest.raises(BadKind) as refused:
        from_json(twice.encode())
    assert (refused.value.where, refused.value.line) == ("$", line)


def test_a_kind_of_a_newer_form_is_called_so() -> None:
    with pytest.raises(UnknownVersion) as refused:
        from_json(FAMILY.replace('"format_version": 1', '"format_version": 2').encode())
    assert refused.value.version == 2


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(BadKind):
        from_json(data)


@given(st.integers(0, len(FAMILY.encode())), st.binary(min_size=1, max_size=6))
def test_a_file_with_other_bytes_in_it_is_a_kind_or_refused_as_one(place: int, others: bytes) -> None:
    data = FAMILY.encode()
    with suppress(BadKind, UnknownVersion):
        from_json(data[:place] + others + data[place + len(others) :])
