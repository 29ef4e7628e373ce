"""A disk without room: nothing of an import stays, and what the vault held is untouched.

On a small disk of its own where the tests may mount one (root); else, and everywhere on POSIX, with the limit on the
size of a file, which the system reports by the same door.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.full_disks import no_file_longer_than
from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, Family, Stopping, film_file, found_family, on_disk
from vigtool.domain.purposes import Purposes
from vigtool.services.clips import export_clip
from vigtool.services.family_copies import make_family_copy
from vigtool.services.importing import Importing, import_film
from vigtool.services.marking import mark_frames
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.recordings import recordings
from vigtool.services.verifying import verify_vault
from vigtool.vault.errors import NoSpace

if sys.platform == "win32":
    pytest.skip("there is neither a limit on files nor a small disk to be had on Windows", allow_module_level=True)

FILM = 300_000
PAGE = 4096


@contextmanager
def _family(folder: Path) -> Iterator[Family]:
    ws, _ = create_workspace(folder, PASSPHRASE, work_factor=WORK_FACTOR)
    ws.run_task = run_in_process
    try:
        yield found_family(ws)
    finally:
        ws.close()


@pytest.mark.parametrize("size", [0, 100, 350, 5000, 65_536, 200_000, FILM])
def test_a_file_that_may_not_grow(tmp_path: Path, size: int) -> None:
    with _family(tmp_path / "vault") as family:
        family.answer(Purposes.GUIDANCE)
        before, source = on_disk(family.ws.folder), film_file(tmp_path / "film.mp4", FILM)
        with no_file_longer_than(size), pytest.raises(NoSpace):
            import_film(family.ws, source, family.case.id)
        assert on_disk(family.ws.folder) == before
        assert import_film(family.ws, source, family.case.id).size == FILM


def test_room_ends_when_the_import_is_put_on_record(tmp_path: Path) -> None:
    with _family(tmp_path / "vault") as family:
        family.answer(Purposes.GUIDANCE)
        files = {name for name in on_disk(family.ws.folder) if not name.startswith("journal/")}
        job = Importing(family.ws, film_file(tmp_path / "film.mp4"), family.case.id)
        job.run(Stopping())
        with no_file_longer_than(1), pytest.raises(NoSpace):
            job.finish()
    ws = open_workspace(tmp_path / "vault", PASSPHRASE)
    assert {name for name in on_disk(ws.folder) if not name.startswith("journal/")} == files
    assert recordings(ws) == []
    assert verify_vault(ws).damage == ()
    ws.close()


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_a_clip_without_room_leaves_no_file(tmp_path: Path, size: int) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with _family(tmp_path / "vault") as family:
        film = family.film(tmp_path)
        family.answer(Purposes.FAMILY_COPY)
        moment = mark_frames(family.ws, film.id, first=2, end=20)
        with no_file_longer_than(size), pytest.raises(NoSpace):
            export_clip(family.ws, moment.id, Purposes.FAMILY_COPY, out / "clip.mp4")
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("size", [0, 100, 5000])
@pytest.mark.parametrize("key", [None, "sanat"], ids=["plain", "sealed"])
def test_a_familys_copy_without_room_leaves_no_file(tmp_path: Path, size: int, key: str | None) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with _family(tmp_path / "vault") as family:
        film = family.film(tmp_path)
        family.answer(Purposes.FAMILY_COPY)
        moments = [mark_frames(family.ws, film.id, first=2, end=20).id] * 2
        before = family.ws.vault.journal.count
        with no_file_longer_than(size), pytest.raises(NoSpace):
            make_family_copy(family.ws, moments, out / "copy", key, work_factor=2)
        assert family.ws.vault.journal.count == before
    assert [one for one in out.rglob("*") if one.is_file()] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk; the limit on files above shows the same")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    source, ballast = film_file(tmp_path / "film.mp4", FILM), small_disk / "ballast"
    with _family(small_disk / "vault") as family:
        family.answer(Purposes.GUIDANCE)
        before = on_disk(family.ws.folder)
        for room in (0, PAGE, 2 * PAGE, 20 * PAGE, FILM - 3 * PAGE, FILM):
            ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - room))
            with pytest.raises(NoSpace):
                import_film(family.ws, source, family.case.id)
            assert on_disk(family.ws.folder) == before
            ballast.unlink()
        assert import_film(family.ws, source, family.case.id).size == FILM
