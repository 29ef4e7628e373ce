"""A package that a trainee elsewhere made for the vault of the window."""

from datetime import timedelta
from pathlib import Path

from tests.gui.family import found_family
from vigtool.domain.purposes import Purposes
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact, verify_contact
from vigtool.services.package_making import make_package
from vigtool.services.workspace import Workspace


def handed_to(ws: Workspace, trainee: Workspace, film: Path, folder: Path) -> Path:
    family = found_family(trainee)
    shown = family.film(film)
    family.consent(Purposes.SUPERVISION)
    chosen = family.moment(shown)
    to = add_contact(trainee, my_card(ws, "Eeva"))
    verify_contact(ws, add_contact(ws, my_card(trainee, "Tiina")).id)
    made = folder / "tiina.vigpackage"
    expires = trainee.clock().date() + timedelta(days=9)
    make_package(trainee, [chosen.id], [to.id], made, expires=expires, questions="What went well?", whole=True)
    return made
