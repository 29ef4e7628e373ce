"""The vault of the window and one elsewhere that know each other, and the page of supervision."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gui.family import WORK_FACTOR, Family
from tests.gui.supervising.handed import handed_to
from tests.in_process_tasks import run_in_process
from vigtool.domain.identifiers import MomentId
from vigtool.gui.actions import ActionId
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.opening import create_workspace
from vigtool.services.workspace import Workspace


@pytest.fixture
def page(place: Workplace) -> SupervisionPage:
    place.go(ActionId.SUPERVISION)
    shown = place.pages[ActionId.SUPERVISION]
    assert isinstance(shown, SupervisionPage)
    return shown


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Workspace]:
    made, _key = create_workspace(tmp_path / "elsewhere", "six other words", work_factor=WORK_FACTOR)
    made.run_task = run_in_process
    yield made
    made.close()


@pytest.fixture
def package(vault: Workspace, elsewhere: Workspace, drawn: Path, tmp_path: Path) -> Path:
    """A package that a trainee elsewhere made for the vault of the window."""
    return handed_to(vault, elsewhere, drawn, tmp_path)


@pytest.fixture
def chosen(family: Family, drawn: Path) -> MomentId:
    """A moment of the window's own vault; whether it may go to supervision is not asked yet."""
    return family.moment(family.film(drawn)).id
