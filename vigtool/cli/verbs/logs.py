"""``log bundle``, ``checkpoint``, ``prove``, ``verify``: a log that a client, or whomever she asks, can check."""

from argparse import Namespace

from vigtool.cli.answers import Answers
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.services.checkpoints import checkpoint, checkpoint_since, prove_entry, verifier_key
from vigtool.services.log_bundles import make_bundle
from vigtool.services.log_checking import check_bundle
from vigtool.services.note_files import read_text, write_text
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


def make_checkpoint(options: Namespace, answers: Answers) -> int:
    """Sign the journal as it stands, for somebody to keep outside."""
    with opened(options, read_only=True) as ws:
        text = checkpoint(ws).text if options.since is None else checkpoint_since(ws, read_text(options.since))
        if options.out is not None:
            write_text(ws, options.out, text)
        answers.one({"key": str(verifier_key(ws)), "text": text})
    return ExitCode.DONE


def prove(options: Namespace, answers: Answers) -> int:
    """Prove that one entry is in the log."""
    with opened(options, read_only=True) as ws:
        proof = prove_entry(ws, options.entry)
        if options.out is not None:
            write_text(ws, options.out, proof.text)
        answers.one({"key": str(verifier_key(ws)), "leaf": proof.envelope.leaf().decode(), "text": proof.text})
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
