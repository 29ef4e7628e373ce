"""The ledger in the window: supervision is noted and taken back, the page is saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.supervising.known import another_known
from vigtool.exchange.training_ledger import from_json
from vigtool.gui.actions import ActionId
from vigtool.gui.keeping.keeping_page import KeepingPage
from vigtool.gui.keeping.training_section import TrainingSection
from vigtool.gui.workplace import Workplace
from vigtool.services.ledgers import ledger, supervisions
from vigtool.services.workspace import Workspace


@pytest.fixture
def section(place: Workplace) -> TrainingSection:
    place.go(ActionId.KEEPING)
    page = place.pages[ActionId.KEEPING]
    assert isinstance(page, KeepingPage)
    return next(one for one in page.sections if isinstance(one, TrainingSection))


def test_supervision_is_noted_for_its_day_and_taken_back(section: TrainingSection, vault: Workspace) -> None:
    section.on.setDate(QDate(2026, 11, 2))
    section.minutes.setValue(90)
    section.note_button.click()
    (noted,) = ledger(vault).supervisions
    assert (noted.on.isoformat(), noted.minutes) == ("2026-11-02", 90)
    assert "1 h 30 min" in section.told.text()
    (back,) = [one for one in section.message.findChildren(QPushButton) if one.text() == "Take it back"]
    back.click()
    assert ledger(vault).supervisions == ()
    assert "no supervision noted yet" in section.told.text()
    assert "0 h" not in section.told.text()


def test_supervision_given_to_a_trainee_is_noted_with_that_contact(
    section: TrainingSection, vault: Workspace, tmp_path: Path
) -> None:
    assert section.whose.isHidden()
    tiina = another_known(vault, tmp_path, "Tiina")
    section.refresh()
    assert not section.whose.isHidden()
    section.whose.setCurrentIndex(section.whose.findData(tiina.id))
    section.note_button.click()
    assert [(one.minutes, one.contact) for one in supervisions(vault)] == [(60, tiina.id)]
    assert "no supervision noted yet" in section.told.text()
    (back,) = [one for one in section.message.findChildren(QPushButton) if one.text() == "Take it back"]
    back.click()
    assert [(one.minutes, one.contact) for one in supervisions(vault)][1:] == [(0, tiina.id)]


def test_the_page_is_saved_beside_the_stages_that_were_chosen(
    section: TrainingSection, qtbot: QtBot, tmp_path: Path
) -> None:
    section.profile.setCurrentIndex(2)
    section.save(tmp_path / "ledger.pdf")
    qtbot.waitUntil(lambda: not section.busy)
    assert (tmp_path / "ledger.pdf").read_bytes().startswith(b"%PDF")
    assert from_json((tmp_path / "ledger.json").read_bytes()).profile == section.profile.itemData(2).id
