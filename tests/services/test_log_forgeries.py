"""Whatever somebody does to a log that was handed out, and whatever the log tells against its writer, is found."""

import base64
import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.bundling import Bundled, answer, bring_film, cited, compact, watch, watch_anyway
from tests.services.casework import Family, SetClock
from tests.vault.log.test_signed_note import other_signs
from tests.vault.log.vectors import NOTE_KEY
from vigtool.domain.casebook import FilmCard, FilmSet
from vigtool.domain.consent import Answer
from vigtool.domain.events import CaseEdited, ClipExported, MarksChanged, PersonAdded, RecordingViewed
from vigtool.domain.identifiers import MomentId
from vigtool.domain.people import Deciding, Role
from vigtool.domain.purposes import Purposes
from vigtool.services.checkpoints import checkpoint
from vigtool.services.consents import record_consent
from vigtool.services.log_checking import Finding, Flaw, check_bundle
from vigtool.services.people import add_person
from vigtool.vault.log import VerifierKey, sign_note


@pytest.fixture
def bundled(family: Family, tmp_path: Path) -> Bundled:
    """The parent's log: agreed, a film, watched twice."""
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    watch(family, film)
    watch(family, film)
    return Bundled(family, tmp_path / "out", family.parent)


def test_an_honest_log_holds(bundled: Bundled) -> None:
    assert bundled.found() == []
    assert bundled.found(since=bundled.note) == []


def test_an_edited_entry_is_found(bundled: Bundled) -> None:
    place = bundled.place("recording.viewed")
    bundled.leaves[place] = bundled.leaves[place].replace("2026-03-09", "2026-03-08")
    assert bundled.flaws() == {Flaw.CHANGED}


def test_edited_words_are_found(bundled: Bundled) -> None:
    place = bundled.place("recording.viewed")
    (one,) = (one for one in bundled.read["bodies"] if one["seq"] == place)
    words = base64.b64decode(one["body"])
    one["body"] = base64.b64encode(words.replace(b"guidance", b"research")).decode()
    assert Finding(Flaw.MISPLACED, place) in bundled.found()


def test_a_dropped_entry_is_found(bundled: Bundled) -> None:
    place = bundled.place("recording.viewed")
    bundled.leave_out(place)
    del bundled.leaves[place]
    assert Flaw.CHANGED in bundled.flaws()


def test_reordered_entries_are_found(bundled: Bundled) -> None:
    one, two = bundled.place("recording.viewed"), bundled.place("recording.viewed", 1)
    bundled.leaves[one], bundled.leaves[two] = bundled.leaves[two], bundled.leaves[one]
    assert bundled.flaws() == {Flaw.CHANGED, Flaw.MISPLACED}
    bundled.sign_anew()
    assert bundled.flaws() == {Flaw.MISPLACED}


def test_entries_that_nobody_reads_keep_their_places_too(bundled: Bundled) -> None:
    assert not {0, 1} & bundled.bodies().keys()
    bundled.leaves[0], bundled.leaves[1] = bundled.leaves[1], bundled.leaves[0]
    bundled.sign_anew()
    assert bundled.found() == [Finding(Flaw.MISPLACED, 0), Finding(Flaw.MISPLACED, 1)]


def test_a_log_signed_by_another_key_is_found(bundled: Bundled) -> None:
    assert bundled.flaws(key=NOTE_KEY) == {Flaw.NOT_SIGNED}
    named_alike = VerifierKey(bundled.key.split("+")[0], VerifierKey.parse(NOTE_KEY).public_key)
    assert bundled.flaws(key=str(named_alike)) == {Flaw.NOT_SIGNED}


def test_a_log_cut_short_is_found_by_a_newer_checkpoint(bundled: Bundled) -> None:
    place = bundled.place("recording.viewed", 1)
    bundled.leave_out(place)
    del bundled.leaves[place:]
    bundled.sign_anew()
    assert bundled.found() == []
    assert bundled.flaws(since=bundled.note) == {Flaw.NOT_CONTINUED}


def test_a_log_continued_from_an_older_checkpoint_holds(family: Family, tmp_path: Path, bundled: Bundled) -> None:
    answer(family, family.parent, Answer.GIVEN)
    newer = Bundled(family, tmp_path / "newer", family.parent)
    assert newer.found(since=bundled.note) == []


def test_an_older_checkpoint_of_another_key_counts_for_nothing(bundled: Bundled, tmp_path: Path) -> None:
    foreign, own = tmp_path / "foreign.txt", bundled.note.read_text("utf-8")
    name, text = bundled.key.split("+")[0], own[: own.rindex("\n\n") + 1]
    foreign.write_text(sign_note(text, name, other_signs), encoding="utf-8")
    assert bundled.flaws(since=foreign) == {Flaw.NOT_CONTINUED}
    foreign.write_text(sign_note(text.replace(name, "other"), "other", bundled.family.ws.vault.sign), encoding="utf-8")
    assert bundled.flaws(since=foreign) == {Flaw.NOT_CONTINUED}


def test_without_a_checkpoint_outside_the_holder_of_the_key_can_write_a_log_anew_that_holds(
    family: Family, tmp_path: Path, bundled: Bundled
) -> None:
    """The accepted limit of a log with no outside anchor: only a checkpoint that somebody kept shows what is gone."""
    forged = Bundled(family, tmp_path / "forged", family.parent)
    gone = forged.place("recording.viewed", 1)
    forged.leave_out(gone)
    entries = [one for one in forged.entries() if one["seq"] != gone]
    forged.read["leaves"] = [compact(one | {"seq": seq}) for seq, one in enumerate(entries)]
    for one in forged.read["bodies"]:
        one["seq"] -= one["seq"] > gone
    forged.sign_anew()

    assert forged.found() == [], "nobody can see that the second viewing ever was"
    assert forged.flaws(since=bundled.note) == {Flaw.NOT_CONTINUED}, "whoever kept a checkpoint can"


def test_a_view_after_the_withdrawal_is_found(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    answer(family, family.parent, Answer.WITHDRAWN)
    watch_anyway(family, film)
    bundled = Bundled(family, tmp_path, family.parent)
    assert bundled.found() == [Finding(Flaw.WITHOUT_CONSENT, bundled.place("recording.viewed"), "guidance")]


def test_a_withdrawal_cannot_be_kept_from_whoever_checks(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    withdrawn = answer(family, family.parent, Answer.WITHDRAWN)
    watch_anyway(family, film)
    bundled = Bundled(family, tmp_path, family.parent)
    (hidden,) = (seq for seq, body in bundled.bodies().items() if body.get("consent", {}).get("id") == withdrawn.id)
    bundled.leave_out(hidden)
    assert bundled.found() == [Finding(Flaw.LEFT_OUT, hidden)]


def test_an_export_for_a_purpose_that_nobody_agreed_to_is_found(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    to_guidance = cited(family, Purposes.GUIDANCE)
    moment = MomentId("m0mentm0ment")
    family.ws.record(ClipExported(family.case.id, film, moment, Purposes.TRAINING, "0" * 64, to_guidance))
    bundled = Bundled(family, tmp_path, family.parent)
    assert bundled.found() == [Finding(Flaw.WITHOUT_CONSENT, bundled.place("clip.exported"), "training")]


def test_an_export_on_the_consent_of_somebody_else_alone_is_found(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    answer(family, family.child, Answer.GIVEN, Purposes.TRAINING)
    answer(family, family.parent, Answer.GIVEN, Purposes.TRAINING)
    answer(family, family.parent, Answer.REFUSED, Purposes.TRAINING)
    watch_anyway(family, film, Purposes.TRAINING)
    assert Bundled(family, tmp_path / "child", family.child).found() == []
    bundled = Bundled(family, tmp_path / "parent", family.parent)
    assert bundled.found() == [Finding(Flaw.WITHOUT_CONSENT, bundled.place("recording.viewed"), "training")]


def test_an_act_that_names_no_consent_is_found(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    family.ws.record(RecordingViewed(family.case.id, film, Purposes.GUIDANCE, ()))
    assert Bundled(family, tmp_path, family.parent).flaws() == {Flaw.WITHOUT_CONSENT}


def test_an_act_that_names_an_answer_other_than_the_last_is_found(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    first = cited(family, Purposes.GUIDANCE)
    family.answer(Purposes.GUIDANCE)
    family.ws.record(RecordingViewed(family.case.id, film, Purposes.GUIDANCE, first))
    assert Bundled(family, tmp_path, family.parent).flaws() == {Flaw.WITHOUT_CONSENT}


def test_edits_after_a_withdrawal_are_found_though_their_words_are_nobodys(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    granted = cited(family, Purposes.GUIDANCE)
    family.ws.record(MarksChanged(family.case.id, film, "add", ()))  # as journals from before have it
    family.ws.record(MarksChanged(family.case.id, film, "add", (), granted))
    assert Bundled(family, tmp_path / "before", family.parent).found() == []
    answer(family, family.parent, Answer.WITHDRAWN)
    family.ws.record(MarksChanged(family.case.id, film, "add", (), granted))
    family.ws.record(MarksChanged(family.case.id, film, "add", ()))
    bundled = Bundled(family, tmp_path / "after", family.parent)
    edits = [bundled.place("marks.changed", nth) for nth in (2, 3)]
    assert bundled.found() == [Finding(Flaw.WITHOUT_CONSENT, seq, "guidance") for seq in edits]


def test_a_consent_counts_from_its_first_to_its_last_day(family: Family, tmp_path: Path, clock: SetClock) -> None:
    today = clock.now.date()
    answer(family, family.child, Answer.GIVEN)
    last = today + timedelta(days=3)
    record_consent(family.ws, family.parent.id, Purposes.GUIDANCE, Answer.GIVEN, until=last)
    film = bring_film(family)
    clock.pass_days(3)
    watch(family, film)
    assert Bundled(family, tmp_path / "in-time", family.parent).found() == []
    clock.pass_days(1)
    watch_anyway(family, film)
    clock.pass_days(-4)
    watch_anyway(family, film)  # a clock that is set back revives nothing
    late = Bundled(family, tmp_path / "late", family.parent)
    views = [late.place("recording.viewed", nth) for nth in (1, 2)]
    assert late.found() == [Finding(Flaw.WITHOUT_CONSENT, seq, "guidance") for seq in views]


def test_a_consent_does_not_count_before_its_first_day(family: Family, tmp_path: Path, clock: SetClock) -> None:
    answer(family, family.child, Answer.GIVEN)
    tomorrow = clock.now.date() + timedelta(days=1)
    record_consent(family.ws, family.parent.id, Purposes.GUIDANCE, Answer.GIVEN, since=tomorrow)
    film = bring_film(family)
    watch_anyway(family, film)
    clock.pass_days(1)
    watch(family, film)
    bundled = Bundled(family, tmp_path, family.parent)
    early = [bundled.place("recording.imported"), bundled.place("recording.viewed")]
    assert bundled.found() == [Finding(Flaw.WITHOUT_CONSENT, seq, "guidance") for seq in early]


def test_erased_words_do_not_break_a_log_and_missing_ones_do(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family)
    watch(family, film)
    before = Bundled(family, tmp_path / "before", family.parent)
    before.leave_out(before.place("recording.viewed"))
    assert before.found() == [Finding(Flaw.LEFT_OUT, before.place("recording.viewed"))]
    begun = before.entries()[-1] | {"act": "erasure.begun", "case": None, "object": family.case.id, "consents": []}
    before.leaves.append(compact(begun | {"seq": len(before.leaves)}))
    before.leave_out(*range(len(before.leaves)))
    before.sign_anew()
    assert before.found() == []
    before.leaves.append(before.leaves[before.place("recording.viewed")])
    before.leaves[-1] = compact(before.entries()[-1] | {"object": family.parent.id, "seq": len(before.leaves) - 1})
    before.sign_anew()
    assert before.found() == [Finding(Flaw.LEFT_OUT, len(before.leaves) - 1)], "what came after was not erased"


def test_a_bystander_is_asked_only_for_what_leaves(family: Family, tmp_path: Path) -> None:
    visitor = add_person(family.ws, family.case.id, "Kalervo", Role.BYSTANDER)
    family.answer(Purposes.GUIDANCE)
    film = bring_film(family, family.child.id, family.parent.id, visitor.id)
    watch(family, film)
    assert Bundled(family, tmp_path / "seen", visitor).found() == []
    watch_anyway(family, film)
    moment, granted = MomentId("m0mentm0ment"), cited(family, Purposes.GUIDANCE)
    family.ws.record(ClipExported(family.case.id, film, moment, Purposes.GUIDANCE, "0" * 64, granted))
    gone = Bundled(family, tmp_path / "gone", visitor)
    assert gone.found() == [Finding(Flaw.WITHOUT_CONSENT, gone.place("clip.exported"), "guidance")]


def test_a_clip_in_which_somebody_is_not_needs_the_films_consent_alone(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film, moment = bring_film(family), MomentId("m0mentm0ment")
    answer(family, family.child, Answer.GIVEN, Purposes.TRAINING)
    granted = cited(family, Purposes.GUIDANCE, Purposes.TRAINING)
    alone = (family.child.id,)
    clip = ClipExported(family.case.id, film, moment, Purposes.TRAINING, "0" * 64, granted, in_picture=alone)
    family.ws.record(clip)
    assert Bundled(family, tmp_path / "one", family.parent).found() == []
    family.ws.record(replace(clip, in_picture=(*alone, family.parent.id)))
    both = Bundled(family, tmp_path / "both", family.parent)
    assert both.found() == [Finding(Flaw.WITHOUT_CONSENT, both.place("clip.exported", 1), "training")]


def test_a_film_counts_for_somebody_as_long_as_she_is_named_in_it(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    film, child, parent = bring_film(family, family.child.id), family.child.id, family.parent.id
    childs, both = cited(family, Purposes.GUIDANCE)[:1], cited(family, Purposes.GUIDANCE)
    answer(family, family.parent, Answer.WITHDRAWN)
    for named, cites in (((child,), childs), ((child, parent), both), ((child,), childs)):
        family.ws.record(CaseEdited(family.case.id, "people", (FilmSet(FilmCard(film, "leikki.mp4", named)),)))
        family.ws.record(RecordingViewed(family.case.id, film, Purposes.GUIDANCE, cites))
    bundled = Bundled(family, tmp_path, family.parent)
    assert bundled.found() == [Finding(Flaw.WITHOUT_CONSENT, bundled.place("recording.viewed", 1), "guidance")]


def test_with_two_guardians_the_card_says_whose_yes_it_takes(family: Family, tmp_path: Path) -> None:
    other = add_person(family.ws, family.case.id, "Toinen", Role.PARENT)
    both, guidance = (family.parent.id, other.id), Purposes.GUIDANCE
    film = bring_film(family, family.child.id)
    family.ws.record(PersonAdded(replace(family.child, guardians=both, deciding=Deciding.ALL)))
    found = list[int]()
    for guardian, said in ((both[0], Answer.GIVEN), (both[1], Answer.GIVEN), (both[0], Answer.REFUSED)):
        record_consent(family.ws, family.child.id, guidance, said, by_person=guardian)
        watch_anyway(family, film)
        found.append(len(Bundled(family, tmp_path / str(len(found)), family.child).found()))
    assert found == [2, 2, 3], "the import and one guardian alone, then both, then a no"
    family.ws.record(PersonAdded(replace(family.child, guardians=both, deciding=Deciding.ANY)))
    record_consent(family.ws, family.child.id, guidance, Answer.GIVEN)
    watch_anyway(family, film)
    assert len(Bundled(family, tmp_path / "whole", family.child).found()) == 3
    record_consent(family.ws, family.child.id, guidance, Answer.GIVEN, by_person=both[0])
    record_consent(family.ws, family.child.id, guidance, Answer.WITHDRAWN, by_person=both[1])
    watch_anyway(family, film)
    assert len(Bundled(family, tmp_path / "a-no", family.child).found()) == 4, "any yes is enough, but for a no"


def test_a_bundle_under_the_name_of_nobody_is_found(bundled: Bundled) -> None:
    bundled.read["person"] = "nob0dynob0dy"
    assert Flaw.PERSON_UNKNOWN in bundled.flaws()


def test_a_consent_that_is_named_before_it_was_given_counts_for_nothing(bundled: Bundled) -> None:
    entries = bundled.entries()
    place = bundled.place("recording.viewed")
    entries[place]["consents"] = [[len(entries) - 1, entries[place]["body_hash"]]]
    bundled.read["leaves"] = [compact(one) for one in entries]
    bundled.sign_anew()
    assert bundled.found() == [Finding(Flaw.WITHOUT_CONSENT, place, "guidance")]


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "[]",
        "{}",
        '{"leaves": 1, "bodies": [], "person": "", "checkpoint": ""}',
        '{"leaves": ["{}"], "bodies": [], "person": "", "checkpoint": "a\\n\\n\\u2014 b"}',
        "[" * 100_000,
    ],
    ids=range(6),
)
def test_what_is_no_bundle_is_told_so(bundled: Bundled, spoilt: str) -> None:
    bundled.path.write_text(spoilt, encoding="utf-8")
    assert check_bundle(bundled.path, bundled.key) == [Finding(Flaw.NO_BUNDLE)]


def test_every_leaf_of_a_bundle_is_signed_for(bundled: Bundled) -> None:
    """Each single letter of an envelope counts: one is changed in each, one after the other."""
    for place, leaf in enumerate(bundled.leaves):
        letter = hashlib.sha256(leaf.encode()).digest()[0] % len(leaf)
        bundled.leaves[place] = leaf[:letter] + chr(ord(leaf[letter]) ^ 1) + leaf[letter + 1 :]
        assert bundled.flaws() & {Flaw.CHANGED, Flaw.NO_BUNDLE}
        bundled.leaves[place] = leaf
    assert bundled.found() == []
    assert json.loads(bundled.path.read_bytes())["checkpoint"] != checkpoint(bundled.family.ws).text
