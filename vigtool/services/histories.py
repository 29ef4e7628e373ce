"""Undo over restarts: the history of a state, read back from the journal."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from vigtool.domain.accountability import CaseRekeyed
from vigtool.domain.events import ACT_NAMES, Event
from vigtool.domain.history import History, Step
from vigtool.services.event_codec import decode
from vigtool.services.snapshot_form import documents_of
from vigtool.services.workspace import Workspace
from vigtool.vault.index import Document
from vigtool.vault.journal import Envelope

State = TypeVar("State")

UNDO, REDO = "undo", "redo"
"""The steps' names under which the journal keeps going back and going forward again."""

MORE: Final = "+"
"""After a step's name: more of the same step, as words that go on being typed; one undo takes all of it back."""

REACH: Final = 1000
"""Steps that can be undone after a restart, at most."""


def events_about(ws: Workspace, object_id: str, *acts: str) -> Iterator[Event]:
    """Yield the events of these acts on an object, in the journal's order; those whose key is destroyed are left out.

    So are those from before the object's case began anew (``begun_anew``). Raises ``Damaged`` and ``StorageFailed``.
    """
    yield from _events(ws, ws.index.entries(object=object_id, acts=acts))


def events_since(ws: Workspace, seq: int, object_id: str, *acts: str) -> Iterator[Event]:
    """Yield the events of these acts on an object among the journal's entries from ``seq`` on, as ``events_about``."""
    for place in range(seq, ws.vault.journal.count):
        envelope, body = ws.vault.journal.read(place)
        if body is not None and envelope.object == object_id and envelope.act in acts:
            yield decode(envelope.act, body)


def events_of_case(ws: Workspace, case_id: str, *acts: str) -> Iterator[Event]:
    """Yield the events of these acts in a case, as ``events_about`` does for one object."""
    yield from _events(ws, ws.index.entries(case=case_id, acts=acts))


def begun_anew(ws: Workspace, case_id: str) -> list[Document]:
    """What a case held when it began anew, because one of its people was erased; empty where it never did."""
    entries = ws.index.entries(case=case_id, acts={ACT_NAMES[CaseRekeyed]})
    for event in _events(ws, entries[-1:]):
        if isinstance(event, CaseRekeyed):
            return documents_of(case_id, event.content)
    return []


def _events(ws: Workspace, entries: Iterable[Envelope]) -> Iterator[Event]:
    anew = {entry.case: entry.seq for entry in ws.index.entries(acts={ACT_NAMES[CaseRekeyed]})}
    for entry in entries:
        if entry.seq >= anew.get(entry.case, 0):
            envelope, body = ws.vault.journal.read(entry.seq)
            if body is not None:
                yield decode(envelope.act, body)


def remembered(begin: State, steps: Iterable[tuple[str, State]]) -> History[State]:
    """Return the history after steps, each a name and the state that it led to.

    The states are taken as they come: an undo whose edit lies before ``begin`` leads to its state all the same, with
    nothing behind it that could be undone.
    """
    history = History(begin)
    for name, state in steps:
        history = stepped(history, name, state)
    return history


def stepped(history: History[State], name: str, state: State) -> History[State]:
    """Return the history after one step that the journal has, a name and the state that it led to.

    An edit that led to the state from which it came (older versions put such on record) is no step: taking it back
    would do nothing, for ever.
    """
    before, past, future = history.present, history.past, history.future
    if name == UNDO:
        return History(state, past[:-1], (Step(past[-1].name, before), *future)) if past else History(state)
    if name == REDO:
        return History(state, (*past, Step(future[0].name, before)), future[1:]) if future else History(state, past)
    if state == before:
        return history
    edit = name.removesuffix(MORE)
    if edit != name and past and past[-1].name == edit:
        return History(state, past)
    return History(state, (*past, Step(edit, before)))
