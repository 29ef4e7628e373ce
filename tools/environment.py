"""The folder .venv: made once, filled from requirements.lock, filled again only when that file changes."""

import hashlib
import importlib
import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from tools import apt, pip_wheel
from tools.report import SetUpFailed, say

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
READY = FOLDER / "ready"
"""Written last, so that an interrupted set-up starts over. ``run`` and ``run.cmd`` look for it too."""

PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare() -> None:
    """Make .venv what the lock says; does nothing when it already is. Raises SetUpFailed."""
    wanted = fingerprint()
    # exists() is False too when the Python that .venv was made with has gone.
    if PYTHON.exists() and READY.is_file() and READY.read_text(encoding="utf-8") == wanted:
        return
    READY.unlink(missing_ok=True)
    if not _usable():
        _make()
    _fill()
    READY.write_text(wanted, encoding="utf-8")


def fingerprint() -> str:
    """Give what .venv depends on, as ``ready`` holds it once .venv is filled."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{_version()}\n{ROOT}\n{digest}\n"


def _version() -> str:
    return sysconfig.get_python_version()


def _usable() -> bool:
    question = f"import pip, sysconfig, sys; sys.exit(sysconfig.get_python_version() != {_version()!r})"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def _make() -> None:
    say(f"making .venv with Python {_version()}")
    if not _has_ensurepip() and apt.may_install():
        apt.install([_venv_package()])
        importlib.invalidate_caches()
    if _has_ensurepip():
        _venv()
        return
    _venv("--without-pip")
    try:
        pip_wheel.install_pip(PYTHON)
    except SetUpFailed as error:
        line = apt.one_line([_venv_package()])
        raise SetUpFailed(f"{error}\nrun this once, then try again:\n{line}") from error


def _has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _venv_package() -> str:
    return f"python{_version()}-venv"


def _venv(*options: str) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--clear", *options, str(FOLDER)], check=True)


def _fill() -> None:
    say("installing the packages of requirements.lock (some 300 MB, once)")
    options = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--only-binary=:all:")
    command = [str(PYTHON), "-m", "pip", "install", *options, "--require-hashes", "-r", str(LOCK)]
    if subprocess.run(command, check=False).returncode != 0:
        raise SetUpFailed("pip could not install the packages of requirements.lock; its own words stand above")
    _packages_folder().joinpath("vigtool-sources.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def _packages_folder() -> Path:
    if os.name == "nt":
        return FOLDER / "Lib" / "site-packages"
    return FOLDER / "lib" / f"python{_version()}" / "site-packages"
