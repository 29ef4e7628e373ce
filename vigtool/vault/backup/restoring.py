"""Putting a backup back: a vault in a new folder, every file compared with the list; the vault's facts come last."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault.atomic import storage
from vigtool.vault.backup.copying import Vanished, copy_file, hash_file
from vigtool.vault.backup.errors import BackupUnfinished
from vigtool.vault.backup.manifest import FACTS, HEAD, IDENTITY, LOG, FileFacts, Manifest, load_manifest
from vigtool.vault.backup.place import Place, rank
from vigtool.vault.backup.source import IDENTITIES, KEYS, id_of
from vigtool.vault.errors import Damaged, FolderNotEmpty, Part, StorageFailed
from vigtool.vault.folder import FOLDERS, Facts, Layout, load_facts
from vigtool.vault.meter import Meter
from vigtool.vault.secret import RecoveryKey
from vigtool.vault.unlocking import unlock

_PARTS: Final = {
    FACTS: Part.VAULT_JSON,
    IDENTITY: Part.IDENTITY,
    LOG: Part.JOURNAL,
    HEAD: Part.HEAD,
}
_UNREADABLE: Final = {errno.EIO}
"""What a disk says of a place that it cannot read."""

_PART_OF_FOLDER: Final = {
    "keys": Part.KEY,
    "recordings": Part.RECORDING,
    "derived": Part.DERIVED,
    "evidence": Part.EVIDENCE,
}


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was restored: the vault as it was at ``made_at`` (RFC 3339) after ``entries`` entries.

    ``damage`` is what the backup holds otherwise than it was written, or no more: of a film what there is was restored.
    """

    vault: str
    made_at: str
    entries: int
    files: int
    size: int
    damage: tuple[Damaged, ...]


def restore_backup(
    backup: Path, folder: Path, progress: Progress, secret: str | RecoveryKey | None = None
) -> RestoreReport:
    """Restore the last whole backup in ``backup`` into ``folder``, new or empty; ``backup`` is left alone.

    With a ``secret`` it is tried before films are copied. Progress counts bytes; stopped or failed, it leaves the
    folder empty. Raises ``NotABackup``, ``BackupUnfinished``, ``FolderNotEmpty``, ``WrongSecret``, ``BackupDiffers``,
    ``Damaged`` (when without this part nothing opens), ``NewerFormat``, and as ``atomic.storage`` does.
    """
    manifest = load_manifest(backup)
    if not manifest.generation:
        raise BackupUnfinished
    new = not folder.exists()
    with storage():
        folder.mkdir(0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FolderNotEmpty
    try:
        return _Restoring(Place(backup), manifest, folder).run(progress, secret)
    except BaseException:
        _clear(folder, new=new)
        raise


class _Restoring:
    """One restore under way."""

    def __init__(self, place: Place, manifest: Manifest, folder: Path) -> None:
        self._place, self._manifest, self._folder = place, manifest, folder
        self._damage: list[Damaged] = []

    def run(self, progress: Progress, secret: str | RecoveryKey | None) -> RestoreReport:
        """Copy everything, what the secret opens first."""
        files = self._manifest.files
        total = sum(facts.size for facts in files.values())
        meter = Meter(2 * total, progress)
        with storage():
            for name in FOLDERS:
                (self._folder / name).mkdir(0o700)
        doors = [name for name in files if self._is_door(name)]
        for name in doors:
            self._restore(name, files[name], meter.add)
        if secret is not None:
            unlock(Layout(self._folder), self._facts(), secret, ignore_progress)
        for name in sorted(files.keys() - set(doors), key=rank):
            self._restore(name, files[name], meter.add)
        return RestoreReport(
            self._manifest.vault,
            self._manifest.made_at,
            self._manifest.entries,
            len(files),
            total,
            tuple(self._damage),
        )

    def _is_door(self, name: str) -> bool:
        """Tell of what opens the vault, but for the facts, which come last of all."""
        return name == f"{KEYS}{self._manifest.vault}.age" or (name != FACTS and "/" not in name) or _is_identity(name)

    def _facts(self) -> Facts:
        """Read the facts that the list means, wherever they lie."""
        facts = self._manifest.files.get(FACTS)
        for path in (self._place.path(FACTS), self._place.staged(FACTS)):
            if facts is not None and path.is_file() and hash_file(path) == (facts.size, facts.sha256):
                return load_facts(Layout(path.parent))
        raise Damaged(Part.VAULT_JSON)

    def _restore(self, name: str, facts: FileFacts, count: Callable[[int], None]) -> None:
        found = False
        for source in (self._place.path(name), self._place.staged(name)):
            try:
                copied = copy_file(source, self._folder / name, count, size=facts.size)
            except Vanished:
                continue
            except StorageFailed as error:
                if error.code not in _UNREADABLE:
                    raise
                continue
            found = True
            if (copied.size, copied.sha256) == (facts.size, facts.sha256):
                return
        self._tell_damage(name, found=found)

    def _tell_damage(self, name: str, *, found: bool) -> None:
        """Note what is damaged; without the middle of the vault there is nothing to note it for."""
        part = _PARTS.get(name) or _PART_OF_FOLDER.get(name.partition("/")[0], Part.BACKUP)
        damage = Damaged(part, "" if name in _PARTS else id_of(name))
        if name in _PARTS or name == f"{KEYS}{self._manifest.vault}.age":
            raise damage
        if part is not Part.RECORDING and found:
            with storage():
                (self._folder / name).unlink(missing_ok=True)
        self._damage.append(damage)


def _is_identity(name: str) -> bool:
    return name.startswith(IDENTITIES)


def _clear(folder: Path, *, new: bool) -> None:
    """Leave the folder as it was found: not there, or empty."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if new:
        folder.rmdir()
