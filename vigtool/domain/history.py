"""Undo as a history of immutable states: no inverse of any edit has to be written, and none can be wrong.

Playhead, zoom and selection are not part of a state and so are not undone.
"""

from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Step(Generic[State]):
    """An edit's name (the key of its words in the menu) and the state that the edit led away from or back to."""

    name: str
    state: State


@dataclass(frozen=True, slots=True)
class History(Generic[State]):
    """The present state with the steps behind and ahead of it."""

    present: State
    past: tuple[Step[State], ...] = field(default=())
    future: tuple[Step[State], ...] = field(default=())

    def edited(self, name: str, state: State) -> Self:
        """After an edit; what could be redone is given up. An edit that changes nothing is no step."""
        if state == self.present:
            return self
        return type(self)(state, (*self.past, Step(name, self.present)))

    def continued(self, name: str, state: State) -> Self:
        """After more of the last edit, which stays one step; an edit of its own if the last was of another name."""
        if state == self.present or not self.past or self.past[-1].name != name:
            return self.edited(name, state)
        return type(self)(state, self.past)

    def undone(self) -> Self:
        """One step back; the same history when there is none."""
        if not self.past:
            return self
        last = self.past[-1]
        return type(self)(last.state, self.past[:-1], (Step(last.name, self.present), *self.future))

    def redone(self) -> Self:
        """One step forward again; the same history when there is none."""
        if not self.future:
            return self
        following = self.future[0]
        return type(self)(following.state, (*self.past, Step(following.name, self.present)), self.future[1:])
