"""Handing out a case in words over its cycles, as JSON and PDF: on record first, then there under its name."""

from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.events import CaseSummaryExported
from vigtool.domain.identifiers import CaseId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.exchange.case_summary import CaseSummary, SummedCycle, summary_pdf, to_json
from vigtool.exchange.report_words import report_words
from vigtool.exchange.session_log import JournalPosition
from vigtool.services.cases import case
from vigtool.services.cycles import cycles
from vigtool.services.guest_standing import demand_own
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import make_folder, small_files
from vigtool.services.purposes import purposes
from vigtool.services.session_log_gathering import all_that_left, gather
from vigtool.services.session_logs import sha256_of
from vigtool.services.sessions import sessions
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SummaryReport:
    """Where the two forms of a case's summary lie, and their hashes."""

    json: Path
    pdf: Path
    json_sha256: str
    pdf_sha256: str


def gather_summary(ws: Workspace, case_id: CaseId) -> CaseSummary:
    """Make the summary of a case from what is on record now. Raises ``UnknownId``."""
    held = sorted(sessions(ws, case_id), key=lambda one: (one.held_at, one.id))
    position = ws.vault.journal.position
    return CaseSummary(
        vault=ws.id,
        case=case_id,
        question=case(ws, case_id).question,
        cycles=tuple(SummedCycle(one.number, one.question) for one in cycles(ws, case_id)),
        sessions=tuple(gather(ws, one.id) for one in held),
        exported=all_that_left(ws, case_id),
        made_at=ws.clock(),
        journal=JournalPosition(position.seq, position.hash.hex()),
    )


class CaseSummaryExport:
    """The job of handing out a case's summary in a language; its result is the ``SummaryReport``."""

    def __init__(self, ws: Workspace, case_id: CaseId, folder: Path, language: str) -> None:
        """Gather what the journal holds. Raises ``UnknownId``, ``UnknownLanguage``, ``OfGuest``."""
        demand_own(ws, case_id)
        self._ws, self._folder, self._language = ws, folder, language
        names = {f"purpose.{card.id}": card.name.in_language(language) for card in purposes(ws)}
        self._words = {**report_words(language), **names}
        self._summary = gather_summary(ws, case_id)
        self._written: tuple[bytes, bytes] | None = None

    def run(self, progress: Progress) -> None:
        """Set the pages, in memory."""
        progress(0, 1)
        self._written = to_json(self._summary), summary_pdf(self._summary, self._words, self._language)
        progress(1, 1)

    def finish(self) -> SummaryReport:
        """Put it on record, then give both files their names.

        Raises ``CannotWrite``, ``NoSpace``, ``TargetInVault``.
        """
        if self._written is None:
            raise NotRun
        json, pdf = self._written
        stem = f"summary-{self._summary.case}"
        report = SummaryReport(
            self._folder / f"{stem}.json", self._folder / f"{stem}.pdf", sha256_of(json), sha256_of(pdf)
        )
        make_folder(self._folder, self._ws.folder)
        with small_files({report.json: json, report.pdf: pdf}, self._ws.folder):
            self._ws.record(CaseSummaryExported(self._summary.case, report.json_sha256, report.pdf_sha256))
        return report

    def abandon(self) -> None:
        """Forget the pages; nothing was written yet."""
        self._written = None


def export_case_summary(
    ws: Workspace, case_id: CaseId, folder: Path, language: str, progress: Progress = ignore_progress
) -> SummaryReport:
    """Hand out a case's summary on this thread; see ``CaseSummaryExport``."""
    return complete(CaseSummaryExport(ws, case_id, folder, language), progress)
