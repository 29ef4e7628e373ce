"""Disks without room, by the limit on the size of a file: the system reports both by the same door."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on files to be had on Windows")


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Let the system refuse writes beyond ``size`` bytes of any file (EFBIG), as a full disk or FAT does."""
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
