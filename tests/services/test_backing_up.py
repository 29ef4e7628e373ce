"""Backups and restoring as the use cases have them, and a check that tells what was erased from what is damaged."""

import os
import shutil
from pathlib import Path

import pytest
from platformdirs import user_data_path

from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, Family, SetClock, Stopping, happened, last_event, on_disk
from vigtool.domain.accountability import BackupMade, Erased, Erasing, ErasureBegun
from vigtool.domain.errors import Cancelled
from vigtool.domain.identifiers import ErasureId, RecordingId
from vigtool.services.backing_up import BackingUp, back_up, backup_is_due, backup_place
from vigtool.services.erased_ids import erased_ids
from vigtool.services.erasing import erase as erase_for_good
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import TargetInVault
from vigtool.services.evidence import evidence_by_case, keep_evidence, read_evidence
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames, moments
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.policy import policy
from vigtool.services.recordings import frame_index, recordings
from vigtool.services.restoring import restore
from vigtool.services.verifying import Verifying, verify_vault
from vigtool.services.workspace import Workspace
from vigtool.vault.backup import load_manifest
from vigtool.vault.errors import FolderNotEmpty, Part, VaultReadOnly, WrongSecret


def erase(ws: Workspace, target: str, *keys: str) -> None:
    """What an erasure does to keys and journal, and nothing else."""
    erasure = ErasureId("erasurecasex".replace("u", "v"))
    ws.record(ErasureBegun(erasure, Erasing.FILM, target, keys, "because"))
    for key in keys:
        ws.vault.shred_key(key)
    ws.record(Erased(erasure, keys, (), ()))


def changed(path: Path) -> None:
    """Flip a bit."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_backup_is_put_on_record_and_opens_as_the_vault_does(ws: Workspace, family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    mark_frames(ws, film.id, first=2, end=9, title="the glance")
    entries = ws.vault.journal.count
    report = back_up(ws, tmp_path / "backup")
    made = last_event(ws)
    assert isinstance(made, BackupMade)
    assert (made.entries, made.files, made.sha256) == (entries, report.files, report.sha256)
    copy = open_workspace(tmp_path / "backup", PASSPHRASE)
    assert copy.read_only  # nobody works in a backup by mistake
    assert [one.title for one in moments(copy, film.id)] == ["the glance"]
    assert verify_vault(copy).damage == ()
    copy.close()
    assert load_manifest(tmp_path / "backup").made_at == ws.clock().isoformat(timespec="seconds")


def test_every_file_of_a_vault_is_in_its_backup(ws: Workspace, family: Family, tmp_path: Path) -> None:
    """Whoever gives the vault a new kind of file learns here that backups must know it."""
    family.film(tmp_path)
    back_up(ws, tmp_path / "backup")
    files = {name for name, sha256 in on_disk(ws.folder).items() if sha256 != "/"}
    assert files - {"lock"} == {*load_manifest(tmp_path / "backup").files}


def test_the_drill_of_losing_the_vault(ws: Workspace, clock: SetClock, family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    back_up(ws, tmp_path / "backup")
    mark_frames(ws, film.id, first=2, end=9, title="after the first backup")
    back_up(ws, tmp_path / "backup")
    words = [envelope for envelope, _ in happened(ws)]
    ws.close()
    shutil.rmtree(ws.folder)
    progress = Stopping()
    done = restore(tmp_path / "backup", ws.folder, PASSPHRASE, progress)
    assert done.files.damage == ()
    assert done.vault is not None
    assert (done.vault.damage, done.vault.recordings) == ((), 1)
    assert progress.calls[-1][0] == progress.calls[-1][1]
    assert [a[0] for a in progress.calls] == sorted(a[0] for a in progress.calls)
    back = open_workspace(ws.folder, PASSPHRASE, clock=clock)
    assert [envelope for envelope, _ in happened(back)] == words[:-1]  # the last backup itself is not in itself
    assert [one.title for one in moments(back, film.id)] == ["after the first backup"]
    back.run_task = run_in_process
    import_film(back, _another(tmp_path), film.case)
    assert len(recordings(back)) == 2
    back.close()


def _another(folder: Path) -> Path:
    from tests.services.casework import film_file  # noqa: PLC0415 - only here

    return film_file(folder / "another.mp4")


def test_a_wrong_passphrase_restores_nothing(ws: Workspace, tmp_path: Path) -> None:
    back_up(ws, tmp_path / "backup")
    with pytest.raises(WrongSecret):
        restore(tmp_path / "backup", tmp_path / "restored", "another")
    assert not (tmp_path / "restored").exists()
    assert restore(tmp_path / "backup", tmp_path / "restored", None).vault is None


def test_what_is_erased_goes_from_the_backup_too_even_while_it_is_made(
    ws: Workspace, family: Family, tmp_path: Path
) -> None:
    film = family.film(tmp_path)
    other = import_film(ws, _another(tmp_path), film.case)
    back_up(ws, tmp_path / "backup")
    erase(ws, film.id, film.id)
    assert back_up(ws, tmp_path / "backup").dropped.keys == (film.id,)
    job = BackingUp(ws, tmp_path / "backup")
    job.run(Stopping())
    erase(ws, other.id, other.id)
    assert (tmp_path / "backup" / "keys" / f"{other.id}.age").exists()
    report = job.finish()
    assert report.dropped.keys == (other.id,)
    assert not [name for name in on_disk(tmp_path / "backup") if film.id in name or other.id in name]
    made = last_event(ws)
    assert isinstance(made, BackupMade)
    assert (made.files, made.sha256) == (report.files, report.sha256)


def test_erasing_a_case_takes_its_films_from_the_backup(ws: Workspace, family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    back_up(ws, tmp_path / "backup")
    erase(ws, family.case.id, family.case.id, film.id)
    assert erased_ids(ws) == {family.case.id, film.id}
    assert back_up(ws, tmp_path / "backup").missing == ()
    assert {path.name for path in (tmp_path / "backup" / "keys").iterdir()} == {f"{ws.id}.age"}
    ws.close()
    again = open_workspace(ws.folder, PASSPHRASE)
    assert erased_ids(again) == {family.case.id, film.id}
    assert verify_vault(again).damage == ()
    again.close()


def test_what_was_erased_is_no_damage_and_what_is_lost_is(ws: Workspace, family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    other = import_film(ws, _another(tmp_path), film.case)
    erase(ws, film.id, film.id)
    assert verify_vault(ws).damage == ()  # film and derived files still lie there: noise
    (ws.folder / "keys" / f"{other.id}.age").unlink()
    (ws.folder / "recordings" / f"{other.id}.age").unlink()
    ws.vault._keys.forget()  # noqa: SLF001 - as after opening
    assert [(one.part, one.id) for one in verify_vault(ws).damage] == [
        (Part.KEY, other.id),
        (Part.RECORDING, other.id),
    ]


@pytest.mark.parametrize("where", ["vault", "vault/inside", "other", "other/deeper", "link"])
def test_places_inside_a_vault_are_refused(ws: Workspace, tmp_path: Path, where: str) -> None:
    other, _ = create_workspace(tmp_path / "other", PASSPHRASE, work_factor=1)
    other.close()
    (tmp_path / "link").symlink_to(ws.folder)
    before = on_disk(tmp_path)
    with pytest.raises(TargetInVault):
        back_up(ws, tmp_path / where)
    assert on_disk(tmp_path) == before


def test_a_folder_of_other_things_gets_a_folder_in_it(ws: Workspace, tmp_path: Path) -> None:
    (tmp_path / "drive").mkdir()
    (tmp_path / "drive" / "letter.txt").write_text("mine")
    with pytest.raises(FolderNotEmpty):
        back_up(ws, tmp_path / "drive")
    place = backup_place(tmp_path / "drive", ws.id)
    assert place == tmp_path / "drive" / f"vigtool-backup-{ws.id}"
    back_up(ws, place)
    assert backup_place(place, ws.id) == place
    assert backup_place(tmp_path / "drive", ws.id) == place
    assert backup_place(place, "another") == place  # where it is refused
    assert backup_place(tmp_path / "new", ws.id) == tmp_path / "new"


def test_who_may_only_read_can_make_a_backup_but_not_put_it_on_record(
    ws: Workspace, family: Family, tmp_path: Path
) -> None:
    film = family.film(tmp_path)
    reader = open_workspace(ws.folder, PASSPHRASE, read_only=True)
    entries = ws.vault.journal.count
    with ws.vault.new_recording(RecordingId("vnf1n1shed00".replace("1", "j"))) as unfinished:
        unfinished.write(b"x" * 100_000)
        report = back_up(reader, tmp_path / "backup")
    assert (report.entries, ws.vault.journal.count) == (entries, entries)
    reader.close()
    copy = open_workspace(tmp_path / "backup", PASSPHRASE)
    assert [one.id for one in recordings(copy)] == [film.id]
    assert verify_vault(copy).damage == ()
    copy.close()


def test_a_cancelled_backup_is_not_put_on_record(ws: Workspace, family: Family, tmp_path: Path) -> None:
    family.film(tmp_path)
    entries = ws.vault.journal.count
    with pytest.raises(Cancelled):
        back_up(ws, tmp_path / "backup", Stopping(2))
    assert ws.vault.journal.count == entries


@pytest.mark.parametrize("name", ["frames", "filmstrip", "waveform"])
def test_what_derives_from_a_film_is_made_again(ws: Workspace, family: Family, tmp_path: Path, name: str) -> None:
    film = family.film(tmp_path)
    index = frame_index(ws, film.id)
    verify_vault(ws, repair=True)
    _damage_and_look(ws, film.id, name)
    before = on_disk(ws.folder / "recordings")
    report = verify_vault(ws, repair=True)
    assert (report.damage, report.repaired) == ((), (film.id,))
    assert on_disk(ws.folder / "recordings") == before
    assert frame_index(ws, film.id).ticks.tolist() == index.ticks.tolist()
    assert ws.vault.derived(film.id, name)


def _damage_and_look(ws: Workspace, film_id: RecordingId, name: str) -> None:
    path = ws.folder / "derived" / f"{film_id}.{name}.age"
    if not path.exists():
        ws.vault.put_derived(film_id, name, b"to be damaged")
    changed(path)
    found = verify_vault(ws)
    assert [(one.part, one.id) for one in found.damage] == [(Part.DERIVED, film_id)]
    assert found.repairable == (film_id,)


def test_a_damaged_film_is_named_and_nothing_of_it_is_touched(ws: Workspace, family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    changed(ws.folder / "recordings" / f"{film.id}.age")
    changed(ws.folder / "derived" / f"{film.id}.frames.age")
    before = on_disk(ws.folder)
    report = verify_vault(ws, repair=True)
    assert [(one.part, one.id) for one in report.damage] == [(Part.RECORDING, film.id), (Part.DERIVED, film.id)]
    assert (report.repairable, report.repaired) == ((), ())
    assert on_disk(ws.folder) == before


def test_a_check_sees_the_disk_as_it_is_now(ws: Workspace, family: Family, tmp_path: Path) -> None:
    family.film(tmp_path)
    for name, part in (("identity.age", Part.IDENTITY), (f"keys/{ws.id}.age", Part.KEY), ("journal/log", Part.JOURNAL)):
        good = (ws.folder / name).read_bytes()
        changed(ws.folder / name)
        assert [one.part for one in verify_vault(ws).damage] == [part]
        (ws.folder / name).write_bytes(good)
    assert verify_vault(ws).damage == ()


def test_who_may_only_read_repairs_nothing(ws: Workspace, family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    changed(ws.folder / "derived" / f"{film.id}.frames.age")
    reader = open_workspace(ws.folder, PASSPHRASE, read_only=True)
    with pytest.raises(VaultReadOnly):
        Verifying(reader, repair=True).run(Stopping())
    reader.close()


def test_the_scan_of_a_form_is_backed_up_checked_and_named(ws: Workspace, family: Family, tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.7 signed")
    paper = keep_evidence(ws, family.case.id, tmp_path / "form.pdf")
    back_up(ws, tmp_path / "backup")
    copy = open_workspace(tmp_path / "backup", PASSPHRASE)
    assert read_evidence(copy, family.case.id, paper.id) == b"%PDF-1.7 signed"
    copy.close()
    sealed = ws.folder / "evidence" / f"{paper.id}.age"
    good, when = sealed.read_bytes(), sealed.stat().st_mtime_ns
    changed(sealed)
    os.utime(sealed, ns=(when, when))  # disks rot without a note of it
    assert [(one.part, one.id) for one in back_up(ws, tmp_path / "backup").damage] == [(Part.EVIDENCE, paper.id)]
    assert (tmp_path / "backup" / "evidence" / f"{paper.id}.age").read_bytes() == good
    assert [(one.part, one.id) for one in verify_vault(ws).damage] == [(Part.EVIDENCE, paper.id)]
    sealed.unlink()
    assert [(one.part, one.id) for one in verify_vault(ws).damage] == [(Part.EVIDENCE, paper.id)]
    assert back_up(ws, tmp_path / "backup").missing == (paper.id,)
    assert (tmp_path / "backup" / "evidence" / f"{paper.id}.age").exists()


def test_the_next_backup_is_due_when_the_policy_says_so(
    ws: Workspace, clock: SetClock, family: Family, tmp_path: Path
) -> None:
    assert not backup_is_due(ws)  # nothing that could be lost
    family.film(tmp_path)
    assert backup_is_due(ws)
    back_up(ws, tmp_path / "backup")
    clock.pass_days(policy(ws).backup_reminder_days)
    assert not backup_is_due(ws)
    clock.pass_days(1)
    assert backup_is_due(ws)


def test_what_is_erased_while_everything_is_read_is_no_damage(ws: Workspace, family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    other = import_film(ws, _another(tmp_path), film.case)
    changed(ws.folder / "recordings" / f"{other.id}.age")
    job = Verifying(ws)

    def erase_meanwhile(_done: int, _total: int) -> None:
        if ws.vault.has_key(film.id):
            erase(ws, film.id, film.id)
            (ws.folder / "recordings" / f"{film.id}.age").unlink()

    job.run(erase_meanwhile)
    assert [(one.part, one.id) for one in job.finish().damage] == [(Part.RECORDING, other.id)]


def test_a_scan_of_a_case_with_another_key_is_read(ws: Workspace, family: Family, tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.7 signed")
    paper = keep_evidence(ws, family.case.id, tmp_path / "form.pdf")
    erase_for_good(ws, Target(Erasing.PERSON, family.parent.id), "asked for it")
    kept = evidence_by_case(ws)
    if paper.id not in kept:
        paper = keep_evidence(ws, family.case.id, tmp_path / "form.pdf")
    assert verify_vault(ws).damage == ()
    changed(ws.folder / "evidence" / f"{paper.id}.age")
    assert [(one.part, one.id) for one in verify_vault(ws).damage] == [(Part.EVIDENCE, paper.id)]
    back_up(ws, tmp_path / "backup")
    copy = open_workspace(tmp_path / "backup", PASSPHRASE)
    assert [(one.part, one.id) for one in verify_vault(copy).damage] == [(Part.EVIDENCE, paper.id)]
    copy.close()


def test_a_backup_that_was_stopped_after_an_erasure_restores_without_what_is_gone(
    ws: Workspace, family: Family, tmp_path: Path
) -> None:
    film = family.film(tmp_path)
    back_up(ws, tmp_path / "backup")
    erase_for_good(ws, Target(Erasing.FILM, film.id), "no longer needed")
    with pytest.raises(Cancelled):
        back_up(ws, tmp_path / "backup", Stopping(0))
    assert load_manifest(tmp_path / "backup").generation == 1
    shutil.rmtree(user_data_path("vigtool", appauthor=False) / "erased")  # as on another computer
    restored = restore(tmp_path / "backup", tmp_path / "restored", PASSPHRASE)
    assert restored.vault is not None
    assert (restored.vault.damage, restored.files.damage) == ((), ())
