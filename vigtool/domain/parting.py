"""One moment made two, and two made one: nothing that was written or chosen is lost on the way."""

from collections.abc import Iterable
from dataclasses import replace

from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.moments import Moment, Turn
from vigtool.domain.ticks import Span


def parted_moment(moment: Moment, tick: int, new_id: MomentId) -> tuple[Moment, Moment]:
    """Return the part before a tick and the part from it on; words and choices stay with both.

    Each part keeps the turns that begin in it. A key frame that falls into the other part is the first frame here.
    Raises ``EmptySpan`` unless the tick lies inside the moment, after its first frame.
    """
    earlier = replace(moment.with_span(Span(moment.span.start, tick)), turns=_beginning(moment.turns, before=tick))
    later = moment.with_span(Span(tick, moment.span.end))
    return earlier, replace(later, id=new_id, turns=_beginning(moment.turns, since=tick), place=None)


def joined_moment(one: Moment, other: Moment) -> Moment:
    """Return one moment over both and what lies between, with the words, turns and principles of both.

    The id, the key frame, the wishes and the place are the first one's; a star of either stays.
    """
    turns = sorted({*one.turns, *other.turns}, key=lambda turn: (turn.span.start, turn.span.end, turn.person))
    return replace(
        one,
        span=Span(min(one.span.start, other.span.start), max(one.span.end, other.span.end)),
        title=_both(one.title, other.title, " \N{MIDDLE DOT} "),
        note=_both(one.note, other.note, "\n"),
        question=_both(one.question, other.question, "\n"),
        helps=one.helps or other.helps,
        starred=one.starred or other.starred,
        turns=tuple(turns),
        principles=tuple(dict.fromkeys((*one.principles, *other.principles))),
        shows=one.shows or other.shows,
        people=_people(one, other),
    )


def _people(one: Moment, other: Moment) -> tuple[PersonId, ...] | None:
    """Those of both; as for the whole film where one leaves it open, or where nobody has said who is in between."""
    apart = max(one.span.start, other.span.start) > min(one.span.end, other.span.end)
    if one.people is None or other.people is None or apart:
        return None
    return tuple(dict.fromkeys((*one.people, *other.people)))


def _beginning(turns: Iterable[Turn], *, before: int | None = None, since: int | None = None) -> tuple[Turn, ...]:
    return tuple(
        turn
        for turn in turns
        if (before is None or turn.span.start < before) and (since is None or turn.span.start >= since)
    )


def _both(one: str, other: str, between: str) -> str:
    """Return both texts; a text that both have, or that one contains, stands once."""
    if not other or other in one:
        return one
    return f"{one}{between}{other}" if one and one not in other else other
