"""Whose turn probably comes next, and of what kind: a suggestion that saves key presses, never a judgement."""

from collections.abc import Sequence
from typing import Final

from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import Turn, TurnKind
from vigtool.domain.people import Person

_FOLLOWS: Final = {
    TurnKind.INITIATIVE: TurnKind.RECEPTION,
    TurnKind.RECEPTION: TurnKind.RESPONSE,
    TurnKind.RESPONSE: TurnKind.RECEPTION,
    TurnKind.OWN: TurnKind.RECEPTION,
}


def suggested_turn(turns: Sequence[Turn], people: Sequence[Person], tick: int) -> tuple[PersonId, TurnKind]:
    """Return who and what to offer for a turn that begins at a tick; ``people`` holds someone.

    An initiative is received, what was received is responded to, a response is received in its turn. It is someone
    else's turn then: theirs who spoke last before, else whoever comes first.
    """
    before = [turn for turn in turns if turn.span.start <= tick]
    if not before:
        return people[0].id, TurnKind.INITIATIVE
    last = before[-1]
    kind = _FOLLOWS[last.kind]
    present = [person.id for person in people]
    others = [turn.person for turn in reversed(before) if turn.person != last.person and turn.person in present]
    others += [person for person in present if person != last.person]
    return (others or present)[0], kind
