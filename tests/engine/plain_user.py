"""Running the program as a user without rights: as root much works that a user's own process may not do."""

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NOBODY = 65_534
ROOT = Path(__file__).resolve().parents[2]
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
SYSTEMS = Path("/usr/bin") / f"python{sys.version_info[0]}.{sys.version_info[1]}"

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")


def plain() -> dict[str, Any]:
    """The arguments that make a started process a plain user's; where tests run as one it stays theirs."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if IS_ROOT else {}


def environment(**more: str) -> dict[str, str]:
    """No home, no language, no display; the program's folder to import from."""
    return {"HOME": "/nowhere", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | more


@contextmanager
def python_for_plain_user() -> Iterator[str | None]:
    """A Python that a plain user may run, None when there is none: root's own may lie where nobody else may look.

    Then the system's Python of the same version borrows our packages.
    """
    if not IS_ROOT or _runs(sys.executable):
        yield sys.executable
        return
    if not SYSTEMS.is_file():
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "python"
        _borrow_packages(made)
        Path(folder).chmod(0o755)
        found = str(made / "bin" / "python")
        yield found if _runs(found) else None


def _borrow_packages(made: Path) -> None:
    subprocess.run([SYSTEMS, "-m", "venv", "--without-pip", made], check=True)
    (packages,) = made.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


def _runs(name: str) -> bool:
    try:
        tried = subprocess.run(
            [name, "-c", "import vigtool.app"], env=environment(), cwd="/", capture_output=True, check=False, **plain()
        )
    except OSError:
        return False
    return tried.returncode == 0
