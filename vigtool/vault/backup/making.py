"""Making a backup: what is new is copied and read back, then one rename of the list makes it count.

Order: what was erased in the vault is destroyed here first (it must not wait for room on the disk), then films, then
all else into ``next/``, then the list, then ``next/`` moves into place. Wherever it stops, the last whole backup stays.
"""

import hashlib
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
from vigtool.vault.backup.manifest import HEAD, LOG, FileFacts, Manifest
from vigtool.vault.backup.place import NEXT, Place, claimed
from vigtool.vault.backup.source import EVIDENCE, IDENTITIES, RECORDINGS, FrozenVault, id_of, is_small
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
        _clear(vault, place, before, manifest)
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
        self._damage: list[Damaged] = []
        self._bad: set[str] = set()
        self._copied: list[str] = []
        self._meter: Meter

    def copy(self, progress: Progress) -> None:
        """Copy films into their places, the rest into ``next/``."""
        films = [name for name in self._names if name.startswith(RECORDINGS)]
        rest = [name for name in self._names if name not in films and not is_small(name)]
        new = {name: size for name in [*films, *rest] if (size := self._size_if_new(name)) is not None}
        new[LOG] = self._vault.log_size
        self._demand_room(sum(new.values()))
        read_again = [name for name in films if name not in new] if self._thorough else []
        sizes = [2 * size for size in new.values()] + [self._before.files[name].size for name in read_again]
        self._meter = Meter(sum(sizes), progress)
        for name in [*films, *rest, LOG]:
            if name in new:
                self._copy(name)
            elif name in self._before.files:
                self._keep(name, again=name in read_again)
        self._copy_small()
        self._vault.demand_whole(self._place.folder / NEXT / "journal")

    def manifest(self, made_at: str) -> Manifest:
        """Return the new list, with what the vault has lost and the backup has not."""
        kept = {name: facts for name, facts in self._before.files.items() if self._is_missing(name)}
        return msgspec.structs.replace(
            self._before,
            generation=self._before.generation + 1,
            made_at=made_at,
            entries=self._vault.entries,
            files=dict(sorted({**kept, **self._files}.items())),
        )

    def report(self, manifest: Manifest, sha256: str, dropped: Dropped) -> BackupReport:
        """Say what was done."""
        missing = {id_of(name) for name in manifest.files if self._is_missing(name) and name not in self._bad}
        return BackupReport(
            generation=manifest.generation,
            entries=manifest.entries,
            files=len(manifest.files),
            copied=len(self._copied),
            size=sum(self._files[name].size for name in self._copied),
            sha256=sha256,
            dropped=dropped,
            missing=tuple(sorted(missing)),
            damage=tuple(self._damage),
        )

    def _is_missing(self, name: str) -> bool:
        """Tell whether only the backup has a file, and nothing else can bring it back."""
        return name in self._before.files and name not in self._files and self._vault.is_irreplaceable(name)

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
        if self._is_rotten(name, status, facts):
            self._damage.append(Damaged(Part.EVIDENCE, id_of(name)))
            return True
        if status.st_size != facts.size:
            return False
        if status.st_size > _ALWAYS_COMPARED and status.st_mtime_ns == facts.changed:
            return True
        with storage():
            return hash_file(self._vault.path(name)) == (facts.size, facts.sha256)

    def _is_rotten(self, name: str, status: os.stat_result, facts: FileFacts) -> bool:
        """Tell of a scan, which only an erasure seals anew, whether it is another one without having been written."""
        if not name.startswith(EVIDENCE) or status.st_mtime_ns != facts.changed:
            return False
        with storage():
            return hash_file(self._vault.path(name)) != (facts.size, facts.sha256)

    def _lies_there(self, name: str, facts: FileFacts) -> bool:
        with storage():
            path = self._place.path(name)
            if not path.is_file() or path.stat().st_size != facts.size:
                return False
            return name.startswith(RECORDINGS) or not self._thorough or hash_file(path)[1] == facts.sha256

    def _demand_room(self, needed: int) -> None:
        with storage():
            free = shutil.disk_usage(self._place.folder).free
        if needed + _SPARE > free:
            raise NoSpace

    def _copy(self, name: str) -> None:
        target = self._place.path(name) if name.startswith(RECORDINGS) else self._place.staged(name)
        size = self._vault.log_size if name == LOG else None
        key = self._vault.film_key(name)
        try:
            facts = copy_file(self._vault.path(name), target, self._meter.add, size=size, key=key)
        except Vanished:
            return  # erased while the backup was made, or a derived file made anew under another name
        except Unauthentic as error:
            self._damage.append(Damaged(Part.RECORDING, id_of(name)))
            facts = error.facts
        self._files[name] = facts
        self._copied.append(name)

    def _keep(self, name: str, *, again: bool) -> None:
        """Leave a file as the backup has it; read it ``again`` and, where it differs, copy it."""
        facts = self._files[name] = self._before.files[name]
        if again:
            with storage():
                same = hash_file(self._place.path(name), count=self._meter.add) == (facts.size, facts.sha256)
            if not same:
                self._copy(name)

    def _copy_small(self) -> None:
        small = self._vault.small_files()
        wanted = {name: data for name, data in small.files.items() if name in self._names}
        for name, data in {**wanted, HEAD: self._vault.head}.items():
            if name in small.damaged:
                self._damage.append(small.damaged[name])
                self._bad.add(name)
            else:
                self._put(name, data)

    def _put(self, name: str, data: bytes) -> None:
        facts = FileFacts(len(data), hashlib.sha256(data).hexdigest())
        if facts != self._before.files.get(name) or not self._lies_there(name, facts):
            facts = put_bytes(data, self._place.staged(name))
            self._copied.append(name)
        self._files[name] = facts


def _clear(vault: FrozenVault, place: Place, before: Manifest, manifest: Manifest) -> None:
    """Remove what no list names and nobody misses: derived files and identities of which there are none any more."""
    ours = {name for name in place.names() if name in before.files or name.startswith((DERIVED, IDENTITIES))}
    for name in sorted(ours - manifest.files.keys()):
        if not vault.is_irreplaceable(name):
            place.remove(name)
