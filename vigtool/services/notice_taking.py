"""The supervisor's side of a withdrawal: a notice blocks the guest at once, erases it, and a receipt goes back.

The whole guest goes, also where the notice names one of its films: what is left of a family's material without one of
the family is for the trainee to hand over anew. A notice is believed when the same vault signed it that had handed the
guest over.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.identifiers import CaseId, ContactId, PackageId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import GuestOpened
from vigtool.exchange.packages.manifest import Kind
from vigtool.exchange.packages.notices import WithdrawalNotice
from vigtool.services.consents import consent_grid, record_consent
from vigtool.services.guest_erasing import GuestErasure, ReceiptReport, make_receipt
from vigtool.services.guest_leftovers import announced_erasure
from vigtool.services.guests import guests
from vigtool.services.jobs import complete
from vigtool.services.notice_errors import NoSuchGuest
from vigtool.services.package_reading import Arrived, Mailroom
from vigtool.services.sent_packages import holder
from vigtool.services.supervision_errors import OtherPackage
from vigtool.services.workspace import Workspace

_CARRIES: Final = (Purposes.GUIDANCE, Purposes.SUPERVISION)


@dataclass(frozen=True, slots=True)
class NoticeReport:
    """What a notice did: ``case`` was erased upon it, None where it was gone before; the receipt says so."""

    notice: PackageId
    package: PackageId
    case: CaseId | None
    receipt: ReceiptReport


class NoticeTaking:
    """The job of taking in a notice; its result is the ``NoticeReport``.

    **Making it blocks the guest and begins its erasure**: from then on nothing of it is shown, in an open player
    neither, and whatever cuts it short, the next opening goes on. A guest that is gone gives its receipt again.
    """

    def __init__(self, ws: Workspace, file: Path, out: Path, reason: str) -> None:
        """``out`` is where the receipt goes, ``reason`` what the log says of the erasure.

        Raises what ``Mailroom.opened`` raises, ``PackageDamaged``, ``NoSuchGuest``, and as ``GuestErasure`` does.
        """
        self._ws, self._out = ws, out
        with Mailroom(ws).opened(file, Kind.NOTICE) as arrived:
            arrived.reader.end()
            body, self._notice = arrived.manifest.body, arrived.manifest.id
            if not isinstance(body, WithdrawalNotice):
                raise OtherPackage(arrived.manifest.kind)
        self._package = arrived.manifest.about or PackageId("")
        found = [one for one in guests(ws) if one.package == self._package]
        self._erasure: GuestErasure | None = None
        self._case: CaseId | None = None
        if not found:
            self._demand_erased(arrived)
            return
        self._demand_from(arrived, found[0].by)
        self._case = found[0].case
        self._block(found[0], body)
        self._erasure = GuestErasure(ws, found[0].case, reason, out, self._notice)

    def run(self, progress: Progress) -> None:
        """Destroy; progress counts keys. Raises ``StorageFailed``: then the next opening goes on."""
        if self._erasure is not None:
            self._erasure.run(progress)

    def finish(self) -> NoticeReport:
        """Put the end on record and make the receipt. Raises as ``make_receipt`` does: then it is owed."""
        receipt = self._erasure.finish().receipt if self._erasure is not None else None
        if receipt is None:
            receipt = make_receipt(self._ws, self._package, self._out, self._notice)
        return NoticeReport(self._notice, self._package, self._case, receipt)

    def abandon(self) -> None:
        """Let it be; what was begun is finished by the next opening."""

    def _demand_erased(self, arrived: Arrived) -> None:
        gone = announced_erasure(self._ws, self._package)
        if gone is None:
            raise NoSuchGuest(self._package)
        self._demand_from(arrived, gone.to)

    def _demand_from(self, arrived: Arrived, owner: ContactId) -> None:
        """Raise ``NoSuchGuest`` for whoever handed over something else: nobody can have another's guest erased."""
        if holder(self._ws, owner).verifier != arrived.sender.verifier:
            raise NoSuchGuest(self._package)

    def _block(self, guest: GuestOpened, body: WithdrawalNotice) -> None:
        """Let those who withdrew there withdraw here; all of them where a film was erased without a word of anybody."""
        grid = consent_grid(self._ws, guest.case)
        named = [one.person for one in guest.people if one.origin in body.people]
        for person in named or [one.person for one in guest.people]:
            for purpose in _CARRIES:
                if grid.get((person, purpose)) is ConsentState.GIVEN:
                    record_consent(self._ws, person, purpose, Answer.WITHDRAWN, by=self._notice)


def take_notice(
    ws: Workspace, file: Path, out: Path, reason: str, progress: Progress = ignore_progress
) -> NoticeReport:
    """Take in a notice on this thread; see ``NoticeTaking``."""
    return complete(NoticeTaking(ws, file, out, reason), progress)
