"""Fixtures of the media tests, and the summary line of the shared recordings."""

import pytest

from tests.media.tally import TALLY, Tally


@pytest.fixture(scope="session")
def tally(request: pytest.FixtureRequest) -> Tally:
    return request.config.stash.setdefault(TALLY, Tally())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counted = terminalreporter.config.stash.get(TALLY, None)
    if counted is not None and counted.recordings:
        terminalreporter.write_line(f"exact frames: {counted}")
