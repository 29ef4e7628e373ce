"""Restoring: whole or not at all, from a backup that may have been cut short anywhere."""

import hashlib
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.vault.kept_vaults import AT, CONTENT, Kept, Stop, contents, whole
from tests.vault.small_vaults import CASE, FILM, OTHER, PASSPHRASE, files, opened, put_on_record
from vigtool.domain.errors import Cancelled
from vigtool.domain.progress import ignore_progress
from vigtool.vault import open_vault
from vigtool.vault.backup import load_manifest, restore_backup
from vigtool.vault.backup.errors import (
    BackupUnfinished,
    NotABackup,
)
from vigtool.vault.backup.manifest import MANIFEST
from vigtool.vault.backup.place import Place
from vigtool.vault.errors import Damaged, FolderNotEmpty, WrongSecret


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


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe is no file there")
def test_a_pipe_or_a_device_in_a_files_place_is_damage(kept: Kept, tmp_path: Path) -> None:
    kept.back_up()
    film = kept.folder / f"recordings/{FILM}.age"
    film.unlink()
    os.mkfifo(film)
    for target in (tmp_path / "pipe", tmp_path / "device"):
        report = restore_backup(kept.folder, target, ignore_progress)
        assert [one.id for one in report.damage] == [FILM]
        film.unlink(missing_ok=True)
        film.symlink_to("/dev/zero")


def test_what_was_put_after_a_files_end_is_not_restored(kept: Kept, tmp_path: Path) -> None:
    """Else whoever may write to a backup's disk could fill the one that it is restored to."""
    kept.back_up()
    film = kept.folder / f"recordings/{FILM}.age"
    size = film.stat().st_size
    with film.open("r+b") as file:
        file.truncate(size + (1 << 22))
    report = restore_backup(kept.folder, tmp_path / "restored", ignore_progress)
    assert report.damage == ()
    assert (tmp_path / "restored" / "recordings" / film.name).stat().st_size == size


def listed(folder: Path, line: bytes) -> None:
    """Put a list into force."""
    (folder / MANIFEST).write_bytes(line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n")


def test_a_list_that_no_backup_writes_is_damage(kept: Kept) -> None:
    kept.back_up()
    line = (kept.folder / MANIFEST).read_bytes().split(b"\n")[0]
    deep = b'{"x":' + b"[" * 9000 + b"]" * 9000 + b"," + line[1:]
    for wrong in (deep, re.sub(rb'"size":(\d+)', rb'"size":-\1', line)):
        assert wrong != line
        listed(kept.folder, wrong)
        with pytest.raises(Damaged):
            load_manifest(kept.folder)


def test_a_list_never_leads_out_of_its_folder(kept: Kept, tmp_path: Path) -> None:
    kept.back_up()
    for name in ("../outside.age", "/etc/passwd.age", "a/b/c.age", "recordings/../x.age", "c:/x.age", "a\\\\b.age"):
        line = (kept.folder / MANIFEST).read_bytes().split(b"\n")[0].replace(b"identity.age", name.encode())
        listed(kept.folder, line)
        with pytest.raises(Damaged):
            restore_backup(kept.folder, tmp_path / "restored", ignore_progress)
        kept.back_up()


class Crash(Exception):
    """The power is gone."""


def opens_as_it_lies(folder: Path) -> bool:
    """Whether a vault opens with the words of after or of before, and has all its entries."""
    try:
        vault = open_vault(folder, "aivan uudet sanat rannalla", read_only=True)
    except WrongSecret:
        vault = open_vault(folder, PASSPHRASE, read_only=True)
    entries = [body for _, body in vault.journal.replay()]
    vault.close()
    return entries in ([b"{}"], [b"{}", b"{}"])


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
        assert opens_as_it_lies(kept.folder)
        target = tmp_path / f"restored-{done}"
        with pytest.raises(WrongSecret):
            restore_backup(kept.folder, target, ignore_progress, PASSPHRASE)
        assert not target.exists()
        assert restore_backup(kept.folder, target, ignore_progress, "aivan uudet sanat rannalla").damage == ()
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
