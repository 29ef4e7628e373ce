"""Handing over for supervision: what the supervisor finds, and that nothing leaves without its permit and entry."""

import hashlib
import io
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.media.drawn_films import read_number
from tests.services.casework import (
    CASE_NAME,
    CHILD_NAME,
    FRAMES,
    NAMES,
    Family,
    SetClock,
    Stopping,
    bare_film,
    happened,
    on_disk,
)
from tests.services.consent_auditor import Auditor
from tests.services.supervising import LAST_DAY, Trainee, trainee_of, unpacked
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.identifiers import ContactId
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import PackageMade, PackageSent
from vigtool.exchange.packages.handover import Handover
from vigtool.exchange.packages.manifest import Manifest
from vigtool.services.checkpoints import verifier_key
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused, NotCovered, UnknownId
from vigtool.services.package_errors import NobodyToHandTo, NothingToHandOver
from vigtool.services.package_making import PackageMaking, make_package
from vigtool.services.projection import leaf_of
from vigtool.services.workspace import Workspace
from vigtool.vault.log import read_checkpoint
from vigtool.vault.package import PackageReader


def last_made(ws: Workspace) -> PackageMade:
    return [event for _envelope, event in happened(ws) if isinstance(event, PackageMade)][-1]


@pytest.fixture
def trainee(family: Family, clock: SetClock, tmp_path: Path) -> Iterator[Trainee]:
    """What a test has put on record is held, in the end, against the independent auditor."""
    with trainee_of(family, clock, tmp_path) as made:
        yield made
    auditor = Auditor(clock.now.tzinfo)
    auditor.catch_up(family.ws.vault.journal)


def numbers(film: bytes) -> list[int | None]:
    with av.open(io.BytesIO(film), "r") as read:
        return [read_number(np.asarray(one.to_ndarray(format="gray"), np.uint8)) for one in read.decode(video=0)]


def handed(manifest: Manifest) -> Handover:
    assert isinstance(manifest.body, Handover)
    return manifest.body


def test_the_supervisor_finds_what_was_handed_over(trainee: Trainee) -> None:
    ws = trainee.ws
    report = make_package(
        ws,
        [one.id for one in trainee.moments],
        [trainee.contact.id],
        trainee.out,
        expires=trainee.last_day,
        questions=f"Odotinko {CHILD_NAME}a liian kauan?",
        language="fi",
    )
    manifest, films = unpacked(trainee.supervisor, trainee.out)
    body = handed(manifest)
    first, second, third = trainee.moments

    assert report.sha256 == hashlib.sha256(trainee.out.read_bytes()).hexdigest()
    assert report.size == trainee.out.stat().st_size
    assert manifest.id == report.id
    assert manifest.made_at == ws.clock()
    assert manifest.sender.verifier == str(verifier_key(ws))
    assert manifest.to == (str(verifier_key(trainee.supervisor)),)
    assert [numbers(film) for film in films] == [list(range(3, 15)), list(range(16, 20)), list(range(4))]
    assert [(one.recording, one.first, one.stop, one.blob) for one in body.films] == [
        (trainee.film.id, 3, 15, 0),
        (trainee.film.id, 16, 20, 1),
        (trainee.other.id, 0, 4, 2),
    ]
    assert (body.case, body.expires) == (trainee.family.case.id, trainee.last_day)
    assert [(one.id, one.film, one.first, one.key, one.stop) for one in body.moments] == [
        (first.id, 0, 0, 6, 12),
        (second.id, 1, 0, 0, 4),
        (third.id, 2, 0, 2, 4),
    ]
    told = body.moments[0]
    assert [(one.person, one.first, one.stop, one.words) for one in told.turns] == [
        (trainee.family.child.id, 0, 3, "Lapsi 1 katsoo"),
        (trainee.family.parent.id, 3, 6, "nyökkää"),
    ]
    assert (told.title, told.note, told.question, told.starred) == (
        "Lapsi 1 hymy",
        "Vanhempi 1 odottaa.",
        "Mitä näet?",
        True,
    )
    assert body.questions == "Odotinko Lapsi 1 liian kauan?"
    assert {(one.id, one.role, one.number) for one in body.people} == {
        (one.id, one.role, one.number) for one in (trainee.family.child, trainee.family.parent)
    }


def test_what_was_made_is_on_record_film_by_film(trainee: Trainee) -> None:
    before = trainee.ws.vault.journal.count

    report = trainee.made()

    *events, whole = [event for _envelope, event in happened(trainee.ws)][before:]
    _manifest, films = unpacked(trainee.supervisor, trainee.out)
    assert report.seqs == (before, before + 1, before + 2)
    for event, told, film in zip(events, trainee.moments, films, strict=True):
        assert isinstance(event, PackageMade)
        assert (event.package, event.sha256, event.to) == (report.id, report.sha256, (trainee.contact.id,))
        assert (event.moments, event.film_sha256) == ((told.id,), hashlib.sha256(film).hexdigest())
        assert (event.expires, event.purpose) == (trainee.last_day, Purposes.SUPERVISION)
    assert isinstance(whole, PackageSent)
    assert (whole.package, whole.to, len(whole.films)) == (report.id, (trainee.contact.id,), 3)


def test_the_consents_are_named_by_their_entries_and_the_log_is_signed(trainee: Trainee) -> None:
    ws = trainee.ws
    trainee.made()
    body = handed(unpacked(trainee.supervisor, trainee.out)[0])
    events = [event for _envelope, event in happened(ws) if isinstance(event, PackageMade)]
    leaves = {leaf_of(ws.index, one) for event in events for one in event.consents}

    assert {(one.seq, one.hash) for one in body.consents} == {(one.seq, one.hash.hex()) for one in leaves}
    signed = read_checkpoint(body.checkpoint, verifier_key(ws))
    assert signed.size > max(one.seq for one in body.consents)


def test_nobody_is_named_in_it(trainee: Trainee) -> None:
    report = trainee.made()
    with trainee.out.open("rb") as file:
        text = PackageReader(file, trainee.supervisor.vault.mailbox.identities).manifest.decode()
    words = {part for name in NAMES for part in re.findall(r"\w+", name)} - {"Perhe"}
    hidden = words | {CASE_NAME, trainee.film.label, trainee.film.label.removesuffix(".mp4"), "toinen.mp4", "stick"}
    assert report.id in text
    assert [one for one in hidden if one.casefold() in text.casefold()] == []


def test_without_notes_only_times_and_principles_go_along(trainee: Trainee) -> None:
    make_package(
        trainee.ws,
        [one.id for one in trainee.moments],
        [trainee.contact.id],
        trainee.out,
        expires=trainee.last_day,
        notes=False,
    )
    body = handed(unpacked(trainee.supervisor, trainee.out)[0])
    for one in body.moments:
        assert (one.title, one.note, one.question) == ("", "", "")
        assert all(turn.words == "" for turn in one.turns)
    assert len(body.moments[0].turns) == 2


def test_a_whole_film_is_its_original_bytes(trainee: Trainee) -> None:
    report = make_package(
        trainee.ws,
        [one.id for one in trainee.moments],
        [trainee.contact.id],
        trainee.out,
        expires=trainee.last_day,
        whole=True,
    )
    manifest, films = unpacked(trainee.supervisor, trainee.out)
    body = handed(manifest)
    for film, held in zip((trainee.film, trainee.other), films, strict=True):
        with bare_film(trainee.ws, film.id) as original:
            assert held == original.read()
    assert [(one.first, one.stop) for one in body.films] == [(0, FRAMES)] * 2
    assert [(one.film, one.first, one.stop) for one in body.moments] == [(0, 3, 15), (0, 16, 20), (1, 0, 4)]
    assert [(one.first, one.stop) for one in body.moments[0].turns] == [(1, 6), (6, 9), (20, 22)]
    assert len(report.seqs) == 2
    event = last_made(trainee.ws)
    assert isinstance(event, PackageMade)
    assert (event.in_picture, event.film_sha256) == (None, trainee.other.sha256)


@pytest.mark.parametrize("whole", [False, True])
def test_who_is_masked_is_covered_and_needs_no_consent(trainee: Trainee, whole: bool) -> None:  # noqa: FBT001 - a case
    ws, child = trainee.ws, trainee.family.child.id
    record_consent(ws, child, Purposes.SUPERVISION, Answer.WITHDRAWN)
    chosen = [trainee.moments[2].id]
    with pytest.raises(NotCovered):
        make_package(
            ws, chosen, [trainee.contact.id], trainee.out, expires=trainee.last_day, whole=whole, masked=[child]
        )
    trainee.cover(trainee.other, child, range(FRAMES))
    make_package(ws, chosen, [trainee.contact.id], trainee.out, expires=trainee.last_day, whole=whole, masked=[child])

    _manifest, (film,) = unpacked(trainee.supervisor, trainee.out)
    event = last_made(ws)
    assert isinstance(event, PackageMade)
    assert event.masked == (child,)
    assert event.film_sha256 == hashlib.sha256(film).hexdigest()
    with bare_film(ws, trainee.other.id) as original:
        bare = original.read()
    for at, (was, shown) in enumerate(zip(gray(bare), gray(film), strict=False)):
        assert np.abs(was[10:40, 10:60].astype(int) - shown[10:40, 10:60]).max() > 30, at


def gray(film: bytes) -> Iterator[np.ndarray]:
    with av.open(io.BytesIO(film), "r") as read:
        for frame in read.decode(video=0):
            yield np.asarray(frame.to_ndarray(format="gray"), np.uint8)


def test_a_lead_shows_more_and_asks_everyone(trainee: Trainee) -> None:
    ws, third = trainee.ws, trainee.moments[1]
    lead = Fraction(2, 25)
    make_package(
        ws, [third.id], [trainee.contact.id], trainee.out, expires=trainee.last_day, lead_in=lead, lead_out=lead
    )
    manifest, (film,) = unpacked(trainee.supervisor, trainee.out)
    (told,) = handed(manifest).moments
    assert numbers(film) == list(range(14, 22))
    assert (told.first, told.key, told.stop) == (2, 2, 6)
    event = last_made(ws)
    assert isinstance(event, PackageMade)
    assert (event.first, event.stop, event.in_picture) == (14, 22, None)


def test_it_can_be_smaller(trainee: Trainee) -> None:
    make_package(
        trainee.ws,
        [trainee.moments[2].id],
        [trainee.contact.id],
        trainee.out,
        expires=trainee.last_day,
        whole=True,
        size=(48, 48),
    )
    _manifest, (film,) = unpacked(trainee.supervisor, trainee.out)
    with av.open(io.BytesIO(film), "r") as read:
        assert (read.streams.video[0].width, read.streams.video[0].height) == (48, 32)
    assert len(list(gray(film))) == FRAMES


def test_a_package_lasts_no_longer_than_its_consents(trainee: Trainee) -> None:
    ws, until = trainee.ws, (trainee.ws.clock() + LAST_DAY / 3).date()
    record_consent(ws, trainee.family.parent.id, Purposes.SUPERVISION, Answer.GIVEN, until=until)

    assert trainee.made().expires == until
    assert handed(unpacked(trainee.supervisor, trainee.out)[0]).expires == until
    event = last_made(ws)
    assert isinstance(event, PackageMade)
    assert event.expires == until


def test_without_consent_nothing_is_made(trainee: Trainee) -> None:
    record_consent(trainee.ws, trainee.family.parent.id, Purposes.SUPERVISION, Answer.REFUSED)
    with pytest.raises(ConsentRefused):
        trainee.made()
    assert list(trainee.out.parent.iterdir()) == []


def test_wishes_that_cannot_be(trainee: Trainee) -> None:
    ws, chosen = trainee.ws, [trainee.moments[0].id]
    with pytest.raises(NobodyToHandTo):
        make_package(ws, chosen, [], trainee.out, expires=trainee.last_day)
    with pytest.raises(UnknownId):
        make_package(ws, chosen, [ContactId("stranger0000")], trainee.out, expires=trainee.last_day)
    with pytest.raises(NothingToHandOver):
        make_package(ws, [], [trainee.contact.id], trainee.out, expires=trainee.last_day)


def _job(trainee: Trainee) -> PackageMaking:
    chosen = [one.id for one in trainee.moments]
    return PackageMaking(trainee.ws, chosen, [trainee.contact.id], trainee.out, expires=trainee.last_day)


def test_withdrawn_while_it_is_made_nothing_is_written(trainee: Trainee) -> None:
    job = _job(trainee)
    job.run(Stopping())
    record_consent(trainee.ws, trainee.family.child.id, Purposes.SUPERVISION, Answer.WITHDRAWN)
    before = trainee.ws.vault.journal.count
    with pytest.raises(ConsentRefused):
        job.finish()
    assert list(trainee.out.parent.iterdir()) == []
    assert trainee.ws.vault.journal.count == before + 1


def test_cancelled_it_leaves_nothing(trainee: Trainee) -> None:
    told = Stopping()
    job = _job(trainee)
    job.run(told)
    job.abandon()
    before, count = on_disk(trainee.ws.folder), trainee.ws.vault.journal.count
    for at in range(0, len(told.calls), max(1, len(told.calls) // 8)):
        with pytest.raises(Cancelled):
            _job(trainee).run(Stopping(at))
        assert list(trainee.out.parent.iterdir()) == []
    assert on_disk(trainee.ws.folder) == before
    assert trainee.ws.vault.journal.count == count
