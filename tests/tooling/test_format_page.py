"""The page on the format names every kind of entry and each field: a stranger reads a vault by that page alone."""

import dataclasses
import re
from collections import defaultdict
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from vigtool.domain.events import ACT_NAMES, Event

PAGE = Path(__file__).parents[2] / "docs" / "format.md"
NAMED = re.compile(r"`([^`]+)`")


def rows() -> dict[str, set[str]]:
    """What the rows for each act name in code marks; a row may be for two acts, and say that it is as another's."""
    found = defaultdict[str, set[str]](set)
    for line in PAGE.read_text("utf-8").splitlines():
        cells = line.split("|", 2)
        if line.startswith("| `") and len(cells) == 3:
            for act in NAMED.findall(cells[1]):
                found[act] |= set(NAMED.findall(cells[2]))
    return {act: named.union(*(found[one] for one in named & found.keys())) for act, named in found.items()}


def fields_of(kind: type[object]) -> set[str]:
    """The names of a dataclass's fields, and of those that it holds, one deep."""
    assert dataclasses.is_dataclass(kind)
    hints, found = get_type_hints(kind), set[str]()
    for one in dataclasses.fields(kind):
        found.add(one.name)
        for held in (hints[one.name], *get_args(hints[one.name])):
            if dataclasses.is_dataclass(held):
                found |= {inner.name for inner in dataclasses.fields(held)}
    return found


@pytest.mark.parametrize("kind", ACT_NAMES, ids=ACT_NAMES.get)
def test_the_page_names_the_act_and_each_of_its_fields(kind: type[Event]) -> None:
    named = rows()
    assert ACT_NAMES[kind] in named
    assert fields_of(kind) - named[ACT_NAMES[kind]] == set()
