"""Reading the whole vault and telling what is damaged; nothing is changed."""

from dataclasses import dataclass

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.services.recordings import every_recording
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import Damaged


@dataclass(frozen=True, slots=True)
class VaultReport:
    """What was read and authenticated, and what is damaged."""

    events: int
    recordings: int
    damage: tuple[Damaged, ...]


def verify_vault(ws: Workspace, progress: Progress = ignore_progress) -> VaultReport:
    """Read and authenticate everything in the vault: journal, keys, films, derived files."""
    known = [film.id for film in every_recording(ws)]
    damage = tuple(ws.vault.verify(known, progress))
    return VaultReport(ws.vault.journal.count, len(known), damage)
