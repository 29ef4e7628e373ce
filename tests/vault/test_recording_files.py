import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.full_disks import no_file_longer_than
from tests.vault.small_vaults import CASE, FILM, files, made, opened, put_film, put_on_record
from vigtool.domain.errors import Cancelled
from vigtool.vault import Vault
from vigtool.vault.errors import Damaged, IdTaken, KeyDestroyed, NoSpace, Part

CONTENT = random.Random(1).randbytes(300_000)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault, _ = made(tmp_path / "vault")
    yield vault
    vault.close()


def test_a_committed_film_is_there_for_every_later_opening(vault: Vault) -> None:
    put_film(vault, FILM, CONTENT)
    vault.close()
    again = opened(vault.folder)
    with again.open_recording(FILM) as one, again.open_recording(FILM) as two:
        one.seek(100_000)
        assert two.read(10) == CONTENT[:10]
        assert one.read(70_000) == CONTENT[100_000:170_000]
        assert two.read() == CONTENT[10:]
    again.close()


def test_a_film_can_be_read_back_before_it_is_committed(vault: Vault) -> None:
    with vault.new_recording(FILM) as film:
        film.write(CONTENT)
        with film.read_back() as copy:
            assert copy.read() == CONTENT
        assert f"recordings/{FILM}.age" not in files(vault.folder)
        with pytest.raises(ValueError):  # noqa: PT011 - the age writer is closed
            film.write(b"more")
        film.commit()
    with vault.open_recording(FILM) as reader:
        assert reader.read() == CONTENT


def test_an_import_that_is_left_leaves_nothing(vault: Vault) -> None:
    before = files(vault.folder)

    def cancelled() -> None:
        with vault.new_recording(FILM) as film:
            film.write(CONTENT)
            film.read_back().close()
            vault.put_derived(FILM, "index", b"index")
            raise Cancelled

    with pytest.raises(Cancelled):
        cancelled()
    assert files(vault.folder) == before
    with vault.new_recording(FILM) as film:
        film.write(CONTENT)
    assert files(vault.folder) == before
    with pytest.raises(KeyDestroyed):
        vault.key(FILM)
    put_film(vault, FILM, b"the id can be used again")


def test_a_film_is_never_overwritten(vault: Vault) -> None:
    put_film(vault, FILM, CONTENT)
    with pytest.raises(IdTaken):
        put_film(vault, FILM, b"other")
    with vault.open_recording(FILM) as film:
        assert film.read() == CONTENT


def test_the_mark_of_an_import_goes_with_its_journal_entry(vault: Vault) -> None:
    put_film(vault, FILM, CONTENT)
    assert f"recordings/{FILM}.unjournalled" in files(vault.folder)
    put_on_record(vault, FILM)
    assert f"recordings/{FILM}.unjournalled" not in files(vault.folder)


@pytest.mark.parametrize("room", [0, 1, 100, 300, 400, 65_000, 66_000, 131_500, 196_900, 300_200])
def test_a_full_disk_at_any_write_of_a_film_leaves_nothing(vault: Vault, room: int) -> None:
    before = files(vault.folder)
    with no_file_longer_than(room), pytest.raises(NoSpace):
        put_film(vault, FILM, CONTENT)
    assert files(vault.folder) == before
    put_film(vault, FILM, CONTENT)


@pytest.mark.parametrize("room", [0, 10, 40, 200, 400, 4000, 8000])
def test_a_full_disk_while_a_vault_is_made_leaves_nothing(tmp_path: Path, room: int) -> None:
    folder = tmp_path / "new"
    with no_file_longer_than(room), pytest.raises(NoSpace):
        made(folder)
    assert files(folder) == set()
    made(folder)[0].close()


def test_a_full_disk_keeps_what_was_there(vault: Vault) -> None:
    put_film(vault, FILM, b"film")
    vault.put_derived(FILM, "index", b"old")
    envelope = put_on_record(vault, FILM)
    before = files(vault.folder)
    log = vault.folder / "journal" / "log"
    with no_file_longer_than(log.stat().st_size + 50):
        with pytest.raises(NoSpace):
            vault.put_derived(FILM, "index", bytes(100_000))
        with pytest.raises(NoSpace):
            put_on_record(vault, FILM)
        assert vault.derived(FILM, "index") == b"old"
    assert files(vault.folder) == before
    assert [kept for kept, _ in vault.journal.replay()] == [envelope]
    later = put_on_record(vault, FILM)
    vault.close()
    again = opened(vault.folder)
    assert [kept for kept, _ in again.journal.replay()] == [envelope, later]
    again.close()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "tiny"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a tiny disk takes root; the tests with a limited file size show the same")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_truly_full_disk(tiny_disk: Path) -> None:
    vault, _ = made(tiny_disk / "vault")
    vault.make_key(CASE)
    before = files(vault.folder)
    with pytest.raises(NoSpace):
        put_film(vault, FILM, CONTENT)
    assert files(vault.folder) == before
    with pytest.raises(OSError, match="No space"):
        fill(tiny_disk / "filler")
    kept: list[object] = []
    with pytest.raises(NoSpace):
        kept.extend(put_on_record(vault, FILM) for _ in range(100))
    assert vault.shred_key(CASE)
    (tiny_disk / "filler").unlink()
    last = put_on_record(vault, FILM)
    vault.close()
    again = opened(tiny_disk / "vault")
    assert [envelope for envelope, _ in again.journal.replay()] == [*kept, last]
    again.close()


def test_damage_of_a_film_is_told_at_opening_or_when_it_is_reached(vault: Vault) -> None:
    put_film(vault, FILM, CONTENT)
    path = vault.folder / "recordings" / f"{FILM}.age"
    whole = path.read_bytes()
    for at in (0, 100, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(Damaged) as caught:
            vault.open_recording(FILM).read()
        assert (caught.value.part, caught.value.id) == (Part.RECORDING, FILM)
    path.write_bytes(whole[:-1])
    with pytest.raises(Damaged):
        vault.open_recording(FILM)
    path.unlink()
    with pytest.raises(Damaged):
        vault.open_recording(FILM)
