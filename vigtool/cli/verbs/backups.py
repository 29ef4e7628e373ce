"""``backup`` and ``restore``."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Value
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.secrets import read_secret
from vigtool.cli.verbs.vaults import damage_facts, say_damage
from vigtool.services.backing_up import back_up
from vigtool.services.opening import open_workspace
from vigtool.services.restoring import Restored
from vigtool.services.restoring import restore as restore_backup
from vigtool.services.workspace import Workspace
from vigtool.vault.backup import BackupReport
from vigtool.vault.errors import VaultInUse
from vigtool.wording.backup_sentences import damage_words
from vigtool.wording.translation import tr


def backup(options: Namespace, answers: Answers) -> int:
    """Bring the backup up to the vault; while a window has the vault open, without putting that on record."""
    ws = _opened(options)
    try:
        report = back_up(ws, options.target, thorough=options.thorough)
        recorded = not ws.read_only
        answers.one({"id": ws.id, "recorded": recorded, **_facts(report)})
    finally:
        ws.close()
    return _say(report, answers, recorded=recorded)


def restore(options: Namespace, answers: Answers) -> int:
    """Put a backup back into a new folder; unless told otherwise, open it and read everything in it."""
    secret = None if options.unopened else read_secret(options.passphrase_file)
    restored = restore_backup(options.backup, options.dir, secret)
    damage = [*restored.files.damage, *(restored.vault.damage if restored.vault else ())]
    answers.one(
        {
            "id": restored.files.vault,
            "made_at": restored.files.made_at,
            "events": restored.files.entries,
            "files": restored.files.files,
            "bytes": restored.files.size,
            "opened": restored.vault is not None,
            "damaged": damage_facts(damage),
        }
    )
    return _say_restored(restored, answers)


def _opened(options: Namespace) -> Workspace:
    secret = read_secret(options.passphrase_file)
    try:
        return open_workspace(options.dir, secret)
    except VaultInUse:
        return open_workspace(options.dir, secret, read_only=True)


def _facts(report: BackupReport) -> dict[str, Value]:
    dropped = report.dropped
    return {
        "generation": report.generation,
        "events": report.entries,
        "files": report.files,
        "copied": report.copied,
        "bytes": report.size,
        "sha256": report.sha256,
        "destroyed": sorted({*dropped.keys, *dropped.films}),
        "not_overwritten": dropped.unwritten,
        "missing": report.missing,
        "damaged": damage_facts(report.damage),
    }


def _say(report: BackupReport, answers: Answers, *, recorded: bool) -> ExitCode:
    if not recorded:
        answers.say(tr("The vault is open for reading only, so the backup was made and not put on record."))
    if report.dropped.keys:
        answers.say(tr("What was erased in the vault was destroyed in the backup, too."))
    if report.dropped.unwritten:
        answers.say(tr("Some of its keys could be removed, but not overwritten; the disk may still hold them."))
    if report.missing:
        answers.say(tr("The backup still has things that the vault has lost. Restore it into another folder."))
    for one in report.damage:
        answers.say(damage_words(one, one.id))
    answers.say(tr("The backup was made, and read back from its disk."))
    return ExitCode.DAMAGED if report.damage or report.missing else ExitCode.DONE


def _say_restored(restored: Restored, answers: Answers) -> ExitCode:
    for one in restored.files.damage:
        answers.say(damage_words(one, one.id))
    if restored.vault is not None:
        code = say_damage(restored.vault, answers)
    else:
        if not restored.files.damage:
            answers.say(tr("Every file is as it was written into the backup. The vault was not opened."))
        code = ExitCode.DONE
    return ExitCode.DAMAGED if restored.files.damage else code
