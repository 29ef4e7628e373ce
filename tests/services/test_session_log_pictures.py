"""A session's log with pictures: the right frames, small, each on a permit and on record; or no log at all."""

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.exchange.pdf_facts import figures, page_texts, without_spaces
from tests.media.drawn_films import draw_film, read_number
from tests.services.casework import VISITOR_NAME, Family, Stopping, film_file, happened
from tests.services.consent_auditor import Auditor
from vigtool.domain.accountability import Erasing
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ActRefused, Event, SessionLogExported, StillExported
from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import Box, MaskPoint
from vigtool.domain.moments import Moment
from vigtool.domain.people import Role
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.renditions import StillForm
from vigtool.domain.sessions import Session
from vigtool.domain.withdrawal import Left
from vigtool.exchange.session_log import ExportKind, SessionLog, from_json
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import CannotWrite, ConsentRefused, NotCovered, UnknownId
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.masking import MaskingDesk
from vigtool.services.people import add_person
from vigtool.services.recordings import frame_times
from vigtool.services.reviewing import begin_review, spare
from vigtool.services.session_log_gathering import gather
from vigtool.services.session_log_pictures import WIDEST
from vigtool.services.session_logs import SessionLogExport, export_session_log
from vigtool.services.sessions import add_session
from vigtool.services.withdrawing import departures

WHOLE = Box(0, 0, 96, 64)


@dataclass(frozen=True, slots=True)
class Held:
    """A session in which two moments of two films were looked at; ``out`` is where its log goes."""

    family: Family
    films: tuple[Recording, Recording]
    moments: tuple[Moment, Moment]
    session: Session
    out: Path

    def export(self) -> SessionLogExport:
        return SessionLogExport(self.family.ws, self.session.id, self.out, "en", pictures=True)

    def written(self) -> tuple[SessionLog, bytes]:
        report = export_session_log(self.family.ws, self.session.id, self.out, "en", pictures=True)
        return from_json(report.json.read_bytes()), report.pdf.read_bytes()

    def cover(self, whom: PersonId, frame: int, box: Box | None) -> None:
        film = self.films[0].id
        desk, times = MaskingDesk(self.family.ws, film), frame_times(self.family.ws, film)
        point = MaskPoint(times.tick_of(frame), box)
        desk.edit("cover", desk.masking.with_mask(desk.new_mask(whom).with_points([point])))


@pytest.fixture
def held(family: Family, tmp_path: Path) -> Iterator[Held]:
    """What a test has put on record is held, in the end, against the independent auditor."""
    ws, first = family.ws, family.film(tmp_path)
    second = import_film(ws, film_file(tmp_path / "toinen.mp4"), family.case.id)
    moments = (
        mark_frames(ws, first.id, first=3, end=9, key=5, title="Hei"),
        mark_frames(ws, second.id, first=18, end=22, key=20),
    )
    session = add_session(ws, family.case.id, moments=[one.id for one in moments], present=[family.parent.id])
    yield Held(family, (first, second), moments, session, tmp_path / "out")
    auditor = Auditor(ws.clock().tzinfo)
    auditor.catch_up(ws.vault.journal)
    assert auditor.acts > 0


def jpegs(pdf: bytes) -> list[bytes]:
    """The JPEG files in a PDF, as they are."""
    found = re.findall(rb"<<[^>]*/Length (\d+)[^>]*/Filter/DCTDecode[^>]*>>\s*stream\n", pdf)
    starts = [one.end() for one in re.finditer(rb"/Filter/DCTDecode[^>]*>>\s*stream\n", pdf)]
    return [pdf[start : start + int(length)] for start, length in zip(starts, found, strict=True)]


def seen(jpeg: bytes) -> NDArray[np.uint8]:
    with av.open(io.BytesIO(jpeg), "r", format="jpeg_pipe") as picture:
        return np.asarray(next(picture.decode(video=0)).to_ndarray(format="gray"), np.uint8)


def left(events: list[Event]) -> list[Event]:
    return [one for one in events if isinstance(one, (StillExported, SessionLogExported))]


def on_record(held: Held) -> list[Event]:
    return [event for _envelope, event in happened(held.family.ws)]


def test_each_moment_has_its_key_frame_and_the_journal_each_picture(held: Held) -> None:
    log, pdf = held.written()
    files = jpegs(pdf)
    assert sorted(str(read_number(seen(one))) for one in files) == ["20", "5"]
    told = [one.picture for one in log.moments if one.picture is not None]
    assert [(one.frame, one.time.exact, one.masked) for one in told] == [(5, "1/5", ()), (20, "4/5", ())]
    assert {one.sha256 for one in told} == {hashlib.sha256(one).hexdigest() for one in files}
    assert sorted(figures(pdf)) == ["Picture of the moment at 0:00.200", "Picture of the moment at 0:00.800"]
    *stills, logged = left(on_record(held))
    assert isinstance(logged, SessionLogExported)
    assert logged.pdf_sha256 == hashlib.sha256(pdf).hexdigest()
    for still, film, frame in zip(stills, held.films, (5, 20), strict=True):
        assert isinstance(still, StillExported)
        assert (still.recording, still.frame, still.form) == (film.id, frame, StillForm.LOG_PICTURE)
        assert (still.purpose, still.sha256, len(still.consents)) == (Purposes.GUIDANCE, logged.pdf_sha256, 2)


def test_what_left_in_a_log_is_told_by_the_next_one_and_when_somebody_withdraws(held: Held) -> None:
    _log, pdf = held.written()
    later, again = gather(held.family.ws, held.session.id), hashlib.sha256(pdf).hexdigest()
    assert [(one.kind, one.frame, one.sha256) for one in later.exported] == [
        (ExportKind.LOG_PICTURE, 5, again),
        (ExportKind.LOG_PICTURE, 20, again),
    ]
    assert all(one.picture is None for one in later.moments)
    gone = [one for one in departures(held.family.ws, held.family.child.id) if one.copied]
    assert [(one.what, one.sha256) for one in gone] == [(Left.LOG_PICTURE, (again,))] * 2


def test_a_log_has_no_picture_unless_it_was_wished(held: Held) -> None:
    report = export_session_log(held.family.ws, held.session.id, held.out, "en")
    assert jpegs(report.pdf.read_bytes()) == []
    assert [type(one) for one in left(on_record(held))] == [SessionLogExported]


@pytest.mark.parametrize(("size", "shown"), [((960, 540), (WIDEST, 270)), ((240, 426), (240, 426))])
def test_a_wide_picture_is_made_smaller_and_no_other(
    family: Family, tmp_path: Path, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    family.answer(Purposes.GUIDANCE)
    path = tmp_path / "wide.mp4"
    draw_film(path, frames=4, width=size[0], height=size[1])
    film = import_film(family.ws, path, family.case.id)
    moment = mark_frames(family.ws, film.id, first=1, end=4, key=2)
    session = add_session(family.ws, family.case.id, moments=[moment.id])
    report = export_session_log(family.ws, session.id, tmp_path / "out", "en", pictures=True)
    (jpeg,) = jpegs(report.pdf.read_bytes())
    picture = seen(jpeg)
    assert picture.shape[::-1] == shown
    assert read_number(picture) == 2


def test_without_consent_there_is_no_log_with_pictures(held: Held) -> None:
    job = held.export()
    job.run(Stopping())
    record_consent(held.family.ws, held.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        job.finish()
    with pytest.raises(ConsentRefused):
        held.export()
    assert not held.out.exists()
    assert left(on_record(held)) == []
    refused = [one.act for one in on_record(held) if isinstance(one, ActRefused)]
    assert refused == [Act.STILL, Act.STILL]
    assert export_session_log(held.family.ws, held.session.id, held.out, "en").pdf.is_file()  # in words it is theirs


def test_one_moment_that_may_not_leave_keeps_the_whole_log_back(held: Held) -> None:
    child = held.family.child.id
    held.cover(child, 4, WHOLE)
    count = held.family.ws.vault.journal.count
    with pytest.raises(NotCovered) as refused:
        held.export()
    assert (refused.value.person, refused.value.gaps) == (child, (range(5, 6),))
    assert held.family.ws.vault.journal.count == count
    assert not held.out.exists()


def test_whoever_is_covered_in_the_film_is_covered_in_its_picture(held: Held) -> None:
    child = held.family.child.id
    held.cover(child, 5, WHOLE)
    log, pdf = held.written()
    assert {read_number(seen(one)) for one in jpegs(pdf)} == {None, 20}
    told = [one.picture for one in log.moments if one.picture is not None]
    assert [[who.person for who in one.masked] for one in told] == [[child], []]
    assert without_spaces("Masked, not anonymous (Child 1)") in without_spaces("".join(page_texts(pdf)))
    assert [one.masked for one in left(on_record(held)) if isinstance(one, StillExported)] == [(child,), ()]


def test_a_wide_picture_is_covered_before_it_is_made_smaller(family: Family, tmp_path: Path) -> None:
    family.answer(Purposes.GUIDANCE)
    path = tmp_path / "wide.mp4"
    draw_film(path, frames=4, width=960, height=540)
    film = import_film(family.ws, path, family.case.id)
    moment = mark_frames(family.ws, film.id, first=1, end=4, key=2)
    desk, times = MaskingDesk(family.ws, film.id), frame_times(family.ws, film.id)
    point = MaskPoint(times.tick_of(2), Box(0, 0, 960, 540))
    desk.edit("cover", desk.masking.with_mask(desk.new_mask(family.child.id).with_points([point])))
    session = add_session(family.ws, family.case.id, moments=[moment.id])
    report = export_session_log(family.ws, session.id, tmp_path / "out", "en", pictures=True)
    (jpeg,) = jpegs(report.pdf.read_bytes())
    assert read_number(seen(jpeg)) is None


def test_somebody_who_is_not_in_the_picture_is_not_said_to_be_covered_in_it(held: Held) -> None:
    held.cover(held.family.child.id, 5, None)
    log, _pdf = held.written()
    assert [one.picture.masked for one in log.moments if one.picture is not None] == [(), ()]


def test_a_bystander_who_was_not_asked_is_covered_or_the_log_stays(family: Family, tmp_path: Path) -> None:
    ws, visitor = family.ws, add_person(family.ws, family.case.id, VISITOR_NAME, Role.BYSTANDER)
    film = family.film(tmp_path)
    moment = mark_frames(ws, film.id, first=3, end=9, key=5)
    session = add_session(ws, family.case.id, moments=[moment.id])
    held = Held(family, (film, film), (moment, moment), session, tmp_path / "out")
    with pytest.raises(ConsentRefused):
        held.export()
    held.cover(visitor.id, 5, WHOLE)
    log, _pdf = held.written()
    (told,) = log.moments
    assert told.picture is not None
    assert [who.person for who in told.picture.masked] == [visitor.id]


Change = Callable[[Held], None]


def _uncovered(held: Held) -> None:
    MaskingDesk(held.family.ws, held.films[0].id).undo()


def _covered_elsewhere(held: Held) -> None:
    held.cover(held.family.child.id, 5, Box(0, 0, 8, 8))


def _covered_at_last(held: Held) -> None:
    held.cover(held.family.parent.id, 5, WHOLE)


def _spared(held: Held) -> None:
    review = begin_review(held.family.ws, held.family.case.id, None, [held.family.parent.id])
    spare(held.family.ws, review, held.moments[1].id, held.family.parent.id)


def _another_key(held: Held) -> None:
    desk, times = MarkingDesk(held.family.ws, held.films[1].id), frame_times(held.family.ws, held.films[1].id)
    desk.edit("key", desk.marks.with_moment(replace(held.moments[1], key=times.tick_of(19))))


def _removed(held: Held) -> None:
    desk = MarkingDesk(held.family.ws, held.films[1].id)
    desk.edit("remove", desk.marks.without(held.moments[1].id))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (_uncovered, NotCovered),
        (_covered_at_last, ChangedMeanwhile),
        (_covered_elsewhere, ChangedMeanwhile),
        (_spared, ChangedMeanwhile),
        (_another_key, ChangedMeanwhile),
        (_removed, UnknownId),
    ],
)
def test_what_changes_while_the_pictures_are_made_keeps_the_log_back(
    held: Held, change: Change, error: type[Exception]
) -> None:
    held.cover(held.family.child.id, 5, WHOLE)
    job = held.export()
    job.run(Stopping())
    change(held)
    with pytest.raises(error):
        job.finish()
    job.abandon()
    assert not held.out.exists()
    assert left(on_record(held)) == []


def test_stopping_leaves_nothing(held: Held) -> None:
    count, calls = held.family.ws.vault.journal.count, Stopping()
    held.export().run(calls)
    for at in range(len(calls.calls)):
        job = held.export()
        with pytest.raises(Cancelled):
            job.run(Stopping(at))
        job.abandon()
    assert calls.calls[-1] == (1, 1)
    shares = [done / total for done, total in calls.calls]
    assert shares == sorted(shares)
    assert not held.out.exists()
    assert held.family.ws.vault.journal.count == count


def test_a_folder_that_cannot_be_written_to_leaves_the_journal_as_it_was(held: Held) -> None:
    held.out.write_bytes(b"a file where the folder should be")
    job = held.export()
    job.run(Stopping())
    with pytest.raises(CannotWrite):
        job.finish()
    assert left(on_record(held)) == []


def test_a_moment_that_a_client_wants_spared_is_told_and_not_shown(held: Held) -> None:
    _spared(held)
    log, pdf = held.written()
    assert [one.moment for one in log.moments] == [one.id for one in held.moments]
    assert [None if one.picture is None else one.picture.frame for one in log.moments] == [5, None]
    assert [read_number(seen(one)) for one in jpegs(pdf)] == [5]


def test_an_erased_film_has_no_picture(held: Held) -> None:
    erase(held.family.ws, Target(Erasing.FILM, held.films[0].id), "asked for")
    log, _pdf = held.written()
    assert [None if one.picture is None else one.picture.frame for one in log.moments] == [None, 20]
