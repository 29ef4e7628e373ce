"""What the system says of the session, on buses that the test starts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vigtool.gui.locking.login_session import session_path

ROOT = Path(__file__).resolve().parents[3]

needs_bus = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="dbus-run-session is not here (Debian: dbus)"
)


@needs_bus
@pytest.mark.parametrize(
    ("own", "heard"),
    [("2", "locked sleeping locked ended"), ("", "locked locked sleeping locked ended")],
    ids=["own session known", "own session unknown"],
)
def test_lock_sleep_and_screen_saver_are_heard(own: str, heard: str) -> None:
    command = 'DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec "$0" -P -m tests.gui.locking.session_child "$1"'
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", command, sys.executable, own],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == heard


def test_without_buses_nothing_is_heard_and_nothing_fails() -> None:
    nowhere = {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tests.gui.locking.session_child", ""],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | nowhere,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (done.stdout.strip(), done.stderr) == ("ended", "")


@pytest.mark.parametrize(
    ("session", "path"), [("2", "_32"), ("c1", "c1"), ("12", "_312"), ("a-b", "a_2db"), ("", None)]
)
def test_the_path_of_a_session(session: str, path: str | None) -> None:
    assert session_path(session) == ("" if path is None else f"/org/freedesktop/login1/session/{path}")
