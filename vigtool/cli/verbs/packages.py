"""``package``: what is handed over for supervision."""

from argparse import Namespace
from datetime import date, timedelta
from fractions import Fraction

from vigtool.cli.answers import Answers
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.services import package_making
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language


def make(options: Namespace, answers: Answers) -> int:
    """Hand moments over."""
    with opened(options) as ws:
        report = package_making.make_package(
            ws,
            options.moments,
            options.to,
            options.out,
            expires=_last_day(ws, options.expires),
            questions=options.questions,
            notes=options.notes,
            whole=options.whole,
            lead_in=options.lead or Fraction(0),
            lead_out=options.lead or Fraction(0),
            masked=options.mask,
            size=options.size,
            language=language(),
        )
    answers.one(
        {
            "id": report.id,
            "file": str(report.file),
            "sha256": report.sha256,
            "size": report.size,
            "expires": report.expires.isoformat(),
            "entries": report.seqs,
        }
    )
    return ExitCode.DONE


def _last_day(ws: Workspace, said: date | None) -> date:
    return ws.clock().date() + timedelta(days=package_making.USUAL_DAYS) if said is None else said
