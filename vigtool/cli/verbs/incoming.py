"""``package merge|inbox|folder``, ``notice`` and ``trainee``: what comes in, and what is asked back."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.cli.verbs.answering import merged
from vigtool.cli.verbs.ledgers import profile_named
from vigtool.exchange.packages.manifest import Kind
from vigtool.services import (
    incoming_packages,
    merging,
    notice_taking,
    notices,
    receipt_taking,
    trainee_ledgers,
    training_group,
)
from vigtool.services.guest_erasing import receipt_name
from vigtool.services.package_folder import Found, PackageFolder
from vigtool.services.supervision_errors import OtherPackage
from vigtool.wording.names import pseudonym_of
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import language, tr


def merge(options: Namespace, answers: Answers) -> int:
    """Take in an answer, a notice or a receipt."""
    with opened(options) as ws:
        found = incoming_packages.look_into(ws, options.file)
        match found.kind:
            case Kind.ANSWER:
                fields = merged(merging.merge_answer(ws, options.file))
            case Kind.NOTICE:
                out = options.out or options.file.with_name(receipt_name(found.id))
                fields = _noticed(notice_taking.take_notice(ws, options.file, out, _reason()))
            case Kind.RECEIPT:
                kept = receipt_taking.take_receipt(ws, options.file)
                fields = {"package": kept.package, "notice": kept.notice, "erased_at": kept.erased_at.isoformat()}
            case Kind.HANDOVER:
                raise OtherPackage(found.kind)
    answers.one({"kind": found.kind.value, **fields})
    return ExitCode.DONE


def inbox(options: Namespace, answers: Answers) -> int:
    """List the packages that were taken in."""
    states = [training_group.Progressed(one) for one in options.state]
    with opened(options, read_only=True) as ws:
        answers.many(_package(one) for one in training_group.inbox(ws, options.search, states, options.contact))
    return ExitCode.DONE


def folder(options: Namespace, answers: Answers) -> int:
    """Take in what is new in a folder."""
    with opened(options) as ws:
        reception = incoming_packages.Reception(pseudonym_of, options.folder, _reason())
        found = PackageFolder(ws, options.folder, reception).scan()
    answers.many(_found(one) for one in found)
    for one in found:
        if one.error is not None:
            answers.say(f"{one.file.name}: {sentence_for(one.error)}")
    return ExitCode.DONE


def list_notices(options: Namespace, answers: Answers) -> int:
    """List the notices that are due, and what has no receipt."""
    with opened(options, read_only=True) as ws:
        due: list[Fields] = [
            {
                "package": one.package,
                "contact": one.contact,
                "notice": None,
                "due": True,
                "expires": one.expires.isoformat(),
                "people": list(one.lost.people),
                "films": list(one.lost.films),
                "since": one.lost.since.isoformat(),
            }
            for one in notices.notices_due(ws)
        ]
        waiting: list[Fields] = [
            {
                "package": one.package,
                "contact": one.contact,
                "notice": one.notice,
                "due": False,
                "expires": one.expires.isoformat(),
            }
            for one in notices.unanswered(ws)
        ]
        answers.many([*due, *waiting])
    return ExitCode.DONE


def make_notice(options: Namespace, answers: Answers) -> int:
    """Make a notice."""
    with opened(options) as ws:
        made = notices.make_notice(ws, options.package, options.contact, options.out)
    answers.one(
        {
            "id": made.notice,
            "package": made.package,
            "contact": made.to,
            "people": list(made.people),
            "file": str(options.out),
            "sha256": made.sha256,
        }
    )
    return ExitCode.DONE


def list_trainees(options: Namespace, answers: Answers) -> int:
    """List what each trainee has had so far."""
    profile = profile_named(options.profile)
    with opened(options, read_only=True) as ws:
        answers.many(
            {
                "contact": one.contact,
                "name": one.name,
                "packages": one.packages,
                "open": one.open,
                "cycles": one.cycles,
                "clients": one.clients,
                "supervision_minutes": one.minutes,
            }
            for one in trainee_ledgers.trainees_or_one(ws, options.contact)
        )
        if options.out is not None:
            trainee_ledgers.make_trainee_ledger(ws, options.out, language(), options.contact, profile)
    return ExitCode.DONE


def _reason() -> str:
    return tr("A notice came that somebody withdrew.")


def _noticed(report: notice_taking.NoticeReport) -> Fields:
    return {
        "notice": report.notice,
        "package": report.package,
        "case": report.case,
        "receipt": str(report.receipt.file),
        "sha256": report.receipt.sha256,
    }


def _package(one: training_group.GroupPackage) -> Fields:
    return {
        "package": one.package,
        "contact": one.contact,
        "state": one.state.value,
        "taken_at": one.taken_at.isoformat(),
        "case": one.case,
        "expires": None if one.expires is None else one.expires.isoformat(),
        "days_left": one.days_left,
        "questions": one.questions,
    }


def _found(one: Found) -> Fields:
    known = one.incoming
    return {
        "file": str(one.file),
        "state": one.state.value,
        "kind": None if known is None else known.kind.value,
        "id": None if known is None else known.id,
        "contact": None if known is None else known.sender.id,
        "error": None if one.error is None else type(one.error).__name__,
    }
