"""What can be done to moments, with a name for each that the history and the menu know."""

from dataclasses import replace
from enum import StrEnum

from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, PrincipleSeen
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.wording.translation import tr


class Step(StrEnum):
    """The names of edits; the values stand in the journal."""

    TITLE = "title"
    NOTE = "note"
    QUESTION = "question"
    HELPS = "helps"
    STAR = "star"
    UNSTAR = "unstar"
    EDGE = "edge"
    KEY = "key-frame"
    SPLIT = "split"
    JOIN = "join"
    REMOVE = "remove"
    RESTORE = "restore"
    ORDER = "order"
    PRINCIPLE = "principle"
    PRINCIPLE_REMOVED = "principle-removed"
    SPEED = "speed"
    FREEZE = "freeze"
    SHOWS = "shows"
    TURN = "turn"
    TURN_CHANGED = "turn-changed"
    TURN_REMOVED = "turn-removed"
    PEOPLE = "people"
    IMPORT = "import"
    ACCEPT = "accept"


class Edge(StrEnum):
    """One of the two edges of a moment."""

    BEGIN = "begin"
    END = "end"


def step_words(step: str) -> str:
    """What an edit is called in the menu. Marking is named by the desk, and is what all other names mean."""
    words = {
        Step.TITLE: tr("title"),
        Step.NOTE: tr("note"),
        Step.QUESTION: tr("question for the review"),
        Step.HELPS: tr("link to the helping question"),
        Step.STAR: tr("choose for the review"),
        Step.UNSTAR: tr("leave out of the review"),
        Step.EDGE: tr("move an edge"),
        Step.KEY: tr("key picture"),
        Step.SPLIT: tr("split the moment"),
        Step.JOIN: tr("join two moments"),
        Step.REMOVE: tr("remove the moment"),
        Step.RESTORE: tr("bring a moment back"),
        Step.ORDER: tr("order of the moments"),
        Step.PRINCIPLE: tr("add a principle"),
        Step.PRINCIPLE_REMOVED: tr("take a principle away"),
        Step.SPEED: tr("speed in the review"),
        Step.FREEZE: tr("still picture in the review"),
        Step.SHOWS: tr("moment that is looked at here"),
        Step.TURN: tr("add a turn"),
        Step.TURN_CHANGED: tr("change a turn"),
        Step.TURN_REMOVED: tr("remove a turn"),
        Step.PEOPLE: tr("who is in the picture"),
        Step.IMPORT: tr("bring in marks from a file"),
        Step.ACCEPT: tr("take over a proposal"),
    }
    return words.get(Step(step), "") if step in set(Step) else tr("mark a moment")


def retitled(moment: Moment, title: str) -> Moment:
    """With another title, without blanks around it."""
    return replace(moment, title=title.strip())


def noted(moment: Moment, note: str) -> Moment:
    """With another note, without blanks around it."""
    return replace(moment, note=note.strip())


def starred(moment: Moment) -> Moment:
    """Chosen for the review, or no longer."""
    return replace(moment, starred=not moment.starred)


def seen_in(moment: Moment, people: tuple[PersonId, ...] | None) -> Moment:
    """With these people in the picture or heard, and whoever has a turn; for None, all of the film's."""
    return moment.with_people(people)


def keyed(moment: Moment, tick: int) -> Moment:
    """With another key picture. Raises ``KeyOutsideMoment``."""
    return replace(moment, key=tick)


def has_principle(moment: Moment, seen: PrincipleSeen) -> bool:
    """Tell whether a principle was seen in the moment, in whichever version of its pack it was coded."""
    return any((one.pack, one.item) == (seen.pack, seen.item) for one in moment.principles)


def with_principle(moment: Moment, seen: PrincipleSeen, *, present: bool) -> Moment:
    """With a principle seen in it, or without it, in whichever version it was coded; others keep their version."""
    if present:
        return moment if has_principle(moment, seen) else moment.with_principle(seen, present=True)
    kept = tuple(one for one in moment.principles if (one.pack, one.item) != (seen.pack, seen.item))
    return replace(moment, principles=kept)


def following(marks: Marks, moment: Moment) -> Moment | None:
    """The moment after one in the order of the film."""
    ordered = marks.in_film_order()
    at = next((place for place, one in enumerate(ordered) if one.id == moment.id), len(ordered))
    return ordered[at + 1] if at + 1 < len(ordered) else None


def partable(marks: Marks, selected: MomentId | None, tick: int) -> Moment | None:
    """The moment that can be parted at a tick: the selected one, else of those there the one marked last."""
    there = [one for one in marks if one.span.start < tick < one.span.end]
    return next((one for one in there if one.id == selected), there[-1] if there else None)


def edge_moved(times: FrameTimes, moment: Moment, *, first: int | None = None, end: int | None = None) -> Span:
    """The span when an edge goes to a frame; at least one frame stays, and the film is not left."""
    frames = times.frames_of(moment.span)
    start = frames.start if first is None else min(max(first, 0), frames.stop - 1)
    stop = frames.stop if end is None else max(min(end, times.frames), frames.start + 1)
    return times.span(start, stop)


def nudged(times: FrameTimes, moment: Moment, edge: Edge, frames: int) -> Span:
    """The span when an edge goes so many frames forward (backward if negative)."""
    now = times.frames_of(moment.span)
    if edge is Edge.BEGIN:
        return edge_moved(times, moment, first=now.start + frames)
    return edge_moved(times, moment, end=now.stop + frames)


def edge_frame(times: FrameTimes, moment: Moment, edge: Edge) -> int:
    """The frame that shows an edge: the moment's first or last."""
    frames = times.frames_of(moment.span)
    return frames.start if edge is Edge.BEGIN else frames.stop - 1
