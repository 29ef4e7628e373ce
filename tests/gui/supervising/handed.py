"""A package that a trainee elsewhere made for the vault of the window, and an answer to one of its own."""

from datetime import timedelta
from pathlib import Path

from tests.gui.family import Family, found_family
from vigtool.domain.comments import Feedback
from vigtool.domain.identifiers import MomentId
from vigtool.domain.purposes import Purposes
from vigtool.services.answering import make_answer
from vigtool.services.comments import CommentDesk
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact, verify_contact
from vigtool.services.feedback import set_feedback
from vigtool.services.marking import mark_frames
from vigtool.services.package_making import make_package
from vigtool.services.package_opening import open_package
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of


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


def answered(
    family: Family,
    supervisor: Workspace,
    chosen: MomentId,
    folder: Path,
    *,
    first: int,
    end: int,
    sound: bytes | None = None,
) -> Path:
    """An answer to the window's own case: the moment of frames ``[first, end)`` is proposed, and a comment is said."""
    family.consent(Purposes.SUPERVISION)
    eeva = add_contact(family.ws, my_card(supervisor, "Eeva"))
    add_contact(supervisor, my_card(family.ws, "Tiina"))
    package, expires = folder / "out.vigpackage", family.ws.clock().date() + timedelta(days=9)
    make_package(family.ws, [chosen], [eeva.id], package, expires=expires, whole=True)
    guest = open_package(supervisor, package, pseudonym_of)
    film = guest.films[0].recording
    mark_frames(supervisor, film, first=first, end=end, title="The smile")
    CommentDesk(supervisor, film).add("You waited.", sound=sound)
    set_feedback(supervisor, guest.case, Feedback(strengths="You give time."))
    return make_answer(supervisor, guest.case, folder / "back.vigpackage").file
