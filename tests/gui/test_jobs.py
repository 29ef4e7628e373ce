import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from vigtool.domain.errors import VigtoolError
from vigtool.domain.progress import Progress
from vigtool.gui.shared.jobs import JobRunner


class Work:
    """A job with the real interface: does what it is told, and remembers which threads called what."""

    def __init__(self, doing: Callable[[Progress], None], ending: Callable[[], str] = lambda: "done") -> None:
        self._doing = doing
        self._ending = ending
        self.threads: dict[str, threading.Thread] = {}

    def run(self, progress: Progress) -> None:
        self.threads["run"] = threading.current_thread()
        self._doing(progress)

    def finish(self) -> str:
        self.threads["finish"] = threading.current_thread()
        return self._ending()

    def abandon(self) -> None:
        self.threads["abandon"] = threading.current_thread()


class NoPaper(VigtoolError):
    pass


def until_stopped(progress: Progress) -> None:
    while True:
        progress(1, 2)


def test_runs_elsewhere_and_finishes_here(qtbot: QtBot) -> None:
    runner, work = JobRunner(), Work(lambda progress: progress(2, 2))
    with qtbot.waitSignal(runner.done) as told:
        runner.start(work)
    assert told.args == ["done"]
    assert work.threads["run"] is not threading.current_thread()
    assert work.threads["finish"] is threading.current_thread()
    assert not runner.running


def test_counts_larger_than_qts_int_arrive_whole(qtbot: QtBot) -> None:
    runner = JobRunner()
    with qtbot.waitSignal(runner.progressed) as told:
        runner.start(Work(lambda progress: progress(2**40, 2**40)))
    assert told.args == [2**40, 2**40]
    qtbot.waitUntil(lambda: not runner.running)


def test_a_stopped_job_is_abandoned_here(qtbot: QtBot) -> None:
    runner, work = JobRunner(), Work(until_stopped)
    runner.start(work)
    with qtbot.waitSignal(runner.cancelled):
        runner.cancel()
    assert work.threads["abandon"] is threading.current_thread()
    assert "finish" not in work.threads


@pytest.mark.parametrize("error", [NoPaper(), OSError(5, "")])
def test_a_foreseen_error_is_told(qtbot: QtBot, error: Exception) -> None:
    def fail(_progress: Progress) -> None:
        raise error

    runner, work = JobRunner(), Work(fail)
    with qtbot.waitSignal(runner.failed) as told:
        runner.start(work)
    assert told.args == [error]
    assert "abandon" in work.threads


def test_an_error_while_finishing_is_told(qtbot: QtBot) -> None:
    def fail() -> str:
        raise NoPaper

    runner = JobRunner()
    with qtbot.waitSignal(runner.failed) as told:
        runner.start(Work(lambda _progress: None, fail))
    assert isinstance(told.args[0], NoPaper)


def test_an_unforeseen_error_reaches_the_crash_hook(qtbot: QtBot) -> None:
    def stumble(_progress: Progress) -> None:
        raise ZeroDivisionError

    runner = JobRunner()
    with qtbot.captureExceptions() as caught:
        runner.start(Work(stumble))
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_going_away_waits_for_the_thread_and_says_nothing(qtbot: QtBot) -> None:
    runner, work = JobRunner(), Work(until_stopped)
    with qtbot.assertNotEmitted(runner.cancelled, wait=50):
        runner.start(work)
        runner.stop()
        assert not work.threads["run"].is_alive()
    assert "abandon" in work.threads


def test_one_at_a_time(qtbot: QtBot) -> None:
    runner = JobRunner()
    runner.start(Work(until_stopped))
    with pytest.raises(RuntimeError):
        runner.start(Work(until_stopped))
    with qtbot.waitSignal(runner.cancelled):
        runner.cancel()
