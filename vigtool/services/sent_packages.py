"""Who has which package until when: told by ids alone, and so even when the case, the film or the contact is gone."""

from collections.abc import Sequence

from vigtool.domain.cases import Recording
from vigtool.domain.contacts import Contact, ContactSet
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import ContactId, PackageId
from vigtool.domain.supervision import PackageMade, PackageSent, SentFilm
from vigtool.services.errors import UnknownId
from vigtool.services.event_codec import decode
from vigtool.services.lookups import find, select
from vigtool.services.projection import RECORDING
from vigtool.services.supervision_projection import CONTACT, PACKAGE_SENT
from vigtool.services.workspace import Workspace


def sent(ws: Workspace, made: Sequence[PackageMade]) -> PackageSent:
    """The entry about a package as a whole, from those about its films (one at least). Raises ``UnknownId``."""
    first = made[0]
    return PackageSent(first.package, first.case, first.to, first.expires, tuple(_film(ws, one) for one in made))


def sent_packages(ws: Workspace) -> list[PackageSent]:
    """All packages of this vault, in the order in which they were made."""
    return select(ws.index, PACKAGE_SENT, PackageSent)


def sent_package(ws: Workspace, package: PackageId) -> PackageSent:
    """One of them. Raises ``UnknownId``."""
    return find(ws.index, PACKAGE_SENT, PackageSent, package)


def holder(ws: Workspace, contact_id: ContactId) -> Contact:
    """Whoever was handed a package, a contact that was removed since too. Raises ``UnknownId``."""
    for entry in reversed(ws.index.entries(object=contact_id, acts={ACT_NAMES[ContactSet]})):
        envelope, body = ws.vault.journal.read(entry.seq)
        event = None if body is None else decode(envelope.act, body)
        if isinstance(event, ContactSet):
            return event.contact
    raise UnknownId(CONTACT, contact_id)


def holder_of(ws: Workspace, package: PackageSent, key: str) -> ContactId | None:
    """Which of those who have a package signs with a key (a vkey); None where nobody of them does."""
    return next((one for one in package.to if holder(ws, one).verifier == key), None)


def _film(ws: Workspace, made: PackageMade) -> SentFilm:
    shown = made.in_picture
    if shown is None:
        shown = find(ws.index, RECORDING, Recording, made.recording).people
    return SentFilm(made.recording, tuple(one for one in shown if one not in made.masked))
