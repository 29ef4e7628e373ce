"""A withdrawal reaches out: a signed notice to everyone who has the film, and the list of those who have not answered.

Everything here is told by ids that outlive the case (``PackageSent``, ``NoticeMade``, ``ReceiptKept``): whoever erased
a film first can still ask for it to be erased elsewhere.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from vigtool.domain.events import ACT_NAMES
from vigtool.domain.identifiers import ContactId, PackageId, PersonId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.supervision import NoticeMade, PackageSent, ReceiptKept
from vigtool.exchange.packages.notices import WithdrawalNotice
from vigtool.services.event_codec import decode
from vigtool.services.guest_book import today
from vigtool.services.identifying import new_identifier
from vigtool.services.jobs import NotRun, complete
from vigtool.services.letters import letter
from vigtool.services.lookups import select
from vigtool.services.notice_errors import NothingToNotify
from vigtool.services.outgoing import small_files
from vigtool.services.sent_packages import holder, sent_package, sent_packages
from vigtool.services.supervision_projection import NOTICE, RECEIPT
from vigtool.services.withdrawn import Lost, Withdrawn
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DueNotice:
    """A notice that is to be made: for whom, about which package, and what that has lost."""

    package: PackageId
    contact: ContactId
    lost: Lost
    expires: date


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Somebody who has to show that a package is erased, and has not yet.

    ``notice`` is the last one that was made, at ``told_at``; None where the package ran out on the day ``expires``
    without one. ``again`` tells that it can be made once more: not after the last day, nor where nothing is amiss now.
    """

    package: PackageId
    contact: ContactId
    notice: PackageId | None
    expires: date
    told_at: datetime | None = None
    again: bool = False


def notices_due(ws: Workspace) -> list[DueNotice]:
    """A notice for each package that shows somebody who withdrew, and for each who has it, while none was made.

    Who was covered throughout is not shown. A package that has run out, or of which a receipt is here, needs none.
    """
    withdrawn, now, told = Withdrawn(ws), today(ws), {(one.package, one.to) for one in _notices(ws)}
    due = list[DueNotice]()
    for sent, contact in _held(ws):
        if sent.expires >= now and (sent.package, contact) not in told and (lost := withdrawn.lost(sent)) is not None:
            due.append(DueNotice(sent.package, contact, lost, sent.expires))
    return due


def who_is_to_be_told(ws: Workspace, person_id: PersonId) -> int:
    """How many contacts are still to be told that somebody withdrew."""
    return len({one.contact for one in notices_due(ws) if person_id in one.lost.people})


def unanswered(ws: Workspace) -> list[Unanswered]:
    """Who has a package of which a notice was made, or that has run out, and no receipt is here; by last days."""
    last, now, withdrawn = {(one.package, one.to): one.notice for one in _notices(ws)}, today(ws), Withdrawn(ws)
    told_at, waiting = _told_at(ws) if last else {}, list[Unanswered]()
    for sent, contact in _held(ws):
        notice = last.get((sent.package, contact))
        if notice is not None or sent.expires < now:
            again = notice is not None and sent.expires >= now and withdrawn.lost(sent) is not None
            at = told_at.get((sent.package, contact))
            waiting.append(Unanswered(sent.package, contact, notice, sent.expires, at, again))
    return sorted(waiting, key=lambda one: one.expires)


class NoticeMaking:
    """The job of making a notice; its result is the ``NoticeMade``. It can be made again until the receipt is here."""

    def __init__(self, ws: Workspace, package: PackageId, contact: ContactId, out: Path) -> None:
        """Gather what is to be said. Raises ``UnknownId`` for a package or contact, ``NothingToNotify``."""
        self._ws, self._out = ws, out
        self._sent = sent_package(ws, package)
        lost = Withdrawn(ws).lost(self._sent)
        if lost is None or (package, contact) not in {(one.package, who) for one, who in _held(ws)}:
            raise NothingToNotify(package)
        if self._sent.expires < today(ws):
            raise NothingToNotify(package)
        self._contact, self._lost = contact, lost
        self._to = holder(ws, contact)
        self._id = PackageId(new_identifier())
        self._sealed: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Seal it."""
        progress(0, 1)
        body = WithdrawalNotice(people=self._lost.people, films=self._lost.films, withdrawn_at=_utc(self._lost.since))
        self._sealed = letter(self._ws, self._id, self._sent.package, self._to, body)
        progress(1, 1)

    def finish(self) -> NoticeMade:
        """Put it on record and give the file its name. Raises ``TargetInVault``, ``CannotWrite``, ``NoSpace``."""
        if self._sealed is None:
            raise NotRun
        sent, sha256 = self._sent, hashlib.sha256(self._sealed).hexdigest()
        made = NoticeMade(sent.case, sent.package, self._id, self._contact, self._lost.people, sha256)
        with small_files({self._out: self._sealed}, self._ws.folder):
            self._ws.record(made)
        return made

    def abandon(self) -> None:
        """Forget it; nothing was written yet."""
        self._sealed = None


def make_notice(
    ws: Workspace, package: PackageId, contact: ContactId, out: Path, progress: Progress = ignore_progress
) -> NoticeMade:
    """Make a notice on this thread; see ``NoticeMaking``."""
    return complete(NoticeMaking(ws, package, contact, out), progress)


def _notices(ws: Workspace) -> list[NoticeMade]:
    return select(ws.index, NOTICE, NoticeMade)


def _told_at(ws: Workspace) -> dict[tuple[PackageId, ContactId], datetime]:
    """When the last notice was made for each package and each who has it."""
    told = dict[tuple[PackageId, ContactId], datetime]()
    for entry in ws.index.entries(acts={ACT_NAMES[NoticeMade]}):
        envelope, body = ws.vault.journal.read(entry.seq)
        event = None if body is None else decode(envelope.act, body)
        if isinstance(event, NoticeMade):
            told[event.package, event.to] = envelope.time
    return told


def _held(ws: Workspace) -> Iterator[tuple[PackageSent, ContactId]]:
    """Each package with each who has it and has sent no receipt."""
    given_back = {(one.package, one.by) for one in select(ws.index, RECEIPT, ReceiptKept)}
    return (
        (sent, contact)
        for sent in sent_packages(ws)
        for contact in sent.to
        if (sent.package, contact) not in given_back
    )


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
