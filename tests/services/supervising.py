"""Two vaults: a trainee's with films and moments, a supervisor's that is its contact."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, SetClock
from vigtool.domain.contacts import Contact
from vigtool.exchange.packages.manifest import Manifest, read_manifest
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact
from vigtool.services.opening import create_workspace
from vigtool.services.workspace import Workspace
from vigtool.vault.package import PackageReader

LAST_DAY = timedelta(days=30)


@contextmanager
def another_vault(folder: Path, clock: SetClock) -> Iterator[Workspace]:
    """A vault of somebody else, on the same clock."""
    opened, _recovery_key = create_workspace(folder, PASSPHRASE, work_factor=WORK_FACTOR, clock=clock)
    opened.run_task = run_in_process
    try:
        yield opened
    finally:
        opened.close()


def known_to(ws: Workspace, other: Workspace, name: str) -> Contact:
    """The contact that another vault is in this one, by the card that it gives out."""
    return add_contact(ws, my_card(other, name))


def unpacked(ws: Workspace, package: Path) -> tuple[Manifest, list[bytes]]:
    """What a package holds, read by hand in the vault that it is for."""
    with package.open("rb") as file:
        reader = PackageReader(file, ws.vault.mailbox.identities)
        manifest, films = read_manifest(reader.manifest), list[bytes]()
        for blob in manifest.blobs:
            film = BytesIO()
            reader.copy_blob(blob.size, blob.sha256, film.write)
            films.append(film.getvalue())
        reader.end()
    return manifest, films
