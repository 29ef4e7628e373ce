"""Following somebody: one step of the desk, as far as the next frame that was set by hand; nothing where it is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.engine.rough_engine import linux_only, nothing_left
from tests.media.masking.figure_films import figure_film
from tests.media.masking.moving_figure import Seen, Where, drawn, overlap
from tests.services.casework import Family, Stopping
from tests.services.erasing.targets import REASON, of_film
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.identifiers import MaskId
from vigtool.domain.masking import Box, Mask, Masking, MaskPoint
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purposes
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.engine.errors import EngineFailed
from vigtool.engine.film_source import FilmSource
from vigtool.engine.process import EngineProcess
from vigtool.engine.task_names import FACTS, TRACK, TaskName
from vigtool.engine.tasks import run_task
from vigtool.media.masking.track_bytes import Tracked, pack_tracked
from vigtool.services.consents import record_consent
from vigtool.services.erasing import erase
from vigtool.services.errors import ConsentRefused, NotCovered, NothingToFollow, UnknownId
from vigtool.services.importing import import_film
from vigtool.services.jobs import NotRun, complete
from vigtool.services.masking import MaskingDesk, demand_covered, masking
from vigtool.services.recordings import frame_times
from vigtool.services.tracking import TrackJob
from vigtool.vault.errors import KeyDestroyed

FRAMES = 40
SCENE = drawn(lambda n: Where(20 + 2 * n, 50), FRAMES)
GOES = drawn(lambda n: Where(180 + 4 * n, 50), FRAMES)


@dataclass(frozen=True, slots=True)
class Covering:
    """A film of the figure with the child's mask."""

    family: Family
    film: Recording
    scene: list[Seen]
    times: FrameTimes
    desk: MaskingDesk

    @property
    def whole(self) -> Span:
        return self.times.span(0, FRAMES)

    @property
    def mask(self) -> Mask:
        return self.desk.masking.masks[0]

    def box(self, n: int) -> Box:
        left, top, right, bottom = (round(side) for side in self.scene[n].box)
        return Box(left, top, right, bottom)

    def point(self, n: int, *, by_hand: bool = True) -> MaskPoint:
        return MaskPoint(self.times.tick_of(n), self.box(n), by_hand)

    def draw(self, *points: MaskPoint) -> None:
        mask = self.desk.new_mask(self.family.child.id).with_points(points)
        self.desk.edit("draw", self.desk.masking.with_mask(mask))

    def job(self, n: int, within: Span | None = None) -> TrackJob:
        tick = self.times.tick_of(n)
        return TrackJob(self.family.ws, self.film.id, self.mask.id, tick, within or self.whole)

    def known(self) -> list[int]:
        return [self.times.frame_at(point.tick) for point in self.mask.points]


def covering(family: Family, folder: Path, scene: list[Seen]) -> Covering:
    family.answer(Purposes.GUIDANCE)
    film = import_film(family.ws, figure_film(folder / "kuvio.mp4", scene), family.case.id)
    return Covering(family, film, scene, frame_times(family.ws, film.id), MaskingDesk(family.ws, film.id))


@pytest.fixture
def walk(family: Family, tmp_path: Path) -> Covering:
    return covering(family, tmp_path, SCENE)


def test_one_box_covers_somebody_throughout(walk: Covering) -> None:
    walk.draw(walk.point(20))
    assert complete(walk.job(20)) == range(FRAMES)
    demand_covered(walk.family.ws, walk.film.id, range(FRAMES), [walk.family.child.id])
    for n, point in enumerate(walk.mask.points):
        assert point.box is not None
        box = point.box
        assert overlap((box.left, box.top, box.right, box.bottom), SCENE[n].box) > 0.85
        assert point.by_hand is (n == 20)
    assert walk.desk.can_undo == "follow"
    walk.desk.undo()
    assert walk.known() == [20]


def test_where_somebody_is_lost_there_is_a_gap(family: Family, tmp_path: Path) -> None:
    scene = covering(family, tmp_path, GOES)
    scene.draw(scene.point(2))
    followed = complete(scene.job(2))
    assert followed.start == 0
    assert 10 < followed.stop < FRAMES
    with pytest.raises(NotCovered) as refused:
        demand_covered(family.ws, scene.film.id, range(FRAMES), [family.child.id])
    assert refused.value.gaps == (range(followed.stop, FRAMES),)


def test_it_goes_as_far_as_the_span_and_the_next_frame_set_by_hand(walk: Covering) -> None:
    nobody = MaskPoint(walk.times.tick_of(30), None, by_hand=True)
    walk.draw(walk.point(5), walk.point(20), nobody)
    assert complete(walk.job(20)) == range(6, 30)
    assert walk.known() == [*range(5, 31)]
    assert walk.mask.at(nobody.tick) == nobody
    assert complete(walk.job(5, walk.times.span(3, 8))) == range(3, 8)
    assert walk.known() == [*range(3, 31)]


def test_what_was_followed_before_is_forgotten_where_it_is_followed_anew(family: Family, tmp_path: Path) -> None:
    scene = covering(family, tmp_path, GOES)
    wrong = [MaskPoint(scene.times.tick_of(n), Box(0, 0, 9, 9)) for n in range(FRAMES)]
    scene.draw(*wrong, scene.point(2))
    followed = complete(scene.job(2))
    assert scene.known() == [*followed]
    assert all(point.box != Box(0, 0, 9, 9) for point in scene.mask.points)


@pytest.mark.parametrize("n", [3, 4, 12])
def test_a_frame_without_a_box_or_outside_has_nothing_to_follow(walk: Covering, n: int) -> None:
    walk.draw(MaskPoint(walk.times.tick_of(3), None, by_hand=True), walk.point(12))
    with pytest.raises(NothingToFollow) as refused:
        walk.job(n, walk.times.span(0, 12))
    assert (refused.value.film, refused.value.tick) == (walk.film.id, walk.times.tick_of(n))


def test_a_mask_that_is_not_there_cannot_be_followed(walk: Covering) -> None:
    with pytest.raises(UnknownId):
        TrackJob(walk.family.ws, walk.film.id, MaskId("gone"), 0, walk.whole)
    walk.draw(walk.point(20))
    job = walk.job(20)
    job.run(ignore_progress)
    walk.desk.edit("clear", Masking())
    with pytest.raises(UnknownId):
        job.finish()


def test_nothing_is_changed_by_a_job_that_is_cancelled_abandoned_or_not_run(walk: Covering) -> None:
    walk.draw(walk.point(20))
    kept = masking(walk.family.ws, walk.film.id)
    with pytest.raises(NotRun):
        walk.job(20).finish()
    with pytest.raises(Cancelled):
        walk.job(20).run(Stopping(at=3))
    job = walk.job(20)
    job.run(ignore_progress)
    job.abandon()
    assert masking(walk.family.ws, walk.film.id) == kept


def test_a_withdrawal_meanwhile_refuses_the_step(walk: Covering) -> None:
    walk.draw(walk.point(20))
    job = walk.job(20)
    job.run(ignore_progress)
    record_consent(walk.family.ws, walk.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        job.finish()
    with pytest.raises(ConsentRefused):
        walk.job(20)
    assert len(masking(walk.family.ws, walk.film.id).masks[0].points) == 1


def test_a_film_that_was_erased_meanwhile_gets_no_masks(walk: Covering) -> None:
    walk.draw(walk.point(20))
    job = walk.job(20)
    job.run(ignore_progress)
    erase(walk.family.ws, of_film(walk.film), REASON)
    before = walk.family.ws.vault.journal.count
    with pytest.raises(KeyDestroyed):
        job.finish()
    assert walk.family.ws.vault.journal.count == before


@dataclass(frozen=True, slots=True)
class Lying:
    """An engine that answers to anything with the same bytes."""

    answer: bytes

    def __call__(
        self,
        source: FilmSource,  # noqa: ARG002 - as the engine is called
        task: TaskName,  # noqa: ARG002 - as above
        argument: bytes = b"",  # noqa: ARG002 - as above
        progress: Progress = ignore_progress,  # noqa: ARG002 - as above
    ) -> Iterator[bytes]:
        yield self.answer


@pytest.mark.parametrize("answer", [b"", pack_tracked(Tracked([(FRAMES, (0, 0, 9, 9))]))])
def test_an_engine_that_lies_changes_nothing(walk: Covering, answer: bytes) -> None:
    walk.draw(walk.point(20))

    walk.family.ws.run_task = Lying(answer)
    with pytest.raises(EngineFailed):
        walk.job(20).run(ignore_progress)
    assert walk.known() == [20]


@linux_only
def test_the_confined_engine_follows_as_this_process_does(walk: Covering) -> None:
    """OpenCV works behind the sandbox: no system call that it makes is refused, and nothing has to be opened."""
    walk.draw(walk.point(20))
    complete(walk.job(20))
    here = walk.mask
    walk.desk.undo()
    walk.family.ws.run_task = run_task
    with nothing_left():
        assert complete(walk.job(20)) == range(FRAMES)
    assert walk.mask == here


@linux_only
def test_no_other_engine_takes_opencv_along(walk: Covering) -> None:
    """The one that has not imported it cannot do so any more when it is locked in."""
    with FilmSource.of_recording(walk.family.ws.vault.lend_recording(walk.film.id)) as source:
        assert list(run_task(source, FACTS))
        with pytest.raises(EngineFailed) as refused:
            list(run_task(source, TRACK, b"", start=EngineProcess))
    assert refused.value.kind != "BadTrack"
