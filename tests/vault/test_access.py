"""Who opens a vault: passphrases, the recovery key and users change."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from tests.vault.cuts import failing_from
from tests.vault.furnished_vaults import BEA, BEAS, CHANGES, FRESH, NEW, WRONG, Furnished, copied, opens_whole
from tests.vault.small_vaults import CASE, FILM, OTHER, PASSPHRASE
from vigtool.domain.errors import Cancelled
from vigtool.vault import open_vault
from vigtool.vault.age import NoMatchError
from vigtool.vault.errors import ChangeUnfinished, Damaged, Part, UserStays, VaultReadOnly, WrongSecret
from vigtool.vault.folder import Layout
from vigtool.vault.opening import LOOKS
from vigtool.vault.sealed import unseal


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
        changes.append((done, total))
        if len(changes) == 1:
            writer.access.change_passphrase(NEW)

    with pytest.raises(WrongSecret):
        open_vault(furnished.folder, PASSPHRASE, read_only=True, progress=meanwhile)
    assert changes == [(0, 1), (0, 1)], "it looked again, and the passphrase was another by then"
    assert opens_whole(furnished.folder, NEW)
    writer.close()


def test_a_reader_with_the_new_passphrase_who_comes_during_the_change_gets_in(furnished: Furnished) -> None:
    writer = furnished.open()
    waiting = Layout(furnished.folder).next_identity(writer.access.user)
    waiting.parent.mkdir(exist_ok=True)
    waiting.write_bytes(b"another change, about to be made whole")
    looked: list[tuple[int, int]] = []

    def meanwhile(done: int, total: int) -> None:
        looked.append((done, total))
        if len(looked) == 2:  # the identity was tried already, the one that is to follow goes before it is
            writer.access.change_passphrase(NEW)
            waiting.unlink(missing_ok=True)

    open_vault(furnished.folder, NEW, read_only=True, progress=meanwhile).close()
    assert looked == [(0, 2), (1, 2), (0, 1)]
    writer.close()


def test_a_reader_does_not_look_for_ever(furnished: Furnished) -> None:
    looks = 0

    def meanwhile(_done: int, _total: int) -> None:
        nonlocal looks
        looks += 1
        os.utime(furnished.folder / "vault.json", ns=(looks, looks))

    with pytest.raises(WrongSecret):
        open_vault(furnished.folder, "not the words", read_only=True, progress=meanwhile)
    assert looks == LOOKS
