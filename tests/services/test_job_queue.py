"""Jobs wait their turn, one that ends badly does not keep back the next, and the time left is told when it is known."""

from dataclasses import dataclass, field

import pytest

from vigtool.domain.errors import VigtoolError
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.services.job_queue import JobQueue, TimeLeft


@dataclass
class Noted:
    told: list[str] = field(default_factory=list)

    def run(self, progress: Progress) -> None:
        progress(1, 1)
        self.told.append("run")

    def finish(self) -> object:
        self.told.append("finish")
        return None

    def abandon(self) -> None:
        self.told.append("abandon")


class NotAnyMore(VigtoolError):
    pass


@dataclass
class AskedAgain(Noted):
    error: VigtoolError | OSError | None = None

    def renew(self) -> None:
        self.told.append("renew")
        if self.error is not None:
            raise self.error


def test_a_job_that_waited_is_asked_for_again_when_its_turn_comes() -> None:
    queue, first, second = JobQueue(), AskedAgain(), AskedAgain()
    queue.add(first)
    queued = queue.add(second)
    queue.next(0.0)
    assert (first.told, second.told) == (["renew"], [])
    queue.ended()
    assert queue.next(1.0) is queued
    assert second.told == ["renew"]
    queued.job.run(ignore_progress)
    queued.job.finish()
    assert second.told == ["renew", "run", "finish"]


@pytest.mark.parametrize("error", [NotAnyMore(), FileNotFoundError("gone")])
def test_a_job_that_may_not_be_done_any_more_ends_before_its_work(error: VigtoolError | OSError) -> None:
    queue, refused, after = JobQueue(), AskedAgain(error=error), Noted()
    queued = queue.add(refused)
    queue.add(after)
    assert queue.next(0.0) is queued
    with pytest.raises(type(error)) as found:
        queued.job.run(ignore_progress)
    assert found.value is error
    queued.job.abandon()
    assert refused.told == ["renew", "abandon"]
    queue.ended()
    following = queue.next(1.0)
    assert following is not None
    assert following.job is after


def test_one_after_another() -> None:
    queue, jobs = JobQueue(), [Noted(), Noted(), Noted()]
    queued = [queue.add(job, number) for number, job in enumerate(jobs)]
    assert queue.next(0.0) is queued[0]
    assert queue.next(0.0) is None
    assert (queue.current, queue.waiting) == (queued[0], queued[1:])
    queue.take_out(queued[1])
    queue.take_out(queued[0])  # it is under way: whoever runs it stops it
    assert [job.told for job in jobs] == [[], ["abandon"], []]
    queue.ended()
    following = queue.next(1.0)
    assert following is queued[2]
    assert following.what == 2
    queue.ended()
    assert queue.next(2.0) is None
    assert queue.seconds_left(2.0) is None


def test_what_waits_is_let_go_of() -> None:
    queue, jobs = JobQueue(), [Noted(), Noted()]
    for job in jobs:
        queue.add(job)
    queue.clear()
    assert queue.waiting == []
    assert [job.told for job in jobs] == [["abandon"], ["abandon"]]


@pytest.mark.parametrize("pace", [1.0, 7.0])
def test_an_even_pace_tells_the_time_left(pace: float) -> None:
    queue = JobQueue()
    queued = queue.add(Noted())
    queue.next(100.0)
    assert queue.seconds_left(100.0) is None
    for second in range(1, 41):
        queue.told(second, 100, 100.0 + second * pace)
    left = queue.seconds_left(100.0 + 40 * pace)
    assert left == pytest.approx(60 * pace)
    assert (queued.done, queued.total) == (40, 100)
    assert queue.seconds_left(100.0 + 50 * pace) == pytest.approx(50 * pace)
    assert queue.seconds_left(1e9) == 0.0


def test_a_pace_that_changes_is_followed() -> None:
    left = TimeLeft(0.0)
    for second in range(1, 31):
        left.told(second, 100, float(second))
    for step in range(1, 31):
        left.told(30 + step, 100, 30.0 + 3.0 * step)
    found = left.seconds(120.0)
    assert found == pytest.approx(40 * 3.0, rel=0.05)


def test_nothing_is_told_before_it_is_known() -> None:
    left = TimeLeft(0.0)
    left.told(0, 0, 1.0)
    left.told(1, 0, 2.0)
    assert left.seconds(5.0) is None
    left.told(1, 1000, 3.0)
    assert left.seconds(5.0) is None
    left.told(500, 1000, 3.0)  # at the same moment: nothing can be told of the pace
    left.told(400, 1000, 4.0)
    assert left.seconds(4.0) is not None
    early = TimeLeft(0.0)
    early.told(1, 2, 0.5)
    assert early.seconds(0.5) is None
    assert early.seconds(2.0) == 0.0


def test_progress_of_nothing_is_not_taken() -> None:
    queue = JobQueue()
    queue.told(1, 2, 3.0)
    assert queue.current is None
