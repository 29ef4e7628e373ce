"""What a crash can leave between the files and the journal, found by comparing them, and put in order.

Rule: what the journal knows is never touched, and neither is a whole film that it does not know unless the mark beside
the film says that its import was cut short, nor a key without a film. A journal that is older than the rest (rolled
back, or a copy that is still under way) must cost neither a film nor the words of a case.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigtool.domain.identifiers import is_identifier
from vigtool.vault.atomic import TEMPORARY, shred, storage
from vigtool.vault.folder import FOLDERS, PART_SUFFIX, SUFFIX, UNJOURNALLED_SUFFIX, Layout
from vigtool.vault.keys import KeyRing
from vigtool.vault.recordings import remove_recording

_HALF_WRITTEN: Final = re.compile(rf".+\.[0-9a-f]{{8}}{re.escape(TEMPORARY)}")
"""The names that ``write_whole`` gives; other programs have temporary files of their own."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The differences between disk and journal, as sorted ids (``temporary``: paths within the vault's folder).

    Leftovers that ``repair`` removes: ``parts`` (films cut short while being written), ``unacknowledged`` (whole, but
    not yet on record), ``recordings_alone`` (the same, their key removed already), ``derived_alone``, ``temporary``
    (half-written files and stale marks). For people to look at: ``keys_alone``, ``unclaimed`` (films) and
    ``papers_alone`` (scans of forms), which the journal does not know and no import left behind, ``lost`` (known, but
    the film is gone), ``locked`` (known, but the key is gone).
    """

    known: frozenset[str]
    parts: tuple[str, ...]
    unacknowledged: tuple[str, ...]
    keys_alone: tuple[str, ...]
    recordings_alone: tuple[str, ...]
    derived_alone: tuple[str, ...]
    temporary: tuple[str, ...]
    unclaimed: tuple[str, ...]
    papers_alone: tuple[str, ...]
    lost: tuple[str, ...]
    locked: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """True when there is neither a leftover nor anything for people to look at."""
        return not any(getattr(self, name) for name in self.__slots__ if name != "known")


@dataclass(frozen=True, slots=True)
class Repairs:
    """What was done: ids whose key was destroyed, ids whose film or derived files went, other files removed."""

    shredded: tuple[str, ...]
    removed: tuple[str, ...]
    temporary: tuple[str, ...]


def take_inventory(
    layout: Layout, vault_id: str, known: Collection[str], cases: Collection[str], papers: Collection[str]
) -> Inventory:
    """Compare the disk with the ids of recordings, cases and scans that the journal knows. Reads names only."""
    spared = {*known, *cases, vault_id}
    keys = set(layout.listed("keys", SUFFIX))
    films = set(layout.listed("recordings", SUFFIX))
    parts = set(layout.listed("recordings", PART_SUFFIX))
    marked = set(layout.listed("recordings", UNJOURNALLED_SUFFIX))
    derived = {path.name.partition(".")[0] for path in (layout.root / "derived").glob("*")}
    strange = films - spared
    stale = [layout.part(id_) for id_ in parts & films & spared]
    stale += [layout.unjournalled(id_) for id_ in marked if id_ in spared or id_ not in films | parts]
    return Inventory(
        known=frozenset(spared),
        parts=_sorted(parts - spared),
        unacknowledged=_sorted(strange & keys & marked),
        keys_alone=_sorted(keys - films - parts - spared),
        recordings_alone=_sorted((strange & marked) - keys - parts),
        derived_alone=_sorted(id_ for id_ in derived - films - keys - spared if is_identifier(id_)),
        temporary=_sorted(path.relative_to(layout.root).as_posix() for path in [*stale, *_temporary(layout)]),
        unclaimed=_sorted(strange - marked - parts),
        papers_alone=_sorted(set(layout.listed("evidence", SUFFIX)) - set(papers)),
        lost=_sorted(set(known) - films),
        locked=_sorted(set(known) - keys),
    )


def repair(layout: Layout, keys: KeyRing, found: Inventory) -> Repairs:
    """Remove the leftovers of an inventory, each one's key first. Raises as ``atomic.storage`` does.

    A crash in between leaves what the next inventory finds. Folders that are missing are made: what copies a vault may
    have left out those in which nothing lay.
    """
    with storage():
        for folder in FOLDERS:
            (layout.root / folder).mkdir(0o700, exist_ok=True)
    shredded, removed = [], []
    leftovers = {*found.parts, *found.unacknowledged, *found.recordings_alone, *found.derived_alone}
    for id_ in sorted(leftovers - found.known):
        if keys.has(id_):
            keys.shred(id_)
            shredded.append(id_)
        removed.append(id_)
        remove_recording(layout, id_)
    for name in found.temporary:
        shred(layout.root / name)
    return Repairs(tuple(shredded), tuple(removed), found.temporary)


def _temporary(layout: Layout) -> Iterator[Path]:
    for folder in ("", "identities", "evidence", *FOLDERS):
        for path in (layout.root / folder).glob(f"*{TEMPORARY}"):
            if _HALF_WRITTEN.fullmatch(path.name) and path.is_file():
                yield path


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts))
