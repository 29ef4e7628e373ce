"""The shared libraries of a Linux system that the wheels of Qt do not bring along.

Found by loading them, not by asking a package manager, so that any distribution will do. The names of
packages are those of Debian 12; later releases provide the same names.
"""

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping

from tools import apt
from tools.report import SetUpFailed

OFFSCREEN: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libpulse.so.0": "libpulse0",  # QtMultimedia
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",  # QtNetwork, which QtMultimedia loads
}
"""By the name that the loader knows: what every use of Qt needs, with or without a display."""

UNDER_X: Mapping[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
UNDER_WAYLAND: Mapping[str, str] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def needed(*, window: bool) -> dict[str, str]:
    """Give the libraries for a run with or without a window on the display that the environment names."""
    libraries = dict(OFFSCREEN)
    if window and os.environ.get("DISPLAY"):
        libraries |= UNDER_X
    if window and os.environ.get("WAYLAND_DISPLAY"):
        libraries |= UNDER_WAYLAND
    return libraries


def provide(libraries: Mapping[str, str], *, besides: Iterable[str] = ()) -> None:
    """Install what is missing of the libraries, or raise SetUpFailed with the line to run.

    ``besides`` are packages that would be good to have: that line names them too.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = _not_loadable(libraries)
    if not missing:
        return
    packages = [libraries[name] for name in missing]
    if not apt.may_install():
        raise SetUpFailed(_request(missing, [*packages, *besides]))
    apt.install(packages)
    if still_missing := _not_loadable(missing):
        raise SetUpFailed(f"installed, but still not to be loaded: {', '.join(still_missing)}")


def packages_missing(libraries: Mapping[str, str]) -> list[str]:
    """Give the packages of those libraries that cannot be loaded."""
    return [libraries[name] for name in _not_loadable(libraries)]


def _request(missing: Iterable[str], packages: list[str]) -> str:
    return (
        f"these system libraries are missing: {', '.join(missing)}\n"
        f"run this once, then try again (other systems than Debian name the packages otherwise):\n"
        f"{apt.one_line(packages)}"
    )


def _not_loadable(names: Iterable[str]) -> list[str]:
    return [name for name in names if not _loads(name)]


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
