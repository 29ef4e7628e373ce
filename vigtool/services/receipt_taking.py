"""The trainee's side: a receipt shows that a package is erased at the supervisor's; it is kept, once."""

from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.identifiers import PackageId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.supervision import NoticeMade, PackageSent, ReceiptKept
from vigtool.exchange.packages.manifest import Kind
from vigtool.exchange.packages.notices import ErasureReceipt
from vigtool.services.errors import UnknownId
from vigtool.services.jobs import NotRun, complete
from vigtool.services.lookups import select
from vigtool.services.notice_errors import NotSentHere, ReceiptKnown
from vigtool.services.package_reading import CLOCKS_APART, Arrived, Mailroom
from vigtool.services.sent_packages import holder_of, sent_package
from vigtool.services.supervision_errors import OtherPackage, PackageUntrue
from vigtool.services.supervision_projection import NOTICE, RECEIPT
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import VaultError
from vigtool.vault.log import read_checkpoint


@dataclass(frozen=True, slots=True)
class _Read:
    arrived: Arrived
    body: ErasureReceipt


class ReceiptTaking:
    """The job of taking in a receipt; its result is the ``ReceiptKept``.

    ``run`` raises what ``Mailroom.opened`` raises, ``PackageDamaged``, and ``PackageUntrue`` for a checkpoint that is
    not the sender's own.
    """

    def __init__(self, ws: Workspace, file: Path) -> None:
        self._ws, self._file, self._mailroom = ws, file, Mailroom(ws)
        self._read: _Read | None = None

    def run(self, progress: Progress) -> None:
        """Read it; nothing is kept yet."""
        with self._mailroom.opened(self._file, Kind.RECEIPT, progress=progress) as arrived:
            arrived.reader.end()
            body = arrived.manifest.body
            if not isinstance(body, ErasureReceipt):
                raise OtherPackage(arrived.manifest.kind)
            try:
                read_checkpoint(body.checkpoint, arrived.key)
            except VaultError:
                raise PackageUntrue("$.body.checkpoint") from None
            if body.erased_at > arrived.manifest.made_at + CLOCKS_APART:
                raise PackageUntrue("$.body.erased_at")
            self._read = _Read(arrived, body)

    def finish(self) -> ReceiptKept:
        """Put it on record.

        Raises ``NotSentHere``, ``ReceiptKnown``, ``PackageUntrue`` where it names a notice that was not made for its
        sender, ``VaultReadOnly``.
        """
        if self._read is None:
            raise NotRun
        manifest, sender, body = self._read.arrived.manifest, self._read.arrived.sender, self._read.body
        sent = _sent(self._ws, manifest.about or PackageId(""))
        by = holder_of(self._ws, sent, sender.verifier)
        if by is None:
            raise NotSentHere(sent.package)
        if self._ws.index.get(RECEIPT, f"{sent.package} {by}") is not None:
            raise ReceiptKnown(sent.package)
        made = {(one.notice, one.to) for one in select(self._ws.index, NOTICE, NoticeMade, parent=sent.package)}
        if body.notice is not None and (body.notice, by) not in made:
            raise PackageUntrue("$.body.notice")
        kept = ReceiptKept(sent.case, sent.package, body.notice, by, body.erased_at, self._read.arrived.sha256)
        self._ws.record(kept)
        return kept

    def abandon(self) -> None:
        """Nothing was kept."""


def take_receipt(ws: Workspace, file: Path, progress: Progress = ignore_progress) -> ReceiptKept:
    """Take in a receipt on this thread; see ``ReceiptTaking``."""
    return complete(ReceiptTaking(ws, file), progress)


def _sent(ws: Workspace, package: PackageId) -> PackageSent:
    try:
        return sent_package(ws, package)
    except UnknownId:
        raise NotSentHere(package) from None
