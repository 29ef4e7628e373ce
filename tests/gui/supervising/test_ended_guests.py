"""Guests whose last day has passed are erased when the vault is opened, and the page says so; by no doubtful clock."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.gui.supervising import reaching
from tests.in_process_tasks import run_in_process
from vigtool.domain.supervision import GuestOpened
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.services.guests import guests
from vigtool.services.opening import open_workspace
from vigtool.services.package_opening import open_package
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of


def opened_anew(vault: Workspace, days: int) -> Workspace:
    """The same vault, opened so many days later."""
    reaching.later(vault, days)
    clock = vault.clock
    vault.close()
    again = open_workspace(vault.folder, "six plain words", clock=clock)
    again.run_task = run_in_process
    return again


def taken(vault: Workspace, package: Path) -> GuestOpened:
    return open_package(vault, package, pseudonym_of)


def told(ws: Workspace, qtbot: QtBot) -> SupervisionPage:
    page = SupervisionPage(ws)
    qtbot.addWidget(page)
    page.show()
    return page


def test_who_went_is_told_in_a_line_and_the_receipt_is_owed(vault: Workspace, package: Path, qtbot: QtBot) -> None:
    gone = taken(vault, package)
    again = opened_anew(vault, 10)
    page = told(again, qtbot)
    assert guests(again) == []
    assert page.ended.words.text().startswith("1 guest was erased")
    assert not page.ended.isHidden()
    assert list(page.owed.rows) == [gone.package]
    page.close()
    again.close()


def test_a_clock_that_has_leapt_erases_nothing_and_that_is_told(vault: Workspace, package: Path, qtbot: QtBot) -> None:
    kept = taken(vault, package)
    again = opened_anew(vault, 1000)
    page = told(again, qtbot)
    assert [one.case for one in guests(again)] == [kept.case]
    assert "clock seems to be wrong" in page.ended.words.text()
    page.close()
    again.close()


def test_nothing_is_said_on_other_days(vault: Workspace, package: Path, qtbot: QtBot) -> None:
    taken(vault, package)
    again = opened_anew(vault, 9)
    page = told(again, qtbot)
    assert len(guests(again)) == 1
    assert page.ended.isHidden()
    page.close()
    again.close()
