"""Making a backup: what is new is copied and read back, then one rename of the list makes it count.

Order: what was erased in the vault is destroyed here first (it must not wait for room on the disk), then films, then
all else into ``next/``, then the list, then ``next/`` moves into place. Wherever it stops, the last whole backup stays.
"""

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from vigtool.domain.progress import Progress
from vigtool.vault.atomic import storage
from vigtool.vault.backup.copying import Unauthentic, Vanished, copy_file, hash_file, put_bytes
from vigtool.vault.backup.dropping import Dropped, Gone, drop_erased
from vigtool.vault.backup.errors import BackupAhead
from vigtool.vault.backup.manifest import LOG, FileFacts, Manifest
from vigtool.vault.backup.place import NEXT, Place, claimed
from vigtool.vault.backup.source import RECORDINGS, FrozenVault, id_of
from vigtool.vault.errors import Damaged, NoSpace, Part
from vigtool.vault.meter import Meter

DERIVED: Final = "derived/"
_ALWAYS_COMPARED: Final = 65_536
"""Bytes up to which a file is compared by its content, and not by size and time of change."""

_SPARE: Final = 1 << 20
"""Bytes that lists and folders may take beside the files."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup did.

    ``entries`` of the journal and ``files`` are in it; of these ``copied`` files with ``size`` bytes are new.
    ``sha256`` is the list's. ``missing`` are ids that the vault has lost and the backup still has; ``damage`` is what
    the vault holds damaged: of a key the backup keeps the good one that it had, of a film what there is.
    """

    generation: int
    entries: int
    files: int
    copied: int
    size: int
    sha256: str
    dropped: Dropped
    missing: tuple[str, ...]
    damage: tuple[Damaged, ...]


def make_backup(
    vault: FrozenVault,
    folder: Path,
    *,
    erased: Collection[str],
    made_at: str,
    thorough: bool,
    progress: Progress,
) -> BackupReport:
    """Bring the backup in ``folder`` (new, empty, or an earlier backup of this vault) up to the vault.

    ``erased`` are the ids of keys that the journal says were destroyed. With ``thorough`` all that is there already is
    read back again, too. Progress counts bytes; what it raises leaves the earlier backup as it was. Raises
    ``FolderNotEmpty``, ``BackupOfAnother``, ``BackupAhead``, ``BackupDiffers``, ``VaultInUse``, ``Damaged``, and as
    ``atomic.storage`` does.
    """
    with claimed(folder, vault.vault_id) as (place, found):
        vault.demand_not_behind(found)
        place.settle(found)
        _demand_unused(vault, place, found)
        gone = Gone(vault.root, frozenset(erased))
        before, dropped = drop_erased(place, found, gone)
        run = _Run(vault, place, before, gone, thorough=thorough)
        run.copy(progress)
        manifest = run.manifest(made_at)
        sha256 = place.keep(manifest)
        place.settle(manifest)
        _clear(place, before, manifest)
        return run.report(manifest, sha256, dropped)


def catch_up(vault: FrozenVault, folder: Path, report: BackupReport, erased: Collection[str]) -> BackupReport:
    """Destroy in a backup that was just made what was erased meanwhile; quick. Raises as ``make_backup`` does."""
    gone = Gone(vault.root, frozenset(erased))
    with claimed(folder, vault.vault_id) as (place, made):
        manifest, dropped = drop_erased(place, made, gone)
        sha256 = report.sha256 if dropped == Dropped() else place.keep(manifest)
    return replace(report, sha256=sha256, files=len(manifest.files), dropped=report.dropped + dropped)


def _demand_unused(vault: FrozenVault, place: Place, before: Manifest) -> None:
    """Raise ``BackupAhead`` when somebody has opened the backup itself and worked in it."""
    if not place.path(LOG).exists() or not before.generation:
        return
    try:
        journal = vault.open_journal(place.folder / "journal")
    except Damaged:
        return  # it is written anew
    try:
        if journal.count > before.entries:
            raise BackupAhead(journal.count)
    finally:
        journal.close()


class _Run:
    """One backup under way."""

    def __init__(self, vault: FrozenVault, place: Place, before: Manifest, gone: Gone, *, thorough: bool) -> None:
        self._vault, self._place, self._before, self._thorough = vault, place, before, thorough
        self._names = [name for name in vault.names if not gone.has(name)]
        self._files: dict[str, FileFacts] = {}
        self._bad: set[str] = set()
        self._damage: list[Damaged] = []
        self._copied: list[str] = []
        self._meter: Meter

    def copy(self, progress: Progress) -> None:
        """Copy films into their places, the rest into ``next/``."""
        films = [name for name in self._names if name.startswith(RECORDINGS)]
        rest = [name for name in self._names if name not in films]
        new = {name: size for name in [*films, *rest] if (size := self._size_if_new(name)) is not None}
        new[LOG] = self._vault.log_size
        self._demand_room(sum(new.values()))
        checked = [name for name in films if name not in new] if self._thorough else []
        self._meter = Meter(2 * sum(new.values()) + sum(self._before.files[name].size for name in checked), progress)
        for name in films:
            self._film(name, new)
        for name in [*rest, LOG]:
            self._other(name, new)
        for name, data in self._vault.small.items():
            self._small(name, data)
        self._check_journal()

    def manifest(self, made_at: str) -> Manifest:
        """Return the new list, with what the vault has lost and the backup has not."""
        kept = {name: facts for name, facts in self._before.files.items() if self._is_missing(name)}
        return replace_manifest(self._before, made_at, self._vault.entries, {**kept, **self._files})

    def report(self, manifest: Manifest, sha256: str, dropped: Dropped) -> BackupReport:
        """Say what was done."""
        missing = sorted({id_of(name) for name in manifest.files if self._is_missing(name) and name not in self._bad})
        size = sum(self._files[name].size for name in self._copied)
        return BackupReport(
            manifest.generation,
            manifest.entries,
            len(manifest.files),
            len(self._copied),
            size,
            sha256,
            dropped,
            tuple(missing),
            tuple(self._damage),
        )

    def _is_missing(self, name: str) -> bool:
        """Tell whether only the backup has a file, and nothing else can bring it back."""
        return name in self._before.files and name not in self._files and not name.startswith(DERIVED)

    def _size_if_new(self, name: str) -> int | None:
        """Return a file's size when it must be copied, None when the backup has it or it is gone."""
        try:
            status = self._vault.path(name).stat()
        except FileNotFoundError:
            return None
        except OSError:
            return 0  # copying it will say why
        facts = self._before.files.get(name)
        if facts is None or not self._lies_there(name, facts):
            return status.st_size
        return None if name.startswith(RECORDINGS) or self._is_unchanged(name, status, facts) else status.st_size

    def _is_unchanged(self, name: str, status: os.stat_result, facts: FileFacts) -> bool:
        if status.st_size != facts.size:
            return False
        if status.st_size > _ALWAYS_COMPARED and status.st_mtime_ns == facts.changed:
            return True
        return self._same_content(name, facts)

    def _same_content(self, name: str, facts: FileFacts) -> bool:
        with storage():
            return hash_file(self._vault.path(name)) == (facts.size, facts.sha256)

    def _lies_there(self, name: str, facts: FileFacts) -> bool:
        with storage():
            path = self._place.path(name)
            if not path.is_file() or path.stat().st_size != facts.size:
                return False
            return name.startswith(RECORDINGS) or not self._thorough or hash_file(path)[1] == facts.sha256

    def _demand_room(self, needed: int) -> None:
        with storage():
            free = shutil.disk_usage(self._place.folder).free
        if needed and needed + _SPARE > free:
            raise NoSpace

    def _film(self, name: str, new: dict[str, int]) -> None:
        if name in new:
            self._copy(name, self._place.path(name))
        elif (facts := self._before.files.get(name)) is not None:
            self._files[name] = facts
            if self._thorough and not self._reads_back(name, facts):
                self._copy(name, self._place.path(name))

    def _other(self, name: str, new: dict[str, int]) -> None:
        if name not in new:
            if name in self._before.files:
                self._files[name] = self._before.files[name]
        elif (damage := self._vault.damage_of(name)) is not None:
            self._keep_former(name, damage)
            self._meter.add(2 * new[name])
        else:
            self._copy(name, self._place.staged(name), self._vault.log_size if name == LOG else None)

    def _small(self, name: str, data: bytes) -> None:
        damage = self._vault.damage_of(name)
        if damage is not None:
            self._keep_former(name, damage)
            return
        facts = put_bytes(data, self._place.staged(name))
        if facts != self._before.files.get(name):
            self._copied.append(name)
        self._files[name] = facts

    def _keep_former(self, name: str, damage: Damaged) -> None:
        self._damage.append(damage)
        self._bad.add(name)

    def _copy(self, name: str, target: Path, size: int | None = None) -> None:
        try:
            facts = copy_file(
                self._vault.path(name), target, self._meter.add, size=size, key=self._vault.film_key(name)
            )
        except Vanished:
            return  # erased while the backup was made, or a derived file made anew under another name
        except Unauthentic as error:
            self._damage.append(Damaged(Part.RECORDING, id_of(name)))
            facts = error.facts
        self._files[name] = facts
        self._copied.append(name)

    def _reads_back(self, name: str, facts: FileFacts) -> bool:
        with storage():
            return hash_file(self._place.path(name), count=self._meter.add) == (facts.size, facts.sha256)

    def _check_journal(self) -> None:
        """Authenticate every entry of the copy, up to its head. Raises ``Damaged``."""
        journal = self._vault.open_journal(self._place.folder / NEXT / "journal")
        try:
            for _ in journal.replay():
                pass
        finally:
            journal.close()


def replace_manifest(before: Manifest, made_at: str, entries: int, files: dict[str, FileFacts]) -> Manifest:
    """Return the list of the next generation."""
    return msgspec.structs.replace(
        before, generation=before.generation + 1, made_at=made_at, entries=entries, files=dict(sorted(files.items()))
    )


def _clear(place: Place, before: Manifest, manifest: Manifest) -> None:
    """Remove what the list no longer names: derived files of which there are none any more."""
    for name in before.files.keys() - manifest.files.keys():
        place.remove(name)
