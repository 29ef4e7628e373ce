"""An engine started ahead is used once, and never left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.rough_engine import children, linux_only, nothing_left
from vigtool.engine.errors import EngineUnavailable
from vigtool.engine.process import EngineProcess
from vigtool.engine.spare import Spare

pytestmark = linux_only


@pytest.fixture
def spare() -> Iterator[Spare]:
    with nothing_left():
        one = Spare()
        yield one
        one.end()


def test_what_was_prepared_is_taken(spare: Spare) -> None:
    spare.prepare()
    spare.prepare()
    (waiting,) = children()
    with spare.take() as engine:
        assert engine.pid == waiting
        assert engine.hello().tight
        with spare.take() as another:
            assert another.pid != waiting


def test_what_was_not_taken_is_ended(spare: Spare) -> None:
    spare.prepare()
    spare.end()
    spare.end()
    assert children() == []


def test_a_spare_that_died_is_replaced(spare: Spare) -> None:
    spare.prepare()
    (first,) = children()
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    with spare.take() as engine:
        assert engine.pid != first
        assert engine.hello().tight
    spare.prepare()
    (second,) = children()
    os.kill(second, signal.SIGKILL)
    os.waitid(os.P_PID, second, os.WEXITED | os.WNOWAIT)
    spare.prepare()
    assert children() not in ([], [second])


def test_a_machine_that_cannot_start_one_says_so_when_it_is_needed() -> None:
    def cannot() -> EngineProcess:
        raise EngineUnavailable("not_started")

    none = Spare(cannot)
    none.prepare()
    with pytest.raises(EngineUnavailable):
        none.take()
    none.end()


def test_importing_starts_nothing() -> None:
    code = "import vigtool.engine.spare, tests.engine.rough_engine as r; print(r.children())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert said.stdout == b"[]\n"
