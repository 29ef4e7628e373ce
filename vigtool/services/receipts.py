"""Receipts for what was handed out: a page for whoever got it, made from the journal, with the journal's signature."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from vigtool.domain.event_subjects import consents_of
from vigtool.domain.events import ClipExported, Event, StillExported
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.supervision import PackageMade
from vigtool.domain.withdrawal import Departure, Left
from vigtool.exchange.handover_receipt import HandedOut, HandoverReceipt, receipt_json, receipt_pdf
from vigtool.exchange.session_log import Pseudonym
from vigtool.services.checkpoints import checkpoint
from vigtool.services.errors import NoSuchEntry
from vigtool.services.event_codec import decode
from vigtool.services.handover_errors import NothingHandedOut, NotOneHandover
from vigtool.services.jobs import complete
from vigtool.services.paper_making import PaperMaking
from vigtool.services.people import person
from vigtool.services.projection import leaf_of
from vigtool.services.purposes import purposes
from vigtool.services.sent_packages import holder
from vigtool.services.withdrawing import LEAVING_ACTS, departure_of
from vigtool.services.workspace import Workspace
from vigtool.vault.journal import Envelope

_OF_MANY: Final = (ClipExported, PackageMade)
"""Whose file may have several entries."""


def handover_receipt(ws: Workspace, seqs: Sequence[int]) -> HandoverReceipt:
    """What the receipt for these entries says, of one handing out; its checkpoint is signed now and covers them.

    Of a reel or package everything is told, whichever of its entries is named. Raises ``NoSuchEntry``,
    ``NothingHandedOut``, ``NotOneHandover``.
    """
    read = [_read(ws, seq) for seq in dict.fromkeys(_with_the_whole_file(ws, seqs))]
    if not read:
        raise NoSuchEntry
    made = [departure_of(ws, *one) for one in read]
    first = made[0]
    for one in made:
        if _handover_of(one) != _handover_of(first):
            raise NotOneHandover
    return HandoverReceipt(
        vault=ws.id,
        case=read[0][0].case or "",
        purpose=first.purpose,
        to=tuple(Pseudonym.of(person(ws, one)) for one in first.to),
        recipient="; ".join(holder(ws, one).name for one in first.contacts) or first.recipient,
        things=tuple(_thing(ws, *one) for one in read),
        checkpoint=checkpoint(ws).text,
    )


def _handover_of(one: Departure) -> tuple[object, ...]:
    """What has to be the same in all that one receipt is for."""
    return one.purpose, one.to, one.recipient, one.contacts


def _with_the_whole_file(ws: Workspace, seqs: Sequence[int]) -> list[int]:
    """The entries, and before and after each of a reel or package those of the same file."""
    wanted: list[int] = []
    for seq in seqs:
        _envelope, event = _read(ws, seq)
        wanted += [seq] if not isinstance(event, _OF_MANY) else _of_one_file(ws, seq, event.sha256)
    return wanted


def _of_one_file(ws: Workspace, seq: int, sha256: str) -> list[int]:
    """The run of entries around one that tell of the same file."""
    found = [seq]
    for step in (-1, 1):
        near = seq + step
        while 0 <= near < ws.vault.journal.count and _is_of(ws, near, sha256):
            found.append(near)
            near += step
    return sorted(found)


def _is_of(ws: Workspace, seq: int, sha256: str) -> bool:
    try:
        _envelope, event = _read(ws, seq)
    except NothingHandedOut:
        return False
    return isinstance(event, _OF_MANY) and event.sha256 == sha256


def _read(ws: Workspace, seq: int) -> tuple[Envelope, Event]:
    if not 0 <= seq < ws.vault.journal.count:
        raise NoSuchEntry
    envelope, body = ws.vault.journal.read(seq)
    event = None if body is None else decode(envelope.act, body)
    if not isinstance(event, LEAVING_ACTS) or departure_of(ws, envelope, event).what is Left.SHOWN:
        raise NothingHandedOut(seq)
    return envelope, event


def _thing(ws: Workspace, envelope: Envelope, event: Event) -> HandedOut:
    left = departure_of(ws, envelope, event)
    first, last, masked = left.frame, left.frame, 0
    if isinstance(event, ClipExported | StillExported | PackageMade):
        masked = len(event.masked)
    if isinstance(event, _OF_MANY) and event.first is not None and event.stop is not None:
        first, last = event.first, event.stop - 1
    return HandedOut(
        entry=left.seq,
        at=left.at,
        what=left.what,
        sha256=left.sha256,
        film=left.recording,
        moment=left.moments[0] if len(left.moments) == 1 else None,
        session=left.session,
        first=first,
        last=last,
        masked=masked,
        consents=tuple(leaf_of(ws.index, one).seq for one in consents_of(event)),
    )


class HandoverReceiptMaking(PaperMaking):
    """The job of making a receipt in a language."""

    def __init__(self, ws: Workspace, seqs: Sequence[int], target: Path, language: str) -> None:
        """Take down what the receipt says. Raises as ``handover_receipt`` does."""
        made = handover_receipt(ws, seqs)
        names = {str(card.id): card.name.in_language(language) for card in purposes(ws)}
        purpose = names.get(made.purpose or "", made.purpose or "")
        super().__init__(target, ws.folder, receipt_json(made), lambda: receipt_pdf(made, purpose, language))


def write_handover_receipt(
    ws: Workspace, seqs: Sequence[int], target: Path, language: str, progress: Progress = ignore_progress
) -> Path:
    """Make a receipt on this thread; see ``HandoverReceiptMaking``."""
    return complete(HandoverReceiptMaking(ws, seqs, target, language), progress)
