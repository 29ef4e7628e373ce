"""What can be done to moments, each a function of marks to marks with a name that the history and the menu know."""

from dataclasses import replace
from enum import StrEnum

from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, Turn
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.wording.translation import tr


class Step(StrEnum):
    """The names of edits; the values stand in the journal."""

    TITLE = "title"
    NOTE = "note"
    STAR = "star"
    UNSTAR = "unstar"
    EDGE = "edge"
    KEY = "key-frame"
    REMOVE = "remove"
    TURN = "turn"
    TURN_REMOVED = "turn-removed"


def step_words(step: str) -> str:
    """What an edit is called in the menu. Marking is named by the desk, and is what all other names mean."""
    words = {
        Step.TITLE: tr("title"),
        Step.NOTE: tr("note"),
        Step.STAR: tr("choose for the review"),
        Step.UNSTAR: tr("leave out of the review"),
        Step.EDGE: tr("move an edge"),
        Step.KEY: tr("key picture"),
        Step.REMOVE: tr("remove the moment"),
        Step.TURN: tr("add a turn"),
        Step.TURN_REMOVED: tr("remove a turn"),
    }
    return words.get(Step(step), "") if step in set(Step) else tr("mark a moment")


def retitled(marks: Marks, moment: Moment, title: str) -> Marks:
    """With another title, without blanks around it."""
    return marks.with_moment(replace(moment, title=title.strip()))


def noted(marks: Marks, moment: Moment, note: str) -> Marks:
    """With another note."""
    return marks.with_moment(replace(moment, note=note.strip()))


def starred(marks: Marks, moment: Moment) -> Marks:
    """Chosen for the review, or no longer."""
    return marks.with_moment(replace(moment, starred=not moment.starred))


def moved(marks: Marks, moment: Moment, span: Span) -> Marks:
    """With other edges."""
    return marks.with_moment(moment.with_span(span))


def keyed(marks: Marks, moment: Moment, tick: int) -> Marks:
    """With another key picture. Raises ``KeyOutsideMoment``."""
    return marks.with_moment(replace(moment, key=tick))


def removed(marks: Marks, moment_id: MomentId) -> Marks:
    """Without the moment."""
    return marks.without(moment_id)


def with_turn(marks: Marks, moment: Moment, turn: Turn) -> Marks:
    """With one turn more."""
    return marks.with_moment(moment.with_turn(turn))


def without_turn(marks: Marks, moment: Moment, position: int) -> Marks:
    """Without the turn at a position."""
    return marks.with_moment(moment.without_turn(position))


def edge_moved(times: FrameTimes, moment: Moment, *, first: int | None = None, end: int | None = None) -> Span:
    """The span when an edge goes to a frame; at least one frame stays, and the film is not left."""
    frames = times.frames_of(moment.span)
    start = frames.start if first is None else min(max(first, 0), frames.stop - 1)
    stop = frames.stop if end is None else max(min(end, times.frames), frames.start + 1)
    return times.span(start, stop)
