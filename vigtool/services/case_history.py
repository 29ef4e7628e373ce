"""Editing a case: every edit is put on record at once, an undo too, and can be undone after a restart.

Only edits are undone. That a person was named, a film brought in, a consent answered, a film opened, shown or handed
out, a session held, is a record: it stays, whatever is undone around it.
"""

from collections.abc import Iterable, Iterator

import msgspec

from vigtool.domain.case_edits import CaseStep, film_brought_back
from vigtool.domain.casebook import CaseBook, CaseChange, CaseSet, FilmCard
from vigtool.domain.cases import Case, Recording
from vigtool.domain.cycles import Cycle
from vigtool.domain.events import (
    ACT_NAMES,
    CaseAdded,
    CaseChanged,
    CaseEdited,
    Event,
    PersonAdded,
    RecordingImported,
)
from vigtool.domain.history import History
from vigtool.domain.identifiers import CaseId, RecordingId
from vigtool.domain.people import Person
from vigtool.services.errors import UnknownId
from vigtool.services.histories import MORE, REACH, begun_anew, events_of_case, remembered
from vigtool.services.history_desk import HistoryDesk
from vigtool.services.lookups import find
from vigtool.services.projection import CASE, CYCLE, PERSON, RECORDING
from vigtool.services.workspace import Workspace
from vigtool.vault.index import Document


class CaseDesk(HistoryDesk[CaseBook]):
    """One case while it is worked on, with undo and redo.

    It reads the journal anew whenever something was put on record since, so that it never edits an old state. The names
    of the steps are those of ``CaseStep``. Raises ``UnknownId``.
    """

    def __init__(self, ws: Workspace, case_id: CaseId) -> None:
        find(ws.index, CASE, Case, case_id)
        self._ws = ws
        self._case = case_id
        self._read_at = -1
        self._kept: History[CaseBook]

    @property
    def book(self) -> CaseBook:
        """The case as it is now."""
        return self._history.present

    @property
    def put_away(self) -> tuple[FilmCard, ...]:
        """The cards of films that were put away, in the order of their import."""
        return tuple(card for card in self.book.films if card.away)

    def edit(self, step: str, book: CaseBook, *, more: bool = False) -> None:
        """Take over the edited book as one step; one that changes nothing is no step.

        ``more``: it goes on with the last step, if that has the same name: words that are still being typed.
        """
        if more:
            self._take(step + MORE, self._history.continued(step, book))
        else:
            self._take(step, self._history.edited(step, book))

    def restore(self, film: RecordingId) -> None:
        """Bring the card of a film back that was put away. Raises ``UnknownId``."""
        if film not in {card.id for card in self.put_away}:
            raise UnknownId(RECORDING, film)
        self.edit(CaseStep.FILM_BACK, film_brought_back(self.book, film))

    @property
    def _history(self) -> History[CaseBook]:
        count = self._ws.vault.journal.count
        if self._read_at != count:
            self._kept = history_of_case(self._ws, self._case)
            self._read_at = count
        return self._kept

    def _take(self, step: str, history: History[CaseBook]) -> None:
        changes = self.book.changes_to(history.present)
        if not changes:
            return
        self._ws.record(CaseEdited(self._case, step, changes))
        self._kept = history
        self._read_at = self._ws.vault.journal.count


def history_of_case(ws: Workspace, case_id: CaseId) -> History[CaseBook]:
    """Read a case's history back from the journal, in the journal's order. Raises ``UnknownId``, ``Damaged``."""
    events = list(events_of_case(ws, case_id, *(ACT_NAMES[kind] for kind in _TOLD)))
    edits = [_edit_of(event) for event in events if isinstance(event, CaseChanged | CaseEdited)]
    begin = _recorded(ws, case_id, events).apply(change for _, changes in edits[:-REACH] for change in changes)
    return remembered(begin, _states(begin, edits[-REACH:]))


_TOLD: tuple[type[Event], ...] = (CaseAdded, CaseChanged, CaseEdited, PersonAdded, RecordingImported)


def _recorded(ws: Workspace, case_id: CaseId, events: Iterable[Event]) -> CaseBook:
    """The book as the records alone make it. What came later is in it from the first: no undo takes a record back."""
    book = _anew(begun_anew(ws, case_id))
    people, films = ([], []) if book is None else (list(book.people), list(book.films))
    for event in events:
        match event:
            case CaseAdded(case=case):
                book = CaseBook(case)
            case PersonAdded(person=person):
                people.append(person)
            case RecordingImported(recording=film):
                films.append(FilmCard.of(film))
    if book is None:
        raise UnknownId(CASE, case_id)
    return CaseBook(book.case, tuple(people), tuple(films), book.cycles)


def _anew(documents: Iterable[Document]) -> CaseBook | None:
    """The book of a case that began anew; those who were erased are not in it."""
    told: dict[str, list[bytes]] = {}
    for document in documents:
        told.setdefault(document.kind, []).append(document.body)
    if not told:
        return None
    case = msgspec.json.decode(told[CASE][0], type=Case)
    people = (msgspec.json.decode(one, type=Person) for one in told.get(PERSON, ()))
    films = (msgspec.json.decode(one, type=Recording) for one in told.get(RECORDING, ()))
    cycles = (msgspec.json.decode(one, type=Cycle) for one in told.get(CYCLE, ()))
    return CaseBook(case, tuple(one for one in people if one.name), tuple(map(FilmCard.of, films)), tuple(cycles))


def _edit_of(event: CaseChanged | CaseEdited) -> tuple[str, tuple[CaseChange, ...]]:
    if isinstance(event, CaseChanged):
        return CaseStep.CASE, (CaseSet(event.case),)
    return event.step, event.changes


def _states(begin: CaseBook, edits: Iterable[tuple[str, tuple[CaseChange, ...]]]) -> Iterator[tuple[str, CaseBook]]:
    book = begin
    for step, changes in edits:
        book = book.apply(changes)
        yield step, book
