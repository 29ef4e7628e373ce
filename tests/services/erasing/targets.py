"""What is erased, why, and how to look at what is left."""

from tests.in_process_tasks import run_in_process
from tests.services.casework import (
    PASSPHRASE,
    Family,
)
from vigtool.domain.accountability import Erasing
from vigtool.domain.cases import Recording
from vigtool.services.erasure_plans import Target
from vigtool.services.opening import open_workspace
from vigtool.services.workspace import Workspace

REASON = "the family asked for it"
TITLE, WORDS = "Punainen palikka", "ojentaa palikan"


def opened(ws: Workspace) -> Workspace:
    """The same vault after a restart."""
    clock = ws.clock
    ws.close()
    again = open_workspace(ws.folder, PASSPHRASE, clock=clock)
    again.run_task = run_in_process
    return again


def of_film(film: Recording) -> Target:
    return Target(Erasing.FILM, film.id)


def of_case(family: Family) -> Target:
    return Target(Erasing.CASE, family.case.id)


def of_child(family: Family) -> Target:
    return Target(Erasing.PERSON, family.child.id)


def in_memory(ws: Workspace) -> bytes:
    """All pages of the index."""
    return ws.index._database.serialize()  # noqa: SLF001 - nothing else could tell what is left in it
