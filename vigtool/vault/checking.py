"""Reading and authenticating everything that a vault holds; nothing is changed and nothing is kept."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from vigtool.domain.progress import Progress
from vigtool.vault.age import AgeError, SequentialReader
from vigtool.vault.errors import Damaged, KeyDestroyed, Part
from vigtool.vault.folder import SUFFIX, Layout
from vigtool.vault.journal import Journal
from vigtool.vault.keys import KeyRing

_PIECE: Final = 1 << 20


def check_all(
    layout: Layout, vault_id: str, keys: KeyRing, journal: Journal, known: Collection[str], progress: Progress
) -> list[Damaged]:
    """Return all damage that there is; progress counts bytes. Lets through what ``progress`` raises."""
    films = sorted({*known, *layout.listed("recordings", SUFFIX)})
    derived = sorted((layout.root / "derived").glob(f"*{SUFFIX}"))
    files = [(Part.RECORDING, id_, layout.recording(id_)) for id_ in films]
    files += [(Part.DERIVED, path.name.partition(".")[0], path) for path in derived]
    meter = _Meter(sum(_size(path) for _, _, path in files), progress)
    of_journal = list(_journal_damage(journal))
    cases = [] if of_journal else journal.cases  # a damaged journal cannot be followed to the last case
    return [
        *of_journal,
        *_key_damage(keys, sorted({*layout.listed("keys", SUFFIX), *known, *cases} - {vault_id})),
        *(damage for part, id_, path in files if (damage := _file_damage(keys, part, id_, path, meter)) is not None),
    ]


class _Meter:
    def __init__(self, total: int, progress: Progress) -> None:
        self._done, self._total, self._progress = 0, total, progress
        progress(0, total)

    def add(self, count: int) -> None:
        self._done = min(self._done + count, self._total)
        self._progress(self._done, self._total)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _journal_damage(journal: Journal) -> Iterator[Damaged]:
    try:
        for _ in journal.replay():
            pass
    except Damaged as damage:
        yield damage


def _key_damage(keys: KeyRing, ids: list[str]) -> Iterator[Damaged]:
    for id_ in ids:
        try:
            keys.check(id_)
        except KeyDestroyed:
            yield Damaged(Part.KEY, id_)
        except Damaged as damage:
            yield damage


def _file_damage(keys: KeyRing, part: Part, id_: str, path: Path, meter: _Meter) -> Damaged | None:
    try:
        with path.open("rb") as file:
            reader = SequentialReader(file, [keys.get(id_)])
            while piece := reader.read(_PIECE):
                meter.add(len(piece))
    except (AgeError, OSError):
        return Damaged(part, id_)
    except (Damaged, KeyDestroyed):
        return None  # without its key a file cannot be judged; the key itself is reported
    return None
