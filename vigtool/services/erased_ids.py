"""What the journal says was erased, by id: what nobody shall find again, and what no check calls damage."""

from vigtool.domain.accountability import Erasing, EvidenceKept
from vigtool.domain.events import ACT_NAMES, Event, RecordingImported
from vigtool.services.erasure_plans import Target, films_of_case
from vigtool.services.tombstones import begun_erasures, tombstones
from vigtool.services.workspace import Workspace


def erased_ids(ws: Workspace) -> frozenset[str]:
    """The ids of all keys, films and papers that erasures have destroyed.

    The vault's signed notes know of some that the journal of an older copy does not. A key may have been made anew
    under the same id since.
    """
    on_record = {id_ for _, event in begun_erasures(ws) for id_ in event.keys}
    noted = {one for target in tombstones(ws) for one in _of(ws, target)}
    return frozenset(on_record | noted)


def _of(ws: Workspace, target: Target) -> tuple[str, ...]:
    match target.what:
        case Erasing.FILM:
            return (target.id,)
        case Erasing.CASE:
            return (target.id, *films_of_case(ws, target.id))
        case Erasing.PERSON:
            return ()  # which films and keys that were, only the journal says


def imported_ids(ws: Workspace) -> list[str]:
    """The ids of all films that were ever taken in, also those of erased cases."""
    return _objects(ws, RecordingImported)


def kept_papers(ws: Workspace) -> list[str]:
    """The ids of all scans that were ever kept, also those of erased cases."""
    return _objects(ws, EvidenceKept)


def _objects(ws: Workspace, event: type[Event]) -> list[str]:
    return [one.object for one in ws.index.entries(acts={ACT_NAMES[event]})]
