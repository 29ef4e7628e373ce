"""``kill -9`` in the middle of making a package and of taking one in: whole or not at all, and it can be done again.

Each act is killed at touches of files and after entries of the journal, spread over all that there are;
``VIGTOOL_CAMPAIGN=all`` kills at every one.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.campaign_table import Record, tell
from tests.faults.supervising_child import MAKING, done, opened
from tests.packages.scene import acted_out
from vigtool.domain.events import ACT_NAMES
from vigtool.domain.supervision import AnswerMerged, GuestOpened, ReceiptKept
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.cases import cases
from vigtool.services.contacts import contacts
from vigtool.services.guests import guests
from vigtool.services.notice_errors import ReceiptKnown
from vigtool.services.package_reading import Mailroom
from vigtool.services.recordings import is_erased, recordings
from vigtool.services.supervision_errors import PackageKnown
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace

CAMPAIGN = os.environ.get("VIGTOOL_CAMPAIGN") == "all"
FEW = 3
"""Kills by touches and by entries, each, where it is no campaign."""
MERGED_BEFORE = 1
"""Answers that the scene begins with."""
ACTS = (MAKING, *(kind.value for kind in Kind))
REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Kept:
    """The scene with its vaults closed, to be copied; ``files`` are the packages that wait, by act."""

    folder: Path
    files: dict[str, str]
    moments: list[str]
    to: str

    def wish(self, folder: Path, act: str, touch: int | None = None, entry: int | None = None) -> dict[str, Any]:
        """What the child is told."""
        own = {"folder": str(folder), "act": act, "touch": touch, "entry": entry}
        return {**own, "file": self.files.get(act), "moments": self.moments, "to": self.to}

    def copied(self, folder: Path) -> Path:
        shutil.copytree(self.folder, folder)
        return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("scene")
    with acted_out(folder) as scene:
        files = {kind.value: file.name for kind, file in scene.real.items()}
        (to,) = (one.id for one in contacts(scene.trainee) if one.name == "Supervisor")
        moments = [str(one) for one in scene.moments]
    (folder / "out").mkdir()
    return Kept(folder, files, moments, to)


@dataclass(slots=True)
class Nursery:
    """The process that forks children."""

    process: subprocess.Popen[str]

    def bear(self, wish: dict[str, Any]) -> list[dict[str, int]]:
        """What a child says until it has ended."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(wish) + "\n")
        self.process.stdin.flush()
        said = list[dict[str, int]]()
        for line in self.process.stdout:
            said.append(json.loads(line))
            if "ended" in said[-1]:
                break
        return said


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    command = [sys.executable, "-m", "tests.faults.supervising_child"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY, start_new_session=True
    ) as process:
        yield Nursery(process)
        os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("act", ACTS)
def test_a_kill_in_the_middle_leaves_it_whole_or_not_at_all(
    kept: Kept, nursery: Nursery, tmp_path: Path, record_property: Record, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    # each copy is a computer of its own: what is erased in one is noted there
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-whole"))
    whole = nursery.bear(kept.wish(kept.copied(tmp_path / "whole"), act) | {"data": str(tmp_path / "data-whole")})
    assert whole[-1] == {"ended": 0}
    counted, found = whole[0], Counter[str]()
    points = [*spread("touch", counted["touches"]), *spread("entry", counted["entries"])]
    for number, point in enumerate(points):
        data, folder = str(tmp_path / f"data-{number}"), kept.copied(tmp_path / str(number))
        monkeypatch.setenv("XDG_DATA_HOME", data)
        said = nursery.bear(kept.wish(folder, act, **point) | {"data": data})
        assert said == [{"ended": -signal.SIGKILL}]
        found[looked_at(kept, folder, act)] += 1
        shutil.rmtree(folder)
    tell(record_property, "kill -9 with packages", {f"{act}: {len(points)} kills, then": found})
    assert found.total() > 0


def spread(what: str, number: int) -> list[dict[str, int]]:
    """Places to kill at, from the first to the last."""
    assert number > 0
    places = range(1, number + 1) if CAMPAIGN else {1 + (number - 1) * one // (FEW - 1) for one in range(FEW)}
    return [{what: one} for one in sorted(places)]


def looked_at(kept: Kept, folder: Path, act: str) -> str:
    """Open the vault again: it is in order. Then do it again, and it is done once. Return how it was found."""
    ws = opened(folder, act)
    try:
        demand_order(ws)
        before = standing(ws, act, folder, kept)
        (folder / "out" / "made.vigpackage").unlink(missing_ok=True)
        with suppress(PackageKnown, ReceiptKnown):
            done(ws, folder, kept.wish(folder, act))
        demand_order(ws)
        assert standing(ws, act, folder, kept) == "done"
        return before
    finally:
        ws.close()


def demand_order(ws: Workspace) -> None:
    """Films on the disk are those on record, and nothing is damaged or half there."""
    left = {film.id for film in recordings(ws) if not is_erased(ws, film.id)}
    assert verify_vault(ws).damage == ()
    assert {path.name for path in (ws.folder / "recordings").iterdir()} == {f"{one}.age" for one in left}
    assert {path.name.split(".")[0] for path in (ws.folder / "derived").iterdir()} <= left
    assert {one.id for one in cases(ws) if one.guest is not None} == {one.case for one in guests(ws)}


def standing(ws: Workspace, act: str, folder: Path, kept: Kept) -> str:
    """How it is with the package of an act; more than once is never right."""
    if act == MAKING:
        return made(ws, folder / "out")
    manifest, _sender = Mailroom(ws).glimpse(folder / kept.files[act])
    if act == Kind.NOTICE:
        return "done" if all(one.package != manifest.about for one in guests(ws)) else "not begun"
    if act == Kind.ANSWER:
        times = len(ws.index.entries(acts={ACT_NAMES[AnswerMerged]})) - MERGED_BEFORE
    else:
        kind, of = (GuestOpened, manifest.id) if act == Kind.HANDOVER else (ReceiptKept, manifest.about)
        times = len(ws.index.entries(object=of, acts={ACT_NAMES[kind]}))
    assert times <= 1
    return "done" if times else "not begun"


def made(ws: Workspace, out: Path) -> str:
    """A package that has its name is on record, and nothing else lies beside it."""
    files = list(out.iterdir())
    if not files:
        return "no file"
    assert len(files) == 1, files
    (file,) = files
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest().encode()
    assert any(sha256 in body for body in ws.index.select("package"))
    return "done"
