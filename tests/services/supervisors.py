"""Two vaults that know each other: a trainee's and a supervisor's, each with the other's card."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, SetClock
from vigtool.domain.contacts import Contact
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact, verify_contact
from vigtool.services.opening import create_workspace
from vigtool.services.workspace import Workspace

SUPERVISOR_NAME = "Kaisa Työnohjaaja"


@contextmanager
def another_vault(folder: Path, clock: SetClock | None = None) -> Iterator[Workspace]:
    """A new vault of somebody else."""
    opened, _recovery_key = create_workspace(folder, PASSPHRASE, work_factor=WORK_FACTOR, clock=clock or SetClock())
    opened.run_task = run_in_process
    try:
        yield opened
    finally:
        opened.close()


def acquaint(ws: Workspace, other: Workspace, name: str = SUPERVISOR_NAME, *, verified: bool = True) -> Contact:
    """Let ``ws`` know the other vault as a contact."""
    known = add_contact(ws, my_card(other, name))
    return verify_contact(ws, known.id) if verified else known
