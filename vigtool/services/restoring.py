"""Putting a backup back into a new folder, and seeing that it opens and is whole."""

from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.services.jobs import NotRun, complete
from vigtool.services.opening import open_workspace
from vigtool.services.outgoing import outside
from vigtool.services.verifying import VaultReport, verify_vault
from vigtool.vault.backup import RestoreReport, load_manifest, restore_backup


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what a look at everything in it said; None when it was not opened."""

    files: RestoreReport
    vault: VaultReport | None


class Restoring:
    """The job of restoring a backup into a new or empty folder.

    With ``secret`` (a passphrase, or the text of the recovery key) the vault is opened and everything in it read.
    ``run`` raises what ``restore_backup`` raises; then the folder is as it was.
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
        self._restored = Restored(files, None if self._secret is None else self._look(self._secret, total, progress))

    def finish(self) -> Restored:
        """Hand out what was found."""
        if self._restored is None:
            raise NotRun
        return self._restored

    def abandon(self) -> None:
        """Leave what was restored: it is whole, and nothing else knows of it."""

    def _look(self, secret: str, total: int, progress: Progress) -> VaultReport:
        ws = open_workspace(self._folder, secret, read_only=True)
        try:
            return verify_vault(ws, lambda done, of: progress(total + total // 2 * done // max(of, 1), total * 3 // 2))
        finally:
            ws.close()


def restore(backup: Path, folder: Path, secret: str | None, progress: Progress = ignore_progress) -> Restored:
    """Restore on this thread; see ``Restoring``."""
    return complete(Restoring(backup, folder, secret), progress)
