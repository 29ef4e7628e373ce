"""Bundles that were put together by hand, and lives in which the log and the program could be of two minds."""

import base64
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.services.bundling import Bundled, answer, bring_film, cited, compact, watch, watch_anyway
from tests.services.casework import Family
from vigtool.domain.accountability import Erasing, KeptLonger
from vigtool.domain.casebook import PersonSet
from vigtool.domain.consent import Answer
from vigtool.domain.events import CaseEdited, MomentsShown
from vigtool.domain.identifiers import MomentId, SessionId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.exchange.log_bundle import verifier
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.log_checking import Finding, Flaw
from vigtool.services.people import add_person


@pytest.fixture
def bundled(family: Family, tmp_path: Path) -> Bundled:
    """The parent's log: agreed, a film, watched."""
    family.answer(Purposes.GUIDANCE)
    watch(family, bring_film(family))
    return Bundled(family, tmp_path / "out", family.parent)


def test_words_beside_those_that_were_written_are_found(bundled: Bundled) -> None:
    first, forged = bundled.read["bodies"][0], base64.b64encode(bytes(16) + b"{}").decode()
    for place in (first["seq"], len(bundled.leaves), -1):
        bundled.read["bodies"].insert(0, {"seq": place, "body": forged})
        assert bundled.flaws() == {Flaw.CHANGED}
        del bundled.read["bodies"][0]


def test_a_consent_is_named_with_its_hash(bundled: Bundled) -> None:
    place = bundled.place("recording.viewed")
    entry = json.loads(bundled.leaves[place])
    entry["consents"] = [[seq, base64.b64encode(bytes(32)).decode()] for seq, _hash in entry["consents"]]
    bundled.leaves[place] = compact(entry)
    bundled.sign_anew()
    assert bundled.found() == [Finding(Flaw.WITHOUT_CONSENT, place, "guidance")]


def test_keeping_longer_needs_the_answer_to_it(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    kept = KeptLonger(family.case.id, film, family.ws.clock().date(), "dispute", cited(family, Purposes.GUIDANCE))
    place = family.ws.record(kept).seq
    found = Bundled(family, tmp_path, family.parent).found()
    assert found == [Finding(Flaw.WITHOUT_CONSENT, place, "keep-longer")]


def test_a_consent_without_end_may_be_written_as_the_last_day_of_all(family: Family, tmp_path: Path) -> None:
    for someone in (family.child, family.parent):
        record_consent(family.ws, someone.id, Purposes.GUIDANCE, Answer.GIVEN, since=date.min, until=date.max)
    watch(family, bring_film(family))
    assert Bundled(family, tmp_path, family.parent).found() == []


def test_of_what_nobody_can_read_any_more_an_answer_alone_carries(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    erase(family.ws, Target(Erasing.PERSON, family.child.id), "asked for")
    bring_film(family, family.parent.id)
    bundled = Bundled(family, tmp_path, family.parent)
    assert bundled.found() == []
    place, named = bundled.place("recording.imported"), bundled.place("person.added", 1)
    entry = json.loads(bundled.leaves[place])
    entry["consents"] = [[named, bundled.entries()[named]["body_hash"]]]
    bundled.leaves[place] = compact(entry)
    bundled.sign_anew()
    assert bundled.found() == [Finding(Flaw.WITHOUT_CONSENT, place, "guidance")]


def test_a_purpose_is_told_in_plain_letters(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    watch_anyway(family, bring_film(family), Purpose("\x1b[2J\nIt holds.\u2029"))
    (found,) = Bundled(family, tmp_path, family.parent).found()
    assert found.purpose == r"\x1b[2J\nIt holds.\u2029"


def test_a_change_of_guardians_lifts_no_no_for_whoever_checks(family: Family, tmp_path: Path) -> None:
    ws, aunt = family.ws, add_person(family.ws, family.case.id, "Tuulikki", Role.OTHER)
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    for guardian, said in ((family.parent, Answer.WITHDRAWN), (aunt, Answer.GIVEN)):
        record_consent(ws, family.child.id, Purposes.GUIDANCE, said, by_person=guardian.id)
    ws.record(CaseEdited(family.case.id, "guardians", (PersonSet(replace(family.child, guardians=(aunt.id,))),)))
    watch_anyway(family, film)
    assert Flaw.WITHOUT_CONSENT in Bundled(family, tmp_path, family.child).flaws()


def test_leaving_out_how_a_film_came_does_not_hide_that_she_is_in_it(family: Family, tmp_path: Path) -> None:
    """Without the import's words nothing but her own answer, which it names, says whose film it is."""
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    answer(family, family.parent, Answer.WITHDRAWN)
    watch_anyway(family, film)
    bundled = Bundled(family, tmp_path, family.parent)
    places = [bundled.place(act) for act in ("recording.imported", "recording.viewed")]
    bundled.leave_out(*places)
    assert bundled.found() == [Finding(Flaw.LEFT_OUT, place) for place in places]


def test_who_was_asked_for_a_moment_alone_reads_that_it_was_shown(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family, family.child.id)
    answers = cited(family, Purposes.GUIDANCE)
    moments, now = (MomentId("m0mentm0ment"),), family.ws.clock()
    session = SessionId("sess1onsess1")
    family.ws.record(MomentsShown(family.case.id, session, film, moments, Purposes.GUIDANCE, now, answers))
    bundled = Bundled(family, tmp_path, family.parent)
    assert bundled.place("moments.shown") in bundled.bodies()
    assert bundled.found() == []


def test_an_older_checkpoint_without_a_word_in_it_counts_for_nothing(bundled: Bundled, tmp_path: Path) -> None:
    emptied = tmp_path / "emptied.txt"
    emptied.write_text("", encoding="utf-8")
    assert bundled.found(since=emptied) == [Finding(Flaw.NO_BUNDLE)]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"[" * 200_000, b'{"leaves": 1e999}'], ids=range(4))
def test_whatever_it_is_given_the_program_refuses_in_plain_words(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "bundle.json").write_bytes(content)
        (tmp_path / "since.txt").write_bytes(content)
    command = [sys.executable, "-I", "-S", str(verifier()), "bundle.json", "--key", "a+b+c", "--since", "since.txt"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (5, f"{Flaw.NO_BUNDLE}\n", "")
