"""What the journal says was erased, by id: what nobody shall find again, and what no check calls damage."""

from vigtool.domain.accountability import ErasureBegun, EvidenceKept
from vigtool.domain.events import ACT_NAMES, RecordingImported
from vigtool.services.event_codec import decode
from vigtool.services.workspace import Workspace


def erased_ids(ws: Workspace) -> frozenset[str]:
    """The ids of all keys that erasures destroyed, and of the films and papers of the cases whose keys are among them.

    A key may have been made anew under the same id since.
    """
    keys: set[str] = set()
    for envelope in ws.index.entries(acts={ACT_NAMES[ErasureBegun]}):
        _, body = ws.vault.journal.read(envelope.seq)
        event = decode(envelope.act, body) if body is not None else None
        if isinstance(event, ErasureBegun):
            keys.update(event.keys)
    of_cases = ws.index.entries(acts={ACT_NAMES[RecordingImported], ACT_NAMES[EvidenceKept]}) if keys else []
    return frozenset(keys | {one.object for one in of_cases if one.case in keys})


def imported_ids(ws: Workspace) -> list[str]:
    """The ids of all films that were ever taken in, also those of erased cases."""
    return [one.object for one in ws.index.entries(acts={ACT_NAMES[RecordingImported]})]
