"""What was said in supervision of a case, without what concerns only one of its people.

A comment concerns those whom its place shows: the people of its moment, or of its film. What a whole answer says stays
as long as anybody else is in what was handed over. A guest is never erased in part, so nothing of one is here.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

import msgspec

from vigtool.domain.comments import Comment, Feedback
from vigtool.domain.identifiers import CaseId, EvidenceId, PersonId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.supervision import AnswerMerged, PackageMade
from vigtool.services.event_codec import encode
from vigtool.services.lookups import select
from vigtool.services.supervision_projection import ANSWER, COMMENT, PACKAGE, words_said
from vigtool.services.workspace import Workspace
from vigtool.vault.index import Document

SUPERVISION: Final = frozenset({COMMENT, ANSWER})
"""Kinds of documents that ``WithoutInSupervision.document`` is asked for."""


def moment_without(moment: Moment, film: Collection[PersonId], person: PersonId) -> Moment | None:
    """A moment without somebody's turns; None where nobody else is in it. ``film`` are the people of its film."""
    shown = film if moment.people is None else moment.people
    if set(shown) == {person}:
        return None
    turns = tuple(turn for turn in moment.turns if turn.person != person)
    return moment if turns == moment.turns else replace(moment, turns=turns)


class WithoutInSupervision:
    """Goes through the documents of a case; ``films`` are the people of each film, ``own`` the case's moments."""

    def __init__(
        self,
        ws: Workspace,
        case_id: CaseId,
        person: PersonId,
        films: Mapping[RecordingId, Collection[PersonId]],
        own: Collection[Moment],
    ) -> None:
        self._person, self._films = person, films
        answers = select(ws.index, ANSWER, AnswerMerged, case=case_id)
        listed = [*own, *(moment for event in answers for moment in event.moments)]
        self._gone = {one.id for one in listed if self._without(one) is None}
        self._people_of_packages: dict[str, set[PersonId]] = {}
        for made in select(ws.index, PACKAGE, PackageMade, case=case_id):
            shown = films.get(made.recording, ()) if made.in_picture is None else made.in_picture
            self._people_of_packages.setdefault(made.package, set()).update(shown)
        comments = select(ws.index, COMMENT, Comment, case=case_id)
        kept = {one.sound for one in comments if not self.is_hers(one)}
        self.sounds: frozenset[EvidenceId] = frozenset(
            one.sound for one in comments if one.sound is not None and one.sound not in kept
        )
        """The spoken comments that go."""

    def is_hers(self, comment: Comment) -> bool:
        """Whether a comment concerns that person only."""
        if comment.moment is not None and comment.moment in self._gone:
            return True
        return comment.moment is None and self._shows_only_her(self._films.get(comment.recording, ()))

    def document(self, document: Document) -> Document | None:
        """The document as it stays, None when it goes."""
        if document.kind == ANSWER:
            return self._answer(document)
        return None if self.is_hers(msgspec.json.decode(document.body, type=Comment)) else document

    def _answer(self, document: Document) -> Document:
        event = msgspec.json.decode(document.body, type=AnswerMerged)
        hers = self._shows_only_her(self._people_of_packages.get(event.package, ()))
        feedback = Feedback() if hers else event.feedback
        comments = tuple(one for one in event.comments if not self.is_hers(one))
        kept = replace(event, comments=comments, moments=self._moments(event.moments), feedback=feedback)
        return replace(document, body=encode(kept), text=words_said(feedback))

    def _moments(self, moments: Collection[Moment]) -> tuple[Moment, ...]:
        return tuple(kept for one in moments if (kept := self._without(one)) is not None)

    def _without(self, moment: Moment) -> Moment | None:
        return moment_without(moment, self._films.get(moment.recording, ()), self._person)

    def _shows_only_her(self, people: Collection[PersonId]) -> bool:
        return set(people) == {self._person}
