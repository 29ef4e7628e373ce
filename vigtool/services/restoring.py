"""Putting a backup back into a new folder, erasing again what was erased since, and seeing that it is whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from vigtool.domain.accountability import ErasureBegun
from vigtool.domain.errors import VigtoolError
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.services.jobs import NotRun, complete
from vigtool.services.opening import open_workspace
from vigtool.services.outgoing import outside
from vigtool.services.verifying import VaultReport, names, verify_vault
from vigtool.vault.backup import RestoreReport, load_manifest, restore_backup


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what a look at everything in it said; None when it was not opened.

    ``erased`` counts what had been erased since the backup was made and was erased again; ``names`` are those of films
    and cases by their ids.
    """

    files: RestoreReport
    vault: VaultReport | None
    erased: int = 0
    names: Mapping[str, str] = field(default_factory=dict, repr=False)


class Restoring:
    """The job of restoring a backup into a new or empty folder.

    With ``secret`` (a passphrase, or the text of the recovery key) the vault is opened, what was erased since is erased
    again, and everything in it read. ``run`` raises what ``restore_backup`` raises; then the folder is as it was.
    """

    def __init__(self, backup: Path, folder: Path, secret: str | None) -> None:
        """Raises ``TargetInVault``, ``CannotWrite``, ``NotABackup``, ``Damaged`` (BACKUP), ``NewerFormat``."""
        load_manifest(backup)
        outside(folder, backup)
        self._backup = backup
        self._folder = folder
        self._secret = secret
        self._restored: Restored | None = None

    def run(self, progress: Progress) -> None:
        """Copy, compare, and with a secret open and read."""
        total = 1

        def copying(done: int, of: int) -> None:
            nonlocal total
            total = max(of, 1)
            progress(done, total * 3 // 2)

        files = restore_backup(self._backup, self._folder, copying, self._secret)
        self._restored = Restored(files, None) if self._secret is None else self._look(files, total, progress)

    def finish(self) -> Restored:
        """Hand out what was found."""
        if self._restored is None:
            raise NotRun
        return self._restored

    def abandon(self) -> None:
        """Leave what was restored: it is whole, and nothing else knows of it."""

    def _look(self, files: RestoreReport, total: int, progress: Progress) -> Restored:
        ws = open_workspace(self._folder, self._secret or "")
        try:
            since = [one for one in ws.index.entries_from(files.entries) if one.act == ACT_NAMES[ErasureBegun]]
            whole = total * 3 // 2
            report = verify_vault(ws, lambda done, of: progress(total + total // 2 * done // max(of, 1), whole))
            return Restored(files, report, len(since), names(ws))
        finally:
            ws.close()


def backup_made_at(folder: Path) -> datetime | None:
    """When the last whole backup in a folder was made; None where there is none."""
    try:
        manifest = load_manifest(folder)
        return datetime.fromisoformat(manifest.made_at) if manifest.generation else None
    except (VigtoolError, ValueError):
        return None


def restore(backup: Path, folder: Path, secret: str | None, progress: Progress = ignore_progress) -> Restored:
    """Restore on this thread; see ``Restoring``."""
    return complete(Restoring(backup, folder, secret), progress)
