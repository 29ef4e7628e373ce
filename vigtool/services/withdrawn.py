"""What of a package stands on nothing any more: who withdrew since, and what was erased; asked by ids alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigtool.domain.accountability import Erasing
from vigtool.domain.consent import ConsentState
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.domain.purposes import Purposes
from vigtool.domain.standing import standing
from vigtool.domain.supervision import PackageSent
from vigtool.services.consents import consents
from vigtool.services.people import everyone
from vigtool.services.tombstones import begun_erasures
from vigtool.services.workspace import Workspace

_CARRIES: Final = (Purposes.GUIDANCE, Purposes.SUPERVISION)
_NO: Final = (ConsentState.WITHDRAWN, ConsentState.REFUSED)


@dataclass(frozen=True, slots=True)
class Lost:
    """What a package has lost: the people who withdrew, the films that show them or were erased, and since when."""

    people: tuple[PersonId, ...]
    films: tuple[RecordingId, ...]
    since: datetime


class Withdrawn:
    """As things are when it is made. Each case is looked at once, when one of its packages is asked about."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._cases, self._films, self._erased = dict[str, datetime](), dict[str, datetime](), dict[str, datetime]()
        self._withdrew = dict[CaseId, dict[PersonId, datetime]]()
        for seq, begun in begun_erasures(ws):
            at = ws.vault.journal.read(seq)[0].time
            match begun.what:
                case Erasing.CASE:
                    self._cases[begun.target] = at
                case Erasing.FILM:
                    self._films[begun.target] = at
                case Erasing.PERSON:
                    self._erased[begun.target] = at
                    self._films.update(dict.fromkeys(begun.keys, at))

    def lost(self, sent: PackageSent) -> Lost | None:
        """What a package has lost, None while it stands as it did. Whoever is covered throughout does not count."""
        times = self._erased | self._withdrew_in(sent.case)
        shown = dict.fromkeys(one for film in sent.films for one in film.people)
        people = [one for one in shown if one in times]
        case_gone = self._cases.get(sent.case)
        films = [
            one.recording
            for one in sent.films
            if case_gone is not None or one.recording in self._films or not times.keys().isdisjoint(one.people)
        ]
        since = [times[one] for one in people] + [self._films[one] for one in films if one in self._films]
        since += [] if case_gone is None else [case_gone]
        return Lost(tuple(people), tuple(dict.fromkeys(films)), min(since)) if since else None

    def _withdrew_in(self, case_id: CaseId) -> dict[PersonId, datetime]:
        if case_id not in self._withdrew:
            self._withdrew[case_id] = dict(self._withdrawn(case_id))
        return self._withdrew[case_id]

    def _withdrawn(self, case_id: CaseId) -> Iterator[tuple[PersonId, datetime]]:
        ws = self._ws
        answers = consents(ws, case_id)
        for someone in everyone(ws, case_id):
            against = (standing(answers, someone, one, ws.clock()) for one in _CARRIES)
            times = [one.grounds[-1].recorded_at for one in against if one.state in _NO]
            if times:
                yield someone.id, min(times)
