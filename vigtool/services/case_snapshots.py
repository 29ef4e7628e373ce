"""A case without one of its people: what concerns only that person is left out, what others need stays.

The person's card stays without name and family, as do the answers without words and papers: films that are kept, and
the log, stand on them, and both are pseudonymous from then on.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import msgspec

from vigtool.domain.cases import Recording
from vigtool.domain.consent import ChildView, Consent
from vigtool.domain.identifiers import CaseId, EvidenceId, PersonId
from vigtool.domain.moments import Moment
from vigtool.domain.people import Person
from vigtool.domain.reviewing import WordsHeard
from vigtool.services.lookups import select
from vigtool.services.masking_form import mask_of
from vigtool.services.projection import CHILD_VIEW, CONSENT, EVIDENCE, MASK, MOMENT, PERSON, RECORDING, WORDS, words_of
from vigtool.services.snapshot_form import snapshot_text
from vigtool.services.supervision_snapshots import SUPERVISION, WithoutInSupervision, moment_without
from vigtool.services.workspace import Workspace
from vigtool.vault.index import Document


def snapshot_without(ws: Workspace, case_id: CaseId, person_id: PersonId) -> str:
    """The case as it goes on without what concerns only that person, for ``CaseRekeyed``."""
    without = _Without(ws, case_id, person_id)
    kept = (without.document(one) for one in ws.index.documents(case_id))
    return snapshot_text([one for one in kept if one is not None])


def papers_of(ws: Workspace, case_id: CaseId, person_id: PersonId) -> tuple[EvidenceId, ...]:
    """The scans of forms on which nobody's answers but that person's stand, and comments spoken on that person only."""
    hers, others = set[EvidenceId](), set[EvidenceId]()
    for body in ws.index.select(CONSENT, case=case_id):
        answer = msgspec.json.decode(body, type=Consent)
        (hers if answer.person == person_id else others).update(answer.evidence)
    hers |= _supervision_without(ws, case_id, person_id).sounds
    return tuple(sorted(hers - others))


def _supervision_without(ws: Workspace, case_id: CaseId, person_id: PersonId) -> WithoutInSupervision:
    films = {film.id: film.people for film in select(ws.index, RECORDING, Recording, case=case_id)}
    return WithoutInSupervision(ws, case_id, person_id, films, select(ws.index, MOMENT, Moment, case=case_id))


_Way: TypeAlias = Callable[[Document], Document | None]


class _Without:
    """Goes through the documents of a case."""

    def __init__(self, ws: Workspace, case_id: CaseId, person_id: PersonId) -> None:
        self._person = person_id
        self._papers = papers_of(ws, case_id, person_id)
        self._shown = {film.id: film.people for film in select(ws.index, RECORDING, Recording, case=case_id)}
        supervision = _supervision_without(ws, case_id, person_id)
        self._ways: dict[str, _Way] = {
            PERSON: self._someone,
            CONSENT: self._answer,
            CHILD_VIEW: self._view,
            EVIDENCE: self._paper,
            MOMENT: self._moment,
            WORDS: self._words,
            MASK: self._mask,
            **dict.fromkeys(SUPERVISION, supervision.document),
        }

    def document(self, document: Document) -> Document | None:
        """The document as it stays, None when it goes."""
        way = self._ways.get(document.kind)
        return document if way is None else way(document)

    def _someone(self, document: Document) -> Document:
        person = msgspec.json.decode(document.body, type=Person)
        if person.id != self._person:
            return document
        return _with(document, replace(person, name="", family=""), "")

    def _answer(self, document: Document) -> Document:
        answer = msgspec.json.decode(document.body, type=Consent)
        if answer.person == self._person:
            return _with(document, replace(answer, by="", evidence=()), "")
        if answer.by_person == self._person:
            return _with(document, replace(answer, by=""), "")
        return document

    def _view(self, document: Document) -> Document | None:
        return None if msgspec.json.decode(document.body, type=ChildView).person == self._person else document

    def _paper(self, document: Document) -> Document | None:
        return None if document.id in self._papers else document

    def _words(self, document: Document) -> Document | None:
        return None if msgspec.json.decode(document.body, type=WordsHeard).person == self._person else document

    def _mask(self, document: Document) -> Document | None:
        return None if mask_of(document.body).person == self._person else document

    def _moment(self, document: Document) -> Document | None:
        moment = msgspec.json.decode(document.body, type=Moment)
        kept = moment_without(moment, self._shown.get(moment.recording, ()), self._person)
        if kept is None or kept == moment:
            return None if kept is None else document
        return _with(document, kept, words_of(kept))


def _with(document: Document, thing: Person | Consent | Moment, text: str) -> Document:
    return replace(document, body=msgspec.json.encode(thing), text=text)
