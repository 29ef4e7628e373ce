"""What comes and goes through a shared folder by itself, and what has to be asked first."""

from collections.abc import Sequence
from pathlib import Path

from vigtool.domain.identifiers import PackageId
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.guest_erasing import ReceiptReport, make_receipt, owed_receipts
from vigtool.services.guests import guests
from vigtool.services.incoming_packages import Reception, Taken, taking
from vigtool.services.jobs import Job
from vigtool.services.notice_taking import NoticeTaking
from vigtool.services.package_folder import Found, Lying, new_file
from vigtool.services.sent_packages import holder
from vigtool.services.workspace import Workspace


def asks_first(ws: Workspace, found: Found) -> bool:
    """Whether taking in a file would erase something that is here: a notice of whoever handed that over.

    A notice about what is gone gives its receipt again, and one of anybody else changes nothing: neither asks.
    """
    known = found.incoming
    if known is None or known.kind is not Kind.NOTICE:
        return False
    about = [one for one in guests(ws) if one.package == known.about]
    return any(holder(ws, one.by).verifier == known.sender.verifier for one in about)


def taking_from(ws: Workspace, folder: Path, found: Found, reception: Reception) -> Job[Taken]:
    """The job that takes in a NEW file; a notice's receipt goes into the folder, under a name that says nothing.

    Raises as making the job for its kind does.
    """
    if found.incoming is None:
        raise ValueError("what it is cannot be told")
    if found.incoming.kind is Kind.NOTICE:
        return NoticeTaking(ws, found.file, new_file(folder), reception.reason)
    return taking(ws, found.file, found.incoming.kind, reception)


def post_owed(ws: Workspace, folder: Path, found: Sequence[Found]) -> list[ReceiptReport]:
    """Make the receipts that are owed for packages that lie in the folder: what answers them goes the same way.

    Raises as ``make_receipt`` does; what was made by then counts.
    """
    owed = [one.package for one in owed_receipts(ws)]
    here = {_package(one) for one in found if one.state is Lying.TAKEN} if owed else set[PackageId | None]()
    return [make_receipt(ws, package, new_file(folder)) for package in owed if package in here]


def _package(found: Found) -> PackageId | None:
    return None if found.incoming is None else found.incoming.id
