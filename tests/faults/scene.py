"""A vault with all that lies around it, in which a child works and dies, and a look at everything afterwards."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.needles import CASE_NAME, PASSPHRASE, PERSON_NAME, QUESTION, found_in_clear
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.people import Role
from vigtool.domain.progress import ignore_progress
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.marking import moment
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.people import add_person
from vigtool.services.recordings import is_erased, recording, recordings
from vigtool.services.restoring import restore
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace
from vigtool.vault.backup import load_manifest
from vigtool.vault.errors import WrongSecret

OPENING = 0.2
"""Share of the kills from outside that may come while the vault is being opened."""

LONGEST = 1.2
"""Seconds of work before a kill from outside, at most."""

TOUCHES = 120
"""Touches of files before a kill from within, at most: opening takes about ten, an import fifteen, a backup sixty."""

REPOSITORY = Path(__file__).parents[2]

Said = dict[str, Any]
"""A line of the child's."""


@dataclass(slots=True)
class Tally:
    """What the campaign shows."""

    rounds: int = 0
    during: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    lost: list[object] = field(default_factory=list)
    leftovers: Counter[str] = field(default_factory=Counter)
    restored: int = 0

    def counts(self) -> dict[str, dict[str, int]]:
        """The rows of the campaign's table."""
        return {
            "rounds": {"": self.rounds},
            "killed during": dict(self.during),
            "acknowledged": dict(self.acknowledged),
            "acknowledged and lost": {"": len(self.lost)},
            "put in order": dict(self.leftovers),
            "backups restored and read": {"": self.restored},
        }


@dataclass(slots=True)
class Scene:
    """The vault, the backup, the folders of films and clips, and the place for temporary files of the child."""

    folder: Path
    said: list[Said] = field(default_factory=list)
    words: list[str] = field(default_factory=lambda: [PASSPHRASE])
    _nursery: subprocess.Popen[str] | None = None

    @property
    def vault(self) -> Path:
        """Where the vault lies."""
        return self.folder / "vault"

    @property
    def backup(self) -> Path:
        """Where its backup lies."""
        return self.folder / "backup"

    def found(self) -> None:
        """Make a vault with a case in which everything is allowed."""
        for name in ("films", "tmp", "home", "out"):
            (self.folder / name).mkdir(parents=True)
        ws, _ = create_workspace(self.vault, PASSPHRASE, work_factor=1)
        case = add_case(ws, CASE_NAME, QUESTION)
        person = add_person(ws, case.id, PERSON_NAME, Role.CHILD)
        for purpose in (Purposes.GUIDANCE, Purposes.FAMILY_COPY):
            record_consent(ws, person.id, purpose, Answer.GIVEN)
        ws.close()

    def work_and_die(self, chance: random.Random) -> str:
        """Let a child work and be killed; return what it was doing."""
        inside = chance.random() < 0.5
        point = chance.randint(1, TOUCHES) if inside else None
        words = self._opening_words()
        wish = {"scene": str(self.folder), "seed": chance.getrandbits(32), "words": words, "point": point}
        after = chance.uniform(0, LONGEST)
        since = "about" if chance.random() < OPENING else "opened"
        said: list[Said] = []
        killer: threading.Timer | None = None
        for one in self.child(wish):
            said.append(one)
            if since in one and not inside and killer is None:
                killer = threading.Timer(after, os.kill, (said[0]["pid"], signal.SIGKILL))
                killer.start()
        if killer is not None:
            killer.join()
        assert said[-1] == {"ended": -signal.SIGKILL}
        self.said += said
        self.words += [one["new"] for one in said if one.get("about") == "passphrase"]
        return next((str(one["about"]) for one in reversed(said) if "about" in one), "opening")

    def close(self) -> None:
        """No more children, those that still work included."""
        if self._nursery is not None:
            os.killpg(self._nursery.pid, signal.SIGKILL)
            self._nursery.communicate()
            self._nursery = None

    def check(self, tally: Tally) -> None:
        """Open, and look at everything."""
        ws = open_workspace(self.vault, self._opening_words())
        try:
            assert ws.repairs is not None
            tally.leftovers["keys shredded"] += len(ws.repairs.shredded)
            tally.leftovers["films or indexes removed"] += len(ws.repairs.removed)
            tally.leftovers["half-written files removed"] += len(ws.repairs.temporary)
            tally.leftovers["entries beyond the head taken in"] += ws.vault.journal.recovered.entries
            tally.leftovers["torn appends set aside"] += ws.vault.journal.recovered.torn > 0
            tally.lost += [one for one in self.said if "done" in one and not self._kept(ws, one)]
            self._check_disk(ws)
            self._check_clips(ws)
        finally:
            ws.close()
        self._check_backup(tally)

    def child(self, wish: Said) -> Iterator[Said]:
        """Have a child started, and yield what it says until it has ended."""
        if self._nursery is None:
            own = {"TMPDIR": str(self.folder / "tmp"), "HOME": str(self.folder / "home"), "PYTHONPATH": str(REPOSITORY)}
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.working_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=self.folder / "tmp",
                env={**os.environ, **own},
                start_new_session=True,
            )
        told, heard = self._nursery.stdin, self._nursery.stdout
        assert told is not None
        assert heard is not None
        told.write(json.dumps(wish) + "\n")
        told.flush()
        for line in heard:
            said = json.loads(line)
            yield said
            if "ended" in said:
                return

    def _opening_words(self) -> str:
        """Which passphrase opens the vault: the one acknowledged last, or one that was on its way since."""
        done = [one["new"] for one in self.said if one.get("done") == "passphrase"]
        possible = self.words[self.words.index(done[-1]) if done else 0 :]
        for words in reversed(possible):
            try:
                open_workspace(self.vault, words, read_only=True).close()
            except WrongSecret:
                continue
            return words
        raise AssertionError(possible)

    def _check_disk(self, ws: Workspace) -> None:
        films = {film.id for film in recordings(ws)}
        left = {film for film in films if not is_erased(ws, film)}
        assert ws.vault.inventory(films).clean or left < films
        assert verify_vault(ws).damage == ()
        assert {path.name for path in (ws.folder / "recordings").iterdir()} == {f"{one}.age" for one in left}
        assert {path.name.split(".")[0] for path in (ws.folder / "derived").iterdir()} == left
        assert len(list((ws.folder / "keys").iterdir())) == len(left) + 2
        assert found_in_clear(self.vault, self.backup, self.folder / "tmp", self.folder / "home") == []

    def _check_clips(self, ws: Workspace) -> None:
        """What left the vault is whole and on record."""
        on_record = {one["sha256"] for one in self.said if one.get("done") == "export"}
        for path in (self.folder / "out").glob("*.mp4"):
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            if sha256 not in on_record:  # published, and killed before it was said
                assert any(sha256.encode() in body for body in ws.index.select("clip.exported"))
        assert not list((self.folder / "out").glob(".*"))

    def _kept(self, ws: Workspace, said: Said) -> bool:  # noqa: PLR0911 - one line for each act
        """Whether an acknowledged act stands in the journal under its number, and shows."""
        envelope = next((one for one in ws.index.entries() if one.seq == said["seq"]), None)
        if envelope is None:
            return False
        match said["done"]:
            case "import":
                film = recording(ws, RecordingId(said["id"]))
                return envelope.object == film.id and bool(film.sha256 == said["sha256"])
            case "marking":
                title = moment(ws, MomentId(said["id"])).title
                return envelope.act == "marks.changed" and title in self._titles(said["id"])
            case "erasure":
                return envelope.act == "erasure.done" and is_erased(ws, RecordingId(said["id"]))
            case "export":
                clip = self.folder / "out" / said["file"]
                return bool(hashlib.sha256(clip.read_bytes()).hexdigest() == said["sha256"])
            case "passphrase":
                return envelope.act == "passphrase.changed"
            case _:
                return envelope.act == "backup.made" and bool(
                    load_manifest(self.backup).generation >= said["generation"]
                )

    def _titles(self, moment_id: str) -> list[str]:
        """The title that was acknowledged last, and what was under way after it."""
        about_it = [one for one in self.said if one.get("id") == moment_id and "title" in one]
        last = max(place for place, one in enumerate(about_it) if "done" in one)
        return [one["title"] for one in about_it[last:]]

    def _check_backup(self, tally: Tally) -> None:
        """A backup that was acknowledged restores to something whole, and holds nothing that was erased before it."""
        made = [place for place, one in enumerate(self.said) if one.get("done") == "backup"]
        if not made:
            return
        erased = [one["id"] for one in self.said[: made[-1]] if one.get("done") == "erasure"]
        assert not [path for path in self.backup.rglob("*") if path.name.split(".")[0] in erased]
        target = self.folder / f"restored-{tally.restored}"
        for words in reversed(self.words):
            try:
                restored = restore(self.backup, target, words, ignore_progress)
            except WrongSecret:
                assert not target.exists()
                continue
            assert restored.files.damage == ()
            assert restored.vault is not None
            assert restored.vault.damage == ()
            assert restored.files.entries >= self.said[made[-1]]["entries"]
            tally.restored += 1
            return
        raise AssertionError(self.words)
