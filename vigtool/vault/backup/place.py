"""The folder in which a backup lies: films in their places, all else first in ``next/`` until a new list counts it in.

Whatever a crash leaves here, the list in force has every file that it names, in its place or in ``next/``; the files
themselves make a vault that opens at any moment after the first backup was finished.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from vigtool.vault.atomic import TEMPORARY, shred, storage, sync_folder
from vigtool.vault.backup.copying import hash_file
from vigtool.vault.backup.errors import BackupOfAnother, NotABackup
from vigtool.vault.backup.manifest import (
    FACTS,
    HEAD,
    IDENTITY,
    LOG,
    MANIFEST,
    Manifest,
    is_backed_up,
    load_manifest,
    save_manifest,
)
from vigtool.vault.errors import Damaged, FolderNotEmpty, NotAVault, Part, StorageFailed
from vigtool.vault.folder import Layout, load_facts
from vigtool.vault.lock import WriterLock
from vigtool.vault.replacing import clear_replaced, replace_by, shred_with_generations

NEXT: Final = "next"

_SEALED_FOLDERS: Final = ("journal/", "derived/", "recordings/", "evidence/")
"""What lies here is readable with keys alone; everything else is a key or next to one."""

_NOTHING_OF_NOTE: Final = re.compile(
    r"System Volume Information|\$RECYCLE\.BIN|lost\+found|\..*|lock|backup\.json\..*\.tmp", re.IGNORECASE
)
"""What systems put into the root of an empty drive, and what a backup that was cut short at once may leave."""

_HALF_WRITTEN: Final = re.compile(rf".+\.[0-9a-f]{{8}}{re.escape(TEMPORARY)}")

_LAST: Final = (LOG, HEAD, IDENTITY, FACTS)
"""Put in place in this order, after everything else: the head never knows more than the log, and the log no film that
is not there; without its facts a folder is no vault."""


class Place:
    """The folder of a backup. Every method raises as ``atomic.storage`` does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where a file of the backup belongs."""
        return self.folder / name

    def staged(self, name: str) -> Path:
        """Where a file waits for the list that counts it in."""
        return self.folder / NEXT / name

    def names(self) -> list[str]:
        """Every file of a vault that lies in its place, whether a list names it or not."""
        return _names(self.folder)

    def keep(self, manifest: Manifest) -> str:
        """Put a list into force and return its SHA-256 in hex."""
        return save_manifest(self.folder, manifest)

    def settle(self, manifest: Manifest) -> None:
        """Bring to its end, or take back, what an earlier backup left: what the list knows moves into place."""
        with storage():
            for name in sorted(_names(self.folder / NEXT), key=rank):
                staged, facts = self.staged(name), manifest.files.get(name)
                if facts is not None and hash_file(staged) == (facts.size, facts.sha256):
                    self._move_in(name)
                else:
                    shred(staged)
            for folder in {path.parent for path in self.folder.glob("*/*")} | {self.folder}:
                clear_replaced(folder)
            for path in [path for pattern in ("*", "*/*", "*/*/*") for path in self.folder.glob(pattern)]:
                if _HALF_WRITTEN.fullmatch(path.name) and path.is_file():
                    self.remove(path.relative_to(self.folder).as_posix())

    def remove(self, name: str) -> bool:
        """Remove a file, one that may be a key by overwriting it first; tell whether that was done where it matters."""
        if name.startswith(_SEALED_FOLDERS):
            with storage():
                self.path(name).unlink(missing_ok=True)
            return True
        return shred_with_generations(self.path(name))

    def _move_in(self, name: str) -> None:
        """Put a staged file in its place; the old one, if it may be a key, is destroyed and not only unlinked."""
        staged, final = self.staged(name), self.path(name)
        final.parent.mkdir(0o700, parents=True, exist_ok=True)
        if name.startswith(_SEALED_FOLDERS):
            staged.replace(final)
            sync_folder(final.parent)
        else:
            replace_by(final, staged)


def _names(folder: Path) -> list[str]:
    with storage():
        files = [path for pattern in ("*", "*/*") for path in folder.glob(pattern) if path.is_file()]
    return [name for path in files if is_backed_up(name := path.relative_to(folder).as_posix())]


@contextmanager
def claimed(folder: Path, vault_id: str) -> Iterator[tuple[Place, Manifest]]:
    """Make or find the backup of a vault in ``folder`` and hold it alone; give its list, too.

    Raises ``FolderNotEmpty``, ``BackupOfAnother``, ``VaultInUse``, ``Damaged`` (BACKUP), ``NewerFormat``, and as
    ``atomic.storage`` does.
    """
    with storage():
        folder.mkdir(0o700, parents=True, exist_ok=True)
    place, manifest = Place(folder), _manifest_of(folder, vault_id)
    lock = _held(folder)
    try:
        if manifest.generation == 0 and not (folder / MANIFEST).exists():
            place.keep(manifest)
        yield place, manifest
    finally:
        if lock is not None:
            lock.release()


def _manifest_of(folder: Path, vault_id: str) -> Manifest:
    try:
        manifest = load_manifest(folder)
    except NotABackup:
        with storage():
            strangers = [path for path in folder.iterdir() if not _NOTHING_OF_NOTE.fullmatch(path.name)]
        if strangers:
            raise FolderNotEmpty from None
        return Manifest.begun(vault_id)
    except Damaged:
        return _begun_anew(folder, vault_id)
    if manifest.vault != vault_id:
        raise BackupOfAnother
    return manifest


def _begun_anew(folder: Path, vault_id: str) -> Manifest:
    """A list that is damaged is made anew when the folder is the right one; every file is then looked at again."""
    try:
        whose = load_facts(Layout(folder)).id
    except NotAVault as error:
        raise Damaged(Part.BACKUP) from error
    if whose != vault_id:
        raise BackupOfAnother
    return Manifest.begun(vault_id)


def _held(folder: Path) -> WriterLock | None:
    """Take the lock that a vault has, too. A network disk without locks is trusted to have no other user."""
    try:
        return WriterLock(folder / "lock")
    except StorageFailed:
        return None


def rank(name: str) -> tuple[int, str]:
    """Sort files in the order in which they are put in place."""
    return (_LAST.index(name) if name in _LAST else -1, name)
