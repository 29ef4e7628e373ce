"""Where a backup may lie, what it follows in the vault (erasures, users), and what it leaves alone."""

import errno
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.vault.kept_vaults import CONTENT, Kept, contents, whole
from tests.vault.small_vaults import CASE, FILM, OTHER, files, made, opened, put_on_record
from vigtool.domain.progress import ignore_progress
from vigtool.vault import open_vault
from vigtool.vault.backup import Dropped, load_manifest, restore_backup
from vigtool.vault.backup.errors import (
    BackupAhead,
    BackupOfAnother,
)
from vigtool.vault.backup.manifest import MANIFEST
from vigtool.vault.errors import (
    ChangeUnfinished,
    FolderNotEmpty,
    NoSpace,
    StorageFailed,
    VaultInUse,
    WrongSecret,
)
from vigtool.vault.resealing import Resealing


def test_places_that_are_no_place_for_this_backup(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    kept.folder = tmp_path / "full"
    with pytest.raises(FolderNotEmpty):
        kept.back_up()
    assert files(tmp_path / "full") == {"letter.txt"}
    other, _ = made(tmp_path / "other")
    Kept(other, tmp_path / "others").back_up()
    other.close()
    kept.folder = tmp_path / "others"
    with pytest.raises(BackupOfAnother):
        kept.back_up()
    (tmp_path / "drive" / "System Volume Information").mkdir(parents=True)
    kept.folder = tmp_path / "drive"
    assert kept.back_up().generation == 1


def test_a_backup_that_knows_more_than_the_vault_is_left_alone(kept: Kept, tmp_path: Path) -> None:
    shutil.copytree(kept.vault.folder, tmp_path / "older")
    kept.film(OTHER)
    kept.back_up()
    kept.vault.close()
    before = contents(kept.folder)
    kept.vault = opened(tmp_path / "older")
    with pytest.raises(BackupAhead) as raised:
        kept.back_up()
    assert raised.value.entries == 2
    assert contents(kept.folder) == before


def test_a_backup_in_which_somebody_worked_is_left_alone(kept: Kept) -> None:
    kept.back_up()
    inside = opened(kept.folder)
    with pytest.raises(VaultInUse):
        kept.back_up()
    put_on_record(inside, FILM, CASE, b"work")
    inside.close()
    before = contents(kept.folder)
    with pytest.raises(BackupAhead):
        kept.back_up()
    assert contents(kept.folder) == before


def test_a_drive_that_knows_no_hard_links_and_no_rights(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """As FAT and many network disks are."""
    import os  # noqa: PLC0415 - only here

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EPERM, "not here")

    for name in ("link", "symlink", "chmod", "chown"):
        monkeypatch.setattr(os, name, refuse)
    kept.back_up()
    assert contents(kept.folder) == contents(kept.vault.folder)


def test_users_come_and_go_in_the_backup_as_in_the_vault(kept: Kept) -> None:
    user, other_words = "v5erv5erv5er", "toiset sanat toisella rannalla"
    kept.vault.access.add_user(user, other_words)
    kept.back_up()
    open_vault(kept.folder, other_words, read_only=True).close()
    identity = kept.folder / "identities" / f"{user}.age"
    with identity.open("rb") as old:
        kept.vault.access.remove_user(user)
        assert kept.back_up().missing == ()
        assert set(old.read()) == {0}
    assert not identity.exists()
    with pytest.raises(WrongSecret):
        open_vault(kept.folder, other_words, read_only=True)
    assert contents(kept.folder) == contents(kept.vault.folder)


def test_no_backup_is_made_in_the_middle_of_a_change_of_keys(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.back_up()

    def fail(*_arguments: object) -> None:
        raise StorageFailed(errno.EIO)

    new_words = "aivan uudet sanat rannalla"
    monkeypatch.setattr(Resealing, "finish", fail)
    kept.vault.access.renew(kept.vault.id, new_words)
    with pytest.raises(ChangeUnfinished):
        kept.back_up()
    assert whole(kept.folder, [FILM]) == [b"{}"]
    monkeypatch.undo()
    kept.back_up()
    assert contents(kept.folder) == contents(kept.vault.folder)
    back = open_vault(kept.folder, new_words, read_only=True)
    assert back.open_recording(FILM).read() == CONTENT
    back.close()


def test_what_was_erased_is_destroyed_in_the_backup_too(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.film(OTHER)
    kept.back_up()
    sealed = (kept.folder / "keys" / f"{FILM}.age").read_bytes()
    overwritten: list[bytes] = []
    real = Path.unlink

    def unlink(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == f"{FILM}.age" and path.parent.name == "keys" and path.exists():
            overwritten.append(path.read_bytes())
        real(path, missing_ok=missing_ok)

    kept.vault.shred_key(FILM)
    monkeypatch.setattr(Path, "unlink", unlink)
    report = kept.back_up(erased=[FILM])
    assert (report.dropped.keys, report.dropped.films, report.dropped.unwritten) == ((FILM,), (FILM,), ())
    assert overwritten == [bytes(len(sealed))]
    assert not [name for name in files(kept.folder) if FILM in name]
    assert report.missing == ()
    assert load_manifest(kept.folder).files.keys() == files(kept.folder) - {MANIFEST, "lock"}


def test_erasing_comes_first_even_when_the_disk_is_full(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.back_up()
    kept.film(OTHER)
    kept.vault.shred_key(FILM)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(NoSpace):
        kept.back_up(erased=[FILM])
    assert not [name for name in files(kept.folder) if FILM in name]
    assert load_manifest(kept.folder).generation == 1
    assert restore_backup(kept.folder, tmp_path / "restored", ignore_progress).damage == ()


def test_a_key_that_was_made_anew_under_its_id_was_not_erased(kept: Kept) -> None:
    kept.back_up()
    report = kept.back_up(erased=[FILM, CASE])
    assert report.dropped == Dropped()
    assert whole(kept.folder, [FILM]) == [b"{}"]
