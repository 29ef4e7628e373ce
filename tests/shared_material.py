"""The recordings and vectors that lie beside a clone, too large to be part of it."""

from pathlib import Path

import pytest

SHARED: Path = Path(__file__).resolve().parents[2] / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared recordings and vectors are not beside this clone"
)
