"""``log bundle``, ``checkpoint``, ``prove`` and ``verify``, as scripts run them."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Said, Shell
from tests.services.bundling import bring_film, watch, watch_anyway
from tests.services.casework import Family, found_family
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.services.consents import record_consent
from vigtool.services.opening import create_workspace


@dataclass(frozen=True, slots=True)
class Given:
    """A vault in which a film was watched, and at last once more after a withdrawal if ``rightly`` is not so."""

    shell: Shell
    parent: str

    @classmethod
    def made(cls, folder: Path, *, rightly: bool) -> "Given":
        ws, _recovery_key = create_workspace(folder / "v", PASSPHRASE, work_factor=1)
        try:
            family = found_family(ws)
            live(family, rightly=rightly)
        finally:
            ws.close()
        return cls(QuickShell(folder), family.parent.id)

    def bundle(self) -> Said:
        return self.shell("log", "bundle", "v", "--person", self.parent, "-o", "out", "--json", "--lang", "en")

    def verify(self, bundle: str, key: str, *more: str) -> Said:
        return self.shell("log", "verify", bundle, "--key", key, *more, "--json", "--lang", "en")


def live(family: Family, *, rightly: bool) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    watch(family, film)
    record_consent(family.ws, family.parent.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    if not rightly:
        watch_anyway(family, film)


@pytest.fixture
def given(tmp_path: Path) -> Given:
    return Given.made(tmp_path, rightly=True)


def test_a_log_is_handed_out_and_checked_by_either_program(given: Given) -> None:
    made = given.bundle()
    assert made.code == 0, made.messages
    answer = made.answer
    assert set(answer) == {"bundle", "checkpoint", "verifier", "key", "entries", "readable", "sha256"}
    assert "on paper" in made.messages
    checked = given.verify(answer["bundle"], answer["key"], "--since", answer["checkpoint"])
    assert (checked.code, checked.answer) == (0, {"holds": True, "findings": []})
    command = [sys.executable, "-I", answer["verifier"], answer["bundle"], "--key", answer["key"]]
    beside = subprocess.run(command, cwd=given.shell.folder, capture_output=True, text=True, check=False)
    assert (beside.returncode, beside.stdout) == (0, "It holds.\n")


def test_a_log_that_tells_against_its_writer_ends_with_5_and_says_where(tmp_path: Path) -> None:
    given = Given.made(tmp_path, rightly=False)
    answer = given.bundle().answer
    checked = given.verify(answer["bundle"], answer["key"])
    assert checked.code == 5
    place = answer["entries"] - 1
    assert checked.answer == {
        "holds": False,
        "findings": [{"flaw": "WITHOUT_CONSENT", "entry": place, "purpose": "guidance"}],
    }
    assert checked.messages == f"Entry {place}: It stands on no consent that was in force (guidance).\n"


def test_a_changed_bundle_a_wrong_key_and_none_at_all(given: Given) -> None:
    answer = given.bundle().answer
    path = given.shell.folder / answer["bundle"]
    bundle = json.loads(path.read_bytes())
    bundle["leaves"][3] = bundle["leaves"][3].replace("person.added", "person.edded", 1)
    path.write_text(json.dumps(bundle), encoding="utf-8")
    changed = given.verify(answer["bundle"], answer["key"])
    assert changed.code == 5
    assert changed.answer["findings"][0] == {"flaw": "CHANGED", "entry": None, "purpose": ""}
    assert given.verify(answer["bundle"], "no-key").code == 5
    assert given.verify("none.json", answer["key"]).code == 2


def test_a_checkpoint_is_kept_outside_and_continued(given: Given) -> None:
    def ask(*more: str) -> Said:
        return given.shell("log", "checkpoint", "v", *more, "--json", "--lang", "en")

    first = ask("-o", "kept.txt")
    assert first.code == 0, first.messages
    assert first.answer["text"] == (given.shell.folder / "kept.txt").read_text("utf-8")
    answer = given.bundle().answer
    later = ask("--since", "kept.txt")
    assert (later.code, later.answer["key"]) == (0, answer["key"])
    assert later.answer["text"].startswith(f"old {answer['entries']}\n")
    assert given.verify(answer["bundle"], answer["key"], "--since", "kept.txt").code == 0
    foreign = given.shell.folder / "foreign.txt"
    foreign.write_text("no note", encoding="utf-8")
    assert ask("--since", "foreign.txt").code == 2
    text = first.answer["text"]
    foreign.write_text(text.replace("\n", "0\n", 2).replace("0\n", "\n", 1), encoding="utf-8")
    assert ask("--since", "foreign.txt").code == 4


def test_one_entry_is_proved_alone(given: Given) -> None:
    proved = given.shell("log", "prove", "v", "--entry", "2", "-o", "2.tlog-proof", "--json", "--lang", "en")
    assert proved.code == 0, proved.messages
    assert json.loads(proved.answer["leaf"])["seq"] == 2
    assert proved.answer["text"].startswith("c2sp.org/tlog-proof@v1\nindex 2\n")
    assert (given.shell.folder / "2.tlog-proof").read_text("utf-8") == proved.answer["text"]
    beyond = given.shell("log", "prove", "v", "--entry", "999", "--lang", "en")
    assert (beyond.code, beyond.messages) == (
        2,
        "The log has no entry of this number. Entries are counted from 0.\n",
    )
