"""The page on packages says which file is refused by which error, and its limits are those of the program."""

import re
from pathlib import Path

import pytest

from vigtool.vault import package
from vigtool.vault.errors import VaultError
from vigtool.vault.package import limits

PAGE = (Path(__file__).parents[3] / "docs" / "supervision.md").read_text("utf-8")
REFUSED = PAGE.partition("## What is refused")[2].partition("\n## ")[0]
OF_THE_WRITER = {"BlobDiffers"}
ERRORS = [
    name
    for name in package.__all__
    if isinstance(kind := getattr(package, name), type) and issubclass(kind, VaultError) and name not in OF_THE_WRITER
]


@pytest.mark.parametrize("name", ERRORS)
def test_each_refusal_stands_on_the_page(name: str) -> None:
    assert f"`{name}`" in REFUSED


def test_no_other_refusal_stands_there() -> None:
    rows = [line for line in REFUSED.splitlines() if line.startswith("| ") and line.count("|") == 4]
    last = {name for row in rows[2:] for name in re.findall(r"`([A-Z]\w+)`", row.split("|")[3])}
    assert last == set(ERRORS)


def test_the_limits() -> None:
    assert f"at most {limits.MANIFEST_LIMIT:,}" in PAGE
    assert f"A manifest of more than {limits.MANIFEST_LIMIT >> 20} MiB" in PAGE
    assert f"more than {limits.RECIPIENT_LIMIT} recipients or more than {limits.PACKAGE_LIMIT >> 30} GiB" in PAGE
    assert f"vigtool-package/{limits.VERSION}\n".encode() == limits.MAGIC
    assert f"| {len(limits.MAGIC)} | `{limits.MAGIC.decode().strip()}`" in PAGE
