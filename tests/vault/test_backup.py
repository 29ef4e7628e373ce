"""Backups of a vault: incremental, read back, of one instant, and never worse than what was there."""

from pathlib import Path

import pytest

from tests.vault.kept_vaults import CONTENT, Kept, contents, whole
from tests.vault.small_vaults import FILM, OTHER, files
from vigtool.vault import Vault, atomic
from vigtool.vault.backup import copying, load_manifest
from vigtool.vault.backup.errors import (
    BackupDiffers,
)
from vigtool.vault.errors import (
    Damaged,
    Part,
)


def test_a_backup_is_a_vault_like_the_one_it_was_made_of(kept: Kept) -> None:
    report = kept.back_up()
    assert contents(kept.folder) == contents(kept.vault.folder)
    assert whole(kept.folder, [FILM]) == [b"{}"]
    assert (report.generation, report.entries, report.copied) == (1, 1, report.files)
    assert (report.damage, report.missing) == ((), ())


def test_the_next_backup_copies_what_is_new_and_leaves_alone_what_is_not(kept: Kept) -> None:
    kept.back_up()
    film = kept.folder / "recordings" / f"{FILM}.age"
    before = film.stat()
    again = kept.back_up()
    assert (again.generation, again.copied) == (2, 2)  # log and head
    kept.film(OTHER)
    third = kept.back_up()
    assert third.copied == 2 + 3  # key, film, derived
    assert (film.stat().st_ino, film.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert whole(kept.folder, [FILM, OTHER]) == [b"{}", b"{}"]


def test_what_is_put_on_record_while_a_backup_is_made_belongs_to_the_next(kept: Kept) -> None:
    def go_on(_done: int, _total: int) -> None:
        if OTHER not in kept.known:
            kept.film(OTHER)

    report = kept.back_up(progress=go_on)
    assert report.entries == 1
    assert whole(kept.folder, [FILM]) == [b"{}"]
    assert f"keys/{OTHER}.age" not in files(kept.folder)
    assert kept.back_up().entries == 2
    assert whole(kept.folder, [FILM, OTHER]) == [b"{}", b"{}"]


def test_an_import_under_way_is_not_copied(kept: Kept) -> None:
    with kept.vault.new_recording(OTHER) as film:
        film.write(CONTENT)
        kept.back_up()
        assert not [name for name in files(kept.folder) if OTHER in name]
        film.commit()
        kept.back_up()
        assert not [name for name in files(kept.folder) if OTHER in name]


def test_what_the_vault_has_lost_stays_in_the_backup(kept: Kept) -> None:
    kept.back_up()
    sealed = (kept.vault.folder / "keys" / f"{FILM}.age").read_bytes()
    (kept.vault.folder / "keys" / f"{FILM}.age").unlink()
    (kept.vault.folder / "recordings" / f"{FILM}.age").unlink()
    report = kept.back_up()
    assert report.missing == (FILM,)
    assert (kept.folder / "keys" / f"{FILM}.age").read_bytes() == sealed
    assert whole(kept.folder, [FILM]) == [b"{}"]


@pytest.mark.parametrize("name", [f"keys/{FILM}.age", "identity.age", "keys/{vault}.age"])
def test_a_damaged_key_never_replaces_a_good_one(kept: Kept, name: str) -> None:
    kept.back_up()
    path = kept.vault.folder / name.format(vault=kept.vault.id)
    good = path.read_bytes()
    path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    report = kept.back_up()
    assert (kept.folder / path.relative_to(kept.vault.folder)).read_bytes() == good
    assert len(report.damage) == 1
    assert whole(kept.folder, [FILM]) == [b"{}"]


def test_a_key_that_was_sealed_anew_replaces_the_old_one_which_is_destroyed(kept: Kept) -> None:
    kept.back_up()
    name = f"keys/{FILM}.age"
    original = kept.vault.folder / name
    fresh = _sealed_again(kept.vault, original)
    with (kept.folder / name).open("rb") as old:
        original.write_bytes(fresh)
        kept.back_up()
        assert set(old.read()) == {0}
    assert (kept.folder / name).read_bytes() == fresh


def _sealed_again(vault: Vault, path: Path) -> bytes:
    """The same key once more, under another file key."""
    from vigtool.vault.sealed import seal  # noqa: PLC0415 - only here

    text = f"# vigtool key {FILM}\n{vault.key(FILM)}\n".encode()
    holders = vault._keys._holders  # noqa: SLF001 - the vault's own holders
    sealed = seal(text, list(holders.everyone))
    assert sealed != path.read_bytes()
    return sealed


def test_a_film_that_is_damaged_in_the_vault_is_copied_and_named(kept: Kept) -> None:
    film = kept.vault.folder / "recordings" / f"{FILM}.age"
    damaged = bytearray(film.read_bytes())
    damaged[70_000] ^= 1
    film.write_bytes(damaged)
    report = kept.back_up()
    assert [(one.part, one.id) for one in report.damage] == [(Part.RECORDING, FILM)]
    assert (kept.folder / "recordings" / f"{FILM}.age").read_bytes() == damaged


@pytest.mark.parametrize("place", [60, -10])
def test_a_damaged_journal_makes_no_backup(kept: Kept, place: int) -> None:
    """In the part that the backup has already, and in the new one."""
    kept.back_up()
    kept.film(OTHER)
    log = kept.vault.folder / "journal" / "log"
    data = bytearray(log.read_bytes())
    data[place] ^= 1
    log.write_bytes(data)
    with pytest.raises(Damaged) as raised:
        kept.back_up()
    assert raised.value.part is Part.JOURNAL
    assert load_manifest(kept.folder).generation == 1
    assert whole(kept.folder, [FILM]) == [b"{}"]


def test_a_disk_that_does_not_keep_what_is_written(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    real = atomic.sync

    def lossy(descriptor: int) -> None:
        real(descriptor)
        with Path(f"/proc/self/fd/{descriptor}").open("r+b") as file:
            file.seek(-1, 2)
            last = file.read()[0]
            file.seek(-1, 2)
            file.write(bytes([last ^ 1]))

    monkeypatch.setattr(copying, "sync", lossy)
    with pytest.raises(BackupDiffers):
        kept.back_up()
    assert load_manifest(kept.folder).generation == 0
    assert not [name for name in files(kept.folder) if name.startswith("recordings/")]


def test_thoroughly_means_that_old_copies_are_read_again_and_mended(kept: Kept) -> None:
    kept.back_up()
    for name in (f"recordings/{FILM}.age", f"derived/{FILM}.frames.age", f"keys/{FILM}.age"):
        path = kept.folder / name
        good = path.read_bytes()
        path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
        kept.back_up(thorough=True)
        assert path.read_bytes() == good


def test_a_file_that_is_gone_or_short_in_the_backup_is_copied_again(kept: Kept) -> None:
    kept.back_up()
    good = contents(kept.folder)
    (kept.folder / "recordings" / f"{FILM}.age").write_bytes(b"short")
    (kept.folder / "keys" / f"{FILM}.age").unlink()
    assert kept.back_up().copied == 2 + 2
    assert contents(kept.folder) == good


def test_a_derived_file_that_is_no_more_goes(kept: Kept) -> None:
    kept.back_up()
    (kept.vault.folder / "derived" / f"{FILM}.frames.age").unlink()
    (kept.folder / "notes.json").write_text("not ours")
    assert kept.back_up().missing == ()
    assert (kept.folder / "notes.json").exists()
    assert f"derived/{FILM}.frames.age" not in files(kept.folder)
