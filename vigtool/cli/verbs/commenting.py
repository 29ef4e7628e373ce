"""``comment`` and ``feedback``: what is said to a film, and to a trainee."""

from argparse import Namespace
from dataclasses import asdict

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.comments import Comment, Feedback
from vigtool.services import comments
from vigtool.services.feedback import feedback_on, set_feedback
from vigtool.services.incoming import beginning_of
from vigtool.services.recordings import frame_times, is_erased
from vigtool.services.spoken_comments import MOST_BYTES
from vigtool.services.workspace import Workspace


def add(options: Namespace, answers: Answers) -> int:
    """Comment on a moment, a frame or a film."""
    sound = None if options.sound is None else beginning_of(options.sound, MOST_BYTES + 1)
    with opened(options) as ws:
        desk = comments.CommentDesk(ws, options.recording)
        tick = None if options.frame is None else _tick(ws, options)
        made = desk.add(options.text, sound=sound, moment=options.moment, tick=tick, answers=options.answers)
        answers.one(_fields(ws, made))
    return ExitCode.DONE


def list_comments(options: Namespace, answers: Answers) -> int:
    """List the comments on a film, or on all of a case."""
    with opened(options, read_only=True) as ws:
        if options.case is None:
            found = comments.comments_of(ws, options.recording)
        else:
            found = comments.comments_of_case(ws, options.case)
        answers.many([_fields(ws, one) for one in found])
    return ExitCode.DONE


def edit(options: Namespace, answers: Answers) -> int:
    """Word an own comment otherwise."""
    with opened(options) as ws:
        desk = comments.desk_of(ws, options.comment)
        answers.one(_fields(ws, desk.edit(options.comment, options.text)))
    return ExitCode.DONE


def remove(options: Namespace, answers: Answers) -> int:
    """Take an own comment back."""
    with opened(options) as ws:
        comments.desk_of(ws, options.comment).take_back(options.comment)
        answers.one({"id": options.comment})
    return ExitCode.DONE


def feedback(options: Namespace, answers: Answers) -> int:
    """Write the feedback on a guest; what is not given stays as it is, and without anything it is told."""
    said = {name: getattr(options, name) for name in ("strengths", "wondering", "agreed")}
    given = {name: text for name, text in said.items() if text is not None}
    with opened(options, read_only=not given) as ws:
        found = feedback_on(ws, options.case)
        if given:
            found = set_feedback(ws, options.case, Feedback(**{**asdict(found), **given}))
    answers.one({"case": options.case, **asdict(found)})
    return ExitCode.DONE


def _tick(ws: Workspace, options: Namespace) -> int:
    times = frame_times(ws, options.recording)
    frame: int = options.frame
    return times.tick_of(frame)


def _fields(ws: Workspace, one: Comment) -> Fields:
    known = one.tick is not None and not is_erased(ws, one.recording)
    return {
        "id": one.id,
        "recording": one.recording,
        "moment": one.moment,
        "frame": frame_times(ws, one.recording).frame_at(one.tick) if known and one.tick is not None else None,
        "by": one.by,
        "answers": one.answers,
        "text": one.text,
        "spoken": one.sound is not None,
        "made_at": one.made_at.isoformat(),
    }
