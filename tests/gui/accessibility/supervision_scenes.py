"""Scenes of the walk: the place of supervision, its contacts, and what is handed over and taken in."""

from pathlib import Path

from tests.gui.accessibility import looking
from tests.gui.accessibility.retention_scenes import Looks
from tests.gui.family import WORK_FACTOR, Family
from vigtool.gui.actions import ActionId
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.contact_cards import save_card
from vigtool.services.contacts import add_contact, contacts, read_card_file, verify_contact
from vigtool.services.opening import create_workspace


def supervising(walk: Looks, place: Workplace, family: Family, folder: Path) -> None:
    place.go(ActionId.SUPERVISION)
    page = place.pages[ActionId.SUPERVISION]
    assert isinstance(page, SupervisionPage)
    walk.look("supervision", place)
    knowing_each_other(walk, page, family, folder)


def knowing_each_other(walk: Looks, page: SupervisionPage, family: Family, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    supervisor, _key = create_workspace(folder / "supervisor", "six other words", work_factor=WORK_FACTOR)
    save_card(supervisor, folder / "eeva.vigcontact", "Eeva Lindqvist")
    supervisor.close()
    page.contacts.add_from(folder / "eeva.vigcontact")
    walk.look("supervision, a card was taken in", page)
    page.contacts.add_from(folder / "supervisor" / "vault.json")
    walk.look("supervision, no card", page)
    (known,) = contacts(family.ws)
    dialog = page.contacts.compare(known.id)
    walk.look("compare the six words", dialog)
    dialog.differ_button.click()
    walk.look("compare the six words, they differ", dialog)
    looking.press_escape(dialog)
    naming = page.contacts.rename(known.id)
    walk.look("call a contact otherwise", naming)
    looking.press_escape(naming)
    page.contacts.rows[known.id].remove.click()
    walk.look("supervision, remove a contact", page)
    page.own_card.name.setText("Tiina")
    page.own_card.save(folder / "tiina.vigcontact")
    verify_contact(family.ws, known.id)
    add_contact(family.ws, read_card_file(folder / "eeva.vigcontact"))
    page.contacts.message.clear()
    page.contacts.refresh()
    walk.look("supervision, a verified contact", page)
