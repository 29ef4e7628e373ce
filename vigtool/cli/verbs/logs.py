"""``log bundle`` and ``log verify``: the log that a client, or anybody whom she asks, can check."""

from argparse import Namespace

from vigtool.cli.answers import Answers
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.verbs.vaults import opened
from vigtool.services.log_bundles import make_bundle
from vigtool.services.log_checking import check_bundle
from vigtool.wording.log_flaws import told_flaw
from vigtool.wording.translation import tr


def bundle(options: Namespace, answers: Answers) -> int:
    """Hand out one person's log."""
    with opened(options) as ws:
        report = make_bundle(ws, options.person, options.out)
    answers.one(
        {
            "bundle": str(report.bundle),
            "checkpoint": str(report.checkpoint),
            "verifier": str(report.verifier),
            "key": report.key,
            "entries": report.entries,
            "readable": report.readable,
            "sha256": report.sha256,
        }
    )
    answers.say(tr("Give the key on paper or by another way than the files: with it, anybody can check them."))
    return ExitCode.DONE


def verify(options: Namespace, answers: Answers) -> int:
    """Check a bundle, as the program beside it would."""
    findings = check_bundle(options.bundle, options.key, options.since)
    answers.one(
        {
            "holds": not findings,
            "findings": [{"flaw": one.flaw.name, "entry": one.seq, "purpose": one.purpose} for one in findings],
        }
    )
    for one in findings:
        answers.say(told_flaw(one))
    if findings:
        return ExitCode.DAMAGED
    answers.say(tr("The log holds: it is as it was written, and every act in it stands on a consent."))
    if options.since is None:
        answers.say(
            tr("An older checkpoint from outside the vault (--since) would also show that it was not written anew.")
        )
    return ExitCode.DONE
