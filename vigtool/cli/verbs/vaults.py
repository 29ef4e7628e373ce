"""``vault create`` and ``vault verify``."""

from argparse import Namespace
from collections.abc import Sequence

from vigtool.cli.answers import Answers
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.cli.secrets import read_new_secret
from vigtool.services.opening import create_workspace
from vigtool.services.outside_anchor import Anchor, anchor, signer_name
from vigtool.services.verifying import VaultReport, verify_vault
from vigtool.vault.errors import Damaged
from vigtool.wording.anchor_words import anchor_words
from vigtool.wording.backup_sentences import damage_words, unclaimed_words
from vigtool.wording.translation import tr


def create(options: Namespace, answers: Answers) -> int:
    """Make a vault; the recovery key is in the answer and nowhere else."""
    ws, recovery_key = create_workspace(options.dir, read_new_secret(options.passphrase_file))
    try:
        answers.one({"id": ws.id, "recovery_key": recovery_key})
    finally:
        ws.close()
    answers.say(tr("Print the recovery key and keep it away from the computer: it is shown only this once."))
    return ExitCode.DONE


def verify(options: Namespace, answers: Answers) -> int:
    """Read everything, name what is damaged, and make again what can be where that is asked for."""
    with opened(options, read_only=not options.repair) as ws:
        report, signed = verify_vault(ws, repair=options.repair), anchor(ws)
        name = "" if signed is None else signer_name(ws, signed)
        answers.one(
            {
                "id": ws.id,
                "events": report.events,
                "recordings": report.recordings,
                "damaged": damage_facts(report.damage),
                "repaired": report.repaired,
                "unclaimed": [{"part": part, "id": id_} for part, id_ in report.unclaimed],
                "countersigned": None if signed is None else _anchor_facts(signed),
            }
        )
    if signed is not None:
        answers.say(anchor_words(signed, name, signed.at.date().isoformat()))
    code = say_damage(report, answers)
    return code if signed is None or signed.holds else ExitCode.DAMAGED


def _anchor_facts(signed: Anchor) -> dict[str, str | int | bool]:
    return {
        "by": signed.by,
        "at": signed.at.isoformat(),
        "entries": signed.checkpoint.size,
        "holds": signed.holds,
    }


def damage_facts(damage: Sequence[Damaged]) -> list[dict[str, str]]:
    """What is damaged, each part once, for programs."""
    named = dict.fromkeys((str(one.part), one.id) for one in damage)
    return [{"part": part, "id": id_} for part, id_ in named]


def say_damage(report: VaultReport, answers: Answers) -> ExitCode:
    """Tell people what a check has found."""
    for one in report.damage:
        answers.say(damage_words(one, one.id))
    for part, id_ in report.unclaimed:
        answers.say(unclaimed_words(part, id_))
    if not report.damage:
        answers.say(tr("Everything in the vault was read and is as it was written."))
        return ExitCode.DONE
    answers.say(tr("Some of the vault is damaged. Make a copy of the folder before anything else."))
    if report.repairable:
        answers.say(tr("With --repair, what was made from films is made again. Nothing is ever deleted."))
    return ExitCode.DAMAGED
