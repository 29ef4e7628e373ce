"""``history``: what was changed in a case."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.services.case_history import CaseDesk


def show(options: Namespace, answers: Answers) -> int:
    """List what can be undone and done again."""
    with opened(options, read_only=True) as ws:
        answers.one(_history(CaseDesk(ws, options.case)))
    return ExitCode.DONE


def undo(options: Namespace, answers: Answers) -> int:
    """Take changes back."""
    with opened(options) as ws:
        desk = CaseDesk(ws, options.case)
        desk.undo_to(options.steps)
        answers.one(_history(desk))
    return ExitCode.DONE


def redo(options: Namespace, answers: Answers) -> int:
    """Make changes again."""
    with opened(options) as ws:
        desk = CaseDesk(ws, options.case)
        desk.redo_to(options.steps)
        answers.one(_history(desk))
    return ExitCode.DONE


def _history(desk: CaseDesk) -> Fields:
    return {"case": desk.book.case.id, "past": list(desk.past), "future": list(desk.future)}
