"""A vault at one instant, as a backup takes it, while the vault stays open and in use.

Films never change once they are whole, and neither does the log up to its head. Keys and derived files are replaced as
wholes. So it is enough to hold fast the head, the few files at the top of the folder, and which files there are.
"""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vigtool.vault.age import X25519Identity
from vigtool.vault.atomic import storage
from vigtool.vault.backup.copying import hash_file
from vigtool.vault.backup.errors import BackupAhead
from vigtool.vault.backup.manifest import HEAD, IDENTITY, LOG, Manifest, is_backed_up
from vigtool.vault.errors import Damaged, KeyDestroyed, Part
from vigtool.vault.folder import PART_SUFFIX, UNJOURNALLED_SUFFIX, Layout, load_facts
from vigtool.vault.journal import Journal
from vigtool.vault.keys import KeyRing

OpenJournal = Callable[[Path], Journal]
"""Opens the journal in a folder with the vault's own key, for reading."""

RECORDINGS: Final = "recordings/"
KEYS: Final = "keys/"


@dataclass(frozen=True, slots=True)
class FrozenVault:
    """What ``freeze`` held fast. May be used by another thread than the vault's.

    ``small`` are files by name with their bytes; ``names`` are all others, without log and head.
    """

    root: Path
    vault_id: str
    entries: int
    log_size: int
    small: dict[str, bytes]
    names: tuple[str, ...]
    keys: KeyRing = field(repr=False)
    open_journal: OpenJournal = field(repr=False)

    def path(self, name: str) -> Path:
        """Where a file lies."""
        return self.root / name

    def film_key(self, name: str) -> X25519Identity | None:
        """Return the key of a film; None for a file that is no film or whose key is gone or damaged."""
        if not name.startswith(RECORDINGS):
            return None
        try:
            return self.keys.get(id_of(name))
        except (KeyDestroyed, Damaged):
            return None

    def damage_of(self, name: str) -> Damaged | None:
        """Tell what is wrong with a key file or the identity as it lies there, so that it replaces no good one."""
        if name in self.small:
            return self._damage_of_small(name)
        try:
            if name.startswith(KEYS):
                self.keys.check(id_of(name))
        except KeyDestroyed:
            return None
        except Damaged as damage:
            return damage
        return None

    def demand_not_behind(self, before: Manifest) -> None:
        """Raise ``BackupAhead`` unless the log goes on from what the backup has of it; ``Damaged`` for a broken log."""
        known = before.files.get(LOG)
        if known is None:
            return
        with storage():
            own = hash_file(self.path(LOG), min(known.size, self.log_size))
        if own != (known.size, known.sha256):
            for _ in self.open_journal(self.root / "journal").replay():
                pass
            raise BackupAhead(before.entries)

    def _damage_of_small(self, name: str) -> Damaged | None:
        facts, sha256 = load_facts(Layout(self.root)), hashlib.sha256(self.small[name]).hexdigest()
        if name == IDENTITY and sha256 != facts.identity_sha256:
            return Damaged(Part.IDENTITY)
        if name == _vault_key(self.vault_id) and sha256 != facts.vault_key_sha256:
            return Damaged(Part.KEY, self.vault_id)
        return None


def freeze(
    layout: Layout,
    vault_id: str,
    keys: KeyRing,
    journal: Journal,
    open_journal: OpenJournal,
    known: Collection[str] | None,
) -> FrozenVault:
    """Hold a vault fast, on the vault's own thread. Raises as ``atomic.storage`` does.

    ``known``, for who is not the writer, are the films that the journal knows; others may be under way elsewhere.
    """
    with storage():
        names = [name for name in _names(layout) if known is None or not _is_film(name) or id_of(name) in known]
        at_top = [name for name in names if "/" not in name]
        small = {name: layout.root.joinpath(name).read_bytes() for name in [*at_top, _vault_key(vault_id)]}
    log_size, head = journal.head_copy()
    rest = tuple(name for name in names if name not in small)
    return FrozenVault(layout.root, vault_id, journal.count, log_size, {**small, HEAD: head}, rest, keys, open_journal)


def id_of(name: str) -> str:
    """Return the id in a file's name."""
    return name.rpartition("/")[2].partition(".")[0]


def _is_film(name: str) -> bool:
    return name.startswith(RECORDINGS)


def _vault_key(vault_id: str) -> str:
    return f"{KEYS}{vault_id}.age"


def _names(layout: Layout) -> list[str]:
    """Every file for a backup but log and head; without what belongs to an import that is not on record yet."""
    unfinished = {*layout.listed("recordings", PART_SUFFIX), *layout.listed("recordings", UNJOURNALLED_SUFFIX)}
    files = [path for pattern in ("*", "*/*") for path in layout.root.glob(pattern) if path.is_file()]
    names = sorted(path.relative_to(layout.root).as_posix() for path in files)
    unfinished |= {*layout.listed("recordings", PART_SUFFIX), *layout.listed("recordings", UNJOURNALLED_SUFFIX)}
    return [name for name in names if is_backed_up(name) and name not in (LOG, HEAD) and id_of(name) not in unfinished]
