"""What can be wrong with a backup, as facts in fields."""

from vigtool.vault.errors import VaultError


class NotABackup(VaultError):
    """The folder holds no list of a backup (``backup.json``)."""


class BackupUnfinished(VaultError):
    """The first backup into this folder was never brought to its end."""


class BackupOfAnother(VaultError):
    """The folder holds the backup of another vault."""


class BackupAhead(VaultError):
    """The backup holds entries that the vault does not: the vault was put back to an older state, or the backup used.

    ``entries`` is how many the backup has.
    """

    def __init__(self, entries: int) -> None:
        super().__init__(entries)
        self.entries = entries


class BackupDiffers(VaultError):
    """What was read back from the backup's disk was not what was written; the copy was removed."""
