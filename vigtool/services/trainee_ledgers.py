"""The ledger of those who are supervised, as pages or as a table to be printed: of one trainee, or of all.

It tells what the journal holds already, names of trainees and counts, so it needs no entry of its own.
"""

from pathlib import Path
from typing import Final

from vigtool.domain.identifiers import ContactId
from vigtool.domain.ledger import StageProfile, given
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.exchange.trainee_ledger import TraineeCounts, TraineeLedger, ledger_csv, ledger_pdf
from vigtool.services.errors import UnknownId
from vigtool.services.jobs import NotRun, complete
from vigtool.services.ledgers import supervisions
from vigtool.services.outgoing import outside, small_files
from vigtool.services.supervision_errors import NoSuchLedger
from vigtool.services.supervision_projection import CONTACT
from vigtool.services.training_group import Trainee, trainees
from vigtool.services.workspace import Workspace

PAGES: Final = ".pdf"
TABLE: Final = ".csv"


class TraineeLedgerMaking:
    """The job of writing it, as pages (``.pdf``) or as a table (``.csv``); its result is the file."""

    def __init__(
        self,
        ws: Workspace,
        out: Path,
        language: str,
        contact: ContactId | None = None,
        profile: StageProfile | None = None,
    ) -> None:
        """Count. ``contact`` is whom it is about, None for all; a ``profile`` stands on the pages.

        Raises ``NoSuchLedger`` for another ending, ``UnknownId``, ``TargetInVault``, ``CannotWrite``.
        """
        if out.suffix.lower() not in {PAGES, TABLE}:
            raise NoSuchLedger(out.suffix)
        outside(out, ws.folder)
        self._folder, self._out, self._language, self._profile = ws.folder, out, language, profile
        self._document = _document(ws, contact)
        self._data: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Set it, in memory. Raises ``UnknownLanguage``, ``ReportNotMade``."""
        progress(0, 1)
        if self._out.suffix.lower() == TABLE:
            self._data = ledger_csv(self._document, self._language)
        else:
            self._data = ledger_pdf(self._document, self._profile, self._language)
        progress(1, 1)

    def finish(self) -> Path:
        """Give the file its name. Raises ``CannotWrite``, ``NoSpace``, ``TargetInVault``."""
        if self._data is None:
            raise NotRun
        with small_files({self._out: self._data}, self._folder):
            return self._out

    def abandon(self) -> None:
        """Forget it; nothing was written yet."""
        self._data = None


def make_trainee_ledger(
    ws: Workspace,
    out: Path,
    language: str,
    contact: ContactId | None = None,
    profile: StageProfile | None = None,
    progress: Progress = ignore_progress,
) -> Path:
    """Write it on this thread; see ``TraineeLedgerMaking``."""
    return complete(TraineeLedgerMaking(ws, out, language, contact, profile), progress)


def trainees_or_one(ws: Workspace, contact: ContactId | None = None) -> list[Trainee]:
    """All trainees by name, or the one who is asked for. Raises ``UnknownId`` for nobody of them."""
    found = [one for one in trainees(ws) if contact in (None, one.contact)]
    if contact is not None and not found:
        raise UnknownId(CONTACT, contact)
    return found


def _document(ws: Workspace, contact: ContactId | None) -> TraineeLedger:
    counts = tuple(
        TraineeCounts(one.name, one.packages, one.open, one.cycles, one.clients, one.minutes)
        for one in trainees_or_one(ws, contact)
    )
    held = () if contact is None else tuple(one for one in given(supervisions(ws)) if one.contact == contact)
    return TraineeLedger(counts, ws.id, ws.clock(), held)
