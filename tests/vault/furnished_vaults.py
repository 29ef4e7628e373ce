"""A vault with something in it and several who may open it, and what must be so after any change of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.vault.cuts import Cuts
from tests.vault.small_vaults import CASE, FILM, PASSPHRASE, files, made, put_film, put_on_record
from vigtool.vault import RecoveryKey, Vault, open_vault
from vigtool.vault.access import new_recovery_key
from vigtool.vault.errors import WrongSecret
from vigtool.vault.folder import Layout, load_facts

NEW = "seitsemän lumista aamua"
WRONG = "not this one"
BEA = "beabeabeabea"
BEAS = "eight quiet mornings by the lake"
CONTENT = b"film" * 1000
PAPER = "the paper"
"""Stands for the recovery key that the vault was made with."""


class Furnished:
    """A vault with a film and a case, and who can open it."""

    def __init__(self, folder: Path) -> None:
        vault, self.recovery_key = made(folder)
        self.folder = folder
        self.id = vault.id
        vault.make_key(CASE)
        put_film(vault, FILM, CONTENT)
        put_on_record(vault, FILM, CASE, b"words")
        vault.close()

    def secret(self, name: str) -> str | RecoveryKey:
        return self.recovery_key if name == PAPER else name

    def open(self, secret: str | RecoveryKey = PASSPHRASE, *, read_only: bool = False) -> Vault:
        return open_vault(self.folder, secret, read_only=read_only)


def opens_whole(
    folder: Path, secret: str | RecoveryKey, *, read_only: bool = True, keys: tuple[str, ...] = (CASE,)
) -> str | None:
    """Return who opens the vault with a secret and finds everything in it, None for a wrong secret."""
    try:
        vault = open_vault(folder, secret, read_only=read_only)
    except WrongSecret:
        return None
    try:
        assert [body for _, body in vault.journal.replay()] == [b"words"]
        with vault.open_recording(FILM) as film:
            assert film.read() == CONTENT
        for id_ in keys:
            vault.key(id_)
        return vault.access.user
    finally:
        vault.close()


def nothing_is_left(folder: Path) -> None:
    """No file is on its way, and the facts are those of one file each."""
    strange = {name for name in files(folder) if name.endswith((".tmp", ".old", ".next")) or "resealing" in name}
    assert strange - temporary(folder) == set()
    facts = load_facts(Layout(folder))
    texts = [facts.identity_sha256, facts.vault_key_sha256, *facts.identities.values()]
    assert all(len(text.split()) <= 1 for text in texts)
    others = {path.stem for path in folder.glob("identities/*.age")}
    assert others == set(facts.identities)
    assert facts.version == (1 if facts.identity_sha256 and not others else 2)


def temporary(folder: Path) -> set[str]:
    """What ``repair`` removes, which the services call after each opening."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.tmp")}


def copied(folder: Path, to: Path) -> None:
    """As ``shutil.copytree``, with hard links kept."""
    Cuts(folder, to.parent).copy_to(to)


Change = Callable[[Vault], object]


@dataclass(frozen=True)
class Case:
    """A change; who opens the vault whatever happens, who until then, and who from then on."""

    change: Change
    always: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    opener: str = PASSPHRASE
    bea_first: bool = False


FRESH = new_recovery_key()

CHANGES = {
    "passphrase": Case(lambda v: v.access.change_passphrase(NEW), (PAPER,), (PASSPHRASE,), (NEW,)),
    "renewal": Case(lambda v: v.access.renew(v.id, NEW), (PAPER,), (PASSPHRASE,), (NEW,)),
    "renewal under the same passphrase": Case(lambda v: v.access.renew(v.id, PASSPHRASE), (PAPER, PASSPHRASE)),
    "forgotten passphrase": Case(lambda v: v.access.renew(v.id, NEW), (PAPER,), (PASSPHRASE,), (NEW,), opener=PAPER),
    "recovery key": Case(lambda v: v.access.replace_recovery_key(FRESH), (PASSPHRASE,), (PAPER,), (str(FRESH),)),
    "recovery key, by itself": Case(
        lambda v: v.access.replace_recovery_key(FRESH), (PASSPHRASE,), (PAPER,), (str(FRESH),), opener=PAPER
    ),
    "a user more": Case(lambda v: v.access.add_user(BEA, BEAS), (PASSPHRASE, PAPER), (), (BEAS,)),
    "a user less": Case(lambda v: v.access.remove_user(BEA), (PASSPHRASE, PAPER), (BEAS,), (), bea_first=True),
    "another's passphrase": Case(
        lambda v: v.access.change_passphrase(NEW), (PASSPHRASE, PAPER), (BEAS,), (NEW,), opener=BEAS, bea_first=True
    ),
    "another's renewal": Case(lambda v: v.access.renew(BEA, NEW), (PASSPHRASE, PAPER), (BEAS,), (NEW,), bea_first=True),
    "who made it leaves": Case(
        lambda v: v.access.remove_user(v.id), (BEAS, PAPER), (PASSPHRASE,), (), opener=BEAS, bea_first=True
    ),
}
