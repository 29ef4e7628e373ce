"""A clip or still leaves permitted, whole, on record and signed for, or no file of it is there under any name."""

import dataclasses
import hashlib
import io
import json
import os
import sys
from pathlib import Path

import av
import numpy as np
import pytest

from tests.media.drawn_films import read_number
from tests.services.casework import Family, Stopping, film_file, happened, last_event, on_disk
from vigtool.domain.accountability import Erased, Erasing
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ActRefused, ClipExported, Event, StillExported
from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.ticks import OutsideFilm
from vigtool.exchange.clip_sidecar import from_json, signed_bytes
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument
from vigtool.media.errors import NoSuchFrame
from vigtool.services.clips import ClipExport, export_clip
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import CannotWrite, ConsentRefused, TargetInVault, UnknownId
from vigtool.services.jobs import Job, NotRun
from vigtool.services.marking import mark_frames
from vigtool.services.stills import StillExport, export_still
from vigtool.vault import verify_signature
from vigtool.vault.errors import KeyDestroyed


@dataclasses.dataclass(frozen=True, slots=True)
class Ready:
    family: Family
    film: Recording
    moment: Moment
    out: Path

    def clip(self, name: str = "clip.mp4") -> ClipExport:
        return ClipExport(self.family.ws, self.moment.id, Purposes.FAMILY_COPY, self.out / name)

    def asking(self, what: str, purpose: Purpose) -> Job[object]:
        if what == "clip":
            return ClipExport(self.family.ws, self.moment.id, purpose, self.out / "clip.mp4")
        return StillExport(self.family.ws, self.film.id, 7, purpose, self.out / "still.png")

    def still(self, name: str = "still.png") -> StillExport:
        return StillExport(self.family.ws, self.film.id, 7, Purposes.FAMILY_COPY, self.out / name)


@pytest.fixture
def ready(family: Family, tmp_path: Path) -> Ready:
    film = family.film(tmp_path)
    family.answer(Purposes.FAMILY_COPY)
    (tmp_path / "out").mkdir()
    return Ready(family, film, mark_frames(family.ws, film.id, first=3, end=15, key=9), tmp_path / "out")


def test_a_clip_is_the_moment_and_its_paper_is_signed(ready: Ready) -> None:
    ws = ready.family.ws
    report = export_clip(ws, ready.moment.id, Purposes.FAMILY_COPY, ready.out / "clip.mp4")
    clip = report.clip.read_bytes()
    assert sorted(path.name for path in ready.out.iterdir()) == ["clip.mp4", "clip.mp4.json"]
    assert _numbers(clip) == list(range(3, 15))
    assert report.sha256 == hashlib.sha256(clip).hexdigest()
    assert (report.frames, report.verified["frames"], report.verified["sound"]) == (12, 12, True)
    sidecar, signature = from_json(report.sidecar.read_bytes())
    assert verify_signature(ws.vault.public_key, signed_bytes(sidecar), signature)
    assert (sidecar.sha256, sidecar.size, sidecar.frames, sidecar.duration) == (report.sha256, len(clip), 12, "12/25")
    assert (sidecar.moment, sidecar.recording, sidecar.vault) == (ready.moment.id, ready.film.id, ws.id)
    entries = {envelope.seq: (envelope, event) for envelope, event in happened(ws)}
    assert len(sidecar.consents) == 4
    for ground in sidecar.consents:
        assert entries[ground.seq][0].body_hash.hex() == ground.hash
    event = last_event(ws)
    assert isinstance(event, ClipExported)
    assert (event.sha256, event.moment, event.purpose) == (report.sha256, ready.moment.id, Purposes.FAMILY_COPY)
    assert set(event.consents) == {ground.consent for ground in sidecar.consents}


def _numbers(clip: bytes) -> list[int | None]:
    with av.open(io.BytesIO(clip), "r") as film:
        return [_number(frame) for frame in film.decode(video=0)]


def _number(frame: av.VideoFrame) -> int | None:
    return read_number(np.asarray(frame.to_ndarray(format="gray"), np.uint8))


def test_no_byte_of_the_paper_can_be_changed_unseen(ready: Ready) -> None:
    ws = ready.family.ws
    paper = export_clip(ws, ready.moment.id, Purposes.FAMILY_COPY, ready.out / "clip.mp4").sidecar.read_bytes()
    original, _signature = from_json(paper)
    unseen = []
    for at in range(len(paper)):
        forged = bytearray(paper)
        forged[at] ^= 1
        try:
            sidecar, signature = from_json(bytes(forged))
        except (UnreadableDocument, UnknownVersion):
            continue
        if verify_signature(ws.vault.public_key, signed_bytes(sidecar), signature) and sidecar != original:
            unseen.append(at)
    assert unseen == []
    _sidecar, signature = from_json(paper)
    for field in dataclasses.fields(original):
        if field.name in {"sha256", "moment", "recording", "vault", "public_key"}:
            value = getattr(original, field.name)
            changed = dataclasses.replace(original, **{field.name: value[1:] + value[:1]})
            assert not verify_signature(ws.vault.public_key, signed_bytes(changed), signature)


def test_a_still_is_the_frame(ready: Ready) -> None:
    report = export_still(
        ready.family.ws, ready.film.id, frame=7, purpose=Purposes.FAMILY_COPY, out=ready.out / "still.png"
    )
    png = report.still.read_bytes()
    with av.open(io.BytesIO(png), "r", format="png_pipe") as picture:
        assert _number(next(picture.decode(video=0))) == 7
    assert (report.width, report.height, report.sha256) == (96, 64, hashlib.sha256(png).hexdigest())
    event = last_event(ready.family.ws)
    assert isinstance(event, StillExported)
    assert (event.frame, event.sha256) == (7, report.sha256)


@pytest.mark.parametrize("what", ["clip", "still"])
def test_nothing_leaves_without_the_purposes_consent(ready: Ready, what: str) -> None:
    ws = ready.family.ws
    for purpose in (Purposes.TRAINING, Purposes.RESEARCH):
        with pytest.raises(ConsentRefused):
            ready.asking(what, purpose)
        event = last_event(ws)
        assert isinstance(event, ActRefused)
        assert (event.act, event.purpose) == (Act(what), purpose)
    assert list(ready.out.iterdir()) == []


@pytest.mark.parametrize("what", ["clip", "still"])
@pytest.mark.parametrize("purpose", [Purposes.FAMILY_COPY, Purposes.GUIDANCE])
def test_a_withdrawal_while_it_is_written_counts(ready: Ready, what: str, purpose: Purpose) -> None:
    job: Job[object] = ready.clip() if what == "clip" else ready.still()
    job.run(Stopping())
    record_consent(ready.family.ws, ready.family.child.id, purpose, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        job.finish()
    assert list(ready.out.iterdir()) == []
    assert isinstance(last_event(ready.family.ws), ActRefused)


@pytest.mark.parametrize("what", ["clip", "still"])
def test_of_a_film_that_was_erased_meanwhile_nothing_leaves(ready: Ready, what: str) -> None:
    job: Job[object] = ready.clip() if what == "clip" else ready.still()
    job.run(Stopping())
    erase(ready.family.ws, Target(Erasing.FILM, ready.film.id), "asked for")
    with pytest.raises(KeyDestroyed):
        job.finish()
    assert list(ready.out.iterdir()) == []
    assert isinstance(last_event(ready.family.ws), Erased)


@pytest.mark.parametrize("what", ["clip", "still"])
def test_cancelling_and_abandoning_leave_no_file(ready: Ready, what: str) -> None:
    before, calls = on_disk(ready.family.ws.folder), 0
    while True:
        job: Job[object] = ready.clip() if what == "clip" else ready.still()
        with pytest.raises(NotRun):
            job.finish()
        try:
            job.run(Stopping(calls))
        except Cancelled:
            assert list(ready.out.iterdir()) == []
            calls += 1
        else:
            break
    job.abandon()
    assert list(ready.out.iterdir()) == []
    assert calls >= (24 if what == "clip" else 1)
    assert on_disk(ready.family.ws.folder) == before


def test_it_is_on_record_before_it_has_its_name(ready: Ready) -> None:
    seen: list[tuple[type[Event], list[Path]]] = []
    ready.family.ws.listeners.append(lambda event: seen.append((type(event), list(ready.out.iterdir()))))
    jobs: tuple[Job[object], ...] = (ready.clip(), ready.still())
    for job in jobs:
        job.run(Stopping())
        job.finish()
    assert [kind for kind, _files in seen] == [ClipExported, StillExported]
    assert not any(path.suffix in {".mp4", ".png"} for path in seen[0][1])
    assert not any(path.suffix == ".png" for path in seen[1][1])
    assert sorted(path.name for path in ready.out.iterdir()) == ["clip.mp4", "clip.mp4.json", "still.png"]


def test_the_vaults_own_folder_is_no_place_for_a_clip(ready: Ready, tmp_path: Path) -> None:
    ws = ready.family.ws
    before = on_disk(ws.folder)
    (tmp_path / "door").symlink_to(ws.folder / "derived")
    (tmp_path / "another").mkdir()
    (tmp_path / "another" / "vault.json").touch()
    places = (
        tmp_path / "another" / "vault.json",
        tmp_path / "another" / "journal" / "log",
        ws.folder / "clip.mp4",
        ws.folder / "keys" / "x.mp4",
        ws.folder / "keys" / ".." / "x",
        tmp_path / "door" / "x",
    )
    for place in places:
        jobs: tuple[Job[object], ...] = (
            ClipExport(ws, ready.moment.id, Purposes.FAMILY_COPY, place),
            StillExport(ws, ready.film.id, 1, Purposes.FAMILY_COPY, place),
        )
        for job in jobs:
            with pytest.raises(TargetInVault):
                job.run(Stopping())
    assert on_disk(ws.folder) == before


def test_a_place_that_takes_no_file(ready: Ready) -> None:
    (ready.out / "taken").mkdir()
    before = ready.family.ws.vault.journal.count
    for name in ("absent/clip.mp4", "taken"):
        for job in (ready.clip(name), ready.still(name)):
            with pytest.raises(CannotWrite):
                job.run(Stopping())
    (ready.out / "clip.mp4.json").mkdir()
    job = ready.clip()
    job.run(Stopping())
    with pytest.raises(CannotWrite):
        job.finish()
    assert sorted(path.name for path in ready.out.iterdir()) == ["clip.mp4.json", "taken"]
    assert ready.family.ws.vault.journal.count == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_only_a_file_gives_way_to_another(ready: Ready) -> None:
    """Renaming over ``/dev/null`` would succeed for whoever may, and take it from the whole system."""
    os.mkfifo(ready.out / "pipe")
    (ready.out / "null").symlink_to("/dev/null")
    (ready.out / "circle").symlink_to("circle")
    for name in ("pipe", "null", "circle/clip"):
        for job in (ready.clip(name), ready.still(name)):
            with pytest.raises(CannotWrite):
                job.run(lambda _done, _total: None)
    os.mkfifo(ready.out / "clip.mp4.json")
    beside = ready.clip()
    beside.run(lambda _done, _total: None)
    with pytest.raises(CannotWrite):
        beside.finish()
    assert sorted(one.name for one in ready.out.iterdir()) == ["circle", "clip.mp4.json", "null", "pipe"]
    assert not any(isinstance(event, ClipExported | StillExported) for _, event in happened(ready.family.ws))


def test_an_older_file_of_the_name_is_replaced_only_by_a_whole_one(ready: Ready) -> None:
    old = film_file(ready.out / "clip.mp4").read_bytes()
    with pytest.raises(Cancelled):
        ready.clip().run(Stopping(5))
    assert (ready.out / "clip.mp4").read_bytes() == old
    export_clip(ready.family.ws, ready.moment.id, Purposes.FAMILY_COPY, ready.out / "clip.mp4")
    assert len(_numbers((ready.out / "clip.mp4").read_bytes())) == 12
    assert json.loads((ready.out / "clip.mp4.json").read_bytes())["format"] == "vigtool-clip"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has rights of another kind")
@pytest.mark.parametrize("way", ["nameless", "beside"])
def test_what_left_may_be_read_by_its_owner_alone(ready: Ready, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "beside":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    before = os.umask(0)
    try:
        export_clip(ready.family.ws, ready.moment.id, Purposes.FAMILY_COPY, ready.out / "clip.mp4")
    finally:
        os.umask(before)
    assert {one.name: one.stat().st_mode & 0o777 for one in ready.out.iterdir()} == {
        "clip.mp4": 0o600,
        "clip.mp4.json": 0o600,
    }


def test_what_is_not_there_cannot_leave(ready: Ready) -> None:
    ws = ready.family.ws
    with pytest.raises(UnknownId):
        ClipExport(ws, MomentId("abcdefghjkmn"), Purposes.FAMILY_COPY, ready.out / "clip.mp4")
    for frame in (-1, 24, 10_000):
        with pytest.raises((OutsideFilm, NoSuchFrame)):
            export_still(ws, ready.film.id, frame=frame, purpose=Purposes.FAMILY_COPY, out=ready.out / "still.png")
    assert list(ready.out.iterdir()) == []
