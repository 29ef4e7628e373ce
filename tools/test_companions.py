"""Other people's programs that tests compare with or drive the window by; each test skips, saying so, without its own.

Packages are those of Debian 12. What is found by its path is no program that a shell would find.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from tools import system_libraries

COMPARED_WITH: Mapping[str, str] = {"age": "age", "strace": "strace"}
"""By the name of the program, or its path: the package that brings it."""

SCREEN_READERS_SIDE: Mapping[str, str] = {
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi/__init__.py": "python3-pyatspi",
    "/usr/bin/python3": "python3",
}
"""What it takes to drive the real window as a screen reader does, beside the libraries of ``UNDER_X``."""


def missing() -> list[str]:
    """Give the packages that tests would like and that are not there."""
    compared = [package for name, package in COMPARED_WITH.items() if not _is_there(name)]
    return [*compared, *missing_for_screen_reader()]


def missing_for_screen_reader() -> list[str]:
    """Give the packages without which the window cannot be driven as a screen reader does."""
    packages = [package for name, package in SCREEN_READERS_SIDE.items() if not _is_there(name)]
    return [*packages, *system_libraries.packages_missing(system_libraries.UNDER_X)]


def _is_there(name: str) -> bool:
    return Path(name).exists() if name.startswith("/") else shutil.which(name) is not None
