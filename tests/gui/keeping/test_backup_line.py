"""The quiet line above the cases that the vault has waited too long for its backup."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.family import Family
from tests.gui.retention.conftest import Calendar
from vigtool.gui.actions import ActionId
from vigtool.gui.keeping.backup_line import BackupLine, backup_words
from vigtool.gui.workplace import Workplace
from vigtool.services.backing_up import back_up
from vigtool.services.opening import open_workspace
from vigtool.services.policy import policy


@pytest.fixture
def calendar(family: Family) -> Calendar:
    made = Calendar()
    family.ws.clock = made
    return made


def line_of(place: Workplace) -> BackupLine:
    place.show_cases()
    QApplication.processEvents()
    found: Any = place.pages[ActionId.CASES].findChild(BackupLine)
    assert isinstance(found, BackupLine)
    return found


def test_where_there_is_nothing_to_lose_nothing_is_told(place: Workplace, family: Family) -> None:
    assert backup_words(family.ws) == ""
    assert line_of(place).isHidden()


def test_a_vault_with_a_film_and_no_backup_says_so_and_leads_to_it(
    place: Workplace, family: Family, drawn: Path
) -> None:
    family.film(drawn)
    line = line_of(place)
    assert line.isVisible()
    assert line.words.text() == "No backup has been made yet."
    line.look_button.click()
    assert place.route.place is ActionId.KEEPING


def test_an_old_backup_is_told_in_days_until_the_next_one_is_made(
    place: Workplace, family: Family, drawn: Path, calendar: Calendar, tmp_path: Path
) -> None:
    family.film(drawn)
    back_up(family.ws, tmp_path / "copies")
    term = policy(family.ws).backup_reminder_days
    calendar.days = term - 1
    assert line_of(place).isHidden()
    calendar.days = term + 3
    line = line_of(place)
    assert line.words.text() == f"The last backup was made {term + 3} days ago."
    back_up(family.ws, tmp_path / "copies")
    assert line.isHidden()


def test_who_may_only_look_is_not_asked_for_a_backup(family: Family, drawn: Path) -> None:
    family.film(drawn)
    reader = open_workspace(family.ws.folder, "six plain words", read_only=True)
    line = BackupLine(reader)
    assert line.words.text() == ""
    reader.close()
