"""Who handled one person's data, when and for what, out of the journal."""

from collections.abc import Iterator
from typing import Final

from vigtool.domain.accountability import (
    CaseRekeyed,
    ChildViewHeard,
    ClientFolderMade,
    EvidenceExported,
    FilmFrozen,
    FilmThawed,
    KeptLonger,
    LetterMade,
    LogBundleMade,
)
from vigtool.domain.casebook import FilmSet
from vigtool.domain.event_subjects import object_of
from vigtool.domain.events import (
    ACT_NAMES,
    ActRefused,
    CaseEdited,
    CaseSummaryExported,
    ClipExported,
    ConsentRecorded,
    Event,
    MarksChanged,
    MasksChanged,
    MomentsShown,
    PersonAdded,
    RecordingImported,
    RecordingViewed,
    SessionAdded,
    SessionLogExported,
    StillExported,
)
from vigtool.domain.exchanging import ConsentRecordsExported, MarksExported
from vigtool.domain.handling import Handling, once_a_day
from vigtool.domain.identifiers import PersonId, RecordingId, SessionId, UserId
from vigtool.domain.people import Person
from vigtool.domain.purposes import Purpose
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard
from vigtool.domain.supervision import NoticeMade, PackageMade
from vigtool.services.answers import papers_named
from vigtool.services.event_codec import decode
from vigtool.services.people import person
from vigtool.services.recordings import every_recording
from vigtool.services.workspace import Workspace
from vigtool.vault.journal import Envelope

OFTEN: Final = (ACT_NAMES[MarksChanged], ACT_NAMES[MasksChanged])
"""Told once a day: every letter that is typed to a moment may be an entry of its own."""

_OF_A_FILM: Final = (
    RecordingImported,
    RecordingViewed,
    MarksChanged,
    MasksChanged,
    MomentsShown,
    StillExported,
    ClipExported,
    ActRefused,
    KeptLonger,
    FilmFrozen,
    FilmThawed,
    ChildViewHeard,
    WordsHeard,
    MomentSpared,
    MarksExported,
    PackageMade,
)
_OF_A_PERSON: Final = (
    PersonAdded,
    ConsentRecorded,
    LetterMade,
    ClientFolderMade,
    LogBundleMade,
    EvidenceExported,
    NoticeMade,
)
_OF_A_SESSION: Final = (ReviewBegun, SessionAdded, SessionLogExported)
_OF_THE_CASE: Final = (CaseEdited, CaseRekeyed, ConsentRecordsExported, CaseSummaryExported)
_READ: Final = frozenset(ACT_NAMES[kind] for kind in (*_OF_A_FILM, *_OF_A_PERSON, *_OF_A_SESSION, *_OF_THE_CASE))


def handlings(ws: Workspace, person_id: PersonId) -> list[Handling]:
    """What was done with a person's data, in the order of the journal. Raises ``UnknownId``."""
    someone = person(ws, person_id)
    return list(once_a_day(_Reading(ws, someone).all(), OFTEN))


class _Reading:
    """Goes through a case's entries and knows at each which films the person is in, and which sessions she was at."""

    def __init__(self, ws: Workspace, someone: Person) -> None:
        self._ws, self._someone = ws, someone
        self._films, self._sessions = set[RecordingId](), set[SessionId]()
        self._papers = papers_named(ws, someone.id)

    def all(self) -> Iterator[Handling]:
        for envelope in self._entries():
            if envelope.act in OFTEN:  # its words tell nothing here, and there may be thousands
                if envelope.object in self._films:
                    yield self._told(envelope, film=RecordingId(envelope.object))
                continue
            _, body = self._ws.vault.journal.read(envelope.seq)
            if body is None:
                continue
            event = decode(envelope.act, body)
            self._learn(event)
            if self._concerns(event):
                yield self._told(envelope, _purpose_of(event), _film_of(event))

    def _entries(self) -> list[Envelope]:
        """Those of the case, and the notices, which outlive it."""
        index = self._ws.index
        notices = index.entries(acts={ACT_NAMES[NoticeMade]})
        return sorted([*index.entries(case=self._someone.case, acts=_READ), *notices], key=lambda one: one.seq)

    def _told(self, envelope: Envelope, purpose: Purpose | None = None, film: RecordingId | None = None) -> Handling:
        at = envelope.time.astimezone(self._ws.clock().tzinfo)
        return Handling(envelope.seq, at, UserId(envelope.actor), envelope.act, purpose, film)

    def _learn(self, event: Event) -> None:
        match event:
            case RecordingImported(recording=film) if self._someone.id in film.people:
                self._films.add(film.id)
            case CaseEdited(changes=changes):
                for change in changes:
                    if isinstance(change, FilmSet) and self._someone.id in change.film.people:
                        self._films.add(change.film.id)
            case CaseRekeyed():
                films = every_recording(self._ws, self._someone.case)
                self._films |= {film.id for film in films if self._someone.id in film.people}
            case SessionAdded(session=session) if self._someone.id in session.present:
                self._sessions.add(session.id)
            case ReviewBegun(session=session_id, present=present) if self._someone.id in present:
                self._sessions.add(session_id)
            case _:
                pass

    def _concerns(self, event: Event) -> bool:  # noqa: PLR0911 - one line for each kind
        match event:
            case ConsentRecorded(consent=consent):
                return self._someone.id in (consent.person, consent.by_person)
            case ChildViewHeard(view=view):
                return view.person == self._someone.id
            case ClipExported(in_picture=tuple(part)) | PackageMade(in_picture=tuple(part)):
                return self._someone.id in part
            case ReviewBegun() | SessionAdded() | SessionLogExported():
                return object_of(event) in self._sessions
            case NoticeMade(people=withdrew):
                return self._someone.id in withdrew
            case WordsHeard() | MomentSpared():
                return event.person == self._someone.id
            case ConsentRecordsExported() | CaseSummaryExported():
                return True
            case CaseEdited() | CaseRekeyed():
                return False
            case _:
                return object_of(event) in self._films | self._papers | {self._someone.id}


def _purpose_of(event: Event) -> Purpose | None:
    match event:
        case RecordingViewed() | MomentsShown() | ActRefused():
            return event.purpose
        case StillExported() | ClipExported() | MarksExported() | PackageMade():
            return event.purpose
        case ConsentRecorded(consent=consent):
            return consent.purpose
        case _:
            return None


def _film_of(event: Event) -> RecordingId | None:
    return RecordingId(object_of(event)) if isinstance(event, _OF_A_FILM) else None
