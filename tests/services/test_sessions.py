"""A session stands on record with what was shown; its log says what the journal says, and names nobody."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces
from tests.exchange.sample_pack import PACK
from tests.services.casework import NAMES, QUESTION, Family, SetClock, found_family, happened, last_event, on_disk
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.cycles import Part
from vigtool.domain.events import ActRefused, ClipExported, MomentsShown, SessionLogExported, StillExported
from vigtool.domain.identifiers import MomentId, PackId
from vigtool.domain.moments import Moment, PrincipleSeen, Turn, TurnKind
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.sessions import Session
from vigtool.exchange.errors import UnknownLanguage
from vigtool.exchange.principle_packs import to_json
from vigtool.exchange.session_log import ExportKind, from_json
from vigtool.services.cases import change_case
from vigtool.services.clips import export_clip
from vigtool.services.consents import record_consent
from vigtool.services.cycles import add_cycle, put_film
from vigtool.services.errors import CannotWrite, ConsentRefused, TargetInVault, UnknownId
from vigtool.services.jobs import NotRun
from vigtool.services.marking import MarkingDesk, mark_frames, moment
from vigtool.services.principles import add_pack, built_in, choice_of, choose_pack
from vigtool.services.recordings import frame_times
from vigtool.services.reviewing import begin_review, end_review, hear_words, show_moment
from vigtool.services.session_log_gathering import gather
from vigtool.services.session_logs import SessionLogExport, export_session_log
from vigtool.services.sessions import add_session, session, sessions
from vigtool.services.stills import export_still

CLIENTS_WORDS = "En tiennyt, että odotan näin hyvin."


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    return family.film(tmp_path)


@pytest.fixture
def marked(family: Family, film: Recording) -> Moment:
    desk, times = MarkingDesk(family.ws, film.id), frame_times(family.ws, film.id)
    made = replace(desk.new_moment(times.span(3, 15), times.tick_of(9), "Katse"), note="Ojentaa palikan.")
    for who, kind, span in (
        (family.child, TurnKind.INITIATIVE, times.span(3, 8)),
        (family.parent, TurnKind.RECEPTION, times.span(8, 15)),
    ):
        made = made.with_turn(Turn(who.id, kind, span, "katsoo"))
    desk.edit("turns", desk.marks.with_moment(made))
    return made


@pytest.fixture
def held(family: Family, marked: Moment) -> Session:
    return add_session(
        family.ws, family.case.id, moments=[marked.id, marked.id], present=[family.parent.id], words=CLIENTS_WORDS
    )


def test_a_session_says_what_was_shown(family: Family, film: Recording, marked: Moment, held: Session) -> None:
    assert (held.question, held.moments, held.present, held.words) == (
        QUESTION,
        (marked.id,),
        (family.parent.id,),
        CLIENTS_WORDS,
    )
    assert session(family.ws, held.id) == held
    assert sessions(family.ws, family.case.id) == [held]
    event = last_event(family.ws)
    assert isinstance(event, MomentsShown)
    assert (event.session, event.recording, event.moments) == (held.id, film.id, (marked.id,))
    assert len(event.consents) == 2


def test_what_may_not_be_shown_makes_no_session(family: Family, film: Recording, marked: Moment) -> None:
    ws, other = family.ws, found_family(family.ws)
    for moments, present in (([MomentId("abcdefghjkmn")], []), ([], [other.child.id])):
        with pytest.raises(UnknownId):
            add_session(ws, family.case.id, moments=moments, present=present)
    with pytest.raises(UnknownId):
        add_session(ws, other.case.id, moments=[marked.id])
    record_consent(ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        add_session(ws, family.case.id, moments=[marked.id])
    refused = last_event(ws)
    assert isinstance(refused, ActRefused)
    assert (refused.act, refused.recording) == (Act.SHOW, film.id)
    assert sessions(ws) == []
    assert add_session(ws, family.case.id).moments == ()


def test_principles_are_logged_in_the_words_of_the_version_that_the_moment_was_coded_with(
    family: Family, marked: Moment, held: Session
) -> None:
    ws, newer = family.ws, replace(PACK, version=PACK.version + 1, name=PACK.source)
    for one in (PACK, newer):
        add_pack(ws, to_json(one))
    coded = (PACK.seen("look"), built_in().seen("nod"), PrincipleSeen(PackId("strange"), 1, "lost"))
    desk = MarkingDesk(ws, marked.recording)
    desk.edit("principles", desk.marks.with_moment(replace(marked, principles=coded)))
    choose_pack(ws, family.case.id, choice_of(newer))
    (logged,) = gather(ws, held.id).moments
    assert [(one.pack, one.version, one.item, one.name.fi) for one in logged.principles] == [
        ("trainers-own", PACK.version, "look", "look suomeksi"),
        ("attuned-interaction", 1, "nod", "Nyökkäys"),
        ("strange", 1, "lost", ""),
    ]


def test_the_log_is_what_the_journal_says(
    family: Family, clock: SetClock, film: Recording, marked: Moment, held: Session, tmp_path: Path
) -> None:
    ws = family.ws
    held_at, given_at = held.held_at, clock.now
    clock.now += timedelta(hours=1)
    family.answer(Purposes.FAMILY_COPY)  # after the session: not in force in it
    clip = export_clip(ws, marked.id, Purposes.FAMILY_COPY, tmp_path / "clip.mp4")
    still = export_still(ws, film.id, frame=9, purpose=Purposes.FAMILY_COPY, out=tmp_path / "still.png")
    export_still(ws, film.id, frame=20, purpose=Purposes.FAMILY_COPY, out=tmp_path / "outside.png")
    change_case(ws, family.case.id, question="A later question")
    position = ws.vault.journal.position
    log = gather(ws, held.id)
    events = [(envelope, event) for envelope, event in happened(ws)]
    assert (log.held_at, log.question, log.words) == (held_at, QUESTION, CLIENTS_WORDS)
    assert (log.journal.seq, log.journal.hash) == (position.seq, position.hash.hex())
    (logged,) = log.moments
    assert (logged.first_frame, logged.end_frame, logged.key_frame, logged.title, logged.note) == (
        3,
        15,
        9,
        "Katse",
        "Ojentaa palikan.",
    )
    assert [(turn.kind, turn.first_frame, turn.end_frame) for turn in logged.turns] == [
        (TurnKind.INITIATIVE, 3, 8),
        (TurnKind.RECEPTION, 8, 15),
    ]
    assert [(one.at, one.recording, one.moment) for one in log.shown] == [(held_at, film.id, marked.id)]
    left = {type(event): (envelope.time, event.sha256) for envelope, event in events if isinstance(event, ClipExported)}
    stills = [(envelope.time, event) for envelope, event in events if isinstance(event, StillExported)]
    assert [(one.kind, one.at, one.sha256) for one in log.exported] == [
        (ExportKind.CLIP, left[ClipExported][0], clip.sha256),
        (ExportKind.STILL, stills[0][0], still.sha256),
    ]
    assert {(one.who.person, one.purpose, one.since) for one in log.consents} == {
        (family.child.id, Purposes.GUIDANCE, given_at),
        (family.parent.id, Purposes.GUIDANCE, given_at),
    }
    assert all(events[one.seq][0].object == one.who.person for one in log.consents)


def test_a_film_that_was_erased_since_takes_its_frames_along_and_nothing_else(
    family: Family, film: Recording, held: Session, tmp_path: Path
) -> None:
    ws = family.ws
    family.answer(Purposes.FAMILY_COPY)
    still = export_still(ws, film.id, frame=20, purpose=Purposes.FAMILY_COPY, out=tmp_path / "still.png")
    before = gather(ws, held.id)
    ws.vault.shred_key(film.id)
    log = gather(ws, held.id)
    ((logged,), (known,)) = log.moments, before.moments
    assert (logged.first_frame, logged.end_frame, logged.key_frame, logged.start, logged.end) == (None,) * 5
    assert (logged.length, logged.title, logged.note) == (known.length, known.title, known.note)
    assert [(one.who, one.kind, one.first_frame, one.words) for one in logged.turns] == [
        (one.who, one.kind, None, one.words) for one in known.turns
    ]
    assert (log.shown, log.consents, log.words) == (before.shown, before.consents, before.words)
    assert [one.sha256 for one in log.exported] == [still.sha256]
    report = export_session_log(ws, held.id, tmp_path / "log", "en")
    assert from_json(report.json.read_bytes()).moments == log.moments
    assert report.pdf.read_bytes().startswith(b"%PDF")


def test_a_moment_removed_later_is_still_said_to_have_been_shown(
    family: Family, film: Recording, marked: Moment, held: Session
) -> None:
    desk = MarkingDesk(family.ws, film.id)
    desk.edit("remove", desk.marks.without(marked.id))
    with pytest.raises(UnknownId):
        moment(family.ws, marked.id)
    log = gather(family.ws, held.id)
    assert log.moments == ()
    assert [one.moment for one in log.shown] == [marked.id]


def test_a_withdrawal_before_the_session_is_not_in_force_in_it(family: Family, film: Recording) -> None:
    family.answer(Purposes.TRAINING)
    record_consent(family.ws, family.child.id, Purposes.TRAINING, Answer.WITHDRAWN)
    shown = mark_frames(family.ws, film.id, first=1, end=2)
    held = add_session(family.ws, family.case.id, moments=[shown.id])
    record_consent(family.ws, family.parent.id, Purposes.TRAINING, Answer.WITHDRAWN)
    in_force = {(one.who.person, one.purpose) for one in gather(family.ws, held.id).consents}
    assert (family.child.id, Purposes.TRAINING) not in in_force
    assert (family.parent.id, Purposes.TRAINING) in in_force


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_both_forms_leave_and_name_nobody(family: Family, held: Session, tmp_path: Path, language: str) -> None:
    report = export_session_log(family.ws, held.id, tmp_path / "log", language)
    text = report.json.read_bytes()
    assert from_json(text).session == held.id
    assert json.loads(text)["present"] == [{"person": family.parent.id, "role": "parent", "number": 1}]
    assert report.pdf.read_bytes().startswith(b"%PDF-1.7")
    pages = without_spaces("".join(page_texts(report.pdf.read_bytes())))
    assert without_spaces(QUESTION) in pages
    for word in (part for name in (*NAMES, "leikkihetki") for part in name.split()):
        assert word not in text.decode() + pages + report.pdf.name
        assert word.encode() not in report.pdf.read_bytes()
    event = last_event(family.ws)
    assert isinstance(event, SessionLogExported)
    assert (event.json_sha256, event.pdf_sha256) == (report.json_sha256, report.pdf_sha256)


def test_no_log_leaves_into_the_vault_or_without_its_entry(family: Family, held: Session, tmp_path: Path) -> None:
    before = on_disk(family.ws.folder)
    for folder in (family.ws.folder, family.ws.folder / "logs" / "deep"):
        with pytest.raises(TargetInVault):
            export_session_log(family.ws, held.id, folder, "fi")
    (tmp_path / "file").write_text("x")
    (tmp_path / "half" / f"session-{held.id}.pdf").mkdir(parents=True)
    for folder in (tmp_path / "file", tmp_path / "half"):
        with pytest.raises(CannotWrite):
            export_session_log(family.ws, held.id, folder, "fi")
    assert [path.name for path in (tmp_path / "half").iterdir()] == [f"session-{held.id}.pdf"]
    with pytest.raises(UnknownLanguage):
        export_session_log(family.ws, held.id, tmp_path / "log", "de")
    job = SessionLogExport(family.ws, held.id, tmp_path / "log", "fi")
    with pytest.raises(NotRun):
        job.finish()
    job.abandon()
    assert on_disk(family.ws.folder) == before
    assert not (tmp_path / "log").exists()


def test_a_session_is_held_under_the_question_of_the_cycle(family: Family, film: Recording, marked: Moment) -> None:
    cycle = add_cycle(family.ws, family.case.id, question="Mikä auttaa iltaisin?")
    assert add_session(family.ws, family.case.id, moments=[marked.id]).question == QUESTION
    put_film(family.ws, cycle.id, film.id, Part.FAMILY)
    assert add_session(family.ws, family.case.id, moments=[marked.id]).question == "Mikä auttaa iltaisin?"
    assert add_session(family.ws, family.case.id).question == QUESTION


def test_the_log_of_a_review_has_what_was_said_to_each_moment_and_what_was_agreed(
    family: Family, film: Recording, marked: Moment
) -> None:
    ws, desk = family.ws, MarkingDesk(family.ws, film.id)
    desk.edit("starred", desk.marks.with_moment(replace(marked, starred=True)))
    cycle = add_cycle(ws, family.case.id)
    put_film(ws, cycle.id, film.id, Part.FAMILY)
    review = begin_review(ws, family.case.id, cycle.id, [family.parent.id])
    show_moment(ws, review, marked.id)
    hear_words(ws, review, marked.id, "Odotan.", family.parent.id)
    hear_words(ws, review, marked.id, "Hän katsoo minua.", family.parent.id)
    hear_words(ws, review, marked.id, "Kaunista.")
    day = (ws.clock() + timedelta(days=14)).date()
    made = end_review(ws, review, words=CLIENTS_WORDS, agreed="Odotetaan.", next_on=day, closing="Katsoimme hetken.")
    log = gather(ws, made.id)
    assert (log.cycle, log.agreed, log.next_on, log.closing) == (1, "Odotetaan.", day, "Katsoimme hetken.")
    assert {(one.who.person if one.who else None, one.words) for one in log.heard} == {
        (family.parent.id, "Hän katsoo minua."),
        (None, "Kaunista."),
    }
