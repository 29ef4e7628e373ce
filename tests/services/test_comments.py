"""Comments on a film: placed, answered, worded otherwise, taken back; spoken ones lie sealed with the case."""

from pathlib import Path

import pytest

from tests.services.casework import Family, SetClock, happened
from vigtool.domain.cases import Recording
from vigtool.domain.comments import Comment, Feedback
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import CommentId, ContactId, MomentId
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import CommentSet
from vigtool.domain.ticks import OutsideFilm
from vigtool.services.answer_errors import NothingSaid, NotOwnComment, NotSound, SoundTooLarge, WordsUnfit
from vigtool.services.comments import CommentDesk, comments_of, comments_of_case
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.evidence import evidence_of_case
from vigtool.services.feedback import feedback_on, set_feedback
from vigtool.services.marking import mark_frames
from vigtool.services.recordings import frame_times
from vigtool.services.spoken_comments import MOST_BYTES, keep_sound, sound_of
from vigtool.services.supervision_errors import NotAGuest
from vigtool.services.verifying import verify_vault

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(200)
FLAC = b"fLaC" + bytes(100)


@pytest.fixture
def film(family: Family, tmp_path: Path) -> Recording:
    return family.film(tmp_path)


def test_a_comment_stands_at_a_moment_a_frame_or_the_film(family: Family, film: Recording) -> None:
    moment = mark_frames(family.ws, film.id, first=4, end=12)
    tick = frame_times(family.ws, film.id).tick_of(7)
    desk = CommentDesk(family.ws, film.id)
    made = (desk.add("Katso!", moment=moment.id), desk.add("Tässä", tick=tick), desk.add("Koko video"))
    assert [(one.moment, one.tick) for one in made] == [(moment.id, None), (None, tick), (None, None)]
    assert desk.comments == made == tuple(comments_of_case(family.ws, family.case.id))


def test_an_answer_stands_where_the_comment_before_it_does(family: Family, film: Recording, clock: SetClock) -> None:
    desk = CommentDesk(family.ws, film.id)
    first = desk.add("Katso!", tick=frame_times(family.ws, film.id).tick_of(7))
    clock.pass_days(1)
    second = desk.add("Niin!", answers=first.id)
    assert (second.tick, second.answers) == (first.tick, first.id)
    assert desk.threads == ((first, second),)


def test_a_comment_can_be_worded_otherwise_and_taken_back(family: Family, film: Recording) -> None:
    desk = CommentDesk(family.ws, film.id)
    made = desk.add("Katso")
    edited = desk.edit(made.id, " Katso!\r\nTuossa. ")
    assert list(desk.comments) == [edited]
    assert (edited.text, edited.made_at) == ("Katso!\nTuossa.", made.made_at)
    desk.take_back(made.id)
    assert not desk.comments
    with pytest.raises(UnknownId):
        desk.edit(made.id, "Taas")


def test_the_same_words_are_put_on_record_once(family: Family, film: Recording) -> None:
    desk = CommentDesk(family.ws, film.id)
    made, before = desk.add("Katso"), family.ws.vault.journal.count + 0
    desk.edit(made.id, "Katso ")
    assert family.ws.vault.journal.count == before


def test_a_comment_of_somebody_else_stays_as_it_came(family: Family, film: Recording, clock: SetClock) -> None:
    theirs = Comment(CommentId("c0c0c0c0c0c0"), film.id, "Hieno", family.ws.clock(), by=ContactId("k0k0k0k0k0k0"))
    family.ws.record(CommentSet(family.case.id, theirs))
    desk = CommentDesk(family.ws, film.id)
    for change in (lambda: desk.edit(theirs.id, "Huono"), lambda: desk.take_back(theirs.id)):
        with pytest.raises(NotOwnComment):
            change()
    clock.pass_days(1)
    answer = desk.add("Kiitos", answers=theirs.id)
    assert desk.threads == ((theirs, answer),)


@pytest.mark.parametrize(
    ("text", "refused"),
    [("", NothingSaid), (" \n ", NothingSaid), ("a\x1b[2J", WordsUnfit), ("x" * 50_001, WordsUnfit)],
)
def test_what_could_not_travel_is_not_said(
    family: Family, film: Recording, text: str, refused: type[Exception]
) -> None:
    desk = CommentDesk(family.ws, film.id)
    with pytest.raises(refused):
        desk.add(text)
    assert desk.comments == ()


def test_only_a_place_of_this_film_can_be_spoken_of(family: Family, film: Recording, tmp_path: Path) -> None:
    other = mark_frames(family.ws, family.film(tmp_path).id, first=1, end=3)
    desk = CommentDesk(family.ws, film.id)
    elsewhere = CommentDesk(family.ws, other.recording).add("Muualla", moment=other.id)
    for wrong in (other.id, MomentId("m0m0m0m0m0m0")):
        with pytest.raises(UnknownId):
            desk.add("Katso", moment=wrong)
    with pytest.raises(UnknownId):
        desk.add("Katso", answers=elsewhere.id)
    end = frame_times(family.ws, film.id).end_tick
    for tick in (-1, end):
        with pytest.raises(OutsideFilm):
            desk.add("Katso", tick=tick)
    with pytest.raises(ValueError, match=other.id):
        desk.add("Katso", tick=0, moment=other.id)
    assert desk.comments == ()


def test_nothing_is_said_any_more_once_the_consent_is_withdrawn(family: Family, film: Recording) -> None:
    desk = CommentDesk(family.ws, film.id)
    made = desk.add("Katso")
    family.answer(Purposes.GUIDANCE, Answer.WITHDRAWN)
    for change in (lambda: desk.add("Lisää"), lambda: desk.edit(made.id, "Toisin"), lambda: desk.take_back(made.id)):
        with pytest.raises(ConsentRefused):
            change()
    assert [one.text for one in comments_of(family.ws, film.id)] == ["Katso"]


@pytest.mark.parametrize(("sound", "kind"), [(WAV, "audio/wav"), (FLAC, "audio/flac")])
def test_a_spoken_comment_lies_sealed_with_the_case(family: Family, film: Recording, sound: bytes, kind: str) -> None:
    made = CommentDesk(family.ws, film.id).add("", sound=sound)
    kept, heard = sound_of(family.ws, made)
    assert (heard, kept.media_type, kept.size) == (sound, kind, len(sound))
    report = verify_vault(family.ws)
    assert (report.damage, report.unclaimed) == ((), ())
    files = [path.read_bytes() for path in family.ws.folder.rglob("*") if path.is_file()]
    assert not any(sound in one for one in files)


def test_a_spoken_comment_is_no_signed_form(family: Family, film: Recording) -> None:
    CommentDesk(family.ws, film.id).add("Kuuntele", sound=WAV)
    assert evidence_of_case(family.ws, family.case.id) == []


def test_the_same_sound_is_kept_once(family: Family, film: Recording) -> None:
    assert keep_sound(family.ws, family.case.id, WAV) == keep_sound(family.ws, family.case.id, WAV)
    desk = CommentDesk(family.ws, film.id)
    desk.take_back(desk.add("", sound=FLAC).id)
    assert desk.comments == ()


def test_what_is_no_sound_or_too_long_is_not_taken(family: Family, film: Recording) -> None:
    desk, before = CommentDesk(family.ws, film.id), family.ws.vault.journal.count
    with pytest.raises(NotSound):
        desk.add("", sound=b"MZ" + bytes(50))
    with pytest.raises(SoundTooLarge):
        desk.add("", sound=WAV + bytes(MOST_BYTES))
    assert family.ws.vault.journal.count == before
    assert not list((family.ws.folder / "evidence").glob("*"))


def test_a_sound_that_is_nobodys_comment_is_not_read(family: Family, film: Recording) -> None:
    with pytest.raises(UnknownId):
        sound_of(family.ws, CommentDesk(family.ws, film.id).add("Pelkkiä sanoja"))


def test_every_change_is_on_record(family: Family, film: Recording) -> None:
    desk = CommentDesk(family.ws, film.id)
    desk.edit(desk.add("Yksi").id, "Kaksi")
    said = [event.comment.text for _, event in happened(family.ws) if isinstance(event, CommentSet)]
    assert said == ["Yksi", "Kaksi"]


def test_feedback_is_for_guests_alone(family: Family) -> None:
    assert feedback_on(family.ws, family.case.id) == Feedback()
    with pytest.raises(NotAGuest):
        set_feedback(family.ws, family.case.id, Feedback("Hienoa"))
