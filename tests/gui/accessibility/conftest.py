"""A workspace on a drawn film, as the tests of Prepare have it."""

from tests.gui.preparing.conftest import bench, desk, film, open_bench

__all__ = ["bench", "desk", "film", "open_bench"]
