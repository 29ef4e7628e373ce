"""What is edited while something is being made: it leaves as it would be made now, or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.casework import Family, Stopping
from tests.services.test_leaving import BOX, Ready
from vigtool.domain.consent import Answer
from vigtool.domain.masking import Box, VoiceMask, VoiceWay
from vigtool.domain.moments import Turn, TurnKind
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.domain.renditions import CaptionsAs, ClipWish
from vigtool.domain.ticks import Span
from vigtool.engine.film_source import FilmSource
from vigtool.engine.task_names import TaskName
from vigtool.services.clips import ClipExport
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.family_copies import FamilyCopy
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.handovers import More
from vigtool.services.job_queue import JobQueue
from vigtool.services.jobs import Job
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.masking import MaskingDesk
from vigtool.services.recordings import frame_times
from vigtool.services.reels import ReelExport
from vigtool.services.reviewing import begin_review, hear_words
from vigtool.services.still_cards import StillCardExport
from vigtool.services.stills import StillExport

ELSEWHERE = Box(0, 0, 20, 20)
FOR: Purpose = Purposes.FAMILY_COPY

Maker = Callable[[Ready, More], Job[object]]

CLIPS: dict[str, Maker] = {
    "clip": lambda r, m: ClipExport(r.family.ws, r.moment.id, FOR, r.out / "c.mp4", **m),
    "reel": lambda r, m: ReelExport(r.family.ws, [r.moment.id], FOR, r.out / "r.mp4", **m),
    "plain copy": lambda r, m: FamilyCopy(r.family.ws, [r.moment.id], r.out, **m),
    "sealed copy": lambda r, m: FamilyCopy(r.family.ws, [r.moment.id], r.out / "k.age", "sanat", work_factor=1, **m),
}
FRAMES: dict[str, Maker] = {
    "still": lambda r, m: StillExport(r.family.ws, r.film.id, 9, FOR, r.out / "s.png", **m),
    "card": lambda r, m: StillCardExport(r.family.ws, r.moment.id, FOR, r.out / "s.pdf", "en", **m),
}
ALL = {**CLIPS, **FRAMES}


@pytest.fixture
def ready(family: Family, tmp_path: Path) -> Ready:
    """Both are in the moment, and both agree that the family gets it."""
    film = family.film(tmp_path)
    family.answer(FOR)
    (tmp_path / "out").mkdir()
    moment = mark_frames(family.ws, film.id, first=3, end=15, key=9, title="Hei")
    ready = Ready(family, film, replace(moment, people=(family.child.id, family.parent.id)), tmp_path / "out")
    ready.edit(ready.moment)
    return ready


def made(ready: Ready, make: Maker, more: More | None = None) -> Job[object]:
    job = make(ready, more or {})
    job.run(Stopping())
    return job


def stays_in(ready: Ready, job: Job[object], error: type[Exception] = ChangedMeanwhile) -> None:
    count = ready.family.ws.vault.journal.count
    with pytest.raises(error):
        job.finish()
    assert list(ready.out.iterdir()) == []
    assert ready.family.ws.vault.journal.count == count


@pytest.mark.parametrize("kind", ALL)
def test_a_box_that_was_moved_meanwhile_is_not_where_it_was_put(ready: Ready, kind: str) -> None:
    child = ready.family.child.id
    ready.mask(child, range(24), ELSEWHERE)
    job = made(ready, ALL[kind], {"masked": [child]})
    ready.mask(child, range(24), BOX)
    stays_in(ready, job)


@pytest.mark.parametrize("kind", CLIPS)
def test_a_voice_that_was_muted_meanwhile_can_be_heard(ready: Ready, kind: str) -> None:
    job = made(ready, CLIPS[kind])
    desk = MaskingDesk(ready.family.ws, ready.film.id)
    desk.edit("mute", desk.masking.with_voices([VoiceMask(ready.moment.span, VoiceWay.MUTED)]))
    stays_in(ready, job)


@pytest.mark.parametrize("kind", CLIPS)
def test_a_moment_that_was_cut_meanwhile_shows_who_is_not_in_it_any_more(ready: Ready, kind: str) -> None:
    job = made(ready, CLIPS[kind])
    record_consent(ready.family.ws, ready.family.parent.id, FOR, Answer.WITHDRAWN)
    span = frame_times(ready.family.ws, ready.film.id).span(8, 12)
    ready.edit(replace(ready.moment, span=span, people=(ready.family.child.id,)))
    stays_in(ready, job)


@pytest.mark.parametrize("kind", [*CLIPS, "card"])
def test_a_moment_that_was_removed_meanwhile_does_not_leave(ready: Ready, kind: str) -> None:
    job = made(ready, ALL[kind])
    desk = MarkingDesk(ready.family.ws, ready.film.id)
    desk.edit("remove", desk.marks.without(ready.moment.id))
    stays_in(ready, job, UnknownId)


def test_words_that_were_taken_back_meanwhile_do_not_leave_in_a_picture(ready: Ready) -> None:
    said = Turn(ready.family.child.id, TurnKind.INITIATIVE, while_said(ready), "Katso!")
    ready.edit(replace(ready.moment, turns=(said,)))
    wish = ClipWish(captions_as=CaptionsAs.BURNT_IN)
    job = made(ready, lambda r, m: ClipExport(r.family.ws, r.moment.id, FOR, r.out / "c.mp4", wish=wish, **m))
    ready.edit(replace(ready.moment, turns=(replace(said, words=""),)))
    stays_in(ready, job)


def while_said(ready: Ready) -> Span:
    return frame_times(ready.family.ws, ready.film.id).span(4, 8)


def test_what_a_client_said_and_took_back_meanwhile_is_on_no_card(ready: Ready) -> None:
    ws, child = ready.family.ws, ready.family.child.id
    review = begin_review(ws, ready.film.case, None, [child])
    hear_words(ws, review, ready.moment.id, "Minä!", child)
    job = made(ready, FRAMES["card"])
    hear_words(ws, review, ready.moment.id, "", child)
    stays_in(ready, job)


@pytest.mark.parametrize("kind", ALL)
def test_what_was_edited_elsewhere_in_the_film_keeps_nothing_in(ready: Ready, kind: str) -> None:
    child, ws = ready.family.child.id, ready.family.ws
    ready.mask(child, range(20), BOX)
    job = made(ready, ALL[kind], {"masked": [child]})
    ready.mask(child, range(20, 24), ELSEWHERE)
    times, desk = frame_times(ws, ready.film.id), MaskingDesk(ws, ready.film.id)
    after = VoiceMask(times.span(15, 20), VoiceWay.MUTED)
    desk.edit("mute", desk.masking.with_voices([after]))
    ready.edit(replace(ready.moment, title="Terve"))
    job.finish()
    assert list(ready.out.iterdir())


@pytest.mark.parametrize("kind", ALL)
def test_what_waited_in_the_queue_while_a_consent_was_withdrawn_is_not_even_begun(ready: Ready, kind: str) -> None:
    ws, queue = ready.family.ws, JobQueue()
    queued = queue.add(ALL[kind](ready, {}))
    record_consent(ws, ready.family.parent.id, FOR, Answer.WITHDRAWN)
    ws.run_task = Idle()
    assert queue.next(0.0) is queued
    with pytest.raises(ConsentRefused):
        queued.job.run(Stopping())
    queued.job.abandon()
    assert list(ready.out.iterdir()) == []


@pytest.mark.parametrize("kind", [*CLIPS, "card"])
def test_what_waited_in_the_queue_while_its_moment_was_edited_is_not_even_begun(ready: Ready, kind: str) -> None:
    ws, queue, left = ready.family.ws, JobQueue(), not_there_any_more if kind == "card" else cut
    queued = queue.add(ALL[kind](ready, {}))
    left(ready)
    ws.run_task = Idle()
    queue.next(0.0)
    with pytest.raises((ChangedMeanwhile, UnknownId)):
        queued.job.run(Stopping())


def cut(ready: Ready) -> None:
    ready.edit(replace(ready.moment, span=frame_times(ready.family.ws, ready.film.id).span(8, 12)))


def not_there_any_more(ready: Ready) -> None:
    desk = MarkingDesk(ready.family.ws, ready.film.id)
    desk.edit("remove", desk.marks.without(ready.moment.id))


class Idle:
    """An engine that is not to be asked for anything."""

    def __call__(
        self, source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
    ) -> Iterator[bytes]:
        pytest.fail(f"begun: {task}, {source}, {argument!r}, {progress}")
