"""A vault at one instant, as a backup takes it, while the vault stays open and in use.

Films never change once they are whole, and neither does the log up to its head. Derived files are replaced as wholes.
Keys and what opens them belong together: they are read at one go, while nobody changes the holders.
"""

from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vigtool.vault.age import X25519Identity
from vigtool.vault.atomic import storage
from vigtool.vault.backup.copying import hash_file
from vigtool.vault.backup.errors import BackupAhead
from vigtool.vault.backup.manifest import HEAD, IDENTITY, LOG, Manifest, is_backed_up
from vigtool.vault.errors import Damaged, KeyDestroyed, Part
from vigtool.vault.fact_book import is_known
from vigtool.vault.folder import PART_SUFFIX, UNJOURNALLED_SUFFIX, Facts, Layout, load_facts
from vigtool.vault.journal import Journal
from vigtool.vault.keys import KeyRing

OpenJournal = Callable[[Path], Journal]
"""Opens the journal in a folder with the vault's own key, for reading."""

RECORDINGS: Final = "recordings/"
KEYS: Final = "keys/"
IDENTITIES: Final = "identities/"
EVIDENCE: Final = "evidence/"

_IRREPLACEABLE: Final = (KEYS, RECORDINGS, EVIDENCE)
"""What a vault may lose and nothing else brings back."""


@dataclass(frozen=True, slots=True)
class FrozenVault:
    """What ``freeze`` held fast. May be used by another thread than the vault's.

    ``names`` are all files but log and head; ``head`` are the bytes of a head file.
    """

    root: Path
    vault_id: str
    entries: int
    log_size: int
    head: bytes = field(repr=False)
    names: tuple[str, ...]
    facts: Facts
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

    def small_files(self) -> "SmallFiles":
        """Read what opens the vault and all keys, at one instant. Raises as ``atomic.storage`` does, ``Damaged``."""
        with self.keys.held():
            files = {name: data for name in self.names if is_small(name) and (data := self._read(name)) is not None}
            damaged = {name: damage for name in files if (damage := self._key_damage(name)) is not None}
            facts = load_facts(Layout(self.root))
        vault_key = f"{KEYS}{self.vault_id}.age"
        if IDENTITY in files and not is_known(facts.identity_sha256, files[IDENTITY]):
            damaged[IDENTITY] = Damaged(Part.IDENTITY)
        if vault_key in files and not is_known(facts.vault_key_sha256, files[vault_key]):
            damaged[vault_key] = Damaged(Part.KEY, self.vault_id)
        for user, known in facts.identities.items():
            name = f"{IDENTITIES}{user}.age"
            if name in files and not is_known(known, files[name]):
                damaged[name] = Damaged(Part.IDENTITY, user)
        return SmallFiles(files, damaged)

    def is_irreplaceable(self, name: str) -> bool:
        """Tell whether a file that only the backup has is kept there: nobody took it away on purpose."""
        if name == IDENTITY:
            return bool(self.facts.identity_sha256)
        if name.startswith(IDENTITIES):
            return id_of(name) in self.facts.identities
        return name.startswith(_IRREPLACEABLE)

    def demand_not_behind(self, before: Manifest) -> None:
        """Raise ``BackupAhead`` unless the log goes on from what the backup has of it; ``Damaged`` for a broken log."""
        known = before.files.get(LOG)
        if known is None:
            return
        with storage():
            own = hash_file(self.path(LOG), min(known.size, self.log_size))
        if own != (known.size, known.sha256):
            self.demand_whole(self.root / "journal")
            raise BackupAhead(before.entries)

    def demand_whole(self, folder: Path) -> None:
        """Authenticate every entry of the journal in a folder, up to its head. Raises ``Damaged``."""
        with closing(self.open_journal(folder)) as journal:
            for _ in journal.replay():
                pass

    def _read(self, name: str) -> bytes | None:
        with storage():
            try:
                return self.path(name).read_bytes()
            except FileNotFoundError:
                return None  # erased, or its user removed, since the vault was held fast

    def _key_damage(self, name: str) -> Damaged | None:
        id_ = id_of(name)
        if not name.startswith(KEYS) or id_ == self.vault_id:
            return None
        try:
            self.keys.check(id_)
        except Damaged as damage:
            return damage
        return None


@dataclass(frozen=True, slots=True)
class SmallFiles:
    """Keys and what opens them, by name; a ``damaged`` one must not replace a good one."""

    files: dict[str, bytes] = field(repr=False)
    damaged: dict[str, Damaged]


def freeze(
    layout: Layout,
    vault_id: str,
    keys: KeyRing,
    journal: Journal,
    open_journal: OpenJournal,
    known: Collection[str] | None,
) -> FrozenVault:
    """Hold a vault fast, on the vault's own thread. Raises as ``atomic.storage`` does, ``Damaged``.

    ``known``, for who is not the writer, are the films that the journal knows; others may be under way elsewhere.
    """
    with storage():
        names = [name for name in _names(layout) if known is None or not _is_film(name) or id_of(name) in known]
    log_size, head = journal.head_copy()
    facts = load_facts(layout)
    return FrozenVault(layout.root, vault_id, journal.count, log_size, head, tuple(names), facts, keys, open_journal)


def id_of(name: str) -> str:
    """Return the id in a file's name."""
    return name.rpartition("/")[2].partition(".")[0]


def is_small(name: str) -> bool:
    """Tell whether a file is a key or stands beside the keys."""
    return "/" not in name or name.startswith((KEYS, IDENTITIES))


def _is_film(name: str) -> bool:
    return name.startswith(RECORDINGS)


def _names(layout: Layout) -> list[str]:
    """Every file for a backup but log and head; without what belongs to an import that is not on record yet."""
    unfinished = _unfinished(layout)
    files = [path for pattern in ("*", "*/*") for path in layout.root.glob(pattern) if path.is_file()]
    names = sorted(path.relative_to(layout.root).as_posix() for path in files)
    unfinished |= _unfinished(layout)  # one that has begun meanwhile
    return [name for name in names if is_backed_up(name) and name not in (LOG, HEAD) and id_of(name) not in unfinished]


def _unfinished(layout: Layout) -> set[str]:
    return {id_ for suffix in (PART_SUFFIX, UNJOURNALLED_SUFFIX) for id_ in layout.listed("recordings", suffix)}
