"""What can be wrong with a backup, in words, and what is damaged in a vault, part by part."""

from collections.abc import Callable
from typing import Final

from vigtool.vault.backup import errors as backup
from vigtool.vault.errors import Damaged, Part
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _not_a_backup() -> Sentence:
    return Sentence(
        tr("There is no backup in this folder."), tr("Choose the folder that was chosen when the backup was made.")
    )


def _unfinished() -> Sentence:
    return Sentence(
        tr("The first backup into this folder was never finished, so there is nothing whole to restore."),
        tr("Choose another backup, or make this one once more while the vault is there."),
    )


def _of_another() -> Sentence:
    return Sentence(tr("This folder holds the backup of another vault."), tr("Choose a folder of its own."))


def _ahead() -> Sentence:
    return Sentence(
        tr("The backup knows things that the vault does not. It was left as it is."),
        tr("Was the vault put back to an older state, or the backup worked in? Choose another folder for the new one."),
    )


def _differs() -> Sentence:
    return Sentence(
        tr("What was read back from the backup's disk was not what had been written."),
        tr("The vault is untouched. Check the disk, or choose another one, and try again."),
    )


BACKUP_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    backup.NotABackup: _not_a_backup,
    backup.BackupUnfinished: _unfinished,
    backup.BackupOfAnother: _of_another,
    backup.BackupAhead: _ahead,
    backup.BackupDiffers: _differs,
}


def damage_words(damage: Damaged, name: str) -> str:  # noqa: PLR0911 - one line for each part
    """Say what is damaged and what that means; ``name`` is what the reader knows the film or case by, or its id."""
    match damage.part:
        case Part.RECORDING:
            return tr("The film {name} is missing, or not as it was written.").format(name=name)
        case Part.DERIVED:
            return tr("What was made from the film {name} is damaged. It can be made again.").format(name=name)
        case Part.EVIDENCE:
            return tr("A scan of a signed form ({name}) is missing, or not as it was written.").format(name=name)
        case Part.KEY:
            return tr("The key of {name} is missing or damaged. What it locks cannot be read.").format(name=name)
        case Part.IDENTITY:
            return tr("What the passphrase opens is damaged. The recovery key on paper still opens the vault.")
        case Part.VAULT_JSON:
            return tr("The vault's own label (vault.json) is damaged.")
        case Part.JOURNAL | Part.HEAD:
            return tr("The record of what was done is damaged.")
        case Part.BACKUP:
            return tr("The backup's list is damaged.")
        case _:
            return tr("A part of the vault cannot be read as it was written.")


def unclaimed_words(part: Part, name: str) -> str:
    """Say what lies in a vault without an entry; ``name`` is its id, for nothing else is known of it."""
    if part is Part.RECORDING:
        film = tr("The film {name} lies in the vault, and nothing on record names it. It stays as it is.")
        return film.format(name=name)
    return tr(
        "A scan of a form ({name}) lies in the vault, and nothing on record names it. It stays as it is; if the form is"
        " not with its answer, add it once more."
    ).format(name=name)
