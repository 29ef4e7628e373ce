"""Contacts in the window: a card goes out and comes in, six words are compared, names are kept apart."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.family import WORK_FACTOR
from vigtool.gui.supervising.compare_dialog import CompareDialog
from vigtool.gui.supervising.rename_dialog import ContactNameDialog
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.services.contact_cards import own_card, save_card, words_of
from vigtool.services.contacts import add_contact, contacts, read_card_file
from vigtool.services.opening import create_workspace
from vigtool.services.workspace import Workspace


@pytest.fixture
def card(elsewhere: Workspace, tmp_path: Path) -> Path:
    save_card(elsewhere, tmp_path / "eeva.vigcontact", "Eeva")
    return tmp_path / "eeva.vigcontact"


def test_the_card_goes_out_only_with_a_name(page: SupervisionPage, elsewhere: Workspace, tmp_path: Path) -> None:
    section = page.own_card
    assert not section.save_button.isEnabled()
    section.name.setText("  Tiina   Koski ")
    assert section.save_button.isEnabled()
    section.save(tmp_path / "tiina.vigcontact")
    added = add_contact(elsewhere, read_card_file(tmp_path / "tiina.vigcontact"))
    assert added.name == "Tiina Koski"
    section.language.setCurrentIndex(section.language.findData("sv"))
    assert section.words.text() == words_of(added, "sv")


def test_a_name_that_could_pass_for_another_is_told(page: SupervisionPage, tmp_path: Path) -> None:
    page.own_card.name.setText("Ti\N{CYRILLIC SMALL LETTER I}na")
    page.own_card.save(tmp_path / "tiina.vigcontact")
    assert "mixes alphabets" in page.own_card.message.accessibleName()
    assert not (tmp_path / "tiina.vigcontact").exists()


def test_the_page_with_the_code_is_made(page: SupervisionPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.own_card.name.setText("Tiina")
    page.own_card.save_page(tmp_path / "card.pdf")
    qtbot.waitUntil(lambda: not page.busy, timeout=30_000)
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_a_card_is_nobodys_until_the_words_are_compared(
    page: SupervisionPage, vault: Workspace, elsewhere: Workspace, card: Path
) -> None:
    page.contacts.add_from(card)
    (known,) = contacts(vault)
    assert "not compared" in page.contacts.rows[known.id].accessibleName()
    dialog = page.contacts.compare(known.id)
    assert dialog.theirs.text() == words_of(own_card(elsewhere), "en")
    assert dialog.own.text() == words_of(own_card(vault), "en")
    dialog.differ_button.click()
    assert not contacts(vault)[0].verified
    dialog.same_button.click()
    assert contacts(vault)[0].verified
    row = page.contacts.rows[known.id]
    assert "were compared on" in row.accessibleName()
    assert row.compare.isHidden()


def test_a_contact_is_called_otherwise_and_removed(page: SupervisionPage, vault: Workspace, card: Path) -> None:
    page.contacts.add_from(card)
    (known,) = contacts(vault)
    dialog = page.contacts.rename(known.id)
    dialog.name.setText("Eeva from the course")
    dialog.keep_button.click()
    assert contacts(vault)[0].name == "Eeva from the course"
    page.contacts.rows[known.id].remove.click()
    assert contacts(vault) != []
    (remove,) = [one for one in page.contacts.message.findChildren(QPushButton) if one.text() == "Remove"]
    remove.click()
    assert contacts(vault) == []
    assert page.contacts.rows == {}


def test_a_card_of_a_known_name_gets_another_one(
    page: SupervisionPage, vault: Workspace, card: Path, tmp_path: Path
) -> None:
    page.contacts.add_from(card)
    other, _key = create_workspace(tmp_path / "third", "six more words", work_factor=WORK_FACTOR)
    save_card(other, tmp_path / "other.vigcontact", "Eeva")
    other.close()
    page.contacts.add_from(tmp_path / "other.vigcontact")
    (way,) = [one for one in page.contacts.message.findChildren(QPushButton) if "another name" in one.text()]
    way.click()
    dialog = page.window().findChild(ContactNameDialog)
    assert dialog is not None
    dialog.name.setText("Eeva")
    dialog.keep_button.click()
    assert dialog.isVisible()
    dialog.name.setText("Eeva of the clinic")
    dialog.keep_button.click()
    assert [one.name for one in contacts(vault)] == ["Eeva", "Eeva of the clinic"]


def test_what_is_no_card_is_told(page: SupervisionPage, vault: Workspace, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Eeva")
    page.contacts.add_from(tmp_path / "letter.txt")
    assert page.contacts.message.isVisible()
    assert "no contact card" in page.contacts.message.accessibleName()
    assert contacts(vault) == []
    assert page.window().findChild(CompareDialog) is None
