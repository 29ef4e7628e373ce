"""Clips as they are wished, reels, and who is covered in them: each leaves whole, permitted and on record, or not."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import webvtt

from tests.media.drawn_films import read_number
from tests.services.casework import Family, Stopping, film_file, happened, last_event, on_disk
from tests.services.consent_auditor import Auditor
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ActRefused, ClipExported
from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import Box, MaskPoint
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.domain.people import Role
from vigtool.domain.progress import ignore_progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.renditions import CaptionsAs, ClipForm, ClipWish, Pause
from vigtool.exchange.cards import caption_png
from vigtool.services.case_editing import set_people
from vigtool.services.clips import ClipExport, export_clip
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused, NotCovered
from vigtool.services.handover_errors import NotAReel
from vigtool.services.importing import import_film
from vigtool.services.jobs import NotRun, complete
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.masking import MaskingDesk
from vigtool.services.people import add_person
from vigtool.services.preview_pictures import PreviewPictures, preview_stills
from vigtool.services.previews import preview, preview_picture
from vigtool.services.recordings import frame_times
from vigtool.services.reels import MOST_MOMENTS, ReelExport, export_reel
from vigtool.services.stills import StillExport

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Ready:
    family: Family
    film: Recording
    moment: Moment
    out: Path

    def mask(self, person: PersonId, frames: range, box: Box) -> None:
        times, desk = frame_times(self.family.ws, self.film.id), MaskingDesk(self.family.ws, self.film.id)
        points = [MaskPoint(times.tick_of(n), box) for n in frames]
        desk.edit("cover", desk.masking.with_mask(desk.new_mask(person).with_points(points)))

    def edit(self, moment: Moment) -> None:
        desk = MarkingDesk(self.family.ws, self.film.id)
        desk.edit("test", desk.marks.with_moment(moment))


@pytest.fixture
def ready(family: Family, tmp_path: Path) -> Iterator[Ready]:
    """What a test has put on record is held, in the end, against the independent auditor."""
    film = family.film(tmp_path)
    family.answer(Purposes.TRAINING)
    (tmp_path / "out").mkdir()
    moment = mark_frames(family.ws, film.id, first=3, end=15, key=9, title="Hei")
    yield Ready(family, film, moment, tmp_path / "out")
    auditor = Auditor(family.ws.clock().tzinfo)
    auditor.catch_up(family.ws.vault.journal)
    assert auditor.acts > 0


def pictures(clip: bytes) -> Iterator[tuple[float, int | None]]:
    """When each picture of a clip begins, and the number that is drawn on it."""
    with av.open(io.BytesIO(clip), "r") as film:
        for frame in film.decode(video=0):
            gray = np.asarray(frame.to_ndarray(format="gray"), np.uint8)
            yield float(frame.time or 0), read_number(gray)


def numbers(clip: Path) -> list[int | None]:
    return [number for _time, number in pictures(clip.read_bytes())]


def test_a_clip_is_made_as_it_is_wished(ready: Ready) -> None:
    ws, times = ready.family.ws, frame_times(ready.family.ws, ready.film.id)
    wish = ClipWish(
        lead_in=Fraction(2, 25), slow=times.span(12, 14), freeze=Fraction(1, 5), pauses=(Pause(times.tick_of(5), HALF),)
    )
    report = export_clip(ws, ready.moment.id, Purposes.TRAINING, ready.out / "clip.mp4", wish=wish)
    shown = list(pictures(report.clip.read_bytes()))
    assert [n for _at, n in shown] == [1, 2, 3, 4, *[5] * 13, *range(6, 9), *[9] * 6, *range(10, 15)]
    starts = {n: at for at, n in shown}
    assert starts[14] - starts[13] == pytest.approx(2 / 25)
    assert starts[12] - starts[11] == pytest.approx(1 / 25)
    event = last_event(ws)
    assert isinstance(event, ClipExported)
    assert (event.first, event.stop, event.form, event.in_picture) == (1, 15, ClipForm.CLIP, None)
    assert report.verified["frames"] == len(shown)


def test_a_card_comes_first_and_words_are_burnt_in(ready: Ready) -> None:
    wish = ClipWish(card=Fraction(1), captions_as=CaptionsAs.BURNT_IN)
    ws, plain = (
        ready.family.ws,
        export_clip(ready.family.ws, ready.moment.id, Purposes.TRAINING, ready.out / "plain.mp4"),
    )
    made = export_clip(ws, ready.moment.id, Purposes.TRAINING, ready.out / "made.mp4", wish=wish)
    assert made.check.duration == plain.check.duration + 1
    before, after = (list(gray(one.clip)) for one in (plain, made))
    card, film = after[: len(after) - 12], after[len(after) - 12 :]
    assert all(np.array_equal(one, card[0]) for one in card[1:])
    assert card[0].max() - card[0].min() > 100  # words on a plain ground
    for one, other in zip(before, film, strict=True):
        changed = np.abs(one.astype(int) - other).max(axis=1) > 60
        assert changed[48:].any()
        assert not changed[:40].any()


def gray(clip: Path) -> Iterator[np.ndarray]:
    with av.open(str(clip)) as film:
        for frame in film.decode(video=0):
            yield np.asarray(frame.to_ndarray(format="gray"), np.uint8)


def test_words_beside_are_read_by_another_program(ready: Ready) -> None:
    times = frame_times(ready.family.ws, ready.film.id)
    turn = Turn(ready.family.child.id, TurnKind.INITIATIVE, times.span(4, 8), "Katsoo & <nauraa>")
    ready.edit(replace(ready.moment, turns=(turn,)))
    wish = ClipWish(captions_as=CaptionsAs.BESIDE, slow=times.span(3, 15))
    report = export_clip(ready.family.ws, ready.moment.id, Purposes.TRAINING, ready.out / "clip.mp4", wish=wish)
    assert report.captions == ready.out / "clip.vtt"
    (cue,) = webvtt.read(str(report.captions)).captions
    assert (cue.start, cue.end, cue.text) == ("00:00:00.080", "00:00:00.400", "Katsoo &amp; &lt;nauraa&gt;")
    assert sorted(one.name for one in ready.out.iterdir()) == ["clip.mp4", "clip.mp4.json", "clip.vtt"]


@pytest.mark.parametrize(("most", "size"), [((48, 64), (48, 32)), ((4000, 4000), (96, 64)), ((96, 20), (30, 20))])
def test_a_clip_is_no_larger_than_wished(ready: Ready, most: tuple[int, int], size: tuple[int, int]) -> None:
    clip = export_clip(ready.family.ws, ready.moment.id, Purposes.TRAINING, ready.out / "clip.mp4", size=most).clip
    with av.open(str(clip)) as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == size


def test_a_lead_in_asks_everyone_in_the_film(ready: Ready) -> None:
    ws, child, parent = ready.family.ws, ready.family.child.id, ready.family.parent.id
    ready.edit(ready.moment.with_people([parent]))
    record_consent(ws, child, Purposes.TRAINING, Answer.WITHDRAWN)
    export_clip(ws, ready.moment.id, Purposes.TRAINING, ready.out / "alone.mp4")
    event = last_event(ws)
    assert isinstance(event, ClipExported)
    assert event.in_picture == (parent,)
    for wish in (ClipWish(lead_in=HALF), ClipWish(lead_out=HALF)):
        with pytest.raises(ConsentRefused):
            ClipExport(ws, ready.moment.id, Purposes.TRAINING, ready.out / "lead.mp4", wish=wish)
        assert isinstance(last_event(ws), ActRefused)


def second_film(ready: Ready, folder: Path) -> Moment:
    ws = ready.family.ws
    other = import_film(ws, film_file(folder / "toinen.mp4"), ready.family.case.id)
    return mark_frames(ws, other.id, first=18, end=22, key=20, title="Toinen")


def test_a_reel_is_its_moments_in_the_order_given(ready: Ready, tmp_path: Path) -> None:
    ws, other = ready.family.ws, second_film(ready, tmp_path)
    before = ws.vault.journal.count
    wishes = [ClipWish(), ClipWish(freeze=Fraction(1, 25)), ClipWish(card=Fraction(1, 5))]
    chosen = [other.id, ready.moment.id, other.id]
    report = export_reel(
        ws, chosen, Purposes.TRAINING, ready.out / "reel.mp4", wishes=wishes, recipient="  Koulutuspäivä, Oulu "
    )
    found = numbers(report.reel)
    assert found[:4] == [18, 19, 20, 21]
    assert found[4:17] == [*range(3, 9), 9, *range(9, 15)]
    assert found[-4:] == [18, 19, 20, 21]
    assert len(found) == 4 + 13 + 5 + 4
    events = [event for _envelope, event in happened(ws)][before:]
    assert [type(one) for one in events] == [ClipExported] * 3
    for event, moment in zip(events, chosen, strict=True):
        assert isinstance(event, ClipExported)
        assert (event.moment, event.sha256, event.form) == (moment, report.sha256, ClipForm.REEL)
        assert event.recipient == "Koulutuspäivä, Oulu"
    assert report.seqs == (before, before + 1, before + 2)
    assert [one.name for one in ready.out.iterdir()] == ["reel.mp4"]


def test_one_moment_without_its_consent_keeps_the_whole_reel_in(ready: Ready, tmp_path: Path) -> None:
    ws, other = ready.family.ws, second_film(ready, tmp_path)
    job = ReelExport(ws, [ready.moment.id, other.id], Purposes.TRAINING, ready.out / "reel.mp4")
    with pytest.raises(NotRun):
        job.finish()
    job.run(Stopping())
    record_consent(ws, ready.family.child.id, Purposes.TRAINING, Answer.WITHDRAWN)
    before = ws.vault.journal.count
    with pytest.raises(ConsentRefused):
        job.finish()
    assert list(ready.out.iterdir()) == []
    assert ws.vault.journal.count == before + 1
    for wrong in ([], [ready.moment.id] * (MOST_MOMENTS + 1)):
        with pytest.raises(NotAReel):
            ReelExport(ws, wrong, Purposes.TRAINING, ready.out / "reel.mp4")


def test_cancelling_a_reel_leaves_nothing(ready: Ready) -> None:
    before = on_disk(ready.family.ws.folder)
    for calls in range(0, 40, 3):
        wish = ClipWish(card=HALF, captions_as=CaptionsAs.BESIDE)
        job = ReelExport(
            ready.family.ws, [ready.moment.id] * 2, Purposes.TRAINING, ready.out / "reel.mp4", wishes=[wish, wish]
        )
        with pytest.raises(Cancelled):
            job.run(Stopping(calls))
        assert list(ready.out.iterdir()) == []
    job.run(Stopping())
    job.abandon()
    assert list(ready.out.iterdir()) == []
    assert on_disk(ready.family.ws.folder) == before


BOX = Box(40, 8, 80, 40)


def test_whoever_is_covered_throughout_need_not_agree_and_is_not_to_be_seen(ready: Ready) -> None:
    ws, child = ready.family.ws, ready.family.child.id
    plain = export_clip(ws, ready.moment.id, Purposes.TRAINING, ready.out / "plain.mp4")
    record_consent(ws, child, Purposes.TRAINING, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        ClipExport(ws, ready.moment.id, Purposes.TRAINING, ready.out / "clip.mp4")
    ready.mask(child, range(3, 14), BOX)
    with pytest.raises(NotCovered) as gap:
        ClipExport(ws, ready.moment.id, Purposes.TRAINING, ready.out / "clip.mp4", masked=[child])
    assert (gap.value.person, gap.value.gaps) == (child, (range(14, 15),))
    ready.mask(child, range(3, 15), BOX)
    report = export_clip(ws, ready.moment.id, Purposes.TRAINING, ready.out / "clip.mp4", masked=[child])
    event = last_event(ws)
    assert isinstance(event, ClipExported)
    assert event.masked == (child,)
    for seen, covered in zip(gray(plain.clip), gray(report.clip), strict=True):
        assert np.abs(seen[8:40, 40:80].astype(int) - covered[8:40, 40:80]).mean() > 4
        assert np.abs(seen[56:, :24].astype(int) - covered[56:, :24]).mean() < 2


def test_whoever_is_named_as_covered_but_not_among_the_films_people_is_covered_or_nothing_leaves(ready: Ready) -> None:
    ws, out = ready.family.ws, ready.out / "clip.mp4"
    passer = add_person(ws, ready.family.case.id, "Ohikulkija", Role.BYSTANDER).id
    asked = (
        lambda: ClipExport(ws, ready.moment.id, Purposes.TRAINING, out, masked=[passer]),
        lambda: ReelExport(ws, [ready.moment.id], Purposes.TRAINING, out, masked=[passer]),
        lambda: StillExport(ws, ready.film.id, 5, Purposes.TRAINING, ready.out / "still.png", masked=[passer]),
    )
    for wanted in asked:
        with pytest.raises(NotCovered) as nowhere:
            wanted()
        assert nowhere.value.person == passer
    ready.mask(passer, range(6, 14), BOX)
    for wanted in asked:
        with pytest.raises(NotCovered):
            wanted()
    ready.mask(passer, range(24), BOX)
    report = export_clip(ws, ready.moment.id, Purposes.TRAINING, out, masked=[passer])
    event = last_event(ws)
    assert isinstance(event, ClipExported)
    assert (event.masked, event.sha256) == ((passer,), report.sha256)


def test_a_mask_that_is_taken_back_while_the_clip_is_written_counts(ready: Ready) -> None:
    ws, child = ready.family.ws, ready.family.child.id
    record_consent(ws, child, Purposes.TRAINING, Answer.WITHDRAWN)
    ready.mask(child, range(24), BOX)
    jobs = (
        ClipExport(ws, ready.moment.id, Purposes.TRAINING, ready.out / "clip.mp4", masked=[child]),
        ReelExport(ws, [ready.moment.id], Purposes.TRAINING, ready.out / "reel.mp4", masked=[child]),
    )
    for job in jobs:
        job.run(Stopping())
    desk = MaskingDesk(ws, ready.film.id)
    desk.edit("uncover", desk.masking.without(desk.masking.masks[0].id))
    for job in jobs:
        with pytest.raises(NotCovered):
            job.finish()
    assert list(ready.out.iterdir()) == []


def test_a_preview_tells_what_stands_in_the_way_and_puts_nothing_on_record(ready: Ready) -> None:
    ws, child = ready.family.ws, ready.family.child.id
    before = ws.vault.journal.count
    wish = ClipWish(freeze=Fraction(1))
    seen = preview(ws, [ready.moment.id, ready.moment.id], Purposes.TRAINING, wishes=[wish, ClipWish()])
    assert seen.may_leave
    assert (len(seen.rendition.pieces), seen.seconds) == (4, 1 + Fraction(24, 25))
    refused = preview(ws, [ready.moment.id], Purposes.RESEARCH)
    assert {reason.person for one in refused.refusals for reason in one.reasons} == {
        child,
        ready.family.parent.id,
    }
    covered = preview(ws, [ready.moment.id], Purposes.RESEARCH, masked=[child])
    assert {reason.person for one in covered.refusals for reason in one.reasons} == {ready.family.parent.id}
    assert [(one.person, one.gaps) for one in covered.uncovered] == [(child, (range(3, 15),))]
    assert not covered.may_leave
    assert ws.vault.journal.count == before
    ready.mask(child, range(24), BOX)
    bare, hidden = (preview_picture(ws, ready.film.id, 5, masked) for masked in ((), (child,)))
    assert (bare.width, bare.height) == (96, 64)
    assert bare.file != hidden.file


def test_a_preview_asks_for_what_will_be_done(ready: Ready) -> None:
    for form, act in ((ClipForm.CLIP, Act.CLIP), (ClipForm.REEL, Act.CLIP), (ClipForm.COPY, Act.COPY)):
        (refused,) = preview(ready.family.ws, [ready.moment.id], Purposes.FAMILY_COPY, form).refusals
        assert refused.intent.act is act
    assert preview(ready.family.ws, [ready.moment.id], Purposes.TRAINING).may_leave
    assert not preview(ready.family.ws, [ready.moment.id], Purposes.TRAINING, ClipForm.COPY).may_leave


def test_a_preview_knows_who_is_covered_though_in_none_of_the_films(ready: Ready) -> None:
    ws, parent = ready.family.ws, ready.family.parent.id
    set_people(ws, ready.film.id, [ready.family.child.id])
    seen = preview(ws, [ready.moment.id], Purposes.TRAINING, masked=[parent])
    assert [(one.person, one.gaps) for one in seen.uncovered] == [(parent, (range(3, 15),))]
    key = preview_stills(ws, [ready.moment.id], Purposes.TRAINING, [parent])
    assert [(one.person, one.gaps) for one in key.uncovered] == [(parent, (range(9, 10),))]
    ready.mask(parent, range(24), BOX)
    assert preview(ws, [ready.moment.id], Purposes.TRAINING, masked=[parent]).may_leave
    assert preview_stills(ws, [ready.moment.id], Purposes.TRAINING, [parent]).may_leave


def test_the_pictures_of_a_preview_have_the_words_of_the_clip(ready: Ready) -> None:
    ws, times = ready.family.ws, frame_times(ready.family.ws, ready.film.id)
    ready.edit(
        replace(ready.moment, turns=(Turn(ready.family.child.id, TurnKind.INITIATIVE, times.span(5, 8), "Katso"),))
    )
    wish = ClipWish(
        card=Fraction(1), pauses=(Pause(times.tick_of(10), HALF, "Odota"),), captions_as=CaptionsAs.BURNT_IN
    )
    seen = preview(ws, [ready.moment.id], Purposes.TRAINING, wishes=[wish])
    assert [(one.frame, one.words) for one in seen.glimpses] == [
        (None, ()),
        (5, ("Katso",)),
        (10, ("Odota",)),
        (10, ()),
    ]
    pictures = complete(PreviewPictures(ws, seen.glimpses), ignore_progress)
    assert [one.words for one in pictures[1:]] == [
        (caption_png("Katso", (96, 64)),),
        (caption_png("Odota", (96, 64)),),
        (),
    ]
    beside = preview(ws, [ready.moment.id], Purposes.TRAINING, wishes=[ClipWish(captions_as=CaptionsAs.BESIDE)])
    assert [(one.frame, one.words) for one in beside.glimpses] == [(3, ())]


@pytest.mark.parametrize("name", ["clip.vtt", "clip.VTT"])
def test_a_clip_that_is_called_as_its_captions_is_not_replaced_by_them(ready: Ready, name: str) -> None:
    wish = ClipWish(captions_as=CaptionsAs.BESIDE)
    report = export_clip(ready.family.ws, ready.moment.id, Purposes.TRAINING, ready.out / name, wish=wish)
    assert hashlib.sha256(report.clip.read_bytes()).hexdigest() == report.sha256
    assert report.captions == ready.out / f"{name}.vtt"
    assert report.captions.read_bytes().startswith(b"WEBVTT")


def test_a_moment_with_nobody_in_it_is_nobodys_consent(ready: Ready) -> None:
    ready.edit(replace(ready.moment, people=()))
    export_clip(ready.family.ws, ready.moment.id, Purposes.TRAINING, ready.out / "clip.mp4")
    left = last_event(ready.family.ws)
    assert isinstance(left, ClipExported)
    assert left.in_picture is None
    record_consent(ready.family.ws, ready.family.parent.id, Purposes.TRAINING, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        ClipExport(ready.family.ws, ready.moment.id, Purposes.TRAINING, ready.out / "clip.mp4")
