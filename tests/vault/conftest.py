"""What tests of backups and of who may open a vault stand on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.furnished_vaults import Furnished
from tests.vault.kept_vaults import Kept
from tests.vault.small_vaults import CASE, FILM, made


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    vault, _ = made(tmp_path / "vault")
    vault.make_key(CASE)
    found = Kept(vault, tmp_path / "backup")
    found.film(FILM)
    yield found
    found.vault.close()


@pytest.fixture
def furnished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Furnished:
    """A vault whose disk need not be waited for: cuts are made at the calls themselves."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    return Furnished(tmp_path / "vault")
