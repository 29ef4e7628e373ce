"""Gathering what is held about one person: everything from the journal and the index, others by role and number."""

from collections.abc import Iterator, Mapping
from typing import Final

from vigtool.domain.cases import Recording
from vigtool.domain.identifiers import EvidenceId, PersonId
from vigtool.domain.moments import Moment
from vigtool.domain.naming import without_names
from vigtool.exchange.client_overview import (
    FORMAT,
    Answered,
    ClientOverview,
    FilmOfHers,
    Handled,
    Heard,
    LeftOut,
    Meeting,
    MomentOfHers,
    Received,
)
from vigtool.exchange.field_types import LoggedTime
from vigtool.exchange.report_words import report_words
from vigtool.exchange.session_log import Pseudonym
from vigtool.services.answers import answers_of
from vigtool.services.client_clips import moments_with
from vigtool.services.consents import child_views, is_frozen, state_now
from vigtool.services.evidence import ENDINGS, evidence_of_case
from vigtool.services.handlings import handlings
from vigtool.services.people import people, person
from vigtool.services.policy import policy
from vigtool.services.projection import leaf_of
from vigtool.services.purposes import purposes
from vigtool.services.recordings import every_recording, frame_times, is_erased
from vigtool.services.retention import clocks
from vigtool.services.sessions import sessions
from vigtool.services.users import user_names
from vigtool.services.withdrawing import departures
from vigtool.services.workspace import Workspace

VERSION: Final = 1


def films_with(ws: Workspace, person_id: PersonId) -> tuple[Recording, ...]:
    """The films in which a person is, put away or erased ones too. Raises ``UnknownId``."""
    return tuple(film for film in every_recording(ws, person(ws, person_id).case) if person_id in film.people)


def papers_of(ws: Workspace, person_id: PersonId) -> dict[EvidenceId, str]:
    """The scans that a person's answers name: of each the name that its file gets in a folder. Raises ``UnknownId``."""
    named = {paper for one in answers_of(ws, person_id) for paper in one.evidence}
    held = evidence_of_case(ws, person(ws, person_id).case)
    return {one.id: f"{one.id}{ENDINGS[one.media_type]}" for one in held if one.id in named}


class ClientGathering:
    """Reads what concerns one person, for pages in a language. Raises ``UnknownId``, ``UnknownLanguage``."""

    def __init__(self, ws: Workspace, person_id: PersonId, language: str) -> None:
        self._ws, self._language = ws, language
        self._words = report_words(language)
        self.person = person(ws, person_id)
        self._pseudonyms = {one.id: Pseudonym.of(one) for one in people(ws, self.person.case)}
        self._others = self._names_of_others()
        self._films = films_with(ws, person_id)

    def overview(
        self, reason: str, clips: tuple[str, ...], papers: Mapping[EvidenceId, str], left_out: tuple[LeftOut, ...]
    ) -> ClientOverview:
        """All of it, as of now; ``clips`` and ``papers`` are the names of the files that lie beside it."""
        ws, someone = self._ws, self.person
        placed = policy(ws).organisation
        return ClientOverview(
            format=FORMAT,
            version=VERSION,
            vault=ws.id,
            case=someone.case,
            person=Pseudonym.of(someone),
            name=someone.name,
            organisation=placed.name,
            contacts=tuple((one.what, one.how) for one in placed.contacts),
            made_at=ws.clock(),
            reason=self._masked(reason),
            purposes={card.id: card.name.in_language(self._language) for card in purposes(ws)},
            answers=tuple(self._answers(papers)),
            views=tuple(self._views()),
            films=tuple(self._films_of_hers()),
            moments=tuple(self._moments()),
            sessions=tuple(self._meetings()),
            handled=tuple(self._handled()),
            received=tuple(self._received()),
            clips=clips,
            left_out=left_out,
        )

    def _names_of_others(self) -> dict[str, str]:
        pattern = self._words["pattern.pseudonym"]
        others = (one for one in people(self._ws, self.person.case) if one.id != self.person.id)
        return {one.name: pattern.format(role=self._words[f"role.{one.role}"], number=one.number) for one in others}

    def _masked(self, text: str) -> str:
        return without_names(text, self._others)

    def _answers(self, papers: Mapping[EvidenceId, str]) -> Iterator[Answered]:
        for one in answers_of(self._ws, self.person.id):
            yield Answered(
                purpose=one.purpose,
                state=state_now(self._ws, one),
                recorded_at=one.recorded_at,
                since=one.since,
                until=one.until,
                by=self._masked(one.by),
                by_person=None if one.by_person is None else self._pseudonyms.get(one.by_person),
                notice=one.notice,
                basis=one.basis,
                papers=tuple(papers[paper] for paper in one.evidence if paper in papers),
                entry=leaf_of(self._ws.index, one.id).seq,
            )

    def _views(self) -> Iterator[Heard]:
        for film in self._films:
            for view in child_views(self._ws, film.id):
                if view.person == self.person.id:
                    words = self._masked(view.words)
                    yield Heard(recording=film.id, stance=view.stance, words=words, heard_at=view.heard_at)

    def _films_of_hers(self) -> Iterator[FilmOfHers]:
        kept = {one.film.id: one.term.until for one in clocks(self._ws, self.person.case).films}
        for film in self._films:
            yield FilmOfHers(
                recording=film.id,
                imported_at=film.imported_at,
                length=LoggedTime.of(film.duration),
                kept_until=kept.get(film.id),
                frozen=is_frozen(self._ws, film.id),
                erased=is_erased(self._ws, film.id),
            )

    def _moments(self) -> Iterator[MomentOfHers]:
        times = {one.id: None if is_erased(self._ws, one.id) else frame_times(self._ws, one.id) for one in self._films}
        for film, one in moments_with(self._ws, self.person.id, self._films):
            begins = times[film.id]
            yield MomentOfHers(
                moment=one.id,
                recording=film.id,
                start=None if begins is None else LoggedTime.of(begins.seconds_from_start(one.span.start)),
                length=LoggedTime.of(film.time_base.seconds(one.span.length)),
                title=self._masked(one.title),
                note=self._masked(one.note),
                words=self._turns(one),
            )

    def _turns(self, of: Moment) -> tuple[str, ...]:
        return tuple(self._masked(turn.words) for turn in of.turns if turn.person == self.person.id and turn.words)

    def _meetings(self) -> Iterator[Meeting]:
        for one in sessions(self._ws, self.person.case):
            if self.person.id in one.present:
                yield Meeting(session=one.id, held_at=one.held_at, words=self._masked(one.words))

    def _handled(self) -> Iterator[Handled]:
        names = user_names(self._ws)
        for one in handlings(self._ws, self.person.id):
            yield Handled(
                entry=one.seq,
                at=one.at,
                by=names.get(one.by, ""),
                act=one.act,
                purpose=one.purpose,
                recording=one.film,
                times=one.times,
            )

    def _received(self) -> Iterator[Received]:
        for one in departures(self._ws, self.person.id):
            to = tuple(self._pseudonyms[who] for who in one.to if who in self._pseudonyms)
            yield Received(
                entry=one.seq,
                at=one.at,
                what=one.what,
                purpose=one.purpose,
                to=to,
                sha256=one.sha256,
                recipient=self._masked(one.recipient),
                masked=one.masked,
            )
