"""``ledger``, ``supervision note`` and ``log summary``."""

from argparse import Namespace
from pathlib import Path

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.ledger import StageProfile
from vigtool.services import case_summaries, ledgers
from vigtool.wording.translation import language


def show(options: Namespace, answers: Answers) -> int:
    """Count what was done, beside what a training asks for."""
    profile = profile_named(options.profile)
    with opened(options, read_only=True) as ws:
        counted = ledgers.ledger(ws)
        if options.out is not None:
            ledgers.make_ledger(ws, options.out, language(), profile)
    answers.one(
        {
            "cycles": counted.cycles,
            "clients": counted.clients,
            "supervision_minutes": counted.supervision_minutes,
            "supervisions": [
                {"id": one.id, "on": one.on.isoformat(), "minutes": one.minutes} for one in counted.supervisions
            ],
            "profile": None if profile is None else profile.id,
            "stages": [] if profile is None else [_stage(profile, number) for number in range(len(profile.stages))],
            "pdf": None if options.out is None else str(options.out),
        }
    )
    return ExitCode.DONE


def note(options: Namespace, answers: Answers) -> int:
    """Put supervision on record."""
    with opened(options) as ws:
        made = ledgers.note_supervision(ws, options.on, options.minutes, options.noted, options.contact)
    answers.one({"id": made.id, "on": made.on.isoformat(), "minutes": made.minutes, "contact": made.contact})
    return ExitCode.DONE


def summary(options: Namespace, answers: Answers) -> int:
    """Hand out a case in words over its cycles."""
    with opened(options) as ws:
        report = case_summaries.export_case_summary(ws, options.case, options.out, language())
    answers.one(
        {
            "pdf": str(report.pdf),
            "json": str(report.json),
            "pdf_sha256": report.pdf_sha256,
            "json_sha256": report.json_sha256,
        }
    )
    return ExitCode.DONE


def profile_named(named: str | None) -> StageProfile | None:
    """One that comes with the program by its id, else one in a file. Raises as ``read_profile`` does."""
    if named is None:
        return None
    known = {one.id: one for one in ledgers.profiles()}
    return known[named] if named in known else ledgers.read_profile(Path(named))


def _stage(profile: StageProfile, number: int) -> Fields:
    stage = profile.stages[number]
    return {
        "name": stage.name.in_language(language()),
        "cycles": stage.cycles,
        "clients": stage.clients,
        "supervision_hours": stage.supervision_hours,
        "credits": stage.credits,
    }
