"""What is left on the raw disk after an erasure, and what an older copy of a film is worth then."""

import mmap
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, Family, film_file, found_family
from vigtool.domain.accountability import Erasing
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.importing import import_film
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.vault.age import NoMatchError, SequentialReader, X25519Identity
from vigtool.vault.secret import as_recovery_key

MEGABYTE = 1 << 20
SIZES = {"ext4": 24 * MEGABYTE, "xfs": 300 * MEGABYTE}
"""XFS makes none below 300 MB; the image has holes where nothing was written."""


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system in a file; ``mounted`` gives its folder."""

    image: Path
    place: Path

    @contextmanager
    def mounted(self) -> Iterator[Path]:
        subprocess.run(["mount", "-o", "loop", self.image, self.place], check=True, capture_output=True)
        try:
            yield self.place
        finally:
            subprocess.run(["umount", self.place], check=True, capture_output=True)

    def copies(self, needle: bytes) -> int:
        """How often some bytes lie on the raw disk."""
        with self.image.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
            found, place = 0, raw.find(needle)
            while place >= 0:
                found, place = found + 1, raw.find(needle, place + 1)
            return found


@pytest.fixture(params=list(SIZES))
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Disk:
    kind = str(request.param)
    maker = shutil.which(f"mkfs.{kind}") or shutil.which(f"mkfs.{kind}", path="/usr/sbin:/sbin")
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount an image")
    if maker is None:
        pytest.skip(f"mkfs.{kind} is not installed")
    made = Disk(tmp_path / "image", tmp_path / "place")
    made.place.mkdir()
    with made.image.open("wb") as file:
        file.truncate(SIZES[kind])
    subprocess.run([maker, "-q", made.image], check=True, capture_output=True)
    try:
        with made.mounted():
            pass
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this machine does not mount an image of {kind}: {error}")
    return made


def _needles(key_file: bytes) -> list[bytes]:
    """Pieces of a key file, none of which stands in another: behind the header all is random."""
    begin = key_file.index(b"\n---") + 60
    return [key_file[begin + place : begin + place + 24] for place in (0, 30, 60)]


def test_no_copy_of_a_key_is_left_on_the_raw_disk(disk: Disk, tmp_path: Path) -> None:
    with disk.mounted() as place:
        ws, _ = create_workspace(place / "v", PASSPHRASE, work_factor=WORK_FACTOR)
        ws.run_task = run_in_process
        family: Family = found_family(ws)
        film = family.film(tmp_path)
        other = import_film(ws, film_file(tmp_path / "b.mp4"), family.case.id, [family.parent.id])
        ids = (film.id, family.case.id, other.id)
        gone, left = _files(ws.folder, ids[:2]), _files(ws.folder, ids[2:])
        ws.close()
    needles = [needle for file in (*gone, *left) for needle in _needles(file)]
    assert [disk.copies(needle) for needle in needles] == [1] * 9  # so a copy that is there is found
    with disk.mounted() as place:
        ws = open_workspace(place / "v", PASSPHRASE)
        report = erase(ws, Target(Erasing.PERSON, family.child.id), "a test")
        assert set(report.done.overwritten) == {film.id, family.case.id}
        ws.close()
    assert [disk.copies(needle) for needle in needles] == [0] * 6 + [1] * 3


def _files(folder: Path, ids: tuple[str, ...]) -> list[bytes]:
    return [(folder / "keys" / f"{one}.age").read_bytes() for one in ids]


def test_no_secret_that_survives_opens_an_older_copy(tmp_path: Path) -> None:
    ws, recovery_key = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=WORK_FACTOR)
    ws.run_task = run_in_process
    family: Family = found_family(ws)
    film = family.film(tmp_path)
    other = import_film(ws, film_file(tmp_path / "b.mp4"), family.case.id, [family.parent.id])
    copy = (ws.folder / "recordings" / f"{film.id}.age").read_bytes()
    own = ws.vault.key(film.id)
    assert _opened(copy, own)[4:8] == b"ftyp"
    erase(ws, Target(Erasing.FILM, film.id), "a test")
    recovery = as_recovery_key(recovery_key)
    assert recovery is not None
    holder: X25519Identity = ws.vault._keys._holder  # noqa: SLF001 - the identity that the passphrase opens
    vault_key: X25519Identity = ws.vault.access._content.key  # noqa: SLF001 - the vault's own
    surviving = [vault_key, ws.vault.key(family.case.id), ws.vault.key(other.id)]
    for secret in (*surviving, holder, recovery.identity):
        with pytest.raises(NoMatchError):
            _opened(copy, secret)
    for file in [path.read_bytes() for path in (ws.folder / "keys").iterdir()]:
        for secret in (holder, recovery.identity):
            assert str(own).encode() not in _opened(file, secret)
    ws.close()


def _opened(file: bytes, secret: X25519Identity) -> bytes:
    return SequentialReader(BytesIO(file), [secret]).read(1 << 20)
