"""pip for a Python that came without it, as Debian's does when python3-venv is not installed."""

import configparser
import hashlib
import os
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from tools.report import SetUpFailed, say

WHEEL = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
_PUBLIC_INDEX = "https://pypi.org/simple"
_SECONDS = 60


def install_pip(python: Path) -> None:
    """Put the pinned pip into the environment of ``python``.

    Raises SetUpFailed when the index cannot be read or offers something else under this name.
    """
    say(f"getting {WHEEL}, since this Python has none")
    wheel = python.parent.parent / WHEEL
    try:
        wheel.write_bytes(_download())
    except (OSError, urllib.error.URLError) as error:
        raise SetUpFailed(f"cannot get {WHEEL} from {package_index()}: {error}") from error
    # A wheel is a zip file, and pip starts from inside one.
    inside = str(wheel / "pip")
    subprocess.run([python, inside, "install", "--quiet", "--no-index", str(wheel)], check=True)
    wheel.unlink()


def package_index() -> str:
    """Give the address of the package index that pip is configured to use."""
    if address := os.environ.get("PIP_INDEX_URL"):
        return address.rstrip("/")
    files = (os.environ.get("PIP_CONFIG_FILE"), "~/.config/pip/pip.conf", "~/.pip/pip.conf", "/etc/pip.conf")
    for name in filter(None, files):
        settings = configparser.RawConfigParser()
        settings.read(Path(name).expanduser(), encoding="utf-8")
        if address := settings.get("global", "index-url", fallback=None):
            return address.rstrip("/")
    return _PUBLIC_INDEX


def _download() -> bytes:
    page = f"{package_index()}/pip/"
    listing = _read(page).decode("utf-8", "replace")
    link = re.search(rf'href="([^"#]*/)?{re.escape(WHEEL)}[^"]*"', listing)
    if link is None:
        raise SetUpFailed(f"{page} does not offer {WHEEL}")
    content = _read(urllib.parse.urljoin(page, link[0].removeprefix('href="').rstrip('"').partition("#")[0]))
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise SetUpFailed(f"{page} offers another {WHEEL} than the pinned one")
    return content


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310 - the index that pip uses
        content: bytes = answer.read()
    return content
