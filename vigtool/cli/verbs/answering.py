"""``package answer`` and ``suggestion``: the way back from supervision."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.moments import Moment
from vigtool.services import answering, suggestions
from vigtool.services.merging import MergeReport
from vigtool.services.recordings import frame_times, is_erased
from vigtool.services.workspace import Workspace


def answer(options: Namespace, answers: Answers) -> int:
    """Send back what was said to a guest."""
    with opened(options) as ws:
        report = answering.make_answer(ws, options.case, options.out)
    answers.one(
        {
            "id": report.id,
            "file": str(report.file),
            "sha256": report.sha256,
            "comments": report.comments,
            "moments": report.moments,
            "countersigned": report.countersigned,
        }
    )
    return ExitCode.DONE


def merged(report: MergeReport) -> Fields:
    """What is told of an answer that was taken in."""
    return {
        "id": report.answer,
        "case": report.case,
        "comments": report.comments,
        "moments": report.moments,
        "countersigned": report.countersigned,
    }


def list_suggestions(options: Namespace, answers: Answers) -> int:
    """List the moments that were proposed."""
    with opened(options, read_only=True) as ws:
        found = [
            {
                **_fields(ws, one.moment),
                "answer": one.answer,
                "by": one.by,
                "decision": one.decision.value,
                "like": one.like,
            }
            for one in suggestions.suggestions(ws, options.case)
        ]
        answers.many(found)
    return ExitCode.DONE


def accept(options: Namespace, answers: Answers) -> int:
    """Take a proposal over, or parts of it."""
    with opened(options) as ws:
        if options.parts is None:
            made = suggestions.accept(ws, options.answer, options.moment)
        else:
            made = suggestions.take_over(ws, options.answer, options.moment, options.parts)
        answers.one(_fields(ws, made))
    return ExitCode.DONE


def leave(options: Namespace, answers: Answers) -> int:
    """Note that a proposal is not taken over."""
    with opened(options) as ws:
        suggestions.leave(ws, options.answer, options.moment)
    answers.one({"id": options.moment, "answer": options.answer})
    return ExitCode.DONE


def _fields(ws: Workspace, one: Moment) -> Fields:
    times = None if is_erased(ws, one.recording) else frame_times(ws, one.recording)
    frames = None if times is None else times.frames_of(one.span)
    return {
        "id": one.id,
        "recording": one.recording,
        "from": None if frames is None else frames.start,
        "to": None if frames is None else frames.stop,
        "key": None if times is None else times.frame_at(one.key),
        "title": one.title,
        "note": one.note,
    }
