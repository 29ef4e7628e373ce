import subprocess
from pathlib import Path

from vigtool.engine.living import ENGINES, Living
from vigtool.engine.process import EngineProcess


def test_all_engines_that_run_are_ended_at_once() -> None:
    engines = [EngineProcess(), EngineProcess()]
    assert ENGINES.end_all() == 2
    assert not any(engine.is_alive for engine in engines)
    assert not any(Path(f"/proc/{engine.pid}").exists() for engine in engines)
    for engine in engines:
        engine.close()


def test_an_engine_that_was_closed_is_not_known_any_more() -> None:
    EngineProcess().close()
    assert ENGINES.end_all() == 0


class Child:
    """A process that the test itself started."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(["sleep", "60"])

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def test_one_that_was_taken_out_is_left_alone() -> None:
    living, child = Living(), Child()
    living.add(child)
    living.remove(child)
    assert living.end_all() == 0
    assert child.process.poll() is None
    child.kill()
