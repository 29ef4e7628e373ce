"""``package open`` and ``guest``: what came for supervision, from its coming to its end."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.moments import Moment
from vigtool.domain.supervision import GuestErased, GuestOpened
from vigtool.domain.ticks import FrameTimes
from vigtool.services import guest_erasing, guests, package_opening
from vigtool.services.guest_erasing import GuestErasureReport, ReceiptReport
from vigtool.services.jobs import complete
from vigtool.services.outgoing import make_folder
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of


def open_package(options: Namespace, answers: Answers) -> int:
    """Take in a package."""
    with opened(options) as ws:
        answers.one(_fields(ws, package_opening.open_package(ws, options.file, pseudonym_of)))
    return ExitCode.DONE


def list_guests(options: Namespace, answers: Answers) -> int:
    """List the guests."""
    with opened(options, read_only=True) as ws:
        answers.many(_fields(ws, one) for one in guests.guests(ws))
    return ExitCode.DONE


def reveal(options: Namespace, answers: Answers) -> int:
    """Show the trainee's marks, in frames of the films as they are here."""
    with opened(options) as ws:
        of = guests.guest(ws, options.case)
        own = guests.reveal(ws, of.case).own
        times = {one.recording: frame_times(ws, one.recording) for one in of.films}
        shown = [_moment(one, times[one.recording]) for one in guests.handed_moments(ws, of.case)]
    answers.one({"id": of.case, "own": own, "moments": shown})
    return ExitCode.DONE


def erase(options: Namespace, answers: Answers) -> int:
    """Erase a guest, or all that are due."""
    with opened(options) as ws:
        if options.due:
            if options.out is not None:
                make_folder(options.out, ws.folder)
            reports = complete(guest_erasing.DueErasing(ws, options.reason, options.out))
            answers.many(_erased(one) for one in reports)
        else:
            answers.one(_erased(guest_erasing.erase_guest(ws, options.case, options.reason, options.out)))
    return ExitCode.DONE


def receipt(options: Namespace, answers: Answers) -> int:
    """Make the receipt for a guest that was erased."""
    with opened(options) as ws:
        answers.one(_receipt(guest_erasing.make_receipt(ws, options.package, options.out)))
    return ExitCode.DONE


def receipts(options: Namespace, answers: Answers) -> int:
    """List the receipts that are owed."""
    with opened(options, read_only=True) as ws:
        answers.many(_owed(one) for one in guest_erasing.owed_receipts(ws))
    return ExitCode.DONE


def _fields(ws: Workspace, of: GuestOpened) -> Fields:
    return {
        "id": of.case,
        "package": of.package,
        "contact": of.by,
        "made_at": of.made_at.isoformat(),
        "expires": of.expires.isoformat(),
        "days_left": guests.days_left(ws, of),
        "films": [one.recording for one in of.films],
        "parts": [None if one.part is None else one.part.value for one in of.films],
        "moments": len(of.moments),
        "revealed": guests.is_revealed(ws, of.case),
        "questions": of.questions,
        "sha256": of.sha256,
    }


def _moment(one: Moment, times: FrameTimes) -> Fields:
    frames = times.frames_of(one.span)
    return {
        "id": one.id,
        "recording": one.recording,
        "from": frames.start,
        "to": frames.stop,
        "key": times.frame_at(one.key),
        "title": one.title,
        "note": one.note,
    }


def _erased(report: GuestErasureReport) -> Fields:
    return {
        "id": report.erasure.begun.erasure,
        "case": report.guest.case,
        "package": report.guest.package,
        "films": list(report.erasure.plan.films),
        "overwritten": list(report.erasure.done.overwritten),
        "removed": list(report.erasure.done.removed),
        "beyond_reach": list(report.erasure.done.beyond_reach),
        "receipt": None if report.receipt is None else _receipt(report.receipt),
    }


def _receipt(made: ReceiptReport) -> Fields:
    return {"id": made.id, "package": made.package, "file": str(made.file), "sha256": made.sha256}


def _owed(one: GuestErased) -> Fields:
    return {"id": one.receipt, "package": one.package, "contact": one.to, "notice": one.notice}
