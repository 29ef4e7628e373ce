"""One door for whatever comes in: what a package is, from whom and about which case, and the job that takes it in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from vigtool.domain.contacts import Contact
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import CaseId, PackageId
from vigtool.domain.people import Role
from vigtool.domain.supervision import GuestErased, GuestOpened, ReceiptKept
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.event_codec import decode
from vigtool.services.guest_erasing import receipt_name
from vigtool.services.guests import guests
from vigtool.services.jobs import Job
from vigtool.services.merging import AnswerMerging, MergeReport
from vigtool.services.notice_taking import NoticeReport, NoticeTaking
from vigtool.services.package_opening import PackageOpening
from vigtool.services.package_reading import Mailroom
from vigtool.services.receipt_taking import ReceiptTaking
from vigtool.services.sent_packages import holder_of, sent_package
from vigtool.services.supervision_projection import ANSWER, PACKAGE_SENT, RECEIPT
from vigtool.services.workspace import Workspace

Taken: TypeAlias = GuestOpened | MergeReport | NoticeReport | ReceiptKept


@dataclass(frozen=True, slots=True)
class Incoming:
    """A package that may be taken in, if nothing in it is against it.

    ``about`` is the package that an answer, a notice or a receipt belongs to. ``case`` is the case of this vault that
    it is about, None where there is none: of a handover that is new, of what is erased or unknown. ``taken`` tells
    that it was taken in before.
    """

    id: PackageId
    kind: Kind
    sender: Contact
    made_at: datetime
    about: PackageId | None
    case: CaseId | None
    taken: bool


@dataclass(frozen=True, slots=True)
class Reception:
    """What else the taking in needs.

    ``pseudonym`` says how people are called who come without names; ``receipts`` is the folder into which receipts go
    when a notice erases a guest, ``reason`` what the log says of such an erasure.
    """

    pseudonym: Callable[[Role, int], str]
    receipts: Path
    reason: str


def look_into(ws: Workspace, file: Path) -> Incoming:
    """Tell what a file is, quickly; nothing is taken in. Raises as ``Mailroom.glimpse`` does."""
    return incoming(ws, outside(Mailroom(ws), file), guest_cases(ws))


@dataclass(frozen=True, slots=True)
class Outside:
    """What a package says of itself, without asking the journal."""

    id: PackageId
    kind: Kind
    sender: Contact
    made_at: datetime
    about: PackageId | None


def outside(mailroom: Mailroom, file: Path) -> Outside:
    """Tell what a file is, in any thread. Raises as ``Mailroom.glimpse`` does."""
    manifest, sender = mailroom.glimpse(file)
    return Outside(manifest.id, manifest.kind, sender, manifest.made_at, manifest.about)


def incoming(ws: Workspace, said: Outside, cases: Mapping[PackageId, CaseId]) -> Incoming:
    """What a package is to this vault; ``cases`` are those of its guests (``guest_cases``)."""
    return Incoming(
        id=said.id,
        kind=said.kind,
        sender=said.sender,
        made_at=said.made_at,
        about=said.about,
        case=_case(ws, said, cases),
        taken=_taken(ws, said),
    )


def guest_cases(ws: Workspace) -> dict[PackageId, CaseId]:
    """The case that each package of a guest became."""
    return {one.package: one.case for one in guests(ws)}


def taking(ws: Workspace, file: Path, kind: Kind, reception: Reception) -> Job[Taken]:
    """The job that takes in a package of a kind. For a notice the making of the job begins the erasure."""
    match kind:
        case Kind.HANDOVER:
            return PackageOpening(ws, file, reception.pseudonym)
        case Kind.ANSWER:
            return AnswerMerging(ws, file)
        case Kind.RECEIPT:
            return ReceiptTaking(ws, file)
        case Kind.NOTICE:
            out = reception.receipts / receipt_name(Mailroom(ws).glimpse(file)[0].id)
            return NoticeTaking(ws, file, out, reception.reason)


def _case(ws: Workspace, said: Outside, cases: Mapping[PackageId, CaseId]) -> CaseId | None:
    """The case as far as it is there."""
    about = said.id if said.kind is Kind.HANDOVER else said.about
    if about is not None and about in cases:
        return cases[about]
    if about is None or ws.index.get(PACKAGE_SENT, about) is None:
        return None
    return sent_package(ws, about).case


def _taken(ws: Workspace, said: Outside) -> bool:
    about = said.about or PackageId("")
    match said.kind:
        case Kind.HANDOVER:
            return bool(ws.index.entries(object=said.id, acts={ACT_NAMES[GuestOpened]}))
        case Kind.ANSWER:
            return ws.index.get(ANSWER, said.id) is not None
        case Kind.NOTICE:
            return said.id in _notices_answered(ws, about)
        case Kind.RECEIPT:
            if ws.index.get(PACKAGE_SENT, about) is None:
                return False
            by = holder_of(ws, sent_package(ws, about), said.sender.verifier)
            return by is not None and ws.index.get(RECEIPT, f"{about} {by}") is not None


def _notices_answered(ws: Workspace, package: PackageId) -> set[PackageId | None]:
    """The notices upon which a receipt was made; while one is owed its notice is taken in again."""
    found = set[PackageId | None]()
    for entry in ws.index.entries(object=package, acts={ACT_NAMES[GuestErased]}):
        envelope, body = ws.vault.journal.read(entry.seq)
        event = None if body is None else decode(envelope.act, body)
        if isinstance(event, GuestErased) and event.sha256:
            found.add(event.notice)
    return found
