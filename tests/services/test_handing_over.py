"""What is handed to people: stills, cards with their words, their own copy, and the receipt for each."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pyrage
import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces, xmp
from tests.media.drawn_films import read_number
from tests.services.casework import Family, Stopping, film_file, happened, last_event, on_disk
from tests.services.consent_auditor import Auditor
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ClipExported, StillExported
from vigtool.domain.masking import Box, MaskPoint
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Purposes
from vigtool.domain.renditions import CaptionsAs, ClipForm, ClipWish, StillForm
from vigtool.domain.withdrawal import Left
from vigtool.engine.film_source import FilmSource
from vigtool.services import family_copies
from vigtool.services.clips import export_clip
from vigtool.services.consents import record_consent
from vigtool.services.errors import CannotWrite, ConsentRefused, NoSuchEntry, NotCovered
from vigtool.services.family_copies import FamilyCopy, make_family_copy
from vigtool.services.handover_errors import NoCaptionsBesideCopy, NothingHandedOut, NothingToCopy, NotOneHandover
from vigtool.services.importing import import_film
from vigtool.services.jobs import NotRun
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.masking import MaskingDesk
from vigtool.services.receipts import handover_receipt, write_handover_receipt
from vigtool.services.recordings import frame_times
from vigtool.services.reels import export_reel
from vigtool.services.reviewing import begin_review, hear_words
from vigtool.services.sealed_drafts import SealedDraft
from vigtool.services.still_cards import StillCardExport, export_card
from vigtool.services.stills import StillExport, export_still
from vigtool.services.withdrawing import departures
from vigtool.vault.age import KeyFormatError

KEY = "kuusi sanaa jotka kerrotaan ääneen"


@dataclass(frozen=True, slots=True)
class Ready:
    family: Family
    film: Recording
    moments: tuple[Moment, Moment]
    out: Path


@pytest.fixture
def ready(family: Family, tmp_path: Path) -> Iterator[Ready]:
    """What a test has put on record is held, in the end, against the independent auditor."""
    film = family.film(tmp_path)
    family.answer(Purposes.FAMILY_COPY)
    (tmp_path / "out").mkdir()
    first = mark_frames(family.ws, film.id, first=3, end=9, key=5, title="Hei")
    other = import_film(family.ws, film_file(tmp_path / "toinen.mp4"), family.case.id)
    second = mark_frames(family.ws, other.id, first=18, end=22, key=20)
    yield Ready(family, film, (first, second), tmp_path / "out")
    auditor = Auditor(family.ws.clock().tzinfo)
    auditor.catch_up(family.ws.vault.journal)
    assert auditor.acts > 0


def cover_the_child(ready: Ready, frames: range) -> None:
    times, desk = frame_times(ready.family.ws, ready.film.id), MaskingDesk(ready.family.ws, ready.film.id)
    points = [MaskPoint(times.tick_of(n), Box(40, 8, 80, 40)) for n in frames]
    desk.edit("cover", desk.masking.with_mask(desk.new_mask(ready.family.child.id).with_points(points)))


def numbers(film: bytes) -> list[int | None]:
    with av.open(io.BytesIO(film), "r") as opened:
        return [_number(frame) for frame in opened.decode(video=0)]


def _number(frame: av.VideoFrame) -> int | None:
    return read_number(np.asarray(frame.to_ndarray(format="gray"), np.uint8))


@pytest.mark.parametrize(("name", "form"), [("s.JPG", "jpeg_pipe"), ("s.jpeg", "jpeg_pipe"), ("s.png", "png_pipe")])
def test_a_still_is_a_jpeg_where_its_name_says_so(ready: Ready, name: str, form: str) -> None:
    report = export_still(
        ready.family.ws, ready.film.id, frame=7, purpose=Purposes.FAMILY_COPY, out=ready.out / name, recipient="Mummo"
    )
    with av.open(io.BytesIO(report.still.read_bytes()), "r", format=form) as picture:
        assert _number(next(picture.decode(video=0))) == 7
    event = last_event(ready.family.ws)
    assert isinstance(event, StillExported)
    assert (event.form, event.recipient, event.masked) == (StillForm.STILL, "Mummo", ())


def test_a_still_in_which_somebody_is_covered(ready: Ready) -> None:
    ws, child = ready.family.ws, ready.family.child.id
    record_consent(ws, child, Purposes.FAMILY_COPY, Answer.WITHDRAWN)
    cover_the_child(ready, range(7, 8))
    with pytest.raises(NotCovered):
        StillExport(ws, ready.film.id, 8, Purposes.FAMILY_COPY, ready.out / "s.png", masked=[child])
    export_still(
        ws, ready.film.id, frame=7, purpose=Purposes.FAMILY_COPY, out=ready.out / "s.png", masked=[child, child]
    )
    event = last_event(ws)
    assert isinstance(event, StillExported)
    assert event.masked == (child,)
    assert [one.masked for one in departures(ws, child)] == [True]
    job = StillExport(ws, ready.film.id, 7, Purposes.FAMILY_COPY, ready.out / "t.png", masked=[child])
    job.run(Stopping())
    desk = MaskingDesk(ws, ready.film.id)
    desk.undo()
    with pytest.raises(NotCovered):
        job.finish()
    assert [one.name for one in ready.out.iterdir()] == ["s.png"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_card_has_the_still_and_the_clients_own_words(ready: Ready, language: str) -> None:
    family, ws = ready.family, ready.family.ws
    moment, desk = ready.moments[0], MarkingDesk(ws, ready.film.id)
    desk.edit("star", desk.marks.with_moment(replace(moment, starred=True)))
    review = begin_review(ws, family.case.id, None, [family.parent.id])
    hear_words(ws, review, moment.id, "Hän #katsoi *minua*", family.parent.id)
    report = export_card(ws, moment.id, Purposes.FAMILY_COPY, ready.out / "card.pdf", language)
    pdf = report.card.read_bytes()
    text = " ".join("".join(page_texts(pdf)).split())
    assert "Hei" in text
    assert "Hän #katsoi *minua*" in text
    assert "<pdfuaid:part>1<" in xmp(pdf)
    event = last_event(ws)
    assert isinstance(event, StillExported)
    assert (event.form, event.frame, event.sha256) == (StillForm.CARD, 5, report.sha256)
    given = export_card(ws, moment.id, Purposes.FAMILY_COPY, ready.out / "own.pdf", language, words=["Muuta"])
    told = "".join(page_texts(given.card.read_bytes()))
    assert "Muuta" in told
    assert "katsoi" not in told


def test_a_card_leaves_as_a_still_does(ready: Ready) -> None:
    ws, child = ready.family.ws, ready.family.child.id
    job = StillCardExport(ws, ready.moments[0].id, Purposes.FAMILY_COPY, ready.out / "card.pdf", "fi")
    with pytest.raises(NotRun):
        job.finish()
    with pytest.raises(Cancelled):
        job.run(Stopping(1))
    job.run(Stopping())
    record_consent(ws, child, Purposes.FAMILY_COPY, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        job.finish()
    job.abandon()
    assert list(ready.out.iterdir()) == []


def test_a_plain_copy_is_films_that_any_telephone_plays(ready: Ready) -> None:
    ws, stick = ready.family.ws, ready.out / "stick"
    stick.mkdir()
    (stick / "01.mp4").write_bytes(b"something else")
    ids = [one.id for one in ready.moments]
    report = make_family_copy(ws, ids, stick, to=[ready.family.parent.id], wishes=[ClipWish(), ClipWish()])
    assert [one.name for one in report.files] == ["02.mp4", "03.mp4"]
    assert [numbers(one.read_bytes()) for one in report.files] == [list(range(3, 9)), list(range(18, 22))]
    assert (stick / "01.mp4").read_bytes() == b"something else"
    events = [event for _envelope, event in happened(ws)][-2:]
    for event, moment, sha256 in zip(events, ids, report.sha256, strict=True):
        assert isinstance(event, ClipExported)
        assert (event.form, event.moment, event.sha256) == (ClipForm.COPY, moment, sha256)
        assert (event.purpose, event.to) == (Purposes.FAMILY_COPY, (ready.family.parent.id,))
    assert [one.what for one in departures(ws, ready.family.child.id)] == [Left.COPY, Left.COPY]


@pytest.mark.parametrize("count", [1, 2])
def test_a_sealed_copy_opens_with_its_passphrase_and_any_age_tool(ready: Ready, count: int) -> None:
    ids = [one.id for one in ready.moments[:count]]
    sealed = ready.out / "kopio.age"
    report = make_family_copy(ready.family.ws, ids, sealed, KEY, work_factor=2)
    assert report.sealed
    assert [one.name for one in ready.out.iterdir()] == ["kopio.age"]
    opened = pyrage.passphrase.decrypt(sealed.read_bytes(), KEY)
    films = [opened]
    if count > 1:
        with zipfile.ZipFile(io.BytesIO(opened)) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == ["01.mp4", "02.mp4"]
            assert {one.date_time[0] for one in archive.infolist()} == {1980}
            films = [archive.read(name) for name in archive.namelist()]
    assert [numbers(one) for one in films] == [list(range(3, 9)), list(range(18, 22))][:count]
    assert [hashlib.sha256(one).hexdigest() for one in films] == list(report.sha256)


@pytest.mark.skipif(shutil.which("bsdtar") is None and shutil.which("unzip") is None, reason="no unzip here")
def test_the_zip_opens_with_other_programs(ready: Ready, tmp_path: Path) -> None:
    make_family_copy(ready.family.ws, [one.id for one in ready.moments], ready.out / "k.age", KEY, work_factor=2)
    packed = tmp_path / "k.zip"
    packed.write_bytes(pyrage.passphrase.decrypt((ready.out / "k.age").read_bytes(), KEY))
    tool = ["unzip", "-q"] if shutil.which("unzip") else ["bsdtar", "-xf"]
    subprocess.run([*tool, str(packed)], cwd=tmp_path, check=True, capture_output=True)
    assert numbers((tmp_path / "02.mp4").read_bytes()) == list(range(18, 22))


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "sealed"])
def test_a_copy_that_is_not_finished_leaves_nothing(ready: Ready, key: str | None) -> None:
    ws, target = ready.family.ws, ready.out / ("stick" if key is None else "k.age")
    ids = [one.id for one in ready.moments]
    before = on_disk(ws.folder)
    job = FamilyCopy(ws, ids, target, key, work_factor=2)
    with pytest.raises(NotRun):
        job.finish()
    for calls in range(0, 60, 5):
        job = FamilyCopy(ws, ids, target, key, work_factor=2)
        try:
            job.run(Stopping(calls))
        except Cancelled:
            pass
        else:
            job.abandon()
        assert [one for one in ready.out.rglob("*") if one.is_file()] == []
    job = FamilyCopy(ws, ids, target, key, work_factor=2)
    job.run(Stopping())
    assert [one for one in ready.out.rglob("*") if one.is_file()] == []
    assert on_disk(ws.folder) == before
    record_consent(ws, ready.family.child.id, Purposes.FAMILY_COPY, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        job.finish()
    assert [one for one in ready.out.rglob("*") if one.is_file()] == []


def test_a_copy_needs_moments_and_a_passphrase_that_is_one(ready: Ready) -> None:
    with pytest.raises(NothingToCopy):
        FamilyCopy(ready.family.ws, [], ready.out)
    with pytest.raises(KeyFormatError):
        FamilyCopy(ready.family.ws, [ready.moments[0].id], ready.out / "k.age", "")


@pytest.mark.parametrize("key", [None, KEY])
def test_a_copy_has_no_words_beside_it_and_says_so(ready: Ready, key: str | None) -> None:
    beside, within = (ClipWish(captions_as=one) for one in (CaptionsAs.BESIDE, CaptionsAs.BURNT_IN))
    before = ready.family.ws.vault.journal.count
    with pytest.raises(NoCaptionsBesideCopy):
        FamilyCopy(ready.family.ws, [ready.moments[0].id], ready.out / "copy", key, wishes=[beside])
    assert ready.family.ws.vault.journal.count == before
    FamilyCopy(ready.family.ws, [ready.moments[0].id], ready.out / "copy", key, wishes=[within], work_factor=2)


def test_what_is_under_way_to_a_sealed_copy_is_never_plain_on_the_stick(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    class Watched(SealedDraft):
        def lend(self) -> FilmSource:
            source = super().lend()
            seen.append(source.file.read())
            source.file.seek(0)
            return source

    monkeypatch.setattr(family_copies, "SealedDraft", Watched)
    make_family_copy(ready.family.ws, [ready.moments[0].id], ready.out / "k.age", KEY, work_factor=2)
    assert seen
    for data in seen:
        assert data.startswith(b"age-encryption.org/v1")
        assert b"moov" not in data
        assert b"ftyp" not in data


def test_each_thing_that_left_has_its_receipt(ready: Ready) -> None:
    ws, parent = ready.family.ws, ready.family.parent.id
    clip = export_clip(ws, ready.moments[0].id, Purposes.FAMILY_COPY, ready.out / "c.mp4", to=[parent])
    still = export_still(ws, ready.film.id, frame=7, purpose=Purposes.FAMILY_COPY, out=ready.out / "s.png")
    ids = [one.id for one in ready.moments]
    reel = export_reel(ws, ids, Purposes.FAMILY_COPY, ready.out / "r.mp4", recipient="Mummo")
    copy = make_family_copy(ws, ids, ready.out / "stick", to=[parent])
    told = handover_receipt(ws, [clip.seq])
    (thing,) = told.things
    assert (thing.what, thing.sha256, thing.first, thing.last) == (Left.CLIP, (clip.sha256,), 3, 8)
    assert [one.person for one in told.to] == [parent]
    assert len(thing.consents) == 4
    assert told.checkpoint.splitlines()[1] == str(ws.vault.journal.count)
    assert [one.what for one in handover_receipt(ws, [still.seq]).things] == [Left.STILL]
    for seq in reel.seqs:
        whole = handover_receipt(ws, [seq])
        assert [one.entry for one in whole.things] == list(reel.seqs)
        assert whole.recipient == "Mummo"
    assert [one.moment for one in handover_receipt(ws, copy.seqs).things] == ids
    with pytest.raises(NotOneHandover):
        handover_receipt(ws, [clip.seq, still.seq])
    for nothing in (0, clip.seq - 1):
        with pytest.raises(NothingHandedOut):
            handover_receipt(ws, [nothing])
    for absent in ([], [-1], [10_000]):
        with pytest.raises(NoSuchEntry):
            handover_receipt(ws, absent)


def test_a_receipt_is_a_page_and_the_same_for_programs(ready: Ready) -> None:
    ws = ready.family.ws
    clip = export_clip(ws, ready.moments[0].id, Purposes.FAMILY_COPY, ready.out / "c.mp4")
    wish = ClipWish(lead_in=Fraction(1, 25))
    longer = export_clip(ws, ready.moments[0].id, Purposes.FAMILY_COPY, ready.out / "d.mp4", wish=wish)
    pdf = write_handover_receipt(ws, [clip.seq, longer.seq], ready.out / "kuitti.pdf", "fi")
    text = without_spaces("".join(page_texts(pdf.read_bytes())))
    assert clip.sha256 in text
    assert longer.sha256 in text
    assert "Kopioperheelle" in text
    data = json.loads((ready.out / "kuitti.json").read_bytes())
    assert [one["first"] for one in data["things"]] == [3, 2]


def test_what_was_laid_on_the_stick_meanwhile_is_not_replaced(ready: Ready) -> None:
    ws, stick = ready.family.ws, ready.out / "stick"
    make_family_copy(ws, [ready.moments[0].id], stick)
    job = FamilyCopy(ws, [one.id for one in ready.moments], stick)
    job.run(Stopping())
    theirs = stick / "03.mp4"
    theirs.write_bytes(b"theirs")
    count = ws.vault.journal.count
    with pytest.raises(CannotWrite):
        job.finish()
    assert theirs.read_bytes() == b"theirs"
    assert sorted(one.name for one in stick.iterdir()) == ["01.mp4", "03.mp4"]
    assert ws.vault.journal.count == count


@pytest.mark.parametrize("ending", [".json", ".JSON"])
def test_a_receipt_that_is_called_as_its_data_is_still_a_page(ready: Ready, ending: str) -> None:
    ws = ready.family.ws
    clip = export_clip(ws, ready.moments[0].id, Purposes.FAMILY_COPY, ready.out / "c.mp4")
    page = write_handover_receipt(ws, [clip.seq], ready.out / f"receipt{ending}", "en")
    assert page.read_bytes().startswith(b"%PDF")
    assert page.with_name(f"receipt{ending}.json").read_bytes().startswith(b"{")
