"""BORIS's events as marks: two events of a state are its begin and its end, whoever wrote them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from vigtool.exchange.annotations.boris_coding import KEY, MOMENT, NO_SUBJECT, TURN
from vigtool.exchange.annotations.marked_film import FoundMark

BORIS: Final = "boris"
OWN_SETS: Final = frozenset({(MOMENT,), (MOMENT, TURN)})
"""The modifiers by which marks that were written here are told apart; they are no words of anybody."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event: where ``state``, the begin or the end of a stretch, as those of one subject and behaviour alternate."""

    at: Fraction
    subject: str
    behaviour: str
    modifiers: str
    comment: str
    state: bool


@dataclass(slots=True)
class Ethogram:
    """What a project says of its behaviours: those that last, and the names of each one's sets of modifiers."""

    states: set[str] = field(default_factory=set)
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)


def paired(events: Iterable[Event], left_out: Counter[str], sets: Mapping[str, tuple[str, ...]]) -> list[FoundMark]:
    """The marks of events, begin with end; a state that never ends is a point, and counted in ``left_out``."""
    open_: dict[tuple[str, str, str], Event] = {}
    made: list[tuple[Event, Event | None]] = []
    for event in sorted(events, key=lambda one: one.at):
        which = (event.subject, event.behaviour, event.modifiers)
        if not event.state:
            made.append((event, None))
        elif begin := open_.pop(which, None):
            made.append((begin, event))
        else:
            open_[which] = event
    if open_:
        left_out["UNPAIRED"] += len(open_)
        made += [(one, None) for one in open_.values()]
    return with_keys([(_mark(begin, end, sets), begin.modifiers) for begin, end in made])


def _mark(begin: Event, end: Event | None, sets: Mapping[str, tuple[str, ...]]) -> FoundMark:
    words = said(begin.modifiers.split("|"), sets.get(begin.behaviour, ()))
    return FoundMark(
        begin.at,
        end.at if end and end.at > begin.at else None,
        title="; ".join(filter(None, (words, begin.comment))),
        note=end.comment if end else "",
        kind=begin.behaviour,
        person="" if begin.subject == NO_SUBJECT else begin.subject,
    )


def said(modifiers: Sequence[str], sets: tuple[str, ...]) -> str:
    """Modifiers in words, ``set: value`` where the set has a name; BORIS keeps the spaces around values, none here."""
    if sets in OWN_SETS and all(one.isdecimal() for one in modifiers):
        return ""
    named = [
        (name.strip(), value.strip()) for name, value in zip((*sets, *[""] * len(modifiers)), modifiers, strict=False)
    ]
    return ", ".join(f"{name}: {value}" if name else value for name, value in named if value not in {"", "None"})


def with_keys(marks: Iterable[tuple[FoundMark, str]]) -> list[FoundMark]:
    """Marks with their modifiers, as marks in order: the key frame of a moment becomes the moment's own."""
    pairs = list(marks)
    keys = {modifiers: one.begin for one, modifiers in pairs if one.kind == KEY and modifiers}
    moments = {modifiers for one, modifiers in pairs if one.kind == MOMENT}
    made = [
        replace(one, key=keys.get(modifiers)) if one.kind == MOMENT else one
        for one, modifiers in pairs
        if not (one.kind == KEY and modifiers in moments)
    ]
    return sorted(made, key=lambda one: (one.begin, -(one.end or one.begin), one.kind, one.person, one.title))
