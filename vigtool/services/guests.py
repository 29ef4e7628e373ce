"""Guests: what came in packages, what of it may be seen, and until when.

The trainee's own marks lie with the guest and are not shown before somebody asks for them: so a second pair of eyes
can mark the film first, without having seen where the first pair looked.
"""

from datetime import date, datetime, time

from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import CaseId
from vigtool.domain.moments import Moment
from vigtool.domain.supervision import GuestOpened, MarksRevealed
from vigtool.services.errors import UnknownId
from vigtool.services.guest_book import today
from vigtool.services.guest_standing import is_guest
from vigtool.services.lookups import find, select
from vigtool.services.marking import moments
from vigtool.services.supervision_errors import NotAGuest
from vigtool.services.supervision_projection import GUEST, REVEALED
from vigtool.services.workspace import Workspace


def guests(ws: Workspace) -> list[GuestOpened]:
    """All guests, in the order in which they were taken in."""
    return select(ws.index, GUEST, GuestOpened)


def guest_of(ws: Workspace, case_id: CaseId) -> GuestOpened | None:
    """How a case came here, None for one of this vault's own, and for none."""
    try:
        return find(ws.index, GUEST, GuestOpened, case_id)
    except UnknownId:
        return None


def guest(ws: Workspace, case_id: CaseId) -> GuestOpened:
    """How a guest came here. Raises ``NotAGuest``, ``UnknownId``."""
    if not is_guest(ws, case_id):
        raise NotAGuest(case_id)
    return find(ws.index, GUEST, GuestOpened, case_id)


def days_left(ws: Workspace, of: GuestOpened) -> int:
    """For how many days more a guest may be kept: 0 on its last day, fewer when that has passed."""
    left = (of.expires - today(ws)).days
    return min(left, -1) if _has_lapsed(ws, of) else left


def due_guests(ws: Workspace, day: date | None = None) -> list[GuestOpened]:
    """The guests whose last day has passed by a day, by now unless another is named."""
    at = today(ws) if day is None else day
    return [one for one in guests(ws) if one.expires < at or (day is None and _has_lapsed(ws, one))]


def _has_lapsed(ws: Workspace, of: GuestOpened) -> bool:
    """An entry since was made after the last day: the gate lets nobody look any more, though a clock be set back."""
    last = ws.index.last_after(datetime.combine(of.expires, time.max, ws.clock().tzinfo))
    if last is None:
        return False
    return any(last > one.seq for one in ws.index.entries(case=of.case, acts={ACT_NAMES[GuestOpened]}))


def is_revealed(ws: Workspace, case_id: CaseId) -> bool:
    """Tell whether the trainee's marks of a guest were asked for."""
    return ws.index.get(REVEALED, case_id) is not None


def handed_moments(ws: Workspace, case_id: CaseId, *, revealed: bool | None = None) -> tuple[Moment, ...]:
    """The trainee's moments of a guest; none before they were asked for.

    ``revealed`` is for services that need them all the same and show them to nobody. Raises ``NotAGuest``,
    ``UnknownId``.
    """
    of = guest(ws, case_id)
    shown = is_revealed(ws, case_id) if revealed is None else revealed
    return of.moments if shown else ()


def reveal(ws: Workspace, case_id: CaseId) -> MarksRevealed:
    """Ask for the trainee's marks; the first time goes on record, with how many moments had been marked by then.

    Raises ``NotAGuest``, ``UnknownId``, ``VaultReadOnly``.
    """
    of = guest(ws, case_id)
    if is_revealed(ws, case_id):
        return find(ws.index, REVEALED, MarksRevealed, case_id)
    own = sum(len(moments(ws, film.recording)) for film in of.films)
    revealed = MarksRevealed(case_id, own)
    ws.record(revealed)
    return revealed
