"""What tests of backups stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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
