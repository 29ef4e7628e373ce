"""What was erased in the vault is destroyed in its backup, too: else the backup would undo the erasure."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from vigtool.vault.backup.copying import put_bytes
from vigtool.vault.backup.manifest import FileFacts, Manifest
from vigtool.vault.backup.place import Place
from vigtool.vault.backup.source import KEYS, RECORDINGS, id_of

TOMBSTONES: Final = "erased.note"
"""The vault's own signed note of what was erased (``docs/erasure.md``)."""

_WITH_KEY: Final = (KEYS, RECORDINGS, "derived/")
"""What is worth nothing without the key of its id."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What the vault in ``root`` has erased: ``ids`` are keys, and files that went with a key, by the journal.

    A key that is there (again) was not erased, whatever its id; other files are gone when they are gone.
    """

    root: Path
    ids: frozenset[str]

    def has(self, name: str) -> bool:
        """Tell whether a file is to be destroyed wherever a copy lies."""
        id_ = id_of(name)
        if id_ not in self.ids or (self.root / f"{KEYS}{id_}.age").exists():
            return False
        return name.startswith(_WITH_KEY) or not (self.root / name).exists()


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was destroyed in the backup: ids of ``keys`` and ``films``; ``unwritten`` keys could only be unlinked."""

    keys: tuple[str, ...] = ()
    films: tuple[str, ...] = ()
    unwritten: tuple[str, ...] = ()

    def __add__(self, other: "Dropped") -> "Dropped":
        """Join two times of destroying."""
        return Dropped(self.keys + other.keys, self.films + other.films, self.unwritten + other.unwritten)


def _note(place: Place, root: Path) -> dict[str, FileFacts]:
    """Bring the note of what was erased: whoever restores the backup as it is now shall not miss what is gone."""
    try:
        data = (root / TOMBSTONES).read_bytes()
    except OSError:
        return {}
    return {TOMBSTONES: put_bytes(data, place.staged(TOMBSTONES))}


def drop_erased(place: Place, before: Manifest, gone: Gone) -> tuple[Manifest, Dropped]:
    """Destroy what was erased: first the list forgets it, then keys go, then films. Raises as ``atomic.storage`` does.

    Also what an earlier backup that was cut short left and no list names.
    """
    kept = {name: facts for name, facts in before.files.items() if not gone.has(name)}
    doomed = [name for name in place.names() if gone.has(name)]
    if len(kept) < len(before.files):
        kept |= _note(place, gone.root)
        before = msgspec.structs.replace(before, files=kept)
        place.keep(before)
        place.settle(before)
    dropped = Dropped()
    for name in sorted(doomed, key=lambda name: (not name.startswith(KEYS), name)):
        overwritten, id_ = place.remove(name), (id_of(name),)
        if name.startswith(KEYS):
            dropped += Dropped(id_, (), () if overwritten else id_)
        elif name.startswith(RECORDINGS):
            dropped += Dropped((), id_, ())
    return before, dropped
