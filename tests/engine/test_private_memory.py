"""Nobody looks into the program's memory, and no crash writes it to a disk; and a plain user lacks nothing by that."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.plain_user import IS_ROOT, NOBODY, environment, linux_only, plain, python_for_plain_user

LIMIT_S = 60
ENGINE = """
import json, os
from vigtool.engine.sandbox.private_memory import keep_memory_private
held = keep_memory_private()
from vigtool.engine.process import EngineProcess
with EngineProcess() as engine:
    report = engine.hello()
    print(json.dumps([held, report.tight, os.getuid(), len(os.listdir("/proc/self/fd")) > 2]))
"""

pytestmark = linux_only


@pytest.fixture(scope="module")
def python() -> Iterator[str]:
    """A Python for a user without rights."""
    with python_for_plain_user() as found:
        if found is None:
            pytest.skip("no Python here may be run by a user without rights, with this checkout")
        yield found


def owner(pid: int) -> int:
    """Whose this process's memory is: the kernel gives that of one that is not dumpable to root (proc(5))."""
    return Path(f"/proc/{pid}/mem").stat().st_uid


def core_limit(pid: int) -> list[str]:
    limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return next(line for line in limits if line.startswith("Max core file size")).split()[4:6]


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_process_that_says_nothing_can_be_read(python: str) -> None:
    """The control: what the tests below look at is otherwise without ``keep_memory_private``."""
    command = [python, "-c", "import sys; sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment(), cwd="/", **plain()) as sleeper:
        assert owner(sleeper.pid) == (NOBODY if IS_ROOT else os.getuid())
        sleeper.communicate()


def test_the_window_and_its_engine_are_closed_to_others(python: str) -> None:
    command = [python, "-P", "-m", "vigtool"]
    surroundings = environment(QT_QPA_PLATFORM="offscreen")
    with subprocess.Popen(command, env=surroundings, cwd="/", stderr=subprocess.DEVNULL, **plain()) as window:
        try:
            until = time.monotonic() + LIMIT_S
            while time.monotonic() < until and not confined(window.pid):
                time.sleep(0.05)
            for pid in (window.pid, *children(window.pid)):
                assert owner(pid) == 0
                assert core_limit(pid) == ["0", "0"]
            assert children(window.pid)
        finally:
            window.kill()


def confined(pid: int) -> bool:
    """Whether the window has an engine at hand that has locked itself in (seccomp comes last)."""
    return any("\nSeccomp:\t2\n" in Path(f"/proc/{one}/status").read_text() for one in children(pid))


def test_the_command_line_is_closed_to_others(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    os.mkfifo(secret)
    command = [sys.executable, "-P", "-m", "vigtool", "vault", "verify", str(tmp_path), "--passphrase-file"]
    with subprocess.Popen([*command, str(secret)], env=environment(), stderr=subprocess.DEVNULL) as asking:
        writing = os.open(secret, os.O_WRONLY)  # returns when the program has begun to read
        try:
            assert core_limit(asking.pid) == ["0", "0"]
        finally:
            os.close(writing)


def test_an_engine_starts_for_a_plain_user_who_may_not_read_their_own_memory(python: str) -> None:
    done = subprocess.run(
        [python, "-c", ENGINE],
        env=environment(),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=True,
        **plain(),
    )
    uid = NOBODY if IS_ROOT else os.getuid()
    assert done.stdout.strip() == f'[{{"rlimit_core": true, "undumpable": true}}, true, {uid}, true]'
