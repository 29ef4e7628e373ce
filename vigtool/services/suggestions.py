"""Proposed moments, which came with answers: taken over one by one, each in one step that can be undone, or left.

Nothing is taken over by itself. A proposal that lies where an own moment does can lend it its beginning, its end, its
key frame or its principles; which belong together is the rule of ``docs/comparison.md``.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from vigtool.domain.comparing import compare
from vigtool.domain.identifiers import CaseId, ContactId, MomentId, PackageId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.proposals import Decision, Lent
from vigtool.domain.supervision import AnswerMerged, SuggestionDecided
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.services.answer_errors import NoLikeMoment
from vigtool.services.errors import UnknownId
from vigtool.services.lookups import find, select
from vigtool.services.marking import MarkingDesk, moments
from vigtool.services.projection import MOMENT
from vigtool.services.recordings import frame_times, is_erased
from vigtool.services.supervision_projection import ANSWER, DECIDED
from vigtool.services.workspace import Workspace

ACCEPT: Final = "accept"
"""The step by which a proposed moment becomes an own one, or lends an own one something."""

EVERYTHING: Final = frozenset(Lent)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed ``moment``, which the contact ``by`` sent in the latest ``answer``.

    ``like`` is the own moment that it matches. One that was taken over counts as such as long as it is there.
    """

    answer: PackageId
    by: ContactId
    moment: Moment
    decision: Decision
    like: MomentId | None


def suggestions(ws: Workspace, case_id: CaseId) -> list[Suggestion]:
    """All proposals for a case, in the order of answers; of several answers to one package the latest counts."""
    latest = _latest(select(ws.index, ANSWER, AnswerMerged, case=case_id))
    return [one for answer in latest for one in _of_answer(ws, answer)]


def accept(ws: Workspace, answer_id: PackageId, moment_id: MomentId) -> Moment:
    """Take a proposed moment over as an own one, under its own id, so that what was said to it stands beside it.

    Raises ``UnknownId``, ``ConsentRefused``.
    """
    answer, proposed = _proposed(ws, answer_id, moment_id)
    desk = MarkingDesk(ws, proposed.recording)
    known = desk.marks.get(moment_id)
    made = replace(proposed, place=None if known is None else known.place)
    desk.edit(ACCEPT, desk.marks.with_moment(made))
    _decide(ws, answer, proposed, accepted=True)
    return made


def take_over(ws: Workspace, answer_id: PackageId, moment_id: MomentId, parts: Collection[Lent] = EVERYTHING) -> Moment:
    """Let the own moment that is like a proposal take over parts of it. Raises ``NoLikeMoment``, and as ``accept``.

    A key frame that would lie outside goes to the first frame.
    """
    answer, proposed = _proposed(ws, answer_id, moment_id)
    desk = MarkingDesk(ws, proposed.recording)
    own = desk.marks.get(_like(ws, answer, proposed.recording).get(moment_id, MomentId("")))
    if own is None:
        raise NoLikeMoment(moment_id)
    made = _lent(own, proposed, parts)
    desk.edit(ACCEPT, desk.marks.with_moment(made))
    _decide(ws, answer, proposed, accepted=True)
    return made


def leave(ws: Workspace, answer_id: PackageId, moment_id: MomentId) -> None:
    """Put on record that a proposal is not taken over; that can be decided anew at any time. Raises ``UnknownId``."""
    _decide(ws, *_proposed(ws, answer_id, moment_id), accepted=False)


def _latest(answers: list[AnswerMerged]) -> list[AnswerMerged]:
    found = dict[tuple[PackageId, ContactId], AnswerMerged]()
    for one in sorted(answers, key=lambda one: one.made_at):
        found.pop((one.package, one.by), None)
        found[one.package, one.by] = one
    return list(found.values())


def _of_answer(ws: Workspace, answer: AnswerMerged) -> list[Suggestion]:
    decided = _decided(ws, answer)
    films = dict.fromkeys(one.recording for one in answer.moments)
    like = {moment: own for film in films for moment, own in _like(ws, answer, film).items()}
    gone = [one.id for one in answer.moments if one.id not in like and ws.index.get(MOMENT, one.id) is None]
    for undone in gone:
        if decided.get(undone) is Decision.ACCEPTED:
            del decided[undone]
    return [
        Suggestion(answer.answer, answer.by, one, decided.get(one.id, Decision.OPEN), like.get(one.id))
        for one in answer.moments
    ]


def _decided(ws: Workspace, answer: AnswerMerged) -> dict[MomentId, Decision]:
    """What was decided of an answer's moments, when the same came in an earlier one, too."""
    now = {one.id: one for one in answer.moments}
    said = dict[MomentId, Decision]()
    kept = select(ws.index, DECIDED, SuggestionDecided, case=answer.case)
    for one in sorted(kept, key=lambda one: one.answer == answer.answer):  # what was said of this very answer counts
        meant = _moment_of(ws, one)
        if meant is not None and now.get(one.moment) == meant:
            said[one.moment] = Decision.ACCEPTED if one.accepted else Decision.LEFT
    return said


def _moment_of(ws: Workspace, decided: SuggestionDecided) -> Moment | None:
    answer = find(ws.index, ANSWER, AnswerMerged, decided.answer)
    return next((one for one in answer.moments if one.id == decided.moment), None)


def _like(ws: Workspace, answer: AnswerMerged, film: RecordingId) -> dict[MomentId, MomentId]:
    """The own moment that each proposal for a film matches."""
    if is_erased(ws, film):
        return {}
    proposed = [one for one in answer.moments if one.recording == film]
    times: FrameTimes = frame_times(ws, film)
    return {pair.b.moment.id: pair.a.moment.id for pair in compare(moments(ws, film), proposed, times).matched}


def _proposed(ws: Workspace, answer_id: PackageId, moment_id: MomentId) -> tuple[AnswerMerged, Moment]:
    answer = find(ws.index, ANSWER, AnswerMerged, answer_id)
    found = next((one for one in answer.moments if one.id == moment_id), None)
    if found is None:
        raise UnknownId(MOMENT, moment_id)
    return answer, found


def _decide(ws: Workspace, answer: AnswerMerged, proposed: Moment, *, accepted: bool) -> None:
    ws.record(SuggestionDecided(answer.case, proposed.recording, answer.answer, proposed.id, accepted))


def _lent(own: Moment, proposed: Moment, parts: Collection[Lent]) -> Moment:
    span = Span(
        proposed.span.start if Lent.BEGIN in parts else own.span.start,
        proposed.span.end if Lent.END in parts else own.span.end,
    )
    key = proposed.key if Lent.KEY in parts else own.key
    made = replace(own, span=span, key=key if span.contains(key) else span.start)
    return replace(made, principles=proposed.principles) if Lent.PRINCIPLES in parts else made
