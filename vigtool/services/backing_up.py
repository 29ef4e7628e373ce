"""A backup of the open vault in another folder, kept up to date by each further one."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from vigtool.domain.accountability import BackupMade
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.services.erased_ids import erased_ids, imported_ids
from vigtool.services.errors import TargetInVault
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import outside
from vigtool.services.policy import policy
from vigtool.services.workspace import Workspace
from vigtool.vault.backup import BackupReport, catch_up, is_backup, load_manifest, make_backup
from vigtool.vault.errors import VaultError


class BackingUp:
    """The job of bringing the backup in a folder up to the vault; its result is what was done.

    The vault stays in use meanwhile: what is put on record after the job was made belongs to the next backup. ``run``
    raises what ``make_backup`` raises; the earlier backup is then as it was, but for what was erased.
    """

    def __init__(self, ws: Workspace, folder: Path, *, thorough: bool = False) -> None:
        """Hold the vault fast as it is now. Raises ``TargetInVault``, ``CannotWrite``, ``NoSpace``."""
        demand_outside(folder, ws.folder)
        self._ws = ws
        self._folder = folder.absolute()
        self._thorough = thorough
        self._frozen = ws.vault.frozen(imported_ids(ws))
        self._erased = erased_ids(ws)
        self._made_at = ws.clock().isoformat(timespec="seconds")
        self._report: BackupReport | None = None

    def run(self, progress: Progress) -> None:
        """Copy what is new, and read it back."""
        self._report = make_backup(
            self._frozen,
            self._folder,
            erased=self._erased,
            made_at=self._made_at,
            thorough=self._thorough,
            progress=progress,
        )

    def finish(self) -> BackupReport:
        """Put the backup on record, unless the vault is open for reading only."""
        if self._report is None:
            raise NotRun
        report = self._report
        if erased := erased_ids(self._ws) - self._erased:
            report = catch_up(self._frozen, self._folder, report, erased)
        if not self._ws.read_only:
            self._ws.record(BackupMade(report.entries, report.files, report.sha256))
        return report

    def abandon(self) -> None:
        """Let it be: the backup is whole, and merely not on record."""


def back_up(
    ws: Workspace, folder: Path, progress: Progress = ignore_progress, *, thorough: bool = False
) -> BackupReport:
    """Make a backup on this thread; see ``BackingUp``."""
    return complete(BackingUp(ws, folder, thorough=thorough), progress)


def demand_outside(folder: Path, vault_folder: Path) -> None:
    """Raise ``TargetInVault`` for a place in this or another vault; a backup is a vault, too, but the right one."""
    if os.path.realpath(folder) == os.path.realpath(vault_folder):
        raise TargetInVault
    outside(folder.absolute().parent if is_backup(folder) else folder, vault_folder)


def backup_place(chosen: Path, vault_id: str) -> Path:
    """The folder for the backup when people choose ``chosen``: itself, or one in it when something else lies there."""
    fits = is_backup(chosen) or not chosen.is_dir() or not any(chosen.iterdir())
    return chosen if fits else chosen / f"vigtool-backup-{vault_id}"


def is_backup_of(folder: Path, vault_id: str) -> bool:
    """Tell whether a folder that can be reached now holds a backup of this vault."""
    try:
        return load_manifest(folder).vault == vault_id
    except VaultError:
        return False


def last_backup(ws: Workspace) -> datetime | None:
    """When the last backup was made, as far as that is on record; None before the first."""
    made = ws.index.entries(acts={ACT_NAMES[BackupMade]})
    return made[-1].time if made else None


def backup_is_due(ws: Workspace) -> bool:
    """Tell whether the last backup is older than the policy wants, or there is none though there is a film."""
    made = last_backup(ws)
    if made is None:
        return bool(imported_ids(ws))
    return ws.clock() - made > timedelta(days=policy(ws).backup_reminder_days)


def lies_in_backup(ws: Workspace) -> bool:
    """Tell whether the vault that is open is a backup, which is open for reading only."""
    return is_backup(ws.folder)
