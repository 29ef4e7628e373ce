"""The way back: what a supervisor says goes to the trainee in frames and words, and lies beside the own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.full_disks import needs_limits, no_file_longer_than
from tests.services.answer_loop import WAV, Loop, copied
from tests.services.casework import SetClock, Stopping, happened, last_event, on_disk
from tests.services.consent_auditor import Auditor
from tests.services.package_maker import pseudonym
from tests.services.supervising import unpacked
from vigtool.domain.comments import Comment, Feedback
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import MarksChanged
from vigtool.domain.moments import PrincipleSeen, Turn, TurnKind
from vigtool.domain.proposals import Decision
from vigtool.domain.supervision import AnswerMade, AnswerMerged, SuggestionDecided
from vigtool.exchange.packages.answer import Revealed, SupervisorsAnswer
from vigtool.services.answer_errors import NothingToAnswer
from vigtool.services.answering import AnswerMaking, make_answer
from vigtool.services.checkpoints import verifier_key
from vigtool.services.comments import CommentDesk, comments_of
from vigtool.services.contacts import remove_contact
from vigtool.services.errors import UnknownId
from vigtool.services.feedback import feedback_on, set_feedback
from vigtool.services.guests import reveal
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.jobs import NotRun
from vigtool.services.marking import MarkingDesk, mark_frames, moments
from vigtool.services.merging import merge_answer
from vigtool.services.outside_anchor import anchor
from vigtool.services.package_making import make_package
from vigtool.services.package_opening import open_package
from vigtool.services.principles import built_in
from vigtool.services.spoken_comments import sound_of
from vigtool.services.suggestions import accept, leave, suggestions
from vigtool.services.supervision_errors import NotAGuest, PackageExpired
from vigtool.services.verifying import verify_vault
from vigtool.vault.errors import NoSpace
from vigtool.vault.log import read_checkpoint, read_countersigned


@pytest.fixture
def loop(clock: SetClock, tmp_path: Path) -> Iterator[Loop]:
    with copied(clock, tmp_path) as made:
        yield made


def _say(loop: Loop) -> tuple[Comment, Comment]:
    desk = CommentDesk(loop.supervisor, loop.guest_film())
    first = desk.add("Miten hän odottaa!", tick=loop.guest_tick(3))
    return first, desk.add("Ja sinä huomaat.", answers=first.id, sound=WAV)


def test_the_whole_way_there_and_back(loop: Loop) -> None:
    """Made, opened, commented, marked, answered, merged; one proposal taken over, one left; the auditor agrees."""
    reveal(loop.supervisor, loop.guest.case)
    at_moment = CommentDesk(loop.supervisor, loop.guest_film(1)).add("Kaunis vuoro", moment=loop.marked[1].id)
    first, second = _say(loop)
    mine = mark_frames(loop.supervisor, loop.guest_film(), first=1, end=3, title="Aloite")
    other = mark_frames(loop.supervisor, loop.guest_film(1), first=2, end=5, key=4, title="Vastaus")
    said = set_feedback(loop.supervisor, loop.guest.case, Feedback("Seurasit häntä.", "", "Sama uudelleen."))
    report = merge_answer(loop.trainee, loop.answer())
    assert (report.case, report.comments, report.moments, report.countersigned) == (loop.family.case.id, 3, 2, True)

    here = {one.id: one for one in comments_of(loop.trainee, loop.film.id)}
    assert set(here) == {at_moment.id, first.id, second.id}
    assert (here[first.id].tick, here[first.id].text, here[first.id].by) == (loop.tick(7), first.text, loop.to.id)
    assert (here[second.id].answers, here[at_moment.id].moment) == (first.id, loop.marked[1].id)
    assert sound_of(loop.trainee, here[second.id])[1] == WAV
    merged = last_event(loop.trainee)
    assert isinstance(merged, AnswerMerged)
    assert merged.feedback == said

    proposed = suggestions(loop.trainee, loop.family.case.id)
    assert [one.moment.id for one in proposed] == [mine.id, other.id]
    assert {one.decision for one in proposed} == {Decision.OPEN}
    taken = accept(loop.trainee, report.answer, mine.id)
    leave(loop.trainee, report.answer, other.id)
    assert (taken.span.start, taken.span.end, taken.title) == (loop.tick(5), loop.tick(7), "Aloite")
    assert [one.decision for one in suggestions(loop.trainee, loop.family.case.id)] == [
        Decision.ACCEPTED,
        Decision.LEFT,
    ]
    assert {one.id for one in moments(loop.trainee, loop.film.id)} == {mine.id, *(one.id for one in loop.marked)}
    for ws in (loop.trainee, loop.supervisor):
        auditor = Auditor(loop.clock().tzinfo)
        auditor.catch_up(ws.vault.journal)
        assert auditor.acts > 0
        report_of = verify_vault(ws)
        assert (report_of.damage, report_of.unclaimed) == ((), ())


def test_an_answer_has_no_film_and_speaks_in_frames_of_what_came(loop: Loop) -> None:
    child = next(one.person for one in loop.guest.people if one.origin == loop.family.child.id)
    mine = mark_frames(loop.supervisor, loop.guest_film(1), first=1, end=4, key=2)
    desk = MarkingDesk(loop.supervisor, loop.guest_film(1))
    turn, pack = Turn(child, TurnKind.INITIATIVE, mine.span, "kurottaa"), built_in()
    seen = PrincipleSeen(pack.id, pack.version, pack.categories[0].id)
    desk.edit("test", desk.marks.with_moment(replace(mine.with_turn(turn), principles=(seen,), note="miksi")))
    _say(loop)
    manifest, blobs = unpacked(loop.trainee, loop.answer())
    body = manifest.body
    assert isinstance(body, SupervisorsAnswer)
    (handed,) = body.moments
    assert (handed.film, handed.first, handed.stop, handed.key, handed.note) == (1, 1, 4, 2, "miksi")
    assert [(one.person, one.first, one.stop) for one in handed.turns] == [(loop.family.child.id, 1, 4)]
    assert [(one.film, one.frame) for one in body.comments] == [(0, 3), (0, 3)]
    assert [one.item for one in handed.principles] == [seen.item]
    assert blobs == [WAV]
    assert (manifest.about, manifest.to) == (loop.guest.package, (str(verifier_key(loop.trainee)),))
    assert body.revealed is None
    merge_answer(loop.trainee, loop.answer())
    (found,) = suggestions(loop.trainee, loop.family.case.id)
    assert (found.moment.span.start, found.moment.key) == (loop.tick(15), loop.tick(16))
    assert found.moment.turns == (Turn(loop.family.child.id, TurnKind.INITIATIVE, found.moment.span, "kurottaa"),)
    assert (found.moment.principles, found.moment.recording) == ((seen,), loop.film.id)


def test_what_was_marked_before_the_trainees_marks_were_seen_is_told(loop: Loop) -> None:
    mark_frames(loop.supervisor, loop.guest_film(), first=1, end=3)
    reveal(loop.supervisor, loop.guest.case)
    mark_frames(loop.supervisor, loop.guest_film(), first=4, end=6)
    body = unpacked(loop.trainee, loop.answer())[0].body
    assert isinstance(body, SupervisorsAnswer)
    assert (body.revealed, len(body.moments)) == (Revealed(1), 2)


def test_the_trainees_log_comes_back_with_another_signature(loop: Loop) -> None:
    assert anchor(loop.trainee) is None
    _say(loop)
    merge_answer(loop.trainee, loop.answer())
    found = anchor(loop.trainee)
    assert found is not None
    assert (found.by, found.holds) == (loop.to.id, True)
    note = found.checkpoint.text
    assert read_countersigned(note, verifier_key(loop.trainee), verifier_key(loop.supervisor)) == found.checkpoint
    assert note.startswith(loop.guest.checkpoint)


def test_the_newest_of_several_anchors_counts(loop: Loop) -> None:
    _say(loop)
    first_answer = loop.answer()
    made = make_package(
        loop.trainee, [loop.marked[0].id], [loop.to.id], loop.file(), expires=loop.guest.expires, whole=True
    )
    again = open_package(loop.supervisor, made.file, pseudonym)
    CommentDesk(loop.supervisor, again.films[0].recording).add("Uusi")
    merge_answer(loop.trainee, make_answer(loop.supervisor, again.case, loop.file()).file)
    newest = anchor(loop.trainee)
    merge_answer(loop.trainee, first_answer)
    assert newest == anchor(loop.trainee)
    assert newest is not None
    assert newest.checkpoint.size > read_checkpoint(loop.guest.checkpoint, verifier_key(loop.trainee)).size


def test_an_answer_is_on_record_before_its_file_has_a_name(loop: Loop) -> None:
    _say(loop)
    report = make_answer(loop.supervisor, loop.guest.case, loop.file())
    made = last_event(loop.supervisor)
    assert made == AnswerMade(loop.guest.case, loop.guest.package, report.id, loop.guest.by, report.sha256)
    assert (report.comments, report.moments, report.countersigned) == (2, 0, True)


def test_nothing_said_is_no_answer(loop: Loop) -> None:
    with pytest.raises(NothingToAnswer):
        make_answer(loop.supervisor, loop.guest.case, loop.file())
    with pytest.raises(NotAGuest):
        make_answer(loop.trainee, loop.family.case.id, loop.file())


def test_a_cancelled_answer_leaves_nothing(loop: Loop) -> None:
    _say(loop)
    before, out = loop.supervisor.vault.journal.count, loop.folder / "out"
    out.mkdir()
    with pytest.raises(Cancelled):
        make_answer(loop.supervisor, loop.guest.case, out / "a.vigpackage", Stopping(0))
    job = AnswerMaking(loop.supervisor, loop.guest.case, out / "a.vigpackage")
    with pytest.raises(NotRun):
        job.finish()
    job.abandon()
    job.run(Stopping())
    job.abandon()
    assert on_disk(out) == {}
    assert loop.supervisor.vault.journal.count == before


@needs_limits
@pytest.mark.parametrize("size", [0, 300])
def test_a_full_disk_leaves_no_answer(loop: Loop, size: int) -> None:
    _say(loop)
    out = loop.folder / "out"
    out.mkdir()
    job = AnswerMaking(loop.supervisor, loop.guest.case, out / "a.vigpackage")
    with no_file_longer_than(size), pytest.raises(NoSpace):
        job.run(Stopping())
    assert on_disk(out) == {}
    job.run(Stopping())
    with no_file_longer_than(1), pytest.raises(NoSpace):
        job.finish()
    assert on_disk(out) == {}
    assert not isinstance(last_event(loop.supervisor), AnswerMade)


def test_what_is_said_meanwhile_stops_an_answer(loop: Loop) -> None:
    _say(loop)
    job = AnswerMaking(loop.supervisor, loop.guest.case, loop.file())
    job.renew()
    job.run(Stopping())
    CommentDesk(loop.supervisor, loop.guest_film()).add("Vielä tämä")
    with pytest.raises(ChangedMeanwhile):
        job.finish()
    assert not isinstance(last_event(loop.supervisor), AnswerMade)


def test_after_its_last_day_a_guest_is_not_answered(loop: Loop) -> None:
    _say(loop)
    loop.clock.pass_days(31)
    with pytest.raises(PackageExpired):
        make_answer(loop.supervisor, loop.guest.case, loop.file())


def test_nobody_is_answered_who_is_a_contact_no_more(loop: Loop) -> None:
    _say(loop)
    remove_contact(loop.supervisor, loop.guest.by)
    with pytest.raises(UnknownId):
        make_answer(loop.supervisor, loop.guest.case, loop.file())


def test_a_later_answer_says_all_again_and_only_what_is_new_counts(loop: Loop) -> None:
    first, second = _say(loop)
    merge_answer(loop.trainee, loop.answer())
    desk = CommentDesk(loop.supervisor, loop.guest_film())
    desk.edit(first.id, "Miten kauniisti hän odottaa!")
    desk.take_back(second.id)
    third = desk.add("Kolmas")
    report = merge_answer(loop.trainee, loop.answer())
    assert report.comments == 3
    assert [(one.id, one.text) for one in comments_of(loop.trainee, loop.film.id)] == [
        (first.id, "Miten kauniisti hän odottaa!"),
        (third.id, "Kolmas"),
    ]


def test_what_was_taken_back_before_the_first_answer_is_not_told(loop: Loop) -> None:
    _first, second = _say(loop)
    CommentDesk(loop.supervisor, loop.guest_film()).take_back(second.id)
    manifest, blobs = unpacked(loop.trainee, loop.answer())
    assert isinstance(manifest.body, SupervisorsAnswer)
    assert ([one.text for one in manifest.body.comments], blobs) == (["Miten hän odottaa!"], [])


def test_of_two_answers_that_come_in_another_order_the_later_counts(loop: Loop) -> None:
    first, _second = _say(loop)
    mine = mark_frames(loop.supervisor, loop.guest_film(), first=1, end=3)
    earlier = loop.answer()
    loop.clock.pass_days(1)
    CommentDesk(loop.supervisor, loop.guest_film()).edit(first.id, "Toisin")
    MarkingDesk(loop.supervisor, mine.recording).undo()
    later = loop.answer()
    merge_answer(loop.trainee, later)
    merge_answer(loop.trainee, earlier)
    texts = {one.id: one.text for one in comments_of(loop.trainee, loop.film.id)}
    assert texts[first.id] == "Toisin"
    assert suggestions(loop.trainee, loop.family.case.id) == []


def test_the_trainee_answers_in_the_thread_and_that_stays_here(loop: Loop) -> None:
    first, second = _say(loop)
    merge_answer(loop.trainee, loop.answer())
    desk = CommentDesk(loop.trainee, loop.film.id)
    loop.clock.pass_days(1)
    own = desk.add("Kiitos!", answers=first.id)
    (thread,) = desk.threads
    assert ({one.id for one in thread[:2]}, thread[2]) == ({first.id, second.id}, own)
    assert own.tick == loop.tick(7)


def test_a_feedback_is_worded_until_it_is_right(loop: Loop) -> None:
    set_feedback(loop.supervisor, loop.guest.case, Feedback("Hyvä", "", ""))
    before = loop.supervisor.vault.journal.count
    set_feedback(loop.supervisor, loop.guest.case, Feedback(" Hyvä ", "", ""))
    assert loop.supervisor.vault.journal.count == before
    set_feedback(loop.supervisor, loop.guest.case, Feedback("Parempi", "Entä?", ""))
    assert feedback_on(loop.supervisor, loop.guest.case) == Feedback("Parempi", "Entä?", "")


def test_a_moment_of_the_trainee_is_spoken_of_only_once_it_was_looked_at(loop: Loop) -> None:
    desk = CommentDesk(loop.supervisor, loop.guest_film())
    with pytest.raises(UnknownId):
        desk.add("Tuo hetki", moment=loop.marked[0].id)
    reveal(loop.supervisor, loop.guest.case)
    desk.add("Tuo hetki", moment=loop.marked[0].id)


def test_only_marks_and_decisions_follow_an_acceptance(loop: Loop) -> None:
    mine = mark_frames(loop.supervisor, loop.guest_film(), first=1, end=3)
    report = merge_answer(loop.trainee, loop.answer())
    before = loop.trainee.vault.journal.count
    accept(loop.trainee, report.answer, mine.id)
    new = [event for envelope, event in happened(loop.trainee) if envelope.seq >= before]
    assert [type(one) for one in new] == [MarksChanged, SuggestionDecided]
