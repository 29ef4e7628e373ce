"""What the tests of the engine's process lend it."""

import random
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def plain_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200,000 bytes that are no film."""
    path = tmp_path_factory.mktemp("lent") / "noise"
    path.write_bytes(random.Random(3).randbytes(200_000))
    return path
