"""Putting a backup back: a vault in a new folder, every file compared with the list; the vault's facts come last."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigtool.domain.progress import Progress
from vigtool.vault.atomic import storage
from vigtool.vault.backup.copying import Vanished, copy_file
from vigtool.vault.backup.errors import BackupUnfinished
from vigtool.vault.backup.manifest import FACTS, HEAD, IDENTITY, LOG, FileFacts, Manifest, load_manifest
from vigtool.vault.backup.place import Place, rank
from vigtool.vault.backup.source import KEYS, id_of
from vigtool.vault.errors import Damaged, FolderNotEmpty, Part, StorageFailed
from vigtool.vault.folder import FOLDERS
from vigtool.vault.meter import Meter

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


def restore_backup(backup: Path, folder: Path, progress: Progress) -> RestoreReport:
    """Restore the last whole backup in ``backup`` into ``folder``, new or empty. Takes no key, leaves ``backup`` alone.

    Progress counts bytes; stopped or failed, it leaves the folder empty. Raises ``NotABackup``, ``BackupUnfinished``,
    ``FolderNotEmpty``, ``BackupDiffers``, ``Damaged`` (when without this part nothing opens), ``NewerFormat``, and as
    ``atomic.storage`` does.
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
        return _Restoring(Place(backup), manifest, folder).run(progress)
    except BaseException:
        _clear(folder, new=new)
        raise


class _Restoring:
    """One restore under way."""

    def __init__(self, place: Place, manifest: Manifest, folder: Path) -> None:
        self._place, self._manifest, self._folder = place, manifest, folder
        self._damage: list[Damaged] = []

    def run(self, progress: Progress) -> RestoreReport:
        """Copy everything."""
        files = self._manifest.files
        total = sum(facts.size for facts in files.values())
        meter = Meter(2 * total, progress)
        with storage():
            for name in FOLDERS:
                (self._folder / name).mkdir(0o700)
        for name in sorted(files, key=rank):
            self._restore(name, files[name], meter.add)
        return RestoreReport(
            self._manifest.vault,
            self._manifest.made_at,
            self._manifest.entries,
            len(files),
            total,
            tuple(self._damage),
        )

    def _restore(self, name: str, facts: FileFacts, count: Callable[[int], None]) -> None:
        found = False
        for source in (self._place.path(name), self._place.staged(name)):
            try:
                copied = copy_file(source, self._folder / name, count)
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


def _clear(folder: Path, *, new: bool) -> None:
    """Leave the folder as it was found: not there, or empty."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if new:
        folder.rmdir()
