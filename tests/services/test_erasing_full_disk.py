"""Erasing on a disk that takes nothing more: the key and the film go first, and the journal knows afterwards."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.full_disks import no_file_longer_than
from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, WORK_FACTOR, Family, SetClock, film_file, found_family
from vigtool.domain.accountability import Erased, Erasing, ErasureBegun
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import cases
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target, plan_erasure
from vigtool.services.importing import import_film
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.recordings import is_erased
from vigtool.services.verifying import verify_vault
from vigtool.vault.errors import NoSpace

if sys.platform != "linux":
    pytest.skip("a small disk is made here by Linux alone", allow_module_level=True)

FILM = 300_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", place], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def family(small_disk: Path) -> Iterator[Family]:
    ws, _ = create_workspace(small_disk / "v", PASSPHRASE, work_factor=WORK_FACTOR, clock=SetClock())
    ws.run_task = run_in_process
    yield found_family(ws)
    ws.close()


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    family.answer(Purposes.GUIDANCE)
    return import_film(family.ws, film_file(tmp_path / "film.mp4", FILM), family.case.id)


def _fill(place: Path) -> None:
    """Leave no room, not even in the last page of the journal."""
    with (place / "filling").open("wb", buffering=0) as file:
        for size in (65_536, 4096, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


def _fill_up(family: Family, place: Path) -> None:
    """Fill the disk, and then the journal's last page by entries, until nothing is taken any more."""
    _fill(place)
    with pytest.raises(NoSpace):
        _note_until_full(family)


def _note_until_full(family: Family) -> None:
    for _ in range(100):
        record_consent(family.ws, family.child.id, Purposes.TRAINING, Answer.GIVEN)


@pytest.mark.parametrize("kind", list(Erasing))
def test_it_is_erased_and_on_record(family: Family, film: Recording, small_disk: Path, kind: Erasing) -> None:
    _fill_up(family, small_disk)
    target = {Erasing.FILM: film.id, Erasing.CASE: family.case.id, Erasing.PERSON: family.child.id}[kind]
    report = erase(family.ws, Target(kind, target), "no room")
    assert is_erased(family.ws, film.id)
    assert film.id in report.done.overwritten
    assert not list(family.ws.folder.rglob(f"{film.id}*"))
    begun, ended = family.ws.index.entries(acts={ACT_NAMES[ErasureBegun], ACT_NAMES[Erased]})
    assert (begun.seq, ended.seq) == report.entries
    assert verify_vault(family.ws).damage == ()


@pytest.mark.parametrize("kind", [Erasing.FILM, Erasing.CASE])
@pytest.mark.usefixtures("small_disk")
def test_a_crash_after_the_mark_is_finished_by_the_next_opening(family: Family, film: Recording, kind: Erasing) -> None:
    ws = family.ws
    plan = plan_erasure(ws, Target(kind, film.id if kind is Erasing.FILM else family.case.id))
    ws.vault.eraser.mark(plan.keys)
    ws.close()
    again = open_workspace(ws.folder, PASSPHRASE)
    try:
        assert is_erased(again, film.id)
        assert (cases(again) == []) is (kind is Erasing.CASE)
        (begun,) = again.index.entries(acts={ACT_NAMES[ErasureBegun]})
        assert begun.object == plan.target.id
        assert not list(again.folder.rglob(f"{film.id}*"))
        assert again.vault.eraser.marked() == ()
        assert verify_vault(again).damage == ()
    finally:
        again.close()


def test_a_vault_on_a_disk_that_takes_nothing_opens_with_an_erasure_that_waits(family: Family, film: Recording) -> None:
    ws = family.ws
    ws.vault.eraser.mark([film.id])
    ws.close()
    with no_file_longer_than(0):
        full = open_workspace(ws.folder, PASSPHRASE)
    assert is_erased(full, film.id)
    assert not full.index.entries(acts={ACT_NAMES[Erased]})
    assert full.vault.eraser.marked() == (film.id,)
    full.close()
    again = open_workspace(ws.folder, PASSPHRASE)
    assert len(again.index.entries(acts={ACT_NAMES[Erased]})) == 1
    assert again.vault.eraser.marked() == ()
    again.close()
