"""Backups: a consistent, incremental copy of a vault in another folder, and putting it back (``docs/backup.md``)."""

from vigtool.vault.backup.dropping import Dropped
from vigtool.vault.backup.making import BackupReport, catch_up, make_backup
from vigtool.vault.backup.manifest import is_backup, load_manifest
from vigtool.vault.backup.restoring import RestoreReport, restore_backup
from vigtool.vault.backup.source import FrozenVault

__all__ = [
    "BackupReport",
    "Dropped",
    "FrozenVault",
    "RestoreReport",
    "catch_up",
    "is_backup",
    "load_manifest",
    "make_backup",
    "restore_backup",
]
