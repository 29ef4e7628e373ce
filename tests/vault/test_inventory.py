from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.small_vaults import CASE, FILM, OTHER, PASSPHRASE, files, made, opened, put_film, put_on_record
from vigtool.vault import Vault, open_vault
from vigtool.vault.errors import IdTaken, Part, StorageFailed
from vigtool.vault.inventory import Repairs

THIRD = "th1rdf11m000"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A vault with a case and one film, both on record."""
    vault, _ = made(tmp_path / "vault")
    vault.make_key(CASE)
    put_on_record(vault, CASE, CASE)
    put_film(vault, FILM, b"film")
    vault.put_derived(FILM, "index", b"index")
    put_on_record(vault, FILM, CASE)
    yield vault
    vault.close()


def repaired(vault: Vault) -> Repairs:
    """Repair what a crash left; afterwards only what the journal knows may be there, and all of it."""
    known = files(vault.folder)
    repairs = vault.repair(vault.inventory([FILM]))
    assert files(vault.folder) <= known
    assert vault.inventory([FILM]).clean
    with vault.open_recording(FILM) as film:
        assert film.read() == b"film"
    assert vault.derived(FILM, "index") == b"index"
    assert vault.has_key(CASE)
    assert vault.verify([FILM]) == []
    return repairs


def test_a_vault_in_order_needs_nothing(vault: Vault) -> None:
    before = files(vault.folder)
    assert vault.inventory([FILM]).clean
    assert repaired(vault) == Repairs((), (), ())
    assert files(vault.folder) == before


def test_an_import_killed_while_writing(vault: Vault) -> None:
    before = files(vault.folder)
    vault.make_key(OTHER)
    (vault.folder / "recordings" / f"{OTHER}.age.part").write_bytes(b"half")
    vault.put_derived(OTHER, "index", b"index")
    assert vault.inventory([FILM]).parts == (OTHER,)
    assert repaired(vault) == Repairs((OTHER,), (OTHER,), ())
    assert files(vault.folder) == before


def test_an_import_killed_before_its_journal_entry(vault: Vault) -> None:
    before = files(vault.folder)
    put_film(vault, OTHER, b"other")
    assert vault.inventory([FILM]).unacknowledged == (OTHER,)
    assert repaired(vault) == Repairs((OTHER,), (OTHER,), ())
    assert files(vault.folder) == before


def test_a_key_without_recording_may_be_a_cases_that_the_journal_does_not_know_yet(vault: Vault) -> None:
    vault.make_key(OTHER)
    found = vault.inventory([FILM])
    assert (found.keys_alone, found.clean) == ((OTHER,), False)
    assert vault.repair(found) == Repairs((), (), ())
    assert vault.has_key(OTHER)


def test_a_scan_that_the_journal_does_not_know_is_named_and_stays(vault: Vault) -> None:
    vault.put_evidence(CASE, OTHER, b"form")
    vault.put_evidence(CASE, THIRD, b"form")
    found = vault.inventory([FILM], [THIRD])
    assert (found.papers_alone, found.clean) == ((OTHER,), False)
    assert vault.repair(found) == Repairs((), (), ())
    assert vault.evidence(CASE, OTHER) == b"form"
    assert vault.inventory([FILM], [THIRD, OTHER]).clean


def test_an_import_killed_between_its_file_and_its_key(vault: Vault) -> None:
    before = files(vault.folder)
    (vault.folder / "recordings" / f"{OTHER}.age.part").touch()
    assert repaired(vault) == Repairs((), (OTHER,), ())
    assert files(vault.folder) == before


def test_a_film_that_gets_no_key_leaves_nothing(vault: Vault) -> None:
    vault.make_key(OTHER)
    before = files(vault.folder)
    with pytest.raises(IdTaken), vault.new_recording(OTHER):
        pass
    assert files(vault.folder) == before
    keys = vault.folder / "keys"
    keys.rename(vault.folder / "away")
    with pytest.raises(StorageFailed), vault.new_recording(THIRD):
        pass
    (vault.folder / "away").rename(keys)
    assert files(vault.folder) == before


def test_a_film_whose_key_is_still_on_its_way_is_left_alone(vault: Vault) -> None:
    (vault.folder / "recordings" / f"{OTHER}.age").write_bytes(b"film")
    found = vault.inventory([FILM])
    assert found.unclaimed == (OTHER,)
    assert vault.repair(found) == Repairs((), (), ())
    assert (vault.folder / "recordings" / f"{OTHER}.age").exists()


def test_a_recording_without_key(vault: Vault) -> None:
    before = files(vault.folder)
    put_film(vault, OTHER, b"other")
    vault.put_derived(OTHER, "index", b"index")
    vault.shred_key(OTHER)
    assert vault.inventory([FILM]).recordings_alone == (OTHER,)
    assert repaired(vault) == Repairs((), (OTHER,), ())
    assert files(vault.folder) == before


def test_derived_data_without_recording(vault: Vault) -> None:
    before = files(vault.folder)
    (vault.folder / "derived" / f"{OTHER}.index.age").write_bytes(b"index")
    assert vault.inventory([FILM]).derived_alone == (OTHER,)
    assert repaired(vault) == Repairs((), (OTHER,), ())
    assert files(vault.folder) == before


def test_temporary_files_and_stale_marks(vault: Vault) -> None:
    before = files(vault.folder)
    stale = (
        f"derived/{FILM}.index.age.0a1b2c3d.tmp",
        f"keys/{OTHER}.age.0a1b2c3d.tmp",
        f"recordings/{FILM}.age.part",
        f"recordings/{FILM}.unjournalled",
        f"recordings/{OTHER}.unjournalled",
        "vault.json.0a1b2c3d.tmp",
    )
    for name in stale:
        (vault.folder / name).write_bytes(b"x")
    assert repaired(vault) == Repairs((), (), tuple(sorted(stale)))
    assert files(vault.folder) == before


def test_a_whole_film_that_a_rolled_back_journal_does_not_know_is_left_alone(vault: Vault) -> None:
    put_film(vault, OTHER, b"other")
    put_on_record(vault, OTHER)
    found = vault.inventory([FILM])
    assert found.unclaimed == (OTHER,)
    assert vault.repair(found) == Repairs((), (), ())
    with vault.open_recording(OTHER) as film:
        assert film.read() == b"other"


def test_what_the_journal_knows_and_the_disk_lost_is_told_and_not_touched(vault: Vault) -> None:
    (vault.folder / "recordings" / f"{FILM}.age").unlink()
    found = vault.inventory([FILM, OTHER])
    assert (found.lost, found.locked) == (tuple(sorted((FILM, OTHER))), (OTHER,))
    before = files(vault.folder)
    assert vault.repair(found) == Repairs((), (), ())
    assert files(vault.folder) == before


def test_the_part_of_a_known_film_that_is_gone_is_not_touched(vault: Vault) -> None:
    (vault.folder / "recordings" / f"{FILM}.age").rename(vault.folder / "recordings" / f"{FILM}.age.part")
    before = files(vault.folder)
    assert vault.repair(vault.inventory([FILM])) == Repairs((), (), ())
    assert files(vault.folder) == before


def test_folders_that_were_empty_may_be_missing_after_a_copy(tmp_path: Path) -> None:
    vault, _ = made(tmp_path / "vault")
    vault.close()
    for name in ("recordings", "derived"):
        (vault.folder / name).rmdir()
    reader = opened(vault.folder, read_only=True)
    assert reader.inventory([]).clean
    assert reader.verify([]) == []
    again = opened(vault.folder)
    assert again.repair(again.inventory([])) == Repairs((), (), ())
    put_film(again, FILM, b"film")
    again.put_derived(FILM, "index", b"index")
    assert again.verify([FILM]) == []
    reader.close()
    again.close()


def test_foreign_files_are_not_touched(vault: Vault) -> None:
    for folder in ("keys", "recordings", "derived"):
        (vault.folder / folder / ".DS_Store").write_bytes(b"x")
        (vault.folder / folder / "desktop.ini").write_bytes(b"x")
        (vault.folder / folder / "thesis.tmp").write_bytes(b"x")
        (vault.folder / folder / "sync.0a1b2c3d.tmp").mkdir()
    before = files(vault.folder)
    assert repaired(vault) == Repairs((), (), ())
    assert files(vault.folder) == before


def test_an_inventory_wants_a_replay_first_lest_the_keys_of_cases_look_unknown(vault: Vault) -> None:
    vault.close()
    again = open_vault(vault.folder, PASSPHRASE)
    with pytest.raises(RuntimeError):
        again.inventory([FILM])
    again.close()


def test_a_case_whose_key_is_gone_is_told(vault: Vault) -> None:
    (vault.folder / "keys" / f"{CASE}.age").unlink()
    assert [(one.part, one.id) for one in vault.verify([FILM])] == [(Part.KEY, CASE)]
