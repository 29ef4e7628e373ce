"""Guests that are neither wholly here nor wholly gone: what was cut short is brought to its end.

A case that came in a package and has no ``GuestOpened`` was cut short while it was taken in, and is taken out. One
whose erasure was announced is erased.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from vigtool.domain.accountability import Erasing
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import CaseId, ErasureId, RecordingId
from vigtool.domain.supervision import GuestErased
from vigtool.services.cases import case, cases
from vigtool.services.erasing import Erasure
from vigtool.services.erasure_plans import Target
from vigtool.services.event_codec import decode
from vigtool.services.identifying import new_identifier
from vigtool.services.jobs import complete
from vigtool.services.projection import CASE
from vigtool.services.supervision_projection import GUEST, GUEST_ERASED
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import ChangeUnfinished, JournalStopped, NoSpace, StorageFailed, VaultReadOnly

_NOT_NOW: Final = (NoSpace, StorageFailed, VaultReadOnly, ChangeUnfinished, JournalStopped)


def settle_guests(ws: Workspace) -> None:
    """Bring to its end what was cut short; on a disk that takes nothing the next opening tries again."""
    with suppress(*_NOT_NOW):  # nobody can do anything about it before the vault is open
        for one in cases(ws):
            if one.guest is not None and ws.index.get(GUEST, one.id) is None:
                _erase(ws, one.id, ErasureId(new_identifier()))
            elif one.guest is not None and (announced := announced_erasure(ws, one.guest)) is not None:
                _erase(ws, one.id, announced.erasure)


def take_out(ws: Workspace, case_id: CaseId, films: Sequence[RecordingId]) -> None:
    """Leave nothing of a case that is not wholly on record; where that cannot be now, the next opening does it."""
    with suppress(*_NOT_NOW):  # the error that led here is the one to tell
        if ws.index.get(CASE, case_id) is not None:
            _erase(ws, case_id, ErasureId(new_identifier()))
        for key in (case_id, *films):
            if ws.vault.has_key(key):  # nothing on record is sealed with it
                ws.vault.shred_key(key)


def announced_erasure(ws: Workspace, package: str) -> GuestErased | None:
    """That the guest of a package is erased, or about to be; None where it is not."""
    body = ws.index.get(GUEST_ERASED, package)
    event = None if body is None else decode(ACT_NAMES[GuestErased], body)
    return event if isinstance(event, GuestErased) else None


def _erase(ws: Workspace, case_id: CaseId, erasure: ErasureId) -> None:
    package = case(ws, case_id).guest or ""
    complete(Erasure(ws, Target(Erasing.CASE, case_id), package, guest=erasure))
