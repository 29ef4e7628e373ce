"""The window's own vault handed something over, and a consent was taken back since."""

from datetime import timedelta
from pathlib import Path

from tests.gui.supervising.handed import handed_to
from vigtool.domain.identifiers import ContactId, PackageId, PersonId
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import cases
from vigtool.services.contacts import contacts
from vigtool.services.people import people
from vigtool.services.sent_packages import sent_packages
from vigtool.services.withdrawing import withdraw
from vigtool.services.workspace import Workspace

Key = tuple[PackageId, ContactId]


def handed_out(ws: Workspace, supervisor: Workspace, film: Path, folder: Path) -> Key:
    """Hand a film to another vault; the package and the contact."""
    handed_to(supervisor, ws, film, folder)
    return sent_packages(ws)[-1].package, contacts(ws)[-1].id


def somebody(ws: Workspace) -> PersonId:
    """Somebody in the case of which was handed over last."""
    return people(ws, cases(ws)[-1].id)[0].id


def taken_back(ws: Workspace) -> None:
    withdraw(ws, somebody(ws), [Purposes.SUPERVISION])


def later(ws: Workspace, days: int) -> None:
    now = ws.clock() + timedelta(days=days)
    ws.clock = lambda: now
