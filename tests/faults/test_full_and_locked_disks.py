"""No room at any write, a disk that takes no writes, two instances at once, and a clock that goes back.

Nothing acknowledged is lost, every refusal has a type, and erasing works on a full disk. On small disks of their own,
which only root may mount.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.campaign_table import Record, tell
from tests.faults.full_vault import PASSPHRASE, Outcome, family_of, furnish, look, truth_of
from tests.faults.scene import Scene
from tests.in_process_tasks import run_in_process
from tests.services.casework import SetClock, film_file
from vigtool.domain.accountability import Erasing
from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.errors import VigtoolError
from vigtool.domain.purposes import Purposes
from vigtool.services.backing_up import back_up
from vigtool.services.changing_keys import passphrase_change
from vigtool.services.clips import export_clip
from vigtool.services.consents import consent_grid, record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.importing import import_film
from vigtool.services.jobs import complete
from vigtool.services.marking import mark_frames, moments
from vigtool.services.opening import open_workspace
from vigtool.services.recordings import is_erased, recordings
from vigtool.services.restoring import restore
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import NoSpace, VaultInUse, VaultReadOnly, WrongSecret

if sys.platform != "linux":
    pytest.skip("small disks and remounting are Linux's", allow_module_level=True)

CAMPAIGN = os.environ.get("VIGTOOL_CAMPAIGN") == "all"
PAGE = 4096
STEP = 1 if CAMPAIGN else 9
"""Pages of room more at each try."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB with a furnished vault."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        furnish(folder / "vault", tmp_path)
        (folder / "out").mkdir()
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def opened(disk: Path, *, read_only: bool = False) -> Workspace:
    ws = open_workspace(disk / "vault", PASSPHRASE, read_only=read_only)
    ws.run_task = run_in_process
    return ws


def _import(ws: Workspace, disk: Path) -> None:
    import_film(ws, film_file(disk.parent / "next.mp4", 60_000), family_of(ws).case.id)


def _mark(ws: Workspace, disk: Path) -> None:  # noqa: ARG001 - what every act is given
    (film,) = [one for one in recordings(ws) if not is_erased(ws, one.id)]
    mark_frames(ws, film.id, first=1, end=5, title="one more " * 900)


def _export(ws: Workspace, disk: Path) -> None:
    (film,) = [one for one in recordings(ws) if not is_erased(ws, one.id)]
    export_clip(ws, moments(ws, film.id)[0].id, Purposes.FAMILY_COPY, disk / "out" / "clip.mp4")


def _change_passphrase(ws: Workspace, disk: Path) -> None:  # noqa: ARG001 - as above
    complete(passphrase_change(ws, PASSPHRASE, renew=True))


def _back_up(ws: Workspace, disk: Path) -> None:
    back_up(ws, disk / "backup")


def _erase(ws: Workspace, disk: Path) -> None:  # noqa: ARG001 - as above
    (film,) = [one for one in recordings(ws) if not is_erased(ws, one.id)]
    erase(ws, Target(Erasing.FILM, film.id), "no longer needed")


@pytest.mark.parametrize("act", [_import, _mark, _export, _change_passphrase, _back_up])
def test_no_room_at_any_write(disk: Path, act: Callable[[Workspace, Path], None], record_property: Record) -> None:
    tally: Counter[str] = Counter()
    room = 0
    while "done" not in tally:
        ws = opened(disk)
        before = truth_of(ws)
        _fill(disk, room)
        try:
            act(ws, disk)
            tally["done"] += 1
        except VigtoolError as error:
            tally[type(error).__name__] += 1
        ws.close()
        (disk / "ballast").unlink()
        ws = opened(disk)
        after = truth_of(ws)
        assert after.entries[: len(before.entries)] == before.entries
        assert after.films.items() >= before.films.items()
        assert verify_vault(ws).damage == ()
        assert not list((disk / "out").glob(".*"))
        ws.close()
        assert room < 1000
        room += STEP
    tell(record_property, "no room at any write", {act.__name__.strip("_"): dict(tally)})
    assert tally["NoSpace"] > 0
    assert not tally.keys() - {"done", "NoSpace", "ChangeUnfinished", "JournalStopped"}


def _fill(disk: Path, pages: int) -> None:
    free = shutil.disk_usage(disk).free
    with (disk / "ballast").open("wb") as file:
        file.write(bytes(max(free - pages * PAGE, 0)))


@pytest.mark.parametrize("pages", [0, 1, 2, 5])
def test_erasing_works_on_a_full_disk(disk: Path, pages: int) -> None:
    ws = opened(disk)
    (film,) = [one for one in recordings(ws) if not is_erased(ws, one.id)]
    _fill(disk, pages)
    _erase(ws, disk)
    ws.close()
    assert not [path for path in (disk / "vault").rglob(f"{film.id}.*") if path.suffix != ".note"]
    ws = opened(disk, read_only=True)
    assert is_erased(ws, film.id)
    assert verify_vault(ws).damage == ()
    ws.close()


def test_a_disk_that_takes_no_writes(disk: Path, tmp_path: Path) -> None:
    ws = opened(disk)
    truth = truth_of(ws)
    ws.close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(VaultReadOnly):
        opened(disk)
    assert look(disk / "vault", truth) is Outcome.HARMLESS
    ws = opened(disk, read_only=True)
    for act in (_import, _mark, _export, _change_passphrase, _erase):
        with pytest.raises(VigtoolError):
            act(ws, disk)
    back_up(ws, tmp_path / "backup")
    with pytest.raises(VaultReadOnly):
        back_up(ws, disk / "out" / "backup")
    ws.close()
    with pytest.raises(VaultReadOnly):
        restore(tmp_path / "backup", disk / "restored", PASSPHRASE)
    restored = restore(tmp_path / "backup", tmp_path / "restored", PASSPHRASE)
    assert restored.vault is not None
    assert restored.vault.damage == ()


def test_two_instances(tmp_path: Path) -> None:
    """One works in a process of its own, the other looks on: what was acknowledged before it looked is there."""
    scene = Scene(tmp_path / "scene")
    scene.found()
    wish = {"scene": str(scene.folder), "seed": 5, "words": scene.words[0], "point": None}
    wanted = 60 if CAMPAIGN else 5
    seen, child = 0, 0
    with closing(scene):
        for said in scene.child(wish):
            child = said.get("pid", child)
            scene.words += [said["new"]] if said.get("about") == "passphrase" else []
            if seen < wanted and said.get("done") in ("marking", "import"):
                with pytest.raises(VaultInUse):
                    open_workspace(scene.vault, scene.words[-1])
                seen += _is_seen(scene, said["seq"])
                if seen == wanted:  # what it said before is still to be read
                    os.kill(child, signal.SIGKILL)
    assert seen == wanted


def _is_seen(scene: Scene, seq: int) -> bool:
    """Look on; False when the passphrase is another again."""
    try:
        reader = open_workspace(scene.vault, scene.words[-1], read_only=True)
    except WrongSecret:
        return False
    try:
        assert reader.vault.journal.count > seq
        assert [one.seq for one in reader.index.entries()] == list(range(reader.vault.journal.count))
    finally:
        reader.close()
    return True


def test_a_clock_that_goes_back(disk: Path) -> None:
    """Between any two acts; the order of work counts, not the clock."""
    chance, clock = random.Random(20260309), SetClock()
    ws = open_workspace(disk / "vault", PASSPHRASE, clock=clock)
    ws.run_task = run_in_process
    for number in range(60 if CAMPAIGN else 12):
        if number % 3 == 0:
            ws.close()
            ws = open_workspace(disk / "vault", PASSPHRASE, clock=clock)
        clock.now = datetime(2026, 3, 9, tzinfo=UTC) + timedelta(days=chance.randint(-20_000, 3_000))
        before = truth_of(ws).entries
        _mark(ws, disk) if number % 2 else back_up(ws, disk / "backup")
        assert truth_of(ws).entries[: len(before)] == before
    family = family_of(ws)
    record_consent(ws, family.child.id, Purposes.RESEARCH, Answer.GIVEN)
    clock.now -= timedelta(days=9_000)
    record_consent(ws, family.child.id, Purposes.RESEARCH, Answer.WITHDRAWN)
    clock.now -= timedelta(days=9_000)
    _erase(ws, disk)
    back_up(ws, disk / "backup")
    ws.close()
    ws = opened(disk, read_only=True)
    grid = consent_grid(ws, family.case.id)
    assert grid[family.child.id, Purposes.RESEARCH] is ConsentState.WITHDRAWN
    assert verify_vault(ws).damage == ()
    ws.close()


def test_the_positive_control_of_a_full_disk(disk: Path) -> None:
    _fill(disk, 0)
    with pytest.raises(OSError, match="No space"):
        (disk / "more").write_bytes(bytes(PAGE))
    (disk / "ballast").unlink()
    ws = opened(disk)
    _fill(disk, 0)
    with pytest.raises(NoSpace):
        _mark(ws, disk)
    ws.close()
