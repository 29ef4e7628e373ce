"""The guest's end: erased like any case, with a receipt back to whoever handed it over.

That it will be erased goes on record first, with whom the receipt is for: words of the guest itself are gone by then.
A receipt that could not be made at once is owed, and made later from that entry alone.
"""

import hashlib
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from vigtool.domain.accountability import Erased, Erasing
from vigtool.domain.errors import VigtoolError
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import CaseId, ErasureId, PackageId
from vigtool.domain.progress import Progress, ignore_progress, part_of
from vigtool.domain.supervision import GuestErased, GuestOpened
from vigtool.exchange.packages.manifest import Manifest, to_bytes
from vigtool.exchange.packages.notices import ErasureReceipt
from vigtool.services.checkpoints import checkpoint
from vigtool.services.contact_cards import own_card
from vigtool.services.erasing import Erasure, ErasureReport
from vigtool.services.erasure_plans import Target, plan_erasure
from vigtool.services.errors import ReasonMissing
from vigtool.services.guest_book import is_believed
from vigtool.services.guest_leftovers import announced_erasure
from vigtool.services.guests import due_guests, guest
from vigtool.services.identifying import new_identifier
from vigtool.services.jobs import complete
from vigtool.services.lookups import select
from vigtool.services.outgoing import small_file, small_files
from vigtool.services.sent_packages import holder
from vigtool.services.supervision_errors import NoReceiptOwed
from vigtool.services.supervision_projection import GUEST_ERASED
from vigtool.services.tombstones import begun_erasures
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import NoSpace
from vigtool.vault.package import Address, write_package

EXTENSION: Final = ".vigpackage"
NOT_MADE: Final = ""
"""The hash of a receipt that is owed."""


@dataclass(frozen=True, slots=True)
class ReceiptReport:
    """A receipt that was made: its id, whose package it is about, its file and that file's hash (hex)."""

    id: PackageId
    package: PackageId
    file: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class GuestErasureReport:
    """What went, and the receipt; None where it is owed."""

    guest: GuestOpened
    erasure: ErasureReport
    receipt: ReceiptReport | None


class GuestErasure:
    """The job of erasing a guest; its result is the ``GuestErasureReport``.

    **Making it begins the erasure**, as for ``Erasure``, and whatever cuts it short, the next opening goes on.
    """

    def __init__(
        self, ws: Workspace, case_id: CaseId, reason: str, out: Path | None = None, notice: PackageId | None = None
    ) -> None:
        """``out`` is where the receipt goes; ``notice`` is upon which it is erased, None where it just goes.

        Raises ``NotAGuest``, ``UnknownId``, ``ReasonMissing``, ``TargetInVault``, ``CannotWrite``, ``VaultReadOnly``,
        ``StorageFailed``; then nothing is destroyed.
        """
        self._ws, self._out = ws, out
        self._guest = guest(ws, case_id)
        if not reason.strip():
            raise ReasonMissing
        target = Target(Erasing.CASE, case_id)
        plan_erasure(ws, target, guests_too=True)
        if out is not None:  # a place that takes no receipt is told before anything is destroyed
            small_file(out, b"", ws.folder).close()
        announced = announced_erasure(ws, self._guest.package) or self._announcement(notice)
        self._erasure = self._begun(target, reason, announced)

    def run(self, progress: Progress) -> None:
        """Destroy; progress counts keys. Raises ``StorageFailed``: then the next opening goes on."""
        self._erasure.run(progress)

    def finish(self) -> GuestErasureReport:
        """Put the end on record, and make the receipt. Raises as ``make_receipt`` does: then it is owed."""
        report = self._erasure.finish()
        receipt = None if self._out is None else make_receipt(self._ws, self._guest.package, self._out)
        return GuestErasureReport(self._guest, report, receipt)

    def abandon(self) -> None:
        """Let it be; what was begun is finished by the next opening."""

    def _announcement(self, notice: PackageId | None) -> GuestErased:
        erasure, receipt = ErasureId(new_identifier()), PackageId(new_identifier())
        of = self._guest
        return GuestErased(of.package, notice, of.by, erasure, receipt, NOT_MADE, of.origin, of.cycles)

    def _begun(self, target: Target, reason: str, announced: GuestErased) -> Erasure:
        try:
            self._ws.record(announced)
        except NoSpace:  # an erasure makes room for itself
            begun = Erasure(self._ws, target, reason, guest=announced.erasure)
            self._ws.record(announced)
            return begun
        return Erasure(self._ws, target, reason, guest=announced.erasure)


class DueErasing:
    """The job of erasing all guests whose last day has passed; its result is a report for each.

    Making it begins all of these erasures. ``folder`` takes the receipts, which are owed where there is none.
    """

    def __init__(self, ws: Workspace, reason: str, folder: Path | None = None) -> None:
        """Raises as ``GuestErasure`` does."""
        self._jobs = [
            GuestErasure(ws, one.case, reason, None if folder is None else folder / receipt_name(one.case))
            for one in due_guests(ws)
        ]

    def run(self, progress: Progress) -> None:
        """Destroy, one after another. Raises ``StorageFailed``."""
        for number, one in enumerate(self._jobs):
            one.run(part_of(progress, number, len(self._jobs)))

    def finish(self) -> Sequence[GuestErasureReport]:
        """Put each end on record, and make the receipts. Raises as ``GuestErasure.finish`` does."""
        return [one.finish() for one in self._jobs]

    def abandon(self) -> None:
        """Let it be; what was begun is finished by the next opening."""


def erase_due(ws: Workspace) -> None:
    """Erase at the opening of a vault the guests whose last day has passed; their receipts are owed.

    Not where the clock has leapt by more than a year since they came, even if something was put on record after the
    leap: then they are due, and somebody has to look at the clock first. What stands in the way of one here stands in
    nobody's way to the vault.
    """
    now = ws.clock()
    for one in due_guests(ws, now.date()):
        if is_believed(now, _times_since(ws, one)):
            with suppress(VigtoolError):  # it stays due, and cannot be looked at; the next opening tries again
                complete(GuestErasure(ws, one.case, one.expires.isoformat()))


def doubted_guests(ws: Workspace) -> list[GuestOpened]:
    """The guests that are due by a clock that is not believed: none of them is erased by itself."""
    now = ws.clock()
    return [one for one in due_guests(ws, now.date()) if not is_believed(now, _times_since(ws, one))]


def _times_since(ws: Workspace, guest: GuestOpened) -> list[datetime]:
    """When entries were made since a guest was taken in."""
    (opened,) = ws.index.entries(case=guest.case, acts={ACT_NAMES[GuestOpened]})
    return [one.time for one in ws.index.entries_from(opened.seq)]


def erase_guest(
    ws: Workspace,
    case_id: CaseId,
    reason: str,
    out: Path | None = None,
    notice: PackageId | None = None,
    progress: Progress = ignore_progress,
) -> GuestErasureReport:
    """Erase a guest on this thread; see ``GuestErasure``."""
    return complete(GuestErasure(ws, case_id, reason, out, notice), progress)


def erased_guests(ws: Workspace) -> list[GuestErased]:
    """All guests that were erased, in the order in which they were."""
    return select(ws.index, GUEST_ERASED, GuestErased)


def owed_receipts(ws: Workspace) -> list[GuestErased]:
    """The guests that were erased and for which no receipt was made yet."""
    ended = ends_of_guests(ws)
    return [one for one in erased_guests(ws) if one.sha256 == NOT_MADE and one.package in ended]


def receipt_name(of: PackageId | CaseId) -> str:
    """How the file of a receipt is called, after the notice or the guest that went.

    Not after the package: two who had the same would write one name in a folder that they share.
    """
    return f"receipt-{of}{EXTENSION}"


def make_receipt(ws: Workspace, package: PackageId, out: Path, notice: PackageId | None = None) -> ReceiptReport:
    """Make the receipt for a package whose guest was erased, on record when this returns; again, if it was lost.

    ``notice`` is one that came when the guest was gone already, and is answered by this.

    Raises ``NoReceiptOwed``, ``UnknownId``, ``TargetInVault``, ``CannotWrite``, ``NoSpace``, ``VaultReadOnly``.
    """
    announced = announced_erasure(ws, package)
    erased_at = ends_of_guests(ws).get(package)
    if announced is None or erased_at is None:
        raise NoReceiptOwed(package)
    announced = replace(announced, notice=notice or announced.notice)
    data = _sealed(ws, announced, erased_at)
    sha256 = hashlib.sha256(data).hexdigest()
    with small_files({out: data}, ws.folder):
        ws.record(replace(announced, sha256=sha256))
    return ReceiptReport(announced.receipt, package, out, sha256)


def ends_of_guests(ws: Workspace) -> dict[str, datetime]:
    """When the guests of packages were erased, whichever erasure it was: an older copy that came back has another."""
    packages = {one.case: one.object for one in ws.index.entries(acts={ACT_NAMES[GuestOpened]})}
    targets = {begun.erasure: begun.target for _, begun in begun_erasures(ws)}
    ends = {targets[ErasureId(one.object)]: one.time for one in ws.index.entries(acts={ACT_NAMES[Erased]})}
    return {packages[case]: ended for case, ended in ends.items() if case in packages}


def _sealed(ws: Workspace, announced: GuestErased, erased_at: datetime) -> bytes:
    to = holder(ws, announced.to)  # who was a contact then is told, even if it is none any more
    manifest = Manifest(
        id=announced.receipt,
        made_at=ws.clock().astimezone(UTC),
        sender=own_card(ws),
        to=(to.verifier,),
        about=announced.package,
        body=ErasureReceipt(
            notice=announced.notice, erased_at=erased_at.astimezone(UTC), checkpoint=checkpoint(ws).text
        ),
        blobs=(),
    )
    sealed = io.BytesIO()
    write_package(sealed, to_bytes(manifest), (), [Address(to.recipient, to.hybrid)], ws.vault.sign)
    return sealed.getvalue()
