"""The page on packages names every field of a manifest and each limit: a stranger reads one by that page alone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from vigtool.exchange.packages import forms
from vigtool.exchange.packages.manifest import LARGEST, Kind, Manifest

PAGE = (Path(__file__).parents[2] / "docs" / "supervision.md").read_text("utf-8")
ROWS = PAGE.partition("## The manifest")[2].partition("\n## ")[0]


def _structs(kind: Any) -> Iterator[type[msgspec.Struct]]:  # noqa: ANN401 - whatever may stand in an annotation
    """The kind itself where it is an object of the manifest, and all that it holds."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
        for field in msgspec.structs.fields(kind):
            yield from _structs(field.type)
    for held in get_args(kind):
        yield from _structs(held)


FOUND = {kind.__name__: kind for kind in _structs(Manifest)}


@pytest.mark.parametrize("name", sorted(FOUND))
def test_the_page_names_each_field(name: str) -> None:
    named = set(re.findall(r"`(\w+)`", ROWS))
    assert {field.encode_name for field in msgspec.structs.fields(FOUND[name])} - named == set()


def test_the_page_names_each_kind() -> None:
    assert [kind for kind in Kind if f"(`kind` is `{kind}`)" not in ROWS and f"(`{kind}`)" not in ROWS] == []
    assert {"Handover", "SupervisorsAnswer", "WithdrawalNotice", "ErasureReceipt", "Card"} <= FOUND.keys()


def test_the_page_says_the_limits() -> None:
    assert f"at most {LARGEST:,}" in PAGE
    assert f"1 to {forms.MOST_RECIPIENTS} keys" in ROWS
    assert f"at most {forms.MOST_BLOBS:,}, in their order" in ROWS
    assert f"at most {forms.MOST_PEOPLE}: `id`, `role`" in ROWS
    assert f"1 to {forms.MOST_FILMS}: the `recording`" in ROWS
    assert f"at most {forms.MOST_MOMENTS:,}: `id`, `film`" in ROWS
    assert f"at most {forms.MOST_COMMENTS:,}: `id`, `film`" in ROWS
