"""What can be decided of a film whose time has come, but for erasing it: to keep it longer, or to freeze it.

A frozen film is kept and neither played, handed out nor erased, until a dispute is settled (GDPR, article 18). Every
decision stands in the journal with its reason.
"""

from dataclasses import dataclass
from datetime import date, datetime

from vigtool.domain.accountability import FilmFrozen, FilmThawed, KeptLonger
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import CaseId, RecordingId
from vigtool.domain.purposes import Act, Purposes
from vigtool.services.cases import case
from vigtool.services.consents import grounds, is_frozen, is_permitted, permit
from vigtool.services.errors import ConsentEndsEarlier, KeptTooShort, ReasonMissing
from vigtool.services.guest_standing import demand_own
from vigtool.services.lookups import find, select
from vigtool.services.projection import FROZEN
from vigtool.services.recordings import demand_kept, every_recording, is_erased, recording
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Freezing:
    """Since when a film is frozen, and why."""

    at: datetime
    reason: str


def keep_longer(ws: Workspace, recording_id: RecordingId, until: date, reason: str) -> KeptLonger:
    """Keep a film until the end of a day, on the strength of the consents to that, which go on record with it.

    A later decision replaces this one; a consent that is withdrawn or ends takes it back. Raises ``UnknownId``,
    ``ReasonMissing``, ``KeptTooShort``, ``ConsentEndsEarlier``, ``ConsentRefused`` and ``KeyDestroyed``.
    """
    film = recording(ws, recording_id)
    said = _said(reason)
    if until <= ws.clock().date():
        raise KeptTooShort(until)
    demand_kept(ws, film.id)
    given = permit(ws, Act.KEEP, Purposes.KEEP_LONGER, film.id)
    last = min((one.until for one in given.consents if one.until is not None), default=until)
    if last < until:
        raise ConsentEndsEarlier(last)
    decided = KeptLonger(film.case, film.id, until, said, grounds(given))
    ws.record(decided)
    return decided


def kept_longer(ws: Workspace, case_id: CaseId | None = None) -> dict[RecordingId, KeptLonger]:
    """The decisions by which films of a case, or of all, are kept longer: each film's last, if its consents hold."""
    decided = select(ws.index, ACT_NAMES[KeptLonger], KeptLonger, case=case_id)
    last = {one.recording: one for one in decided}
    return {film: one for film, one in last.items() if is_permitted(ws, Act.KEEP, Purposes.KEEP_LONGER, film)}


def frozen_films(ws: Workspace, case_id: CaseId | None = None) -> set[RecordingId]:
    """The films of a case, or all, that are frozen."""
    return {one.recording for one in select(ws.index, FROZEN, FilmFrozen, case=case_id)}


def freeze(ws: Workspace, recording_id: RecordingId, reason: str) -> None:
    """Keep a film and let nobody use it; nothing if it is frozen.

    Raises ``UnknownId``, ``ReasonMissing``, ``OfGuest``.
    """
    film, said = recording(ws, recording_id), _said(reason)
    demand_own(ws, film.case)
    if not is_frozen(ws, film.id):
        ws.record(FilmFrozen(film.case, film.id, said))


def thaw(ws: Workspace, recording_id: RecordingId, reason: str) -> None:
    """Let a film be used again; nothing if it is not frozen. Raises ``UnknownId``, ``ReasonMissing``."""
    film, said = recording(ws, recording_id), _said(reason)
    if is_frozen(ws, film.id):
        ws.record(FilmThawed(film.case, film.id, said))


def freeze_case(ws: Workspace, case_id: CaseId, reason: str) -> list[RecordingId]:
    """Freeze all films of a case; return those that were not frozen before. Raises ``UnknownId``, ``ReasonMissing``."""
    said = _said(reason)
    films = [one for one in films_of(ws, case_id) if not is_frozen(ws, one)]
    for one in films:
        freeze(ws, one, said)
    return films


def thaw_case(ws: Workspace, case_id: CaseId, reason: str) -> list[RecordingId]:
    """Let all films of a case be used again; return those that were frozen. Raises ``UnknownId``, ``ReasonMissing``."""
    said = _said(reason)
    films = [one for one in films_of(ws, case_id) if is_frozen(ws, one)]
    for one in films:
        thaw(ws, one, said)
    return films


def freezing(ws: Workspace, recording_id: RecordingId) -> Freezing | None:
    """Since when and why a film is frozen, None where it is not."""
    if not is_frozen(ws, recording_id):
        return None
    frozen = find(ws.index, FROZEN, FilmFrozen, recording_id)
    latest = ws.index.entries(object=recording_id, acts={ACT_NAMES[FilmFrozen]})[-1]
    return Freezing(latest.time, frozen.reason)


def films_of(ws: Workspace, case_id: CaseId) -> list[RecordingId]:
    """The films of a case that are not erased, put away or not. Raises ``UnknownId``."""
    case(ws, case_id)
    return [film.id for film in every_recording(ws, case_id) if not is_erased(ws, film.id)]


def _said(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise ReasonMissing
    return said
