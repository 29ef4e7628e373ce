"""``kill -9`` at random points of importing and marking: what was acknowledged is kept, and nothing lies in the clear.

Half of the rounds kill from outside after a random time, half at a random touch of the vault's files. Every third kill
is followed by another one before anybody repairs. ``VIGTOOL_CAMPAIGN=all`` runs the campaign, otherwise a sample.
"""

import json
import os
import random
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.faults.needles import CASE_NAME, PASSPHRASE, PERSON_NAME, QUESTION, found_in_clear
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.marking import moment
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.people import add_person
from vigtool.services.recordings import recording, recordings
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace

CAMPAIGN = os.environ.get("VIGTOOL_CAMPAIGN") == "all"
ROUNDS = 120 if CAMPAIGN else 8
FRESH_EVERY = 30
"""Rounds in one vault, so that reading it whole stays quick."""

LONGEST = 0.5
"""Seconds of work before a kill from outside, at most."""

TOUCHES = 80
"""Touches of the vault's files before a kill from within, at most: opening takes about ten, an import about fifteen."""

REPOSITORY = Path(__file__).parents[2]


@dataclass(slots=True)
class Tally:
    """What the campaign shows."""

    rounds: int = 0
    during: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    lost: list[object] = field(default_factory=list)
    leftovers: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        during = ", ".join(f"{count} {name}" for name, count in sorted(self.during.items()))
        left = ", ".join(f"{count} {name}" for name, count in sorted(self.leftovers.items())) or "none"
        return (
            f"{self.rounds} kills ({during}); {self.acknowledged} events acknowledged, {len(self.lost)} lost; "
            f"leftovers repaired: {left}"
        )


@dataclass(slots=True)
class Scene:
    """A vault, the folder of films, and the place for temporary files of the child."""

    folder: Path
    said: list[dict[str, Any]] = field(default_factory=list)

    @property
    def vault(self) -> Path:
        return self.folder / "vault"

    def found(self) -> None:
        for name in ("films", "tmp", "home"):
            (self.folder / name).mkdir(parents=True)
        ws, _ = create_workspace(self.vault, PASSPHRASE, work_factor=1)
        case = add_case(ws, CASE_NAME, QUESTION)
        person = add_person(ws, case.id, PERSON_NAME, Role.CHILD)
        record_consent(ws, person.id, Purposes.GUIDANCE, Answer.GIVEN)
        ws.close()

    def work_and_die(self, chance: random.Random) -> str:
        """Let a child work and be killed; return what it was doing."""
        inside = chance.random() < 0.5
        point = [str(chance.randint(1, TOUCHES))] if inside else []
        command = [sys.executable, "-m", "tests.faults.working_child", str(self.vault), str(self.folder / "films")]
        own = {"TMPDIR": str(self.folder / "tmp"), "HOME": str(self.folder / "home"), "PYTHONPATH": str(REPOSITORY)}
        with subprocess.Popen(
            [*command, str(chance.getrandbits(32)), *point],
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.folder / "tmp",
            env={**os.environ, **own},
        ) as child:
            killer = threading.Timer(chance.uniform(0, LONGEST), child.kill)
            said: list[dict[str, Any]] = []
            assert child.stdout is not None
            for line in child.stdout:
                if not said and not inside:
                    killer.start()
                said.append(json.loads(line))
            killer.cancel()
            if killer.is_alive():
                killer.join()
        assert child.returncode == -9
        self.said += said
        return next((str(one["about"]) for one in reversed(said) if "about" in one), "opening")

    def check(self, tally: Tally) -> None:
        """Open, and look at everything."""
        ws = open_workspace(self.vault, PASSPHRASE)
        try:
            assert ws.repairs is not None
            tally.leftovers["keys shredded"] += len(ws.repairs.shredded)
            tally.leftovers["films or indexes removed"] += len(ws.repairs.removed)
            tally.leftovers["half-written files removed"] += len(ws.repairs.temporary)
            tally.leftovers["entries beyond the head taken in"] += ws.vault.journal.recovered.entries
            tally.leftovers["torn appends set aside"] += ws.vault.journal.recovered.torn > 0
            done = [one for one in self.said if "done" in one]
            tally.lost += [one for one in done if not _kept(ws, one, self.said)]
            self._check_disk(ws)
        finally:
            ws.close()

    def _check_disk(self, ws: Workspace) -> None:
        films = {film.id for film in recordings(ws)}
        assert ws.vault.inventory(films).clean
        assert verify_vault(ws).damage == ()
        assert {path.name for path in (ws.folder / "recordings").iterdir()} == {f"{one}.age" for one in films}
        assert {path.name.split(".")[0] for path in (ws.folder / "derived").iterdir()} == films
        assert len(list((ws.folder / "keys").iterdir())) == len(films) + 2
        assert found_in_clear(self.vault, self.folder / "tmp", self.folder / "home") == []


def _kept(ws: Workspace, said: dict[str, Any], everything: list[dict[str, Any]]) -> bool:
    """Whether an acknowledged act stands in the journal under its number, and shows."""
    envelope = next((one for one in ws.index.entries() if one.seq == said["seq"]), None)
    if envelope is None:
        return False
    if said["done"] == "import":
        return envelope.object == said["id"] and bool(recording(ws, RecordingId(said["id"])).sha256 == said["sha256"])
    return envelope.act == "marks.changed" and moment(ws, MomentId(said["id"])).title in _titles(said["id"], everything)


def _titles(moment_id: str, everything: list[dict[str, Any]]) -> list[str]:
    """The title that was acknowledged last, and what was under way after it."""
    about_it = [one for one in everything if one.get("id") == moment_id]
    last = max(place for place, one in enumerate(about_it) if "done" in one)
    return [one["title"] for one in about_it[last:]]


def test_nothing_acknowledged_is_lost_to_kill_nine(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    record_testsuite_property: Any,  # noqa: ANN401 - pytest's own
) -> None:
    chance, tally = random.Random(20260309 if not CAMPAIGN else None), Tally()
    scenes: list[Scene] = []
    while tally.rounds < ROUNDS:
        if tally.rounds % FRESH_EVERY == 0:
            tally.acknowledged += sum("done" in one for scene in scenes[-1:] for one in scene.said)
            scenes.append(Scene(tmp_path / f"scene-{len(scenes)}"))
            scenes[-1].found()
        tally.during[scenes[-1].work_and_die(chance)] += 1
        tally.rounds += 1
        if tally.rounds % 3 or tally.rounds % FRESH_EVERY in (0, FRESH_EVERY - 1) or tally.rounds == ROUNDS:
            scenes[-1].check(tally)
    tally.acknowledged += sum("done" in one for one in scenes[-1].said)
    record_testsuite_property("kill -9", str(tally))
    with capsys.disabled():
        sys.stdout.write(f"\nkill -9: {tally}\n")
    assert tally.lost == []
    assert tally.acknowledged > ROUNDS
    assert tally.during["import"] > 0
    assert tally.during["marking"] > 0


def test_the_search_for_needles_finds_them(tmp_path: Path) -> None:
    """The positive control of the search above."""
    from tests.faults.needles import film_bytes, moment_title, needles  # noqa: PLC0415 - only here

    (tmp_path / "film").write_bytes(film_bytes("x"))
    (tmp_path / "note").write_text(moment_title(3) + QUESTION + CASE_NAME + PERSON_NAME + PASSPHRASE, "utf-8")
    (tmp_path / "AGE-SECRET-KEY-1XYZ").touch()
    assert {needle for _name, needle in found_in_clear(tmp_path)} == set(needles())
