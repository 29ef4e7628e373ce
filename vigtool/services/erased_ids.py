"""What the journal says was erased, by id: what nobody shall find again, and what no check calls damage."""

from vigtool.domain.events import ACT_NAMES, RecordingImported
from vigtool.services.tombstones import begun_erasures
from vigtool.services.workspace import Workspace


def erased_ids(ws: Workspace) -> frozenset[str]:
    """The ids of all keys, films and papers that erasures have destroyed.

    A key may have been made anew under the same id since.
    """
    return frozenset(id_ for _, event in begun_erasures(ws) for id_ in event.keys)


def imported_ids(ws: Workspace) -> list[str]:
    """The ids of all films that were ever taken in, also those of erased cases."""
    return [one.object for one in ws.index.entries(acts={ACT_NAMES[RecordingImported]})]
