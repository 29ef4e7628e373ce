"""The marks of a film leave permitted, pseudonymous, on record and whole, or no file of them is there."""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import webvtt

from tests.services.casework import CHILD_NAME, EVENING, NAMES, PARENT_NAME, VISITOR_NAME, Stopping, last_event, on_disk
from tests.services.casework import Family as TheFamily
from tests.services.consent_auditor import Auditor
from tests.services.exchanged_film import MarkedCase, marked_case
from vigtool.domain.accountability import Erased, Erasing
from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.deciding import Ground
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ActRefused
from vigtool.domain.exchanging import ConsentRecordsExported, MarksExported
from vigtool.domain.people import Role
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.withdrawal import Left
from vigtool.exchange.annotations.format_names import OVER_CLIPS, Format
from vigtool.exchange.annotations.marked_film import Loss
from vigtool.services.clips import export_clip
from vigtool.services.consent_record_exports import ConsentRecordsExport, export_consent_records
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import CannotWrite, ConsentRefused, TargetInVault, UnknownId
from vigtool.services.exchanging import LossPreview, MarksExport, MarksWish, export_marks
from vigtool.services.handlings import handlings
from vigtool.services.handover_errors import AnswersChanged, ChangedMeanwhile
from vigtool.services.jobs import NotRun, complete
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.people import add_person
from vigtool.services.receipts import handover_receipt
from vigtool.services.withdrawing import departures
from vigtool.vault.errors import KeyDestroyed


@dataclass(frozen=True, slots=True)
class Ready:
    case: MarkedCase
    out: Path

    @property
    def family(self) -> TheFamily:
        return self.case.family

    def export(self, format_: Format = Format.EAF, name: str = "marks", wish: MarksWish | None = None) -> MarksExport:
        chosen = MarksWish(format_) if wish is None else wish
        return MarksExport(self.family.ws, self.case.film.id, chosen, self.out / name, "fi")


@pytest.fixture
def ready(family: TheFamily, tmp_path: Path) -> Ready:
    (tmp_path / "out").mkdir()
    return Ready(marked_case(family, tmp_path), tmp_path / "out")


@pytest.mark.parametrize("format_", Format)
def test_what_leaves_is_on_record_with_its_hash_and_names_nobody(ready: Ready, format_: Format) -> None:
    report = complete(ready.export(format_))
    data = report.file.read_bytes()
    event = last_event(ready.family.ws)
    assert isinstance(event, MarksExported)
    assert (event.recording, event.format, event.purpose) == (ready.case.film.id, format_.value, Purposes.GUIDANCE)
    assert (event.named, event.recipient, len(event.consents)) == (False, "", 2)
    assert report.sha256 == event.sha256 == hashlib.sha256(data).hexdigest()
    assert report.moments == 2
    assert {report.file, *report.beside} == set(ready.out.iterdir())
    for path in ready.out.iterdir():
        text = path.read_bytes().decode()
        for name in (*NAMES, CHILD_NAME.split("-")[0], PARENT_NAME.split()[0], ready.case.film.label):
            assert name not in text


@pytest.mark.parametrize("format_", [one for one in Format if one not in OVER_CLIPS])
def test_the_words_of_the_moments_are_in_the_file(ready: Ready, format_: Format) -> None:
    said = "hymyilee" if format_ is Format.VTT_CAPTIONS else "katsoo"
    assert said in complete(ready.export(format_)).file.read_bytes().decode()


def test_names_leave_where_that_is_asked_for_and_is_on_record_and_never_a_bystanders(ready: Ready) -> None:
    ws, film = ready.family.ws, ready.case.film
    add_person(ws, film.case, VISITOR_NAME, Role.BYSTANDER)
    desk = MarkingDesk(ws, film.id)
    desk.edit("note", desk.marks.with_moment(replace(ready.case.moments[1], note=f"{VISITOR_NAME} tulee")))
    wish = MarksWish(Format.CSV, named=True, recipient="the university")
    text = complete(ready.export(wish=wish)).file.read_text("utf-8-sig")
    assert PARENT_NAME in text
    assert f"{CHILD_NAME} katsoo" in text
    assert "Kalervo" not in text
    event = last_event(ws)
    assert isinstance(event, MarksExported)
    assert (event.named, event.recipient) == (True, "the university")


def test_people_stand_in_the_file_by_role_and_number_in_its_language(ready: Ready) -> None:
    for language, name in {"fi": "Lapsi 1", "sv": "Barn 1", "en": "Child 1"}.items():
        assert name in complete(_in_language(ready, language)).file.read_text("utf-8")


def _in_language(ready: Ready, language: str) -> MarksExport:
    wish = MarksWish(Format.VTT_CAPTIONS)
    return MarksExport(ready.family.ws, ready.case.film.id, wish, ready.out / f"{language}.vtt", language)


def test_times_are_those_of_the_film_to_the_millisecond(ready: Ready) -> None:
    complete(ready.export(Format.VTT, "chapters.vtt"))
    cues = webvtt.read(str(ready.out / "chapters.vtt")).captions
    assert [(one.start, one.end) for one in cues] == [
        ("00:00:00.120", "00:00:00.480"),
        ("00:00:00.480", "00:00:00.800"),
    ]


def test_what_is_lost_is_said_each_once(ready: Ready) -> None:
    report = complete(ready.export(Format.VTT))
    assert set(report.losses) == {
        Loss("note", 1),
        Loss("question", 1),
        Loss("star", 1),
        Loss("key", 1),
        Loss("turns", 1),
        Loss("principles", 1),
        Loss("overlaps", 1),
        Loss("wishes", 1),
    }
    assert complete(ready.export(Format.EAF)).losses == (Loss("wishes", 1),)


def test_the_preview_says_the_same_of_every_format_and_writes_nothing(ready: Ready) -> None:
    before, count = on_disk(ready.out), ready.family.ws.vault.journal.count
    told = complete(LossPreview(ready.family.ws, ready.case.film.id, "fi"))
    assert (on_disk(ready.out), ready.family.ws.vault.journal.count) == (before, count)
    for format_ in set(Format) - OVER_CLIPS:
        assert told[format_] == complete(ready.export(format_, "again.txt")).losses
        (ready.out / "datapackage.json").unlink(missing_ok=True)


def test_another_purpose_is_asked_for_as_well(ready: Ready) -> None:
    wish = MarksWish(Format.EAF, Purposes.RESEARCH)
    with pytest.raises(ConsentRefused) as refused:
        ready.export(wish=wish)
    assert {one.purpose for one in refused.value.refusal.reasons} == {Purposes.RESEARCH}
    ready.family.answer(Purposes.RESEARCH)
    complete(ready.export(wish=wish))
    event = last_event(ready.family.ws)
    assert isinstance(event, MarksExported)
    assert (event.purpose, len(event.consents)) == (Purposes.RESEARCH, 4)


@pytest.mark.parametrize("purpose", [Purposes.PORTFOLIO, Purposes.FAMILY_COPY, Purposes.KEEP_LONGER])
def test_a_purpose_under_which_nobody_works_on_a_film_covers_no_marks(ready: Ready, purpose: Purpose) -> None:
    ready.family.answer(purpose)
    with pytest.raises(ConsentRefused) as refused:
        ready.export(wish=MarksWish(Format.EAF, purpose))
    assert [one.ground for one in refused.value.refusal.reasons] == [Ground.SCOPE]
    event = last_event(ready.family.ws)
    assert isinstance(event, ActRefused)
    assert event.act is Act.ANNOTATE
    assert list(ready.out.iterdir()) == []


def test_a_withdrawal_meanwhile_leaves_no_file(ready: Ready) -> None:
    job = ready.export()
    job.run(Stopping())
    record_consent(ready.family.ws, ready.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused) as refused:
        job.finish()
    assert [one.state for one in refused.value.refusal.reasons] == [ConsentState.WITHDRAWN]
    assert list(ready.out.iterdir()) == []


def test_an_erasure_meanwhile_leaves_no_file(ready: Ready) -> None:
    job = ready.export()
    job.run(Stopping())
    erase(ready.family.ws, Target(Erasing.FILM, ready.case.film.id), "asked")
    with pytest.raises(KeyDestroyed):
        job.finish()
    assert list(ready.out.iterdir()) == []
    assert not isinstance(last_event(ready.family.ws), MarksExported)
    assert isinstance(last_event(ready.family.ws), Erased)


@pytest.mark.parametrize("format_", [Format.EAF, Format.OTIO])
def test_whoever_stops_it_finds_nothing(ready: Ready, format_: Format) -> None:
    job = ready.export(format_)
    with pytest.raises(Cancelled):
        job.run(Stopping(0))
    job.abandon()
    with pytest.raises(NotRun):
        job.finish()
    assert list(ready.out.iterdir()) == []


def test_a_film_that_is_not_there_has_no_marks(ready: Ready) -> None:
    with pytest.raises(UnknownId):
        MarksExport(ready.family.ws, type(ready.case.film.id)("n0n0n0n0n0n0"), MarksWish(Format.EAF), ready.out, "fi")


def test_nothing_is_written_into_the_vault_nor_over_a_folder(ready: Ready) -> None:
    ws, film = ready.family.ws, ready.case.film
    with pytest.raises(TargetInVault):
        complete(MarksExport(ws, film.id, MarksWish(Format.EAF), ws.folder / "marks.eaf", "fi"))
    (ready.out / "folder").mkdir()
    count = ws.vault.journal.count
    with pytest.raises(CannotWrite):
        complete(ready.export(name="folder"))
    assert ws.vault.journal.count == count


def test_a_data_package_describes_its_table_and_takes_no_others_place(ready: Ready) -> None:
    report = complete(ready.export(Format.DATA_CSV, "first marks.csv"))
    package = json.loads((ready.out / "datapackage.json").read_bytes())
    [resource] = package["resources"]
    assert (resource["path"], resource["hash"]) == ("first marks.csv", f"sha256:{report.sha256}")
    assert report.beside == (ready.out / "datapackage.json",)
    complete(ready.export(Format.DATA_CSV, "first marks.csv"))
    before = on_disk(ready.out)
    for name in ("second.csv", "datapackage.json"):
        with pytest.raises(CannotWrite):
            complete(ready.export(Format.DATA_CSV, name))
    assert on_disk(ready.out) == before


def _with_clip(ready: Ready) -> None:
    ready.family.answer(Purposes.SUPERVISION)
    first, _ = ready.case.moments
    export_clip(ready.family.ws, first.id, Purposes.SUPERVISION, ready.out / "clip 1.mp4")


@pytest.mark.parametrize("format_", sorted(OVER_CLIPS))
def test_an_edit_list_speaks_of_the_clips_that_lie_beside_it(ready: Ready, format_: Format) -> None:
    _with_clip(ready)
    report = complete(ready.export(format_, "cut.xml"))
    assert (report.clips, report.losses[0]) == (1, Loss("moments", 1))
    text = report.file.read_text("utf-8")
    assert "clip%201.mp4" in text
    assert ready.case.film.label not in text


def _sidecar_of_another_moment(ready: Ready) -> None:
    paper = json.loads((ready.out / "clip 1.mp4.json").read_bytes())
    (ready.out / "clip 1.mp4.json").write_text(json.dumps(paper | {"moment": str(ready.case.moments[1].id)}))


def _changed_clip(ready: Ready) -> None:
    clip = ready.out / "clip 1.mp4"
    clip.write_bytes(clip.read_bytes()[:-1] + b"?")


def _longer_clip(ready: Ready) -> None:
    clip = ready.out / "clip 1.mp4"
    clip.write_bytes(clip.read_bytes() + b"?")


def _no_clip(ready: Ready) -> None:
    (ready.out / "clip 1.mp4").unlink()


def _torn_paper(ready: Ready) -> None:
    (ready.out / "clip 1.mp4.json").write_bytes(b"{")


def _another_stretch(ready: Ready) -> None:
    paper = json.loads((ready.out / "clip 1.mp4.json").read_bytes())
    (ready.out / "clip 1.mp4.json").write_text(json.dumps(paper | {"duration": "1/25"}))


@pytest.mark.parametrize(
    "done", [_sidecar_of_another_moment, _changed_clip, _longer_clip, _no_clip, _torn_paper, _another_stretch]
)
def test_a_clip_that_is_not_what_its_paper_says_is_passed_over(ready: Ready, done: object) -> None:
    _with_clip(ready)
    assert callable(done)
    done(ready)
    report = complete(ready.export(Format.OTIO))
    assert (report.clips, Loss("moments", 2) in report.losses) == (0, True)


def test_what_left_is_told_to_the_people_in_the_film(ready: Ready) -> None:
    ws, family = ready.family.ws, ready.family
    sha256 = complete(ready.export(wish=MarksWish(Format.EAF, recipient="Tampere"))).sha256
    [told] = departures(ws, family.parent.id)
    assert (told.what, told.recording, told.sha256, told.recipient, told.copied) == (
        Left.MARKS,
        ready.case.film.id,
        (sha256,),
        "Tampere",
        False,
    )
    handled = handlings(ws, family.child.id)[-1]
    assert (handled.act, handled.purpose, handled.film) == ("marks.exported", Purposes.GUIDANCE, ready.case.film.id)


def test_a_film_without_marks_leaves_as_an_empty_file(family: TheFamily, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    for format_ in Format:
        out = tmp_path / f"{format_}" / "empty"
        out.parent.mkdir()
        report = export_marks(family.ws, film.id, MarksWish(format_), out, "en")
        assert (report.moments, report.losses) == (0, ())


def test_the_last_moment_may_end_with_the_film(family: TheFamily, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    mark_frames(family.ws, film.id, first=20, end=film.frames, key=film.frames - 1)
    report = export_marks(family.ws, film.id, MarksWish(Format.VTT), tmp_path / "end.vtt", "en")
    assert f"00:00:00.800 --> 00:00:00.{round(film.duration * 1000)}" in report.file.read_text("utf-8")


def test_a_receipt_tells_of_the_file_and_its_recipient(ready: Ready) -> None:
    sha256 = complete(ready.export(wish=MarksWish(Format.EAF, recipient="Tampere"))).sha256
    receipt = handover_receipt(ready.family.ws, [ready.family.ws.vault.journal.count - 1])
    [thing] = receipt.things
    assert (receipt.recipient, receipt.purpose) == ("Tampere", Purposes.GUIDANCE)
    assert (thing.what, thing.sha256, len(thing.consents)) == (Left.MARKS, (sha256,), 2)


def test_the_auditor_finds_each_export_on_the_consents_that_carry_it(ready: Ready) -> None:
    auditor = Auditor(EVENING.tzinfo)
    auditor.catch_up(ready.family.ws.vault.journal)
    before = auditor.acts
    ready.family.answer(Purposes.RESEARCH)
    for purpose in (Purposes.GUIDANCE, Purposes.RESEARCH):
        complete(ready.export(wish=MarksWish(Format.CSV, purpose)))
    auditor.catch_up(ready.family.ws.vault.journal)
    assert auditor.acts == before + 2


def test_answers_leave_as_records_and_everybody_who_answered_is_told(ready: Ready) -> None:
    ws, family = ready.family.ws, ready.family
    with pytest.raises(NotRun):
        ConsentRecordsExport(ws, ready.case.film.case, ready.out / "r.jsonld", "fi").finish()
    report = export_consent_records(ws, ready.case.film.case, ready.out / "records.jsonld", "fi", "the county")
    data = report.file.read_bytes()
    event = last_event(ws)
    assert isinstance(event, ConsentRecordsExported)
    assert (event.sha256, event.recipient) == (hashlib.sha256(data).hexdigest(), "the county")
    assert report.records == len(json.loads(data)["@graph"]) == 2
    assert Loss("notice", 2) in report.losses
    assert not any(name in data.decode() for name in NAMES)
    silent = add_person(ws, ready.case.film.case, VISITOR_NAME, Role.OTHER)
    told = {one.id: [left.what for left in departures(ws, one.id)] for one in (family.child, silent)}
    assert told == {family.child.id: [Left.CONSENTS], silent.id: []}
    assert handlings(ws, family.parent.id)[-1].act == "consent-records.exported"
    assert list(ready.out.iterdir()) == [report.file]


def test_marks_in_which_somebody_was_erased_meanwhile_do_not_leave(ready: Ready) -> None:
    ws, child = ready.family.ws, ready.family.child.id
    job = ready.export(wish=MarksWish(Format.CSV, named=True))
    job.run(Stopping())
    erase(ws, Target(Erasing.PERSON, child), "asked for", {ready.case.film.id: "the parent's own film"})
    count = ws.vault.journal.count
    with pytest.raises(ChangedMeanwhile):
        job.finish()
    assert list(ready.out.iterdir()) == []
    assert ws.vault.journal.count == count


def test_marks_that_were_edited_meanwhile_do_not_leave_as_they_were(ready: Ready) -> None:
    job = ready.export()
    job.run(Stopping())
    desk = MarkingDesk(ready.family.ws, ready.case.film.id)
    desk.edit("remove", desk.marks.without(next(iter(desk.marks)).id))
    with pytest.raises(ChangedMeanwhile):
        job.finish()
    assert list(ready.out.iterdir()) == []


@pytest.mark.parametrize("what", [Erasing.CASE, Erasing.PERSON])
def test_answers_of_whoever_was_erased_meanwhile_do_not_leave_as_records(ready: Ready, what: Erasing) -> None:
    ws, film = ready.family.ws, ready.case.film
    job = ConsentRecordsExport(ws, film.case, ready.out / "r.jsonld", "fi")
    job.run(Stopping())
    target = {Erasing.CASE: film.case, Erasing.PERSON: ready.family.child.id}[what]
    erase(ws, Target(what, target), "asked for")
    count = ws.vault.journal.count
    with pytest.raises((UnknownId, AnswersChanged)):
        job.finish()
    assert list(ready.out.iterdir()) == []
    assert ws.vault.journal.count == count
