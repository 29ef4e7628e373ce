"""Bundles that were put together by hand, and lives in which the log and the program could be of two minds."""

import base64
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.services.bundling import Bundled, bring_film, cited, compact, watch, watch_anyway
from tests.services.casework import Family
from vigtool.domain.accountability import Erasing, KeptLonger
from vigtool.domain.casebook import PersonSet
from vigtool.domain.consent import Answer
from vigtool.domain.events import CaseEdited
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purpose, Purposes
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
