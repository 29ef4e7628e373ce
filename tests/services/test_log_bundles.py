import ast
import base64
import hashlib
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.bundling import Bundled, answer, bring_film, key_of, watch, watch_anyway
from tests.services.casework import (
    CASE_NAME,
    CHILD_NAME,
    NAMES,
    PARENT_NAME,
    QUESTION,
    Family,
    SetClock,
    Stopping,
    happened,
)
from vigtool.domain.accountability import Erasing, LogBundleMade
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Act, Purposes
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument
from vigtool.exchange.log_bundle import from_json, to_json, verifier
from vigtool.services.checkpoints import checkpoint
from vigtool.services.clips import export_clip
from vigtool.services.consents import permit
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import ConsentRefused, FileUnreadable, TargetInVault, UnknownId
from vigtool.services.film_keeping import freeze, keep_longer, thaw
from vigtool.services.jobs import NotRun
from vigtool.services.log_bundles import LogBundleMaking, make_bundle
from vigtool.services.log_checking import Flaw, check_bundle
from vigtool.services.marking import mark_frames
from vigtool.services.people import add_person
from vigtool.services.sessions import add_session
from vigtool.services.stills import export_still
from vigtool.services.viewing import view
from vigtool.services.withdrawing import withdraw


@pytest.fixture
def lived(family: Family) -> Family:
    """A family with a film that was watched, and a withdrawal after which nobody could."""
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    watch(family, film)
    answer(family, family.parent, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        permit(family.ws, Act.VIEW, Purposes.GUIDANCE, film)
    return family


def test_a_bundle_comes_with_its_checkpoint_and_the_program(lived: Family, tmp_path: Path) -> None:
    before = checkpoint(lived.ws)
    made = make_bundle(lived.ws, lived.parent.id, tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        made.bundle.name,
        made.checkpoint.name,
        "verify_log.py",
    }
    assert made.verifier.read_bytes() == verifier().read_bytes()
    assert made.checkpoint.read_text("utf-8") == before.text
    assert made.sha256 == hashlib.sha256(made.bundle.read_bytes()).hexdigest()
    bundle = from_json(made.bundle.read_bytes())
    assert (
        (made.entries, made.readable) == (before.size, len(bundle.bodies)) == (len(bundle.leaves), len(bundle.bodies))
    )
    assert to_json(bundle) == made.bundle.read_bytes()


def test_what_was_handed_out_is_on_record(lived: Family, tmp_path: Path) -> None:
    made = make_bundle(lived.ws, lived.parent.id, tmp_path)
    handed = [event for _envelope, event in happened(lived.ws) if isinstance(event, LogBundleMade)]
    root = checkpoint_root(made.checkpoint)
    assert handed == [LogBundleMade(lived.case.id, lived.parent.id, made.entries, root, made.sha256)]


def checkpoint_root(note: Path) -> str:

    return base64.b64decode(note.read_text("utf-8").split("\n")[2]).hex()


def test_an_honest_log_holds_for_each_person(lived: Family, tmp_path: Path) -> None:
    visitor = add_person(lived.ws, lived.case.id, "Kalervo", Role.BYSTANDER)
    for someone in (lived.child, lived.parent, visitor):
        assert Bundled(lived, tmp_path / someone.id, someone).found() == []


def test_a_person_reads_her_own_entries_and_nobody_elses_name(lived: Family, tmp_path: Path) -> None:
    bundled = Bundled(lived, tmp_path, lived.parent)
    acts = [bundled.entries()[seq]["act"] for seq in bundled.bodies()]
    assert acts == [
        "person.added",
        "consent.recorded",
        "recording.imported",
        "recording.viewed",
        "consent.recorded",
        "act.refused",
    ]
    readable = json.dumps(list(bundled.bodies().values()), ensure_ascii=False)
    assert PARENT_NAME in readable
    for other in (CASE_NAME, QUESTION, CHILD_NAME):
        assert other not in readable
    for name in NAMES:
        assert not any(name in leaf for leaf in bundled.leaves)


def test_the_program_beside_a_bundle_checks_it_on_a_bare_python(lived: Family, tmp_path: Path) -> None:
    bundled = Bundled(lived, tmp_path, lived.parent)
    command = [sys.executable, "-I", "-S", "verify_log.py", bundled.path.name]
    sound = [*command, "--key", bundled.key, "--since", bundled.note.name]
    run = subprocess.run(sound, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "It holds.\n", "")
    bundled.leave_out(bundled.place("recording.viewed"))
    assert bundled.flaws() == {Flaw.LEFT_OUT}
    run = subprocess.run(sound, cwd=tmp_path, capture_output=True, text=True, check=False)
    place = bundled.place("recording.viewed")
    assert (run.returncode, run.stdout) == (5, f"entry {place}: words about this person are left out\n")


def test_what_the_program_may_say_is_known_to_the_app() -> None:
    said = {
        node.value.partition(": ")[0]
        for node in ast.walk(ast.parse(verifier().read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {str(flaw) for flaw in Flaw} <= said


def test_nothing_is_handed_out_into_a_vault(lived: Family) -> None:
    with pytest.raises(TargetInVault):
        make_bundle(lived.ws, lived.parent.id, lived.ws.folder / "out")
    assert not any(isinstance(event, LogBundleMade) for _envelope, event in happened(lived.ws))


def test_nobody_unknown_gets_a_bundle(lived: Family, tmp_path: Path) -> None:
    with pytest.raises(UnknownId):
        make_bundle(lived.ws, PersonId("nob0dynob0dy"), tmp_path)


def test_a_job_that_was_stopped_leaves_nothing(lived: Family, tmp_path: Path) -> None:
    job = LogBundleMaking(lived.ws, lived.parent.id, tmp_path / "out")
    with pytest.raises(Cancelled):
        job.run(Stopping(at=0))
    job.abandon()
    with pytest.raises(NotRun):
        job.finish()
    assert not (tmp_path / "out").exists()


def test_a_bundle_that_cannot_be_read_is_told_apart_from_one_that_does_not_hold(lived: Family, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        check_bundle(tmp_path / "none.json", key_of(lived))
    with pytest.raises(FileUnreadable):
        check_bundle(tmp_path, key_of(lived))


@pytest.mark.parametrize("change", [{"leaves": 3}, {"extra": 1}, {"vault": "?"}, {"version": 2}])
def test_a_bundle_of_another_form_is_not_read(lived: Family, tmp_path: Path, change: dict[str, object]) -> None:
    bundled = Bundled(lived, tmp_path, lived.parent)
    from_json(json.dumps(bundled.read).encode())
    with pytest.raises((UnreadableDocument, UnknownVersion)):
        from_json(json.dumps(bundled.read | change).encode())


def test_after_somebody_was_erased_the_others_logs_still_hold(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    bring_film(family)
    alone = bring_film(family, family.parent.id)
    watch(family, alone)
    kept = Bundled(family, tmp_path / "before", family.parent)
    erase(family.ws, Target(Erasing.PERSON, family.child.id), "asked for")
    watch(family, alone)
    answer(family, family.parent, Answer.WITHDRAWN)
    bundled = Bundled(family, tmp_path / "after", family.parent)
    assert bundled.found(since=kept.note) == []
    acts = [bundled.entries()[seq]["act"] for seq in bundled.bodies()]
    assert acts == ["recording.viewed", "consent.recorded"]
    watch_anyway(family, alone)
    last = Bundled(family, tmp_path / "last", family.parent)
    assert last.flaws() == {Flaw.WITHOUT_CONSENT}


def test_what_the_program_itself_did_holds_for_everybody(family: Family, tmp_path: Path, clock: SetClock) -> None:
    ws, film = family.ws, family.film(tmp_path)
    view(ws, film.id)
    moment = mark_frames(ws, film.id, first=2, end=9)
    add_session(ws, family.case.id, moments=[moment.id], present=[family.parent.id])
    export_still(ws, film.id, frame=3, purpose=Purposes.GUIDANCE, out=tmp_path / "still.png")
    family.answer(Purposes.FAMILY_COPY)
    export_clip(ws, moment.id, Purposes.FAMILY_COPY, tmp_path / "clip.mp4", to=[family.parent.id])
    family.answer(Purposes.KEEP_LONGER)
    clock.pass_days(1)
    keep_longer(ws, film.id, clock.now.date() + timedelta(days=90), "they asked for it")
    freeze(ws, film.id, "a dispute")
    with pytest.raises(ConsentRefused):
        view(ws, film.id)
    thaw(ws, film.id, "settled")
    withdraw(ws, family.parent.id, [Purposes.FAMILY_COPY])
    view(ws, film.id)
    for someone in (family.child, family.parent):
        assert Bundled(family, tmp_path / someone.id, someone).found() == []
    done = {envelope.act for envelope in ws.index.entries()}
    assert {"clip.exported", "still.exported", "moments.shown", "film.kept-longer", "marks.changed"} <= done
