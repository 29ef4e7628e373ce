"""An open vault for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, Family, SetClock, found_family
from vigtool.services.opening import create_workspace
from vigtool.services.workspace import Workspace


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def ws(tmp_path: Path, clock: SetClock) -> Iterator[Workspace]:
    opened, _recovery_key = create_workspace(tmp_path / "vault", PASSPHRASE, work_factor=WORK_FACTOR, clock=clock)
    opened.run_task = run_in_process
    yield opened
    opened.close()


@pytest.fixture
def family(ws: Workspace) -> Family:
    return found_family(ws)
