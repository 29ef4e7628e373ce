"""Proposed moments, which came with answers: taken over one by one, each in one step that can be undone, or left.

Nothing is taken over by itself. A proposal that lies where an own moment does can lend it its beginning, its end, its
key frame or its principles; which belong together is the rule of ``docs/comparison.md``.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from vigtool.domain.comparing import Pair, compare
from vigtool.domain.identifiers import CaseId, ContactId, MomentId, PackageId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.proposals import Decision, Lent, differing
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

    ``pair`` is it beside the own moment that it matches, which is a; ``like`` that moment. One that was taken over
    counts as such as long as the moment is there, or the own one still has something of it.
    """

    answer: PackageId
    by: ContactId
    moment: Moment
    decision: Decision
    pair: Pair | None

    @property
    def like(self) -> MomentId | None:
        """The own moment that it matches."""
        return None if self.pair is None else self.pair.a.moment.id


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
    pair = _pairs(ws, answer, proposed.recording).get(moment_id)
    own = None if pair is None else desk.marks.get(pair.a.moment.id)
    if pair is None or own is None:
        raise NoLikeMoment(moment_id)
    made = _lent(own, proposed, parts)
    desk.edit(ACCEPT, desk.marks.with_moment(made))
    taken = differing(pair).intersection(parts)
    _decide(ws, answer, proposed, accepted=True, parts=tuple(one for one in Lent if one in taken))
    return made


def take_back(ws: Workspace, recording_id: RecordingId) -> bool:
    """Undo what was taken over last in a film; false where something else was done there since, which stays.

    Raises ``UnknownId``, ``ConsentRefused``.
    """
    desk = MarkingDesk(ws, recording_id)
    if desk.can_undo != ACCEPT:
        return False
    desk.undo()
    return True


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
    pairs = {moment: pair for film in films for moment, pair in _pairs(ws, answer, film).items()}
    return [_suggestion(ws, answer, one, decided.get(one.id), pairs.get(one.id)) for one in answer.moments]


def _suggestion(
    ws: Workspace, answer: AnswerMerged, proposed: Moment, decided: SuggestionDecided | None, pair: Pair | None
) -> Suggestion:
    return Suggestion(answer.answer, answer.by, proposed, _decision(ws, decided, pair), pair)


def _decision(ws: Workspace, decided: SuggestionDecided | None, pair: Pair | None) -> Decision:
    """What became of a proposal; what was taken over and undone since is open again."""
    if decided is None:
        return Decision.OPEN
    if not decided.accepted:
        return Decision.LEFT
    if decided.parts is None:
        return Decision.OPEN if ws.index.get(MOMENT, decided.moment) is None else Decision.ACCEPTED
    is_undone = pair is not None and decided.parts and differing(pair).issuperset(decided.parts)
    return Decision.OPEN if is_undone else Decision.ACCEPTED


def _decided(ws: Workspace, answer: AnswerMerged) -> dict[MomentId, SuggestionDecided]:
    """What was decided of an answer's moments, when the same came in an earlier one, too."""
    now = {one.id: one for one in answer.moments}
    said = dict[MomentId, SuggestionDecided]()
    kept = select(ws.index, DECIDED, SuggestionDecided, case=answer.case)
    for one in sorted(kept, key=lambda one: one.answer == answer.answer):  # what was said of this very answer counts
        meant = _moment_of(ws, one)
        if meant is not None and now.get(one.moment) == meant:
            said[one.moment] = one
    return said


def _moment_of(ws: Workspace, decided: SuggestionDecided) -> Moment | None:
    answer = find(ws.index, ANSWER, AnswerMerged, decided.answer)
    return next((one for one in answer.moments if one.id == decided.moment), None)


def _pairs(ws: Workspace, answer: AnswerMerged, film: RecordingId) -> dict[MomentId, Pair]:
    """Each proposal for a film that matches an own moment, beside it."""
    if is_erased(ws, film):
        return {}
    proposed = [one for one in answer.moments if one.recording == film]
    times: FrameTimes = frame_times(ws, film)
    return {pair.b.moment.id: pair for pair in compare(moments(ws, film), proposed, times).matched}


def _proposed(ws: Workspace, answer_id: PackageId, moment_id: MomentId) -> tuple[AnswerMerged, Moment]:
    answer = find(ws.index, ANSWER, AnswerMerged, answer_id)
    found = next((one for one in answer.moments if one.id == moment_id), None)
    if found is None:
        raise UnknownId(MOMENT, moment_id)
    return answer, found


def _decide(
    ws: Workspace, answer: AnswerMerged, proposed: Moment, *, accepted: bool, parts: tuple[Lent, ...] | None = None
) -> None:
    ws.record(SuggestionDecided(answer.case, proposed.recording, answer.answer, proposed.id, accepted, parts))


def _lent(own: Moment, proposed: Moment, parts: Collection[Lent]) -> Moment:
    span = Span(
        proposed.span.start if Lent.BEGIN in parts else own.span.start,
        proposed.span.end if Lent.END in parts else own.span.end,
    )
    key = proposed.key if Lent.KEY in parts else own.key
    made = replace(own, span=span, key=key if span.contains(key) else span.start)
    return replace(made, principles=proposed.principles) if Lent.PRINCIPLES in parts else made
