"""Creating a vault, and opening one: unlock, replay the journal, put in order what a crash left behind."""

import unicodedata
from pathlib import Path

from vigtool.domain.events import VaultCreated
from vigtool.domain.progress import Progress
from vigtool.services.erasure_finishing import look_past_erased, settle_erasures
from vigtool.services.guest_leftovers import settle_guests
from vigtool.services.identifying import Clock, local_now
from vigtool.services.jobs import NotRun, complete
from vigtool.services.supervision_projection import GUEST
from vigtool.services.users import settle_users
from vigtool.services.workspace import Workspace
from vigtool.vault import create_vault, open_vault
from vigtool.vault.backup import is_backup
from vigtool.vault.index import Index


def typed(secret: str) -> str:
    """A passphrase in Unicode's form NFC, so that "ä" is the same from every keyboard and system."""
    return unicodedata.normalize("NFC", secret)


class Opening:
    """The job of opening a vault; ``secret`` is the passphrase, or the text of the recovery key.

    ``run`` raises what ``vigtool.vault.open_vault`` raises (a wrong secret, a vault in use, damage) and leaves nothing
    open.
    """

    def __init__(self, folder: Path, secret: str, *, read_only: bool = False, clock: Clock = local_now) -> None:
        self._folder = folder
        self._secret = typed(secret)
        self._read_only = read_only
        self._clock = clock
        self._workspace: Workspace | None = None

    def run(self, progress: Progress) -> None:
        """Unlock (about a second, by design of scrypt) and replay."""
        progress(0, 1)
        # who works in a backup would find no way back into the vault
        read_only = self._read_only or is_backup(self._folder)
        vault = open_vault(self._folder, self._secret, read_only=read_only, progress=progress)
        workspace = Workspace(vault, Index(), self._clock)
        try:
            _make_ready(workspace, progress)
        except BaseException:
            workspace.close()
            raise
        self._workspace = workspace

    def finish(self) -> Workspace:
        """Hand out the open workspace."""
        if self._workspace is None:
            raise NotRun
        return self._workspace

    def abandon(self) -> None:
        """Close what was opened."""
        if self._workspace is not None:
            self._workspace.close()


def _make_ready(workspace: Workspace, progress: Progress) -> None:
    imported = workspace.replay(progress)
    if workspace.read_only:
        look_past_erased(workspace)
    else:
        settle_erasures(workspace)
        settle_guests(workspace)
        _erase_due(workspace)
        workspace.repairs = workspace.vault.repair(workspace.vault.inventory(imported))
        settle_users(workspace)


def _erase_due(workspace: Workspace) -> None:
    if workspace.index.select(GUEST):
        from vigtool.services.guest_erasing import erase_due  # noqa: PLC0415 - whoever has no guests need not wait

        before = len(workspace.index.select(GUEST))
        erase_due(workspace)
        workspace.ended = before - len(workspace.index.select(GUEST))


def open_workspace(folder: Path, secret: str, *, read_only: bool = False, clock: Clock = local_now) -> Workspace:
    """Open a vault on this thread, at once."""
    return complete(Opening(folder, secret, read_only=read_only, clock=clock))


class Creating:
    """The job of making a vault in a new or empty folder; its result is the open workspace and the recovery key's text.

    ``work_factor`` is age's scrypt cost as a power of two.
    """

    def __init__(self, folder: Path, passphrase: str, *, work_factor: int = 18, clock: Clock = local_now) -> None:
        self._folder = folder
        self._passphrase = typed(passphrase)
        self._work_factor = work_factor
        self._clock = clock
        self._made: tuple[Workspace, str] | None = None

    def run(self, progress: Progress) -> None:
        """Make keys and folder; about a second, by design of scrypt."""
        progress(0, 1)
        vault, recovery_key = create_vault(self._folder, self._passphrase, work_factor=self._work_factor)
        workspace = Workspace(vault, Index(), self._clock)
        try:
            workspace.record(VaultCreated(vault.recovery_recipient))
        except BaseException:
            workspace.close()
            raise
        self._made = workspace, str(recovery_key)

    def finish(self) -> tuple[Workspace, str]:
        """Hand out the open workspace and the recovery key."""
        if self._made is None:
            raise NotRun
        return self._made

    def abandon(self) -> None:
        """Close the vault; it stays, empty, as it was made."""
        if self._made is not None:
            self._made[0].close()


def create_workspace(
    folder: Path, passphrase: str, *, work_factor: int = 18, clock: Clock = local_now
) -> tuple[Workspace, str]:
    """Make a vault on this thread, at once; return it open, with the recovery key that is shown once."""
    return complete(Creating(folder, passphrase, work_factor=work_factor, clock=clock))
