"""``erase``."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.accountability import Erasing
from vigtool.services.erasing import ErasureReport
from vigtool.services.erasing import erase as erase_for_good
from vigtool.services.erasure_list import ErasureOnRecord
from vigtool.services.erasure_plans import Target
from vigtool.services.erasure_receipts import write_receipt
from vigtool.services.outgoing import small_file
from vigtool.wording.erasure_words import beyond_reach_words
from vigtool.wording.translation import language, tr


def erase(options: Namespace, answers: Answers) -> int:
    """Destroy a film, a case, or what concerns one person; nothing is asked again."""
    with opened(options) as ws:
        if options.out is not None:  # a place that takes no receipt is told before anything is destroyed
            small_file(options.out, b"", ws.folder).close()
        report = erase_for_good(ws, _target(options), options.reason, dict(options.leave_out))
        if options.out is not None:
            write_receipt(ws, report, options.out, language())
    answers.one({**_fields(report), "receipt": None if options.out is None else str(options.out)})
    for sentence in (tr("It is erased"), tr("This cannot be reached from here"), *_beyond(report)):
        answers.say(sentence)
    return ExitCode.DONE


def erased_fields(one: ErasureOnRecord) -> Fields:
    """What is told of an erasure on record: ids and times, and no reason, which may name somebody."""
    done = one.done
    return {
        "id": one.begun.erasure,
        "what": str(one.begun.what),
        "target": one.begun.target,
        "begun_at": one.begun_at.isoformat(timespec="seconds"),
        "done_at": None if one.done_at is None else one.done_at.isoformat(timespec="seconds"),
        "destroyed": list(one.begun.keys),
        "overwritten": [] if done is None else list(done.overwritten),
        "removed": [] if done is None else list(done.removed),
        "beyond_reach": [] if done is None else list(done.beyond_reach),
        "entries": list(one.entries),
    }


def _target(options: Namespace) -> Target:
    if options.recording is not None:
        return Target(Erasing.FILM, options.recording)
    if options.case is not None:
        return Target(Erasing.CASE, options.case)
    return Target(Erasing.PERSON, options.person)


def _beyond(report: ErasureReport) -> list[str]:
    return beyond_reach_words(report.done.beyond_reach)


def _fields(report: ErasureReport) -> Fields:
    return {
        "id": report.begun.erasure,
        "what": str(report.begun.what),
        "target": report.begun.target,
        "films": list(report.plan.films),
        "papers": list(report.plan.papers),
        "left_out": list(report.plan.spared),
        "overwritten": list(report.done.overwritten),
        "removed": list(report.done.removed),
        "beyond_reach": list(report.done.beyond_reach),
        "entries": list(report.entries),
    }
