"""The real program on a display of its own, driven over AT-SPI: a vault, a case, a film, a moment, a clip."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.displays import unseen_display
from tools import apt, test_companions
from vigtool.services.cases import cases
from vigtool.services.marking import moments
from vigtool.services.opening import open_workspace
from vigtool.services.recordings import recordings

JOURNEY = Path(__file__).with_name("at_spi_journey.py")
ROOT = Path(__file__).resolve().parents[3]
SYSTEMS_PYTHON = "/usr/bin/python3"
"""The one that Debian's pyatspi is for."""

LIMIT_S = 240
ON_THE_BUS = '"$0" -P -m vigtool & window=$!; "$@"; told=$?; kill $window; wait $window; echo "window: $?"; exit $told'
"""Run by a shell on a session bus of its own: the window beside who drives it."""

NEVER_SEEN = "'Vault folder'; there is: ['StopIteration()']"
"""What the driver says when the program never came to the bus."""


class NeverSeen(Exception):
    """The program did not come to the bus; with what was heard until then, its end included."""


MISSING = test_companions.missing_for_screen_reader() if sys.platform == "linux" else []
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is the way of Linux"),
    pytest.mark.skipif(bool(MISSING), reason=f"the window cannot be driven without: {apt.one_line(MISSING)}"),
]


@pytest.fixture
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    with unseen_display() as name:
        yield name


def surroundings(display: str, home: Path) -> dict[str, str]:
    """An environment in which nothing of this user's is read or written."""
    runtime = home / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return kept | {
        "DISPLAY": display,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QPA_PLATFORM": "xcb",
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(runtime),
    }


def on_the_bus(command: list[str], environment: dict[str, str]) -> list[str]:
    """Run a command that ends well and complains of nothing; return its lines. Nothing of it is left behind."""
    with subprocess.Popen(
        command,
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as session:
        try:
            heard, complaints = session.communicate(timeout=LIMIT_S)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(session.pid, signal.SIGKILL)
    if session.returncode != 0 and NEVER_SEEN in complaints:
        raise NeverSeen(f"{heard}\n{complaints}")
    assert session.returncode == 0, f"{heard}\n{complaints}"
    assert "Traceback" not in complaints
    return heard.splitlines()


def test_a_whole_case_by_role_and_name_alone(display: str, drawn: Path, tmp_path: Path) -> None:
    vault, clip = tmp_path / "vault", tmp_path / "clip.mp4"
    drive = [SYSTEMS_PYTHON, str(JOURNEY), str(vault), str(drawn), str(clip)]
    command = ["dbus-run-session", "--", "sh", "-c", ON_THE_BUS, sys.executable, *drive]
    try:
        heard = on_the_bus(command, surroundings(display, tmp_path / "first"))
    except NeverSeen:  # met once in some ten runs, on a busy machine, before anything was done: asked once more
        heard = on_the_bus(command, surroundings(display, tmp_path / "second"))
    assert f"window: {128 + signal.SIGTERM}" in heard  # it lived until it was told to go
    assert [line for line in heard if line.startswith("announced: Marked: Moment at 0:00.0")]
    assert "announced: Chosen for the review" in heard
    assert [line for line in heard if line.startswith("Playhead at ")]
    assert [line for line in heard if line.startswith("Moment at ") and line.endswith(", chosen for the review")]
    assert clip.stat().st_size > 0
    passphrase = next(line.removeprefix("passphrase: ") for line in heard if line.startswith("passphrase: "))
    ws = open_workspace(vault, passphrase)
    (case,) = cases(ws)
    (film,) = recordings(ws, case.id)
    (moment,) = moments(ws, film.id)
    assert (case.name, moment.starred) == ("Kallio 3", True)
    ws.close()
