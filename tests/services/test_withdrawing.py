"""A withdrawal stops everything it carried at once, and tells what had left before: to whom, when, which file."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces
from tests.services.casework import NAMES, Family, SetClock, film_file, last_event
from vigtool.domain.accountability import LetterMade
from vigtool.domain.casebook import PersonSet
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.events import CaseEdited
from vigtool.domain.moments import Moment
from vigtool.domain.people import Deciding, Role
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.withdrawal import Left, by_recipient
from vigtool.services.case_editing import set_people
from vigtool.services.clips import export_clip
from vigtool.services.consents import consents, is_permitted, record_consent
from vigtool.services.errors import ConsentRefused, NobodyToTell, UnknownId
from vigtool.services.importing import import_film
from vigtool.services.index_making import FRAME_INDEX
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.people import add_person
from vigtool.services.recordings import frame_index
from vigtool.services.reviewing import begin_review, end_review, show_moment
from vigtool.services.session_logs import export_session_log
from vigtool.services.sessions import add_session
from vigtool.services.stills import export_still
from vigtool.services.viewing import view
from vigtool.services.withdrawal_letters import LetterMaking, make_letter, to_be_told
from vigtool.services.withdrawing import can_be_withdrawn, departures, in_force, speakers, what_stops, withdraw


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    for purpose in (Purposes.FAMILY_COPY, Purposes.TRAINING):
        family.answer(purpose)
    return family.film(tmp_path)


@pytest.fixture
def shown(family: Family, film: Recording) -> Moment:
    return mark_frames(family.ws, film.id, first=3, end=6)


def _left(family: Family, moment: Moment, folder: Path) -> None:
    """Let one of each kind leave: a clip to the parent, a still to nobody in particular, a session and its log."""
    ws = family.ws
    export_clip(ws, moment.id, Purposes.FAMILY_COPY, folder / "clip.mp4", to=[family.parent.id])
    export_still(ws, moment.recording, frame=4, purpose=Purposes.TRAINING, out=folder / "still.png")
    held = add_session(ws, family.case.id, moments=[moment.id], present=[family.parent.id])
    export_session_log(ws, held.id, folder / "log", "fi")


def test_all_that_is_in_force_is_withdrawn_and_nothing_goes_on(family: Family, film: Recording, shown: Moment) -> None:
    ws, child = family.ws, family.child.id
    given = in_force(ws, child)
    assert given == (Purposes.GUIDANCE, Purposes.TRAINING, Purposes.FAMILY_COPY)
    done = withdraw(ws, child, given, by="äiti")
    assert {(one.purpose, one.answer, one.by) for one in done.consents} == {
        (one, Answer.WITHDRAWN, "äiti") for one in given
    }
    assert done.consents[0].purpose == Purposes.GUIDANCE
    assert in_force(ws, child) == ()
    assert done.stops.films == (film.id,)
    for act in Act:
        assert not any(is_permitted(ws, act, one, film.id) for one in given)
    with pytest.raises(ConsentRefused):
        view(ws, film.id)
    with pytest.raises(ConsentRefused):
        mark_frames(ws, shown.recording, first=7, end=9)


def test_a_yes_that_is_still_to_come_is_withdrawn_with_the_others(family: Family, clock: SetClock) -> None:
    ws, child = family.ws, family.child
    next_week = clock.now.date() + timedelta(days=7)
    record_consent(ws, child.id, Purposes.GUIDANCE, Answer.GIVEN, since=next_week)
    family.answer(Purposes.TRAINING, Answer.REFUSED)
    aunt = add_person(ws, family.case.id, "Tuulikki", Role.OTHER)
    both = replace(child, guardians=(family.parent.id, aunt.id), deciding=Deciding.ALL)
    ws.record(CaseEdited(family.case.id, "guardians", (PersonSet(both),)))
    record_consent(ws, child.id, Purposes.RESEARCH, Answer.GIVEN, by_person=aunt.id)
    assert in_force(ws, child.id) == ()
    assert can_be_withdrawn(ws, child.id) == (Purposes.GUIDANCE, Purposes.RESEARCH)
    withdraw(ws, child.id, can_be_withdrawn(ws, child.id))
    clock.pass_days(7)
    record_consent(ws, child.id, Purposes.RESEARCH, Answer.GIVEN, by_person=family.parent.id)
    assert in_force(ws, child.id) == can_be_withdrawn(ws, child.id) == ()


def test_one_purpose_alone_leaves_the_film_to_the_guidance(family: Family, film: Recording) -> None:
    done = withdraw(family.ws, family.child.id, [Purposes.TRAINING])
    assert done.stops.films == ()
    assert done.stops.purposes == (Purposes.TRAINING,)
    assert is_permitted(family.ws, Act.VIEW, Purposes.GUIDANCE, film.id)
    assert not is_permitted(family.ws, Act.CLIP, Purposes.TRAINING, film.id)


def test_what_stops_is_told_before_anything_is_withdrawn(family: Family, film: Recording) -> None:
    before = family.ws.vault.journal.count
    assert what_stops(family.ws, family.child.id, [Purposes.GUIDANCE]).films == (film.id,)
    assert what_stops(family.ws, family.child.id, [Purposes.FAMILY_COPY]).films == ()
    assert family.ws.vault.journal.count == before
    visitor = add_person(family.ws, family.case.id, "Visitor", Role.BYSTANDER)
    set_people(family.ws, film.id, [*film.people, visitor.id])
    assert what_stops(family.ws, visitor.id, [Purposes.GUIDANCE]).films == ()
    assert what_stops(family.ws, family.child.id, [Purposes.GUIDANCE]).films == (film.id,)
    withdraw(family.ws, family.parent.id, [Purposes.GUIDANCE])
    assert what_stops(family.ws, family.child.id, [Purposes.GUIDANCE]).films == ()  # it rests already


def test_what_left_is_told_with_its_time_its_purpose_its_recipients_and_its_hash(
    family: Family, shown: Moment, clock: SetClock, tmp_path: Path
) -> None:
    clock.pass_days(1)
    _left(family, shown, tmp_path)
    clip, still, session, log = departures(family.ws, family.child.id)
    assert [one.what for one in (clip, still, session, log)] == [Left.CLIP, Left.STILL, Left.SHOWN, Left.LOG]
    assert {one.at for one in (clip, still, session, log)} == {clock.now}
    assert (clip.purpose, clip.to, clip.moments) == (Purposes.FAMILY_COPY, (family.parent.id,), (shown.id,))
    assert (still.purpose, still.to, still.frame) == (Purposes.TRAINING, (), 4)
    assert (session.purpose, session.to, session.moments) == (Purposes.GUIDANCE, (family.parent.id,), (shown.id,))
    assert clip.sha256 == (_sha256(tmp_path / "clip.mp4"),)
    assert still.sha256 == (_sha256(tmp_path / "still.png"),)
    assert set(log.sha256) == {_sha256(one) for one in (tmp_path / "log").iterdir()}
    assert withdraw(family.ws, family.child.id, [Purposes.TRAINING]).left == (clip, still, session, log)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_shows_somebody_else_is_not_theirs(family: Family, shown: Moment, tmp_path: Path) -> None:
    ws = family.ws
    desk = MarkingDesk(ws, shown.recording)
    desk.edit("people", desk.marks.with_moment(replace(shown, people=(family.parent.id,))))
    export_clip(ws, shown.id, Purposes.TRAINING, tmp_path / "clip.mp4")
    assert [one.what for one in departures(ws, family.parent.id)] == [Left.CLIP]
    assert departures(ws, family.child.id) == []
    stranger = add_person(ws, family.case.id, "Stranger", Role.OTHER)
    assert departures(ws, stranger.id) == []


def test_guardians_can_withdraw_and_the_last_who_answered_is_first(family: Family) -> None:
    ws, child = family.ws, family.child
    other = add_person(ws, family.case.id, "Other", Role.PARENT)
    assert speakers(ws, child.id) == ()
    guarded = replace(child, guardians=(family.parent.id, other.id))
    ws.record(CaseEdited(family.case.id, "guardians", (PersonSet(guarded),)))
    assert [one.id for one in speakers(ws, child.id)] == [family.parent.id, other.id]
    for someone in (family.parent, other):
        record_consent(ws, child.id, Purposes.GUIDANCE, Answer.GIVEN, by_person=someone.id)
    assert [one.id for one in speakers(ws, child.id)] == [other.id, family.parent.id]
    withdraw(ws, child.id, [Purposes.GUIDANCE], by_person=other.id)
    assert in_force(ws, child.id) == ()
    assert consents(ws, family.case.id)[-1].by_person == other.id


def test_letters_go_to_whoever_may_have_a_copy_that_nothing_carries_any_more(
    family: Family, shown: Moment, tmp_path: Path
) -> None:
    _left(family, shown, tmp_path)
    ws, child = family.ws, family.child.id
    assert to_be_told(ws, child) == {}
    withdraw(ws, child, [Purposes.TRAINING])
    clip, still, _shown, _log = departures(ws, child)
    assert to_be_told(ws, child) == {None: [still]}
    withdraw(ws, child, [Purposes.GUIDANCE])
    assert to_be_told(ws, child) == {family.parent.id: [clip], None: [still]}
    assert to_be_told(ws, family.parent.id) == {}
    assert by_recipient([clip, still], without=family.parent.id) == {None: [still]}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_letter_has_a_sheet_for_each_and_is_on_record(
    family: Family, shown: Moment, clock: SetClock, tmp_path: Path, language: str
) -> None:
    _left(family, shown, tmp_path)
    withdraw(family.ws, family.child.id, in_force(family.ws, family.child.id))
    clip, still, _shown, _log = departures(family.ws, family.child.id)
    made = make_letter(family.ws, family.child.id, tmp_path / "letter.pdf", language)
    assert (made.sheets, made.about) == (2, (clip.seq, still.seq))
    event = last_event(family.ws)
    assert event == LetterMade(family.case.id, family.child.id, made.about, _sha256(tmp_path / "letter.pdf"))
    pages = [without_spaces(one) for one in page_texts((tmp_path / "letter.pdf").read_bytes())]
    assert len(pages) == 2
    for page, one in zip(pages, (clip, still), strict=True):
        assert one.sha256[0] in page
    assert not any(without_spaces(name) in page for name in NAMES for page in pages)
    told = {one.seq: one.told for one in departures(family.ws, family.child.id)}
    assert (told[clip.seq], told[still.seq]) == (clock.now, clock.now)
    assert [told[one.seq] for one in (_shown, _log)] == [None, None]


def _nothing_left(family: Family, folder: Path) -> None:
    LetterMaking(family.ws, family.child.id, folder / "letter.pdf", "fi")


def _only_shown(family: Family, folder: Path) -> None:
    moment = mark_frames(
        family.ws, import_film(family.ws, film_file(folder / "two.mp4"), family.case.id).id, first=1, end=2
    )
    add_session(family.ws, family.case.id, moments=[moment.id])
    withdraw(family.ws, family.child.id, [Purposes.GUIDANCE])
    _nothing_left(family, folder)


@pytest.mark.parametrize("when", [_nothing_left, _only_shown])
@pytest.mark.usefixtures("film")
def test_where_nobody_has_a_copy_there_is_nobody_to_write_to(
    family: Family, tmp_path: Path, when: Callable[[Family, Path], None]
) -> None:
    with pytest.raises(NobodyToTell):
        when(family, tmp_path)
    assert not (tmp_path / "letter.pdf").exists()


def test_the_log_of_a_session_can_be_handed_out_after_it_even_without_the_times_of_the_film(
    family: Family, shown: Moment, tmp_path: Path
) -> None:
    held = add_session(family.ws, family.case.id, moments=[shown.id], present=[family.parent.id], words="Hymy")
    withdraw(family.ws, family.child.id, in_force(family.ws, family.child.id))
    (family.ws.folder / "derived" / f"{shown.recording}.{FRAME_INDEX}.age").unlink()
    with pytest.raises(ConsentRefused):
        frame_index(family.ws, shown.recording)
    made = export_session_log(family.ws, held.id, tmp_path / "log", "fi")
    assert "Hymy" in "".join(page_texts(made.pdf.read_bytes()))
    assert not (family.ws.folder / "derived" / f"{shown.recording}.{FRAME_INDEX}.age").exists()


def test_nobody_unknown_withdraws(family: Family) -> None:
    with pytest.raises(UnknownId):
        withdraw(family.ws, family.child.id, [Purposes.GUIDANCE], by_person=family.case.id)  # type: ignore[arg-type]
    with pytest.raises(UnknownId):
        departures(family.ws, family.case.id)  # type: ignore[arg-type]


def test_who_withdraws_during_a_review_learns_what_was_shown_in_it(family: Family, tmp_path: Path) -> None:
    ws, film = family.ws, family.film(tmp_path)
    marked = mark_frames(ws, film.id, first=3, end=15)
    desk = MarkingDesk(ws, film.id)
    desk.edit("starred", desk.marks.with_moment(replace(marked, starred=True)))
    review = begin_review(ws, family.case.id, None, [family.parent.id])
    show_moment(ws, review, marked.id)
    withdrawn = withdraw(ws, family.child.id, [Purposes.GUIDANCE])
    (shown,) = withdrawn.left
    assert (shown.what, shown.session, shown.to) == (Left.SHOWN, review.session, (family.parent.id,))
    end_review(ws, review)
    assert departures(ws, family.child.id)[0].to == (family.parent.id,)
