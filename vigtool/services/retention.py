"""The two clocks of each case: when its films and its log have reached their time, and what is decided then.

Nothing is destroyed here, and nothing is kept without somebody knowing of it: what has reached its time is listed until
it is erased, kept longer with a reason and consent, or frozen for a dispute.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property
from typing import Final

from vigtool.domain.accountability import KeptLonger
from vigtool.domain.case_edits import CaseStep, case_ended
from vigtool.domain.casebook import CaseChange, CaseSet
from vigtool.domain.cases import Case, Recording
from vigtool.domain.events import ACT_NAMES, CaseEdited, Event
from vigtool.domain.identifiers import CaseId, RecordingId
from vigtool.domain.retention import (
    ACTIVITY,
    Beginning,
    Begun,
    Stage,
    Term,
    beginning,
    film_term,
    log_term,
)
from vigtool.services.case_history import CaseDesk
from vigtool.services.cases import case, cases
from vigtool.services.errors import EndsLater
from vigtool.services.event_codec import decode
from vigtool.services.film_keeping import frozen_films, kept_longer
from vigtool.services.policy import policy
from vigtool.services.recordings import every_recording, is_erased
from vigtool.services.workspace import Workspace

_ACTIVITY: Final = frozenset(ACT_NAMES[kind] for kind in ACTIVITY)


@dataclass(frozen=True, slots=True)
class FilmClock:
    """How long one film is kept; ``reason`` is why it is kept longer, an empty text where that is not so."""

    film: Recording
    term: Term
    stage: Stage
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """Both clocks of a case and its films, put away or not."""

    case: Case
    begins: Beginning
    films: tuple[FilmClock, ...]
    log: Term
    log_stage: Stage

    def waiting(self, is_gone: Callable[[RecordingId], bool]) -> "CaseClocks | None":
        """With what waits for a decision alone, None where nothing does; ``is_gone`` tells of a film that is erased.

        That is asked on the disk, so it is asked last.
        """
        films = tuple(one for one in self.films if one.stage is not Stage.KEPT and not is_gone(one.film.id))
        if not films and self.log_stage is Stage.KEPT:
            return None
        return replace(self, films=films)


def end_case(ws: Workspace, case_id: CaseId, day: date) -> Case:
    """Say on which day the guidance ended; it can be undone. Raises ``UnknownId``, ``EndsLater``."""
    demand_past(ws, day)
    desk = CaseDesk(ws, case_id)
    desk.edit(CaseStep.CASE_ENDED, case_ended(desk.book, day))
    return desk.book.case


def reopen_case(ws: Workspace, case_id: CaseId) -> Case:
    """Say that the guidance goes on; it can be undone. Raises ``UnknownId``."""
    desk = CaseDesk(ws, case_id)
    desk.edit(CaseStep.CASE_REOPENED, case_ended(desk.book, None))
    return desk.book.case


def demand_past(ws: Workspace, day: date) -> None:
    """Raise ``EndsLater`` for a day that has not come."""
    if day > ws.clock().date():
        raise EndsLater(day)


def clocks(ws: Workspace, case_id: CaseId) -> CaseClocks:
    """The clocks of a case; of its films those that are not erased. Raises ``UnknownId``."""
    found = _Clocks(ws, case_id).of(case(ws, case_id))
    return replace(found, films=tuple(one for one in found.films if not is_erased(ws, one.film.id)))


def waiting(ws: Workspace) -> list[CaseClocks]:
    """What waits for a decision in the whole vault: the cases in the order of their opening, each with that alone.

    A guest has a clock of its own (``services.guests``): its last day was set by whoever handed it over.
    """
    reading = _Clocks(ws)
    own = (one for one in cases(ws) if one.guest is None)
    found = (reading.of(one).waiting(lambda film: is_erased(ws, film)) for one in own)
    return [one for one in found if one is not None]


class _Clocks:
    """Reads the clocks of a case, or of all; what they need is read once for all of them, erased films included."""

    def __init__(self, ws: Workspace, case_id: CaseId | None = None) -> None:
        self._ws = ws
        self._terms = policy(ws).terms
        self._today = ws.clock().date()
        self._active = _last_activity(ws, case_id)
        self._longer, self._frozen = kept_longer(ws, case_id), frozen_films(ws, case_id)
        self._films: dict[str, list[Recording]] = {}
        for film in every_recording(ws, case_id):
            self._films.setdefault(film.case, []).append(film)

    def of(self, one: Case) -> CaseClocks:
        seq, active_on = self._active.get(one.id, (0, one.opened_at.date()))
        begins = beginning(one.ended_on, active_on)
        said = _Said(self._ws, one) if begins.begun is Begun.END else seq
        log = log_term(begins, self._terms)
        shown = tuple(self._film(film, begins, said) for film in self._films.get(one.id, ()))
        return CaseClocks(one, begins, shown, log, self._stage(log, said))

    def _film(self, film: Recording, begins: Beginning, said: "_Said | int") -> FilmClock:
        longer = self._longer.get(film.id)
        term = film_term(begins, self._terms, None if longer is None else longer.until)
        reason = longer.reason if longer is not None and term.lengthened else ""
        at = self._decided_at(film.id) if term.lengthened else said
        return FilmClock(film, term, self._stage(term, at, frozen=film.id in self._frozen), reason)

    def _stage(self, term: Term, said: "_Said | int", *, frozen: bool = False) -> Stage:
        passed = self._today <= term.until and self._seen_passed(term.until, said)
        return term.stage(self._today, self._terms, passed=passed, frozen=frozen)

    def _seen_passed(self, until: date, said: "_Said | int") -> bool:
        """Whether the journal has an entry of after that day: a clock that was set back revives nothing.

        Entries from before what made it that day do not count, so that it can be said anew after a clock ran ahead.
        """
        end = datetime.combine(until, time.max, self._ws.clock().tzinfo)
        last = self._ws.index.last_after(end)
        return last is not None and last > (said if isinstance(said, int) else said.seq)

    def _decided_at(self, film: RecordingId) -> int:
        return self._ws.index.entries(object=film, acts={ACT_NAMES[KeptLonger]})[-1].seq


class _Said:
    """Where the journal says that the guidance ended on the day that counts; read only when it is asked for."""

    def __init__(self, ws: Workspace, one: Case) -> None:
        self._ws, self._case = ws, one

    @cached_property
    def seq(self) -> int:
        """The entry since which the case has that end."""
        found = 0
        for entry in reversed(self._ws.index.entries(case=self._case.id, acts={ACT_NAMES[CaseEdited]})):
            envelope, body = self._ws.vault.journal.read(entry.seq)
            event = None if body is None else decode(envelope.act, body)
            ends = [change.case.ended_on for change in _changes(event) if isinstance(change, CaseSet)]
            if ends and ends[-1] != self._case.ended_on:
                break
            if ends:
                found = entry.seq
        return found


def _changes(event: Event | None) -> tuple[CaseChange, ...]:
    return event.changes if isinstance(event, CaseEdited) else ()


def _last_activity(ws: Workspace, case_id: CaseId | None) -> dict[str | None, tuple[int, date]]:
    """For each case where the journal has its last activity, and its day; in the order of work, whatever the clock."""
    zone, last = ws.clock().tzinfo, {entry.case: entry for entry in ws.index.entries(case=case_id, acts=_ACTIVITY)}
    return {case: (entry.seq, entry.time.astimezone(zone).date()) for case, entry in last.items()}
