"""Somebody else's vault that is a contact, without its being opened any more."""

from contextlib import closing
from pathlib import Path

from tests.gui.family import WORK_FACTOR
from vigtool.domain.contacts import Contact
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact
from vigtool.services.opening import create_workspace
from vigtool.services.workspace import Workspace


def another_known(ws: Workspace, folder: Path, name: str) -> Contact:
    made, _key = create_workspace(folder / f"the vault of {name}", "six other words", work_factor=WORK_FACTOR)
    with closing(made):
        return add_contact(ws, my_card(made, name))
