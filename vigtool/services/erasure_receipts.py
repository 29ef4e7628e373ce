"""The receipt of an erasure as a PDF, with the same as JSON beside it."""

from pathlib import Path

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.exchange.erasure_receipt import FORMAT, ErasureReceipt, receipt_json, receipt_pdf
from vigtool.services.checkpoints import checkpoint
from vigtool.services.erasing import ErasureReport
from vigtool.services.jobs import complete
from vigtool.services.paper_making import PaperMaking
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


class ReceiptMaking(PaperMaking):
    """The job of making a receipt in a language."""

    def __init__(self, ws: Workspace, report: ErasureReport, target: Path, language: str) -> None:
        """Take down what the receipt says."""
        made = receipt_of(ws, report)
        super().__init__(target, ws.folder, receipt_json(made), lambda: receipt_pdf(made, language))


def write_receipt(
    ws: Workspace, report: ErasureReport, target: Path, language: str, progress: Progress = ignore_progress
) -> Path:
    """Make a receipt on this thread; see ``ReceiptMaking``."""
    return complete(ReceiptMaking(ws, report, target, language), progress)
