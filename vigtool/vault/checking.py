"""Reading and authenticating everything that a vault holds; nothing is changed and nothing is kept."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vigtool.domain.identifiers import is_identifier
from vigtool.domain.progress import Progress
from vigtool.vault.age import AgeError, SequentialReader
from vigtool.vault.errors import Damaged, KeyDestroyed, NotAVault, Part
from vigtool.vault.fact_book import is_known
from vigtool.vault.folder import SUFFIX, Layout, load_facts
from vigtool.vault.journal import Journal
from vigtool.vault.keys import KeyRing
from vigtool.vault.meter import Meter

_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What the journal says of the files: ids of the films that were taken in, and of what was ``erased`` since.

    What was erased on purpose is no damage, whether its files are gone or still there. ``evidence`` tells for each scan
    of a form by which key it is sealed.
    """

    films: Collection[str]
    erased: Collection[str] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)


def check_all(
    layout: Layout, vault_id: str, keys: KeyRing, journal: Journal, on_record: OnRecord, progress: Progress
) -> list[Damaged]:
    """Return all damage that there is; progress counts bytes. Lets through what ``progress`` raises.

    Reads nothing but the disk: ``journal`` was opened for this.
    """
    erased = {id_ for id_ in on_record.erased if not keys.has(id_)}
    films = sorted({*on_record.films, *layout.listed("recordings", SUFFIX)} - erased)
    files = [(Damaged(Part.RECORDING, id_), id_, layout.recording(id_)) for id_ in films]
    files += [(Damaged(Part.DERIVED, id_), id_, path) for id_, path in _derived(layout) if id_ not in erased]
    papers = on_record.evidence.items()
    files += [(Damaged(Part.EVIDENCE, id_), key, layout.evidence(id_)) for id_, key in papers if id_ not in erased]
    meter = Meter(sum(_size(path) for _, _, path in files), progress)
    of_journal = list(_journal_damage(journal))
    cases = [] if of_journal else journal.case_keys  # a damaged journal cannot be followed to the last case
    with_key = {*layout.listed("keys", SUFFIX), *on_record.films, *cases}
    with keys.held():  # a change of holders that is under way would look like damage
        of_keys = [*_door_damage(layout, vault_id), *_key_damage(keys, sorted(with_key - erased - {vault_id}))]
    damage = [
        *of_journal,
        *of_keys,
        *(damaged for damaged, key, path in files if _is_damaged(keys, key, path, meter)),
    ]
    meter.end()  # what was counted is the content, which is less than the files
    return damage


def _derived(layout: Layout) -> list[tuple[str, Path]]:
    found = ((path.name.partition(".")[0], path) for path in sorted((layout.root / "derived").glob(f"*{SUFFIX}")))
    return [(id_, path) for id_, path in found if is_identifier(id_)]


def _door_damage(layout: Layout, vault_id: str) -> Iterator[Damaged]:
    """What opens the vault, as it lies there now: it was read when the vault was opened, which may be long ago."""
    try:
        facts = load_facts(layout)
    except (Damaged, NotAVault):
        yield Damaged(Part.VAULT_JSON)
        return
    doors = [
        (Damaged(Part.IDENTITY, user), layout.identity_of(user, vault_id), known)
        for user, known in facts.identities.items()
    ]
    if facts.identity_sha256:
        doors.append((Damaged(Part.IDENTITY), layout.identity, facts.identity_sha256))
    doors.append((Damaged(Part.KEY, vault_id), layout.key(vault_id), facts.vault_key_sha256))
    for damaged, path, known in doors:
        if not is_known(known, _bytes(path)):
            yield damaged


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


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


def _is_damaged(keys: KeyRing, key: str, path: Path, meter: Meter) -> bool:
    try:
        with path.open("rb") as file:
            reader = SequentialReader(file, [keys.get(key)])
            while piece := reader.read(_PIECE):
                meter.add(len(piece))
    except (AgeError, OSError):
        return True
    except (Damaged, KeyDestroyed):
        return False  # without its key a file cannot be judged; the key itself is reported
    return False
