"""``session`` and ``log export``."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.sessions import Session
from vigtool.services import cases, session_logs, sessions
from vigtool.wording.translation import language


def add_session(options: Namespace, answers: Answers) -> int:
    """Put a session on record."""
    with opened(options) as ws:
        made = sessions.add_session(
            ws, options.case, moments=options.moments, present=options.present, words=options.words
        )
        answers.one(_session(made))
    return ExitCode.DONE


def list_sessions(options: Namespace, answers: Answers) -> int:
    """List the sessions of a case."""
    with opened(options, read_only=True) as ws:
        cases.case(ws, options.case)
        answers.many(_session(one) for one in sessions.sessions(ws, options.case))
    return ExitCode.DONE


def export_log(options: Namespace, answers: Answers) -> int:
    """Hand out a session's log."""
    with opened(options) as ws:
        report = session_logs.export_session_log(
            ws, options.session, options.out, language(), pictures=options.pictures
        )
    answers.one(
        {
            "pdf": str(report.pdf),
            "json": str(report.json),
            "pdf_sha256": report.pdf_sha256,
            "json_sha256": report.json_sha256,
        }
    )
    return ExitCode.DONE


def _session(session: Session) -> Fields:
    return {
        "id": session.id,
        "case": session.case,
        "held_at": session.held_at.isoformat(),
        "question": session.question,
        "moments": list(session.moments),
        "present": list(session.present),
        "words": session.words,
    }
