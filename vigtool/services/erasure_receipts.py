"""The receipt of an erasure as a PDF, with the same as JSON beside it."""

from pathlib import Path

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.exchange.erasure_receipt import FORMAT, ErasureReceipt, receipt_json, receipt_pdf
from vigtool.services.checkpoints import checkpoint
from vigtool.services.erasing import ErasureReport
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import beside, small_files
from vigtool.services.workspace import Workspace


def receipt_of(ws: Workspace, report: ErasureReport) -> ErasureReceipt:
    """What the receipt says; its checkpoint is signed now and covers the erasure."""
    plan, begun, done = report.plan, report.begun, report.done
    times = [ws.index.entries_from(seq)[0].time.astimezone(ws.clock().tzinfo) for seq in report.entries]
    return ErasureReceipt(
        format=FORMAT,
        version=1,
        vault=ws.id,
        erasure=begun.erasure,
        what=str(begun.what),
        target=begun.target,
        case=plan.case,
        films=plan.films,
        papers=plan.papers,
        overwritten=done.overwritten,
        removed=done.removed,
        beyond_reach=done.beyond_reach,
        reason=begun.reason,
        begun_at=times[0],
        done_at=times[1],
        entries=report.entries,
        checkpoint=checkpoint(ws).text,
    )


class ReceiptMaking:
    """The job of making a receipt in a language; its result is where the PDF lies."""

    def __init__(self, ws: Workspace, report: ErasureReport, target: Path, language: str) -> None:
        """Take down what the receipt says."""
        self._folder = ws.folder
        self._target, self._language = target, language
        self._receipt = receipt_of(ws, report)
        self._pages: tuple[bytes, bytes] | None = None

    def run(self, progress: Progress) -> None:
        """Set the page, in memory. Raises ``UnknownLanguage`` or ``ReportNotMade``."""
        progress(0, 1)
        self._pages = receipt_pdf(self._receipt, self._language), receipt_json(self._receipt)
        progress(1, 1)

    def finish(self) -> Path:
        """Give both files their names. Raises ``CannotWrite``, ``NoSpace``, ``TargetInVault``."""
        if self._pages is None:
            raise NotRun
        pdf, json = self._pages
        with small_files({self._target: pdf, beside(self._target, ".json"): json}, self._folder):
            return self._target

    def abandon(self) -> None:
        """Forget the page; nothing was written yet."""
        self._pages = None


def write_receipt(
    ws: Workspace, report: ErasureReport, target: Path, language: str, progress: Progress = ignore_progress
) -> Path:
    """Make a receipt on this thread; see ``ReceiptMaking``."""
    return complete(ReceiptMaking(ws, report, target, language), progress)
