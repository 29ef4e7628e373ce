"""Backups of a vault: whole or not counted, incremental, read back, and following what was erased."""

import errno
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.vault.small_vaults import CASE, FILM, OTHER, files, made, opened, put_film, put_on_record
from vigtool.domain.errors import Cancelled
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault import Vault, atomic, open_vault
from vigtool.vault.backup import BackupReport, Dropped, copying, load_manifest, make_backup, restore_backup
from vigtool.vault.backup.errors import (
    BackupAhead,
    BackupDiffers,
    BackupOfAnother,
    BackupUnfinished,
    NotABackup,
)
from vigtool.vault.backup.manifest import MANIFEST
from vigtool.vault.backup.place import Place
from vigtool.vault.errors import (
    ChangeUnfinished,
    Damaged,
    FolderNotEmpty,
    NoSpace,
    Part,
    StorageFailed,
    VaultInUse,
    WrongSecret,
)
from vigtool.vault.resealing import Resealing

CONTENT = b"a film" * 40_000
AT = "2026-03-09T18:00:00+02:00"


@dataclass(slots=True)
class Kept:
    """An open vault with a film, and where its backup lies."""

    vault: Vault
    folder: Path
    known: list[str] = field(default_factory=list)

    def film(self, id_: str, content: bytes = CONTENT) -> None:
        put_film(self.vault, id_, content)
        put_on_record(self.vault, id_, CASE)
        self.vault.put_derived(id_, "frames", content[:100])
        self.known.append(id_)

    def back_up(
        self, erased: Collection[str] = (), progress: Progress = ignore_progress, *, thorough: bool = False
    ) -> BackupReport:
        frozen = self.vault.frozen(self.known)
        return make_backup(frozen, self.folder, erased=erased, made_at=AT, thorough=thorough, progress=progress)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    vault, _ = made(tmp_path / "vault")
    vault.make_key(CASE)
    found = Kept(vault, tmp_path / "backup")
    found.film(FILM)
    yield found
    found.vault.close()


def contents(folder: Path) -> dict[str, bytes]:
    """Files of a vault, without what differs by design."""
    apart = {MANIFEST, "lock", "journal/head"}
    return {name: (folder / name).read_bytes() for name in files(folder) - apart}


def whole(folder: Path, known: Collection[str]) -> list[bytes | None]:
    """Open a vault for reading, demand that all of it is whole, and return the words of its journal."""
    vault = opened(folder, read_only=True)
    try:
        assert vault.verify(known) == []
        assert [vault.open_recording(id_).read() for id_ in known] == [CONTENT] * len(known)
        return [body for _, body in vault.journal.replay()]
    finally:
        vault.close()


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


class Stop:
    """Cancels at the n-th report, and counts them."""

    def __init__(self, at: int | None) -> None:
        self.at, self.calls, self.last = at, 0, (0, 0)

    def __call__(self, done: int, total: int) -> None:
        if self.calls == self.at:
            raise Cancelled
        assert self.last[0] <= done <= total
        self.calls, self.last = self.calls + 1, (done, total)


def test_progress_reaches_its_end_and_a_cancelled_backup_leaves_the_last_one(kept: Kept, tmp_path: Path) -> None:
    kept.back_up()
    kept.film(OTHER)
    counting = Stop(None)
    shutil.copytree(kept.folder, tmp_path / "spare")
    kept.back_up(progress=counting)
    assert counting.last[0] == counting.last[1] > 2 * len(CONTENT)
    for at in range(counting.calls):
        shutil.rmtree(kept.folder)
        shutil.copytree(tmp_path / "spare", kept.folder)
        with pytest.raises(Cancelled):
            kept.back_up(progress=Stop(at))
        assert load_manifest(kept.folder).generation == 1
        assert not [name for name in files(kept.folder) if name.endswith(".tmp")]
        assert whole(kept.folder, [FILM]) == [b"{}"]
        restore_backup(kept.folder, tmp_path / f"restored-{at}", ignore_progress)
        assert whole(tmp_path / f"restored-{at}", [FILM]) == [b"{}"]


def test_the_first_backup_counts_only_when_it_is_whole(kept: Kept, tmp_path: Path) -> None:
    for at in range(3):
        with pytest.raises(Cancelled):
            kept.back_up(progress=Stop(at))
        assert "vault.json" not in files(kept.folder)
        with pytest.raises(BackupUnfinished):
            restore_backup(kept.folder, tmp_path / "restored", ignore_progress)
        assert not (tmp_path / "restored").exists()
    assert kept.back_up().generation == 1


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


def test_a_damaged_list_is_made_anew_and_every_file_looked_at(kept: Kept, tmp_path: Path) -> None:
    kept.back_up()
    listed = (kept.folder / MANIFEST).read_bytes()
    for place in (5, len(listed) // 2, len(listed) - 3):
        damaged = bytearray(listed)
        damaged[place] ^= 1
        (kept.folder / MANIFEST).write_bytes(damaged)
        with pytest.raises(Damaged):
            restore_backup(kept.folder, tmp_path / "restored", ignore_progress)
        report = kept.back_up()
        assert report.copied == report.files
        assert contents(kept.folder) == contents(kept.vault.folder)


def test_restoring_gives_the_vault_back(kept: Kept, tmp_path: Path) -> None:
    kept.film(OTHER)
    kept.back_up()
    kept.vault.close()
    shutil.rmtree(kept.vault.folder)
    counting = Stop(None)
    report = restore_backup(kept.folder, tmp_path / "restored", counting)
    assert (report.damage, report.entries, report.made_at) == ((), 2, AT)
    assert counting.last == (2 * report.size, 2 * report.size)
    assert whole(tmp_path / "restored", [FILM, OTHER]) == [b"{}", b"{}"]
    back = opened(tmp_path / "restored")
    assert back.inventory([FILM, OTHER]).clean
    put_on_record(back, FILM, CASE, b"and on we go")
    back.close()
    with pytest.raises(FolderNotEmpty):
        restore_backup(kept.folder, tmp_path / "restored", ignore_progress)
    with pytest.raises(NotABackup):
        restore_backup(tmp_path / "restored", tmp_path / "again", ignore_progress)
    for at in (0, 3, counting.calls - 1):
        with pytest.raises(Cancelled):
            restore_backup(kept.folder, tmp_path / "again", Stop(at))
        assert not (tmp_path / "again").exists()


def test_restoring_names_what_is_damaged_and_stops_only_where_nothing_would_open(kept: Kept, tmp_path: Path) -> None:
    kept.back_up()
    for number, name in enumerate(sorted(load_manifest(kept.folder).files)):
        path, target = kept.folder / name, tmp_path / f"restored-{number}"
        good = path.read_bytes()
        path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
        if name.split("/")[0] in ("recordings", "derived") or name in (f"keys/{FILM}.age", f"keys/{CASE}.age"):
            report = restore_backup(kept.folder, target, ignore_progress)
            assert [one.id for one in report.damage] == [path.name.split(".")[0]]
            assert (target / "vault.json").exists()
        else:
            with pytest.raises(Damaged):
                restore_backup(kept.folder, target, ignore_progress)
            assert not target.exists()
        path.write_bytes(good)


def test_a_list_never_leads_out_of_its_folder(kept: Kept, tmp_path: Path) -> None:
    import hashlib  # noqa: PLC0415 - only here

    kept.back_up()
    for name in ("../outside.age", "/etc/passwd.age", "a/b/c.age", "recordings/../x.age", "c:/x.age", "a\\\\b.age"):
        line = (kept.folder / MANIFEST).read_bytes().split(b"\n")[0].replace(b"identity.age", name.encode())
        (kept.folder / MANIFEST).write_bytes(line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n")
        with pytest.raises(Damaged):
            restore_backup(kept.folder, tmp_path / "restored", ignore_progress)
        kept.back_up()


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


class Crash(Exception):
    """The power is gone."""


def test_a_crash_while_things_move_into_place_costs_nothing(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.back_up()
    kept.vault.access.change_passphrase("aivan uudet sanat rannalla")
    kept.film(OTHER)
    shutil.copytree(kept.folder, tmp_path / "spare")
    real, moves = Place._move_in, 0  # noqa: SLF001 - where the crash is to be

    def move_in(place: Place, name: str) -> None:
        nonlocal moves
        if moves == 0:
            raise Crash
        moves -= 1
        real(place, name)

    for done in range(6):
        shutil.rmtree(kept.folder)
        shutil.copytree(tmp_path / "spare", kept.folder)
        monkeypatch.setattr(Place, "_move_in", move_in)
        moves = done
        with pytest.raises(Crash):
            kept.back_up()
        monkeypatch.undo()
        assert load_manifest(kept.folder).generation == 2
        target = tmp_path / f"restored-{done}"
        assert restore_backup(kept.folder, target, ignore_progress).damage == ()
        back = open_vault(target, "aivan uudet sanat rannalla")
        assert [body for _, body in back.journal.replay()] == [b"{}", b"{}"]
        assert back.verify([FILM, OTHER]) == []
        back.close()
        shutil.rmtree(kept.folder / "recordings")  # what was counted in is moved in before anything is looked for
        assert kept.back_up().generation == 3
        assert not [name for name in files(kept.folder) if name.startswith("next/")]
        assert contents(kept.folder) == contents(kept.vault.folder)


def test_what_waits_for_a_list_that_never_came_is_taken_back(kept: Kept) -> None:
    kept.back_up()
    (kept.folder / "next" / "keys").mkdir(parents=True, exist_ok=True)
    (kept.folder / "next" / "keys" / f"{OTHER}.age").write_bytes(b"never counted in")
    (kept.folder / "recordings" / f"{OTHER}.age.0a1b2c3d.tmp").write_bytes(b"half")
    with pytest.raises(Cancelled):
        kept.back_up(progress=Stop(0))
    assert not [name for name in files(kept.folder) if OTHER in name]
