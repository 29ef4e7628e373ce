"""``exchange export``, ``exchange import`` and ``consent records``."""

from argparse import Namespace
from collections.abc import Iterable

from vigtool.cli.answers import Answers, Value
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.exchange.annotations.marked_film import Loss
from vigtool.services.consent_record_exports import export_consent_records
from vigtool.services.exchanging import MarksWish, export_marks
from vigtool.services.marks_reading import TakenIn, import_marks
from vigtool.wording.exchange_words import left_out_words, loss_words, not_taken_words
from vigtool.wording.translation import language, tr


def export(options: Namespace, answers: Answers) -> int:
    """Hand out the marks of a film in another program's format."""
    wish = MarksWish(options.format, options.purpose, named=options.names, recipient=options.recipient)
    with opened(options) as ws:
        report = export_marks(ws, options.recording, wish, options.out, language())
    answers.one(
        {
            "file": str(report.file),
            "beside": [str(one) for one in report.beside],
            "format": wish.format.value,
            "sha256": report.sha256,
            "moments": report.moments,
            "clips": report.clips,
            "losses": _losses(report.losses),
        }
    )
    _say_losses(report.losses, answers)
    return ExitCode.DONE


def import_file(options: Namespace, answers: Answers) -> int:
    """Take in the marks of another program's file."""
    with opened(options) as ws:
        taken = import_marks(ws, options.recording, options.file, language())
    answers.one(
        {
            "format": taken.format,
            "moments": taken.moments,
            "turns": taken.turns,
            "not_understood": dict(taken.left_out),
            "strangers": dict(taken.strangers),
            "outside": taken.outside,
            "cut": taken.cut,
            "loose": taken.loose,
        }
    )
    _say_rest(taken, answers)
    return ExitCode.DONE


def consent_records(options: Namespace, answers: Answers) -> int:
    """Hand out the answers of a case as records."""
    with opened(options) as ws:
        report = export_consent_records(ws, options.case, options.out, language(), options.recipient)
    answers.one(
        {
            "file": str(report.file),
            "sha256": report.sha256,
            "records": report.records,
            "losses": _losses(report.losses),
        }
    )
    _say_losses(report.losses, answers)
    return ExitCode.DONE


def _losses(losses: Iterable[Loss]) -> dict[str, Value]:
    return {one.what: one.count for one in losses}


def _say_losses(losses: tuple[Loss, ...], answers: Answers) -> None:
    if losses:
        answers.say(tr("This is not in the file:"))
    for one in losses:
        answers.say(f"  {loss_words(one)}")


def _say_rest(taken: TakenIn, answers: Answers) -> None:
    told = [*left_out_words(taken.left_out), *not_taken_words(taken)]
    if told:
        answers.say(tr("This was not understood, or has no place here:"))
    for one in told:
        answers.say(f"  {one}")
