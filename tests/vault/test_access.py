"""Who opens a vault: passphrases, the recovery key and users change, and what a crash leaves always opens."""

import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.vault.cuts import Cuts, cut_everywhere, failing_from
from tests.vault.small_vaults import CASE, FILM, OTHER, PASSPHRASE, files, made, put_film, put_on_record
from vigtool.domain.errors import Cancelled
from vigtool.vault import RecoveryKey, Vault, open_vault
from vigtool.vault.access import new_recovery_key
from vigtool.vault.age import NoMatchError
from vigtool.vault.errors import ChangeUnfinished, Damaged, NoSpace, Part, UserStays, VaultReadOnly, WrongSecret
from vigtool.vault.folder import Layout, load_facts
from vigtool.vault.sealed import unseal

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
STEP = 1 if os.environ.get("VIGTOOL_CAMPAIGN") == "all" else 3
"""The campaign looks at every crash, otherwise at every third."""

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


@pytest.fixture(autouse=True)
def _swift_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cuts are made at the calls themselves; the real disk need not be waited for."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture
def furnished(tmp_path: Path) -> Furnished:
    return Furnished(tmp_path / "vault")


def changed(furnished: Furnished, case: Case) -> None:
    vault = furnished.open(furnished.secret(case.opener))
    try:
        case.change(vault)
        vault.make_key(OTHER)
    finally:
        vault.close()


@pytest.fixture(params=list(CHANGES.values()), ids=list(CHANGES))
def case(request: pytest.FixtureRequest, furnished: Furnished) -> Case:
    found = request.param
    assert isinstance(found, Case)
    if found.bea_first:
        vault = furnished.open()
        vault.access.add_user(BEA, BEAS)
        vault.close()
    return found


def test_a_change_lets_in_whom_it_should(furnished: Furnished, case: Case) -> None:
    changed(furnished, case)
    for secret in (*case.always, *case.after):
        assert opens_whole(furnished.folder, furnished.secret(secret), keys=(OTHER,))
    for secret in (*case.before, WRONG):
        assert opens_whole(furnished.folder, furnished.secret(secret)) is None
    nothing_is_left(furnished.folder)


def test_every_crash_leaves_a_vault_that_opens_and_is_finished_by_it(
    furnished: Furnished, case: Case, tmp_path: Path
) -> None:
    vault = furnished.open(furnished.secret(case.opener))
    with cut_everywhere(furnished.folder, tmp_path / "cuts") as cuts:
        case.change(vault)
    vault.close()
    taken = [*cuts.taken[:-1:STEP], cuts.taken[-1]]
    happened = [it_happened(cut, furnished, case) for cut in taken]
    assert happened == sorted(happened)
    assert happened[-1] or not (case.after or case.before)
    assert len(cuts.taken) > 5
    for number, (cut, done) in enumerate(zip(taken, happened, strict=True)):
        may = (*case.always, *(case.after if done else case.before))
        opener = may[number % len(may)]
        assert opens_whole(cut, furnished.secret(opener), read_only=False), cut.name
        nothing_is_left(cut)
        for other in may:
            assert opens_whole(cut, furnished.secret(other)), (cut.name, opener, other)
        assert it_happened(cut, furnished, case) == done


def it_happened(cut: Path, furnished: Furnished, case: Case) -> bool:
    """Tell whether the vault opens as after the change or as before it, and as nothing else."""
    done = [opens_whole(cut, furnished.secret(secret)) is not None for secret in case.after]
    done += [opens_whole(cut, furnished.secret(secret)) is None for secret in case.before]
    assert len({*done}) <= 1, cut.name
    for secret in case.always:
        assert opens_whole(cut, furnished.secret(secret)), (cut.name, secret)
    assert opens_whole(cut, WRONG) is None
    assert opens_whole(cut, str(new_recovery_key())) is None
    return any(done)


def test_the_bytes_of_what_was_replaced_are_overwritten(furnished: Furnished, case: Case) -> None:
    sealed = [*furnished.folder.glob("keys/*.age"), *furnished.folder.rglob("identit*/*.age")]
    sealed.append(furnished.folder / "identity.age")
    before = {path: (path.open("rb"), path.read_bytes(), path.stat().st_ino) for path in sealed}
    changed(furnished, case)
    replaced = 0
    for path, (old, data, inode) in before.items():
        if not path.exists() or path.stat().st_ino != inode or path.read_bytes() != data:
            replaced += 1
            assert old.read() == bytes(len(data)), path.name
        old.close()
    assert replaced


def test_a_changed_passphrase_leaves_the_keys_as_they_are(furnished: Furnished) -> None:
    before = [path.read_bytes() for path in sorted(furnished.folder.glob("keys/*.age"))]
    vault = furnished.open()
    vault.access.change_passphrase(NEW)
    vault.close()
    assert [path.read_bytes() for path in sorted(furnished.folder.glob("keys/*.age"))] == before


def test_the_passphrase_before_opens_what_was_copied_before(furnished: Furnished, tmp_path: Path) -> None:
    copied(furnished.folder, tmp_path / "copy")
    vault = furnished.open()
    vault.access.renew(vault.id, NEW)
    vault.close()
    assert opens_whole(tmp_path / "copy", PASSPHRASE) == furnished.id
    shutil.copy(tmp_path / "copy" / "identity.age", furnished.folder / "identity.age")
    with pytest.raises(WrongSecret):
        furnished.open(PASSPHRASE)


def test_the_old_paper_opens_no_file_of_the_folder(furnished: Furnished) -> None:
    vault = furnished.open()
    vault.access.replace_recovery_key(FRESH)
    vault.close()
    for path in furnished.folder.glob("keys/*.age"):
        with pytest.raises(NoMatchError):
            unseal(path.read_bytes(), furnished.recovery_key.identity)
        unseal(path.read_bytes(), FRESH.identity)


def test_who_is_at_work_and_the_last_user_stay(furnished: Furnished) -> None:
    vault = furnished.open()
    for user in (vault.id, BEA):
        with pytest.raises((UserStays, ValueError)):
            vault.access.remove_user(user)
    vault.access.add_user(BEA, BEAS)
    with pytest.raises(UserStays):
        vault.access.remove_user(vault.id)
    assert list(vault.access.users) == [vault.id, BEA]
    vault.close()
    vault = furnished.open(BEAS)
    assert vault.access.user == BEA
    vault.access.remove_user(vault.id)
    assert list(vault.access.users) == [BEA]
    vault.close()
    vault = furnished.open(furnished.recovery_key)
    with pytest.raises(UserStays):
        vault.access.remove_user(BEA)
    vault.close()


def test_a_reader_changes_nothing_and_cannot_be_asked_to(furnished: Furnished) -> None:
    vault = furnished.open(read_only=True)
    changes = [one.change for one in CHANGES.values() if not one.bea_first]
    for change in changes:
        with pytest.raises(VaultReadOnly):
            change(vault)
    vault.close()


def test_whoever_is_asked_again_must_be_who_opened(furnished: Furnished) -> None:
    vault = furnished.open()
    vault.access.add_user(BEA, BEAS)
    vault.access.demand_secret(PASSPHRASE)
    for secret in (WRONG, BEAS, furnished.recovery_key):
        with pytest.raises(WrongSecret):
            vault.access.demand_secret(secret)
    vault.close()


def test_the_recovery_key_has_no_passphrase_to_change(furnished: Furnished) -> None:
    vault = furnished.open(furnished.recovery_key)
    with pytest.raises(ValueError):  # noqa: PT011 - the user is the message
        vault.access.change_passphrase(NEW)
    vault.close()


def test_opening_tells_how_many_users_were_tried(furnished: Furnished) -> None:
    vault = furnished.open()
    vault.access.add_user(BEA, BEAS)
    vault.close()
    seen: list[tuple[int, int]] = []
    open_vault(furnished.folder, BEAS, read_only=True, progress=lambda done, total: seen.append((done, total))).close()
    assert seen == [(0, 2), (1, 2)]


def test_damage_of_any_users_identity_is_told_from_a_wrong_passphrase(furnished: Furnished) -> None:
    vault = furnished.open()
    vault.access.add_user(BEA, BEAS)
    vault.close()
    path = furnished.folder / "identities" / f"{BEA}.age"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Damaged) as caught:
        furnished.open(BEAS)
    assert (caught.value.part, caught.value.id) == (Part.IDENTITY, BEA)
    furnished.open(PASSPHRASE).close()
    vault = furnished.open(read_only=True)
    assert [(one.part, one.id) for one in vault.verify([FILM])] == [(Part.IDENTITY, BEA)]
    vault.close()


def test_a_full_disk_changes_nothing_or_finishes_later(furnished: Furnished, case: Case, tmp_path: Path) -> None:
    """Each wait for the disk fails in its turn, with all that follow."""
    at = 0
    failing = True
    while failing:
        folder = tmp_path / f"full{at}"
        copied(furnished.folder, folder)
        vault = open_vault(folder, furnished.secret(case.opener))
        with failing_from(at) as met, suppress(NoSpace, ChangeUnfinished):
            case.change(vault)
        vault.close()
        failing = met()
        opened = {one for one in (*case.before, *case.after) if opens_whole(folder, furnished.secret(one))}
        assert opened in ({*case.before}, {*case.after}), at
        for secret in case.always:
            assert opens_whole(folder, furnished.secret(secret), read_only=False), at
        nothing_is_left(folder)
        at += STEP
    assert at > 5


def test_a_key_that_is_made_meanwhile_is_sealed_to_the_new_holders(furnished: Furnished) -> None:
    vault = furnished.open()
    making: list[threading.Thread] = []

    def film_comes_in(_done: int, _total: int) -> None:
        if not making:
            assert not vault.access.unfinished
            making.append(threading.Thread(target=vault.make_key, args=(OTHER,)))
            making[0].start()
            making[0].join(0.3)  # time for it to go wrong; it goes on when the change is made

    vault.access.replace_recovery_key(FRESH, film_comes_in)
    making[0].join()
    vault.close()
    again = furnished.open(FRESH, read_only=True)
    assert again.key(OTHER)
    again.close()


def cut_short(furnished: Furnished) -> str:
    """Begin a renewal and stop right after the change; return the id of the vault."""
    vault = furnished.open()

    def stop(_done: int, total: int) -> None:
        if vault.access.unfinished and total:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.access.renew(vault.id, NEW, stop)
    assert opens_whole(furnished.folder, NEW)
    vault.close()
    return vault.id


def test_nothing_is_destroyed_while_a_change_cannot_be_finished(furnished: Furnished) -> None:
    vault = furnished.open()
    with failing_from(8):
        vault.access.replace_recovery_key(FRESH)
        assert vault.access.unfinished
        with pytest.raises(ChangeUnfinished):
            vault.shred_key(CASE)
        with pytest.raises(ChangeUnfinished):
            vault.access.add_user(BEA, BEAS)
    assert vault.shred_key(CASE)
    assert not vault.access.unfinished
    vault.close()
    assert not (furnished.folder / "resealing.age").exists()


def test_a_damaged_file_of_all_keys_is_told_and_costs_no_more_than_it_must(furnished: Furnished) -> None:
    vault_id = cut_short(furnished)
    path = furnished.folder / "resealing.age"
    path.write_bytes(path.read_bytes()[:-1])
    vault = furnished.open(NEW)
    assert vault.access.unfinished
    assert vault.access.bundle_damaged
    assert (Part.KEY, vault_id) in [(one.part, one.id) for one in vault.verify([FILM])]
    with pytest.raises(ChangeUnfinished):
        vault.access.change_passphrase(PASSPHRASE)
    vault.close()
    for secret in (furnished.recovery_key, NEW):
        vault = furnished.open(secret, read_only=True)
        assert vault.access.unfinished
        vault.close()
    vault = furnished.open(furnished.recovery_key)
    assert vault.key(CASE)
    vault.close()


def test_what_is_not_ours_in_the_folder_of_identities_stays(furnished: Furnished) -> None:
    vault = furnished.open()
    vault.access.add_user(BEA, BEAS)
    strange = [furnished.folder / "identities" / name for name in ("notes.age", "readme.txt")]
    for one in strange:
        one.write_bytes(b"mine")
    vault.access.remove_user(BEA)
    vault.close()
    furnished.open().close()
    assert [one.read_bytes() for one in strange] == [b"mine", b"mine"]


def test_a_reader_who_comes_during_a_change_finds_no_damage(furnished: Furnished) -> None:
    writer = furnished.open()
    changes: list[tuple[int, int]] = []

    def meanwhile(done: int, total: int) -> None:
        if not changes:
            changes.append((done, total))
            writer.access.change_passphrase(NEW)

    with pytest.raises(WrongSecret):
        open_vault(furnished.folder, PASSPHRASE, read_only=True, progress=meanwhile)
    assert changes == [(0, 1)]
    assert opens_whole(furnished.folder, NEW)
    writer.close()
