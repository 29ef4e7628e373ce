"""Whatever is done in whatever order, moments stay whole, and undoing all gives the beginning."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from tests.gui.preparing.desk import FILM, MemoryDesk
from tests.gui.preparing.marking.packs import small_pack
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.preparing.edits import Edge, Step
from vigtool.gui.preparing.preparation import Preparation

Choice = TypeVar("Choice")
LENGTHS = (12, 1, 40, 24, 7, 90, 3)


@st.composite
def films(draw: st.DrawFn) -> FrameTimes:
    frames = draw(st.integers(1, 30))
    ticks = [draw(st.integers(-20, 20))]
    for n in range(frames - 1):
        ticks.append(ticks[-1] + LENGTHS[n % len(LENGTHS)])
    return FrameTimes(TimeBase(1, 600), tuple(ticks), ticks[-1] + draw(st.integers(1, 50)))


@st.composite
def beginnings(draw: st.DrawFn, times: FrameTimes) -> tuple[Moment, ...]:
    made = []
    for place in range(draw(st.integers(0, 3))):
        first = draw(st.integers(0, times.frames - 1))
        span = times.span(first, draw(st.integers(first + 1, times.frames)))
        turn = Turn(PersonId("child0000001"), TurnKind.INITIATIVE, times.span(first, first + 1))
        made.append(Moment(MomentId(f"old{place}"), FILM, span, span.start, title=f"t{place}", turns=(turn,)))
    return tuple(made)


class Hand:
    """Does one thing after the other at places of the film that are drawn."""

    def __init__(self, mine: Preparation, data: st.DataObject) -> None:
        self.mine, self._data = mine, data
        self.deeds: dict[str, Callable[[], object]] = {
            "in": lambda: mine.set_first(self.frame),
            "out": lambda: mine.set_last(self.frame),
            "mark": lambda: mine.mark(self.frame),
            "held": self._hold,
            "split": lambda: mine.split(self.frame),
            "join": mine.join_next,
            "nudge": lambda: mine.nudge(self.some, self._of(tuple(Edge)), self._of([-10, -1, 1, 10])),
            "remove": lambda: mine.remove(self.some),
            "select": lambda: mine.select(self.one_or_none),
            "star": lambda: mine.star(self.some),
            "principle": lambda: mine.toggle_category(self._of(range(8))),
            "turn": lambda: mine.add_turn(self.some, self._turn()),
            "order": lambda: mine.reorder(self.some, self.one_or_none),
            "note": lambda: mine.describe(self.some, Step.NOTE, lambda one: replace(one, note=f"{one.note}x")),
            "undo": lambda: mine.undo(self._of([1, 2, 3])),
            "redo": lambda: mine.redo(self._of([1, 2, 3])),
            "restore": lambda: mine.restore(self._of([*(one.id for one in mine.removed), self.some])),
        }

    @property
    def frame(self) -> int:
        return self._of(range(self.mine.times.frames))

    @property
    def one_or_none(self) -> MomentId | None:
        return self._of([None, *(one.id for one in self.mine.marks)])

    @property
    def some(self) -> MomentId:
        """A moment, or one that is not there."""
        return self.one_or_none or MomentId("nothere00000")

    def _hold(self) -> None:
        first = self.frame
        self.mine.mark_frames(first, self._of(range(first, self.mine.times.frames)), first)

    def _turn(self) -> Turn:
        frame = self.frame
        return Turn(PersonId("child0000001"), TurnKind.RESPONSE, self.mine.times.span(frame, frame + 1))

    def _of(self, choices: Collection[Choice]) -> Choice:
        return self._data.draw(st.sampled_from(list(choices)))


def assert_whole(marks: Marks, times: FrameTimes) -> None:
    edges = {*times.ticks, times.end_tick}
    assert len({one.id for one in marks}) == len(marks.moments)
    for one in marks:
        assert {one.span.start, one.span.end} <= edges
        assert one.key in times.ticks
        assert one.span.contains(one.key)
        assert len(times.frames_of(one.span)) > 0


@given(st.data())
def test_moments_stay_whole_and_all_can_be_undone_and_redone(data: st.DataObject) -> None:
    times = data.draw(films())
    begin = data.draw(beginnings(times))
    desk = MemoryDesk(begin)
    mine = Preparation(desk, times, pack=small_pack())
    failures: list[object] = []
    mine.failed.connect(failures.append)
    hand = Hand(mine, data)
    for deed in data.draw(st.lists(st.sampled_from(sorted(hand.deeds)), max_size=25)):
        hand.deeds[deed]()
        assert_whole(mine.marks, times)
        assert mine.selected is None or mine.moment is not None
        assert mine.draft.first is None or mine.draft.last is None or mine.draft.first <= mine.draft.last
    end = mine.marks
    steps = len(desk.past)
    mine.undo(steps)
    assert mine.marks == Marks(begin)
    mine.redo(steps)
    assert mine.marks == end
    assert failures == []
