"""Which entries of the journal concern one person, so that she may read them: what was done with her data, and why.

The rule (``docs/verifiable-log.md`` gives the reasons). Hers are: her own card, every answer for her and every answer
that she gave for others, the films in which she is and what was done with them, the sessions at which she was and what
she said there, what was handed out about her, the copies made of forms that these answers name, and the erasure of any
of these. Not hers is a body that speaks of somebody else by name or tells how somebody else answered, and the guider's
notes: those she gets in her folder, where others are left out.
"""

from collections.abc import Iterable
from typing import Final

from vigtool.domain.accountability import (
    CaseRekeyed,
    ChildViewHeard,
    Erased,
    ErasureBegun,
    EvidenceKept,
    FilmFrozen,
    FilmThawed,
)
from vigtool.domain.casebook import CaseChange, FilmCard, FilmSet, PersonSet
from vigtool.domain.cases import Recording
from vigtool.domain.event_subjects import object_of
from vigtool.domain.events import (
    ACT_NAMES,
    ActRefused,
    CaseAdded,
    CaseChanged,
    CaseEdited,
    CaseSummaryExported,
    ClipExported,
    ConsentRecorded,
    Event,
    MarksChanged,
    MasksChanged,
    RecordingImported,
    SessionAdded,
    SessionLogExported,
)
from vigtool.domain.exchanging import ConsentRecordsExported
from vigtool.domain.identifiers import EvidenceId, RecordingId
from vigtool.domain.people import Person
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard
from vigtool.domain.supervision import AnswerMerged, CommentSet, FeedbackSet, GuestOpened, NoticeMade, PackageMade

NEVER_READABLE: Final = frozenset(
    ACT_NAMES[kind]
    for kind in (
        CaseAdded,
        CaseChanged,
        CaseRekeyed,
        EvidenceKept,
        FilmFrozen,
        FilmThawed,
        MarksChanged,
        MasksChanged,
        AnswerMerged,
        GuestOpened,
        CommentSet,
        FeedbackSet,
    )
)
"""Acts whose bodies nobody gets to read: they speak of a whole case or family, of a dispute, or are notes on a film,
a supervisor's too, and on where all those are who are covered in it."""


class Concerning:
    """Goes through the events of a case, and of the vault, in the journal's order, and tells which concern a person."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._films = set[str]()
        self._films_ever = set[str]()
        self._papers = set[str]()
        self._sessions = set[str]()
        self._erasures = set[str]()

    def begin_anew(self, films: Iterable[RecordingId], papers: Iterable[EvidenceId] = ()) -> None:
        """From here on these are the person's films, and these the forms that her answers name.

        The case was given another key, and what was before is gone.
        """
        self._films = set(films)
        self._films_ever |= self._films
        self._papers = set(papers)

    def takes(self, event: Event) -> bool:  # noqa: C901, PLR0911 - one line for each kind
        """Tell whether the next event concerns the person."""
        self._learn(event)
        match event:
            case _ if ACT_NAMES[type(event)] in NEVER_READABLE:
                return False
            case CaseEdited(changes=changes):
                return bool(changes) and all(self._only_hers(change) for change in changes)
            case ConsentRecorded(consent=consent):
                return self._person.id in (consent.person, consent.by_person)
            case ChildViewHeard(view=view):
                return view.person == self._person.id
            case ActRefused(recording=film, reasons=reasons):
                told = {reason.person for reason in reasons}
                return told <= {None, self._person.id} and (film in self._films or self._person.id in told)
            case ClipExported(in_picture=tuple(shown)) | PackageMade(in_picture=tuple(shown)) if (
                self._person.id in shown
            ):
                return True
            case NoticeMade(people=withdrew):
                return self._person.id in withdrew
            case WordsHeard() | MomentSpared():
                return event.person == self._person.id
            case ReviewBegun() | SessionAdded() | SessionLogExported():
                return object_of(event) in self._sessions
            case ErasureBegun() | Erased():
                return event.erasure in self._erasures
            case ConsentRecordsExported() | CaseSummaryExported():
                return event.case == self._person.case
            case _:
                return object_of(event) in self._films | self._papers | {self._person.id}

    def _learn(self, event: Event) -> None:
        match event:
            case RecordingImported(recording=film):
                self._learn_film(film)
            case CaseEdited(changes=changes):
                for change in changes:
                    if isinstance(change, FilmSet):
                        self._learn_film(change.film)
            case ConsentRecorded(consent=consent) if self._person.id in (consent.person, consent.by_person):
                self._papers.update(consent.evidence)
            case SessionAdded(session=session) if self._person.id in session.present:
                self._sessions.add(session.id)
            case ReviewBegun(session=session_id, present=present) if self._person.id in present:
                self._sessions.add(session_id)
            case ErasureBegun(target=target) if target in self._films_ever | {self._person.id, self._person.case}:
                self._erasures.add(event.erasure)

    def _learn_film(self, film: Recording | FilmCard) -> None:
        if self._person.id in film.people:
            self._films.add(film.id)
            self._films_ever.add(film.id)
        else:
            self._films.discard(film.id)

    def _only_hers(self, change: CaseChange) -> bool:
        match change:
            case PersonSet(person):
                return person.id == self._person.id
            case FilmSet(film):
                return film.id in self._films_ever
            case _:
                return False
