"""Comments beside moments and frames: the supervisor's on a guest's film, the trainee's own answers in a thread.

Every change is on record at once. A comment of somebody else stays as it came; it can be answered.
"""

from dataclasses import replace
from datetime import UTC
from typing import TypedDict, Unpack

import msgspec

from vigtool.domain.comments import Comment, threads
from vigtool.domain.identifiers import CaseId, CommentId, MomentId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.supervision import AnswerMerged, CommentSet, GuestOpened
from vigtool.domain.ticks import OutsideFilm
from vigtool.exchange.packages.forms import MOST_LETTERS, LongText
from vigtool.services.answer_errors import NothingSaid, NotOwnComment, WordsUnfit
from vigtool.services.consents import permit
from vigtool.services.errors import UnknownId
from vigtool.services.identifying import new_identifier
from vigtool.services.lookups import find, select
from vigtool.services.marking import moments
from vigtool.services.projection import MOMENT
from vigtool.services.recordings import frame_times, recording
from vigtool.services.spoken_comments import keep_sound
from vigtool.services.supervision_projection import ANSWER, COMMENT, GUEST, REVEALED
from vigtool.services.workspace import Workspace


class Place(TypedDict, total=False):
    """Where a comment stands: at a ``moment``, or at a ``tick`` of the film; ``answers`` is the one before it."""

    moment: MomentId | None
    tick: int | None
    answers: CommentId | None


def comments_of(ws: Workspace, recording_id: RecordingId) -> list[Comment]:
    """The comments on a film, in the order in which they came; those that were taken back are not among them."""
    found = select(ws.index, COMMENT, Comment, parent=recording_id)
    return [one for one in found if not one.taken_back]


def comments_of_case(ws: Workspace, case_id: CaseId) -> list[Comment]:
    """The comments on all films of a case, as ``comments_of``."""
    return [one for one in select(ws.index, COMMENT, Comment, case=case_id) if not one.taken_back]


def fit_words(text: str) -> str:
    """A text as it is kept: line ends of one kind, none around it. Raises ``WordsUnfit`` where it could not travel."""
    plain = text.replace("\r\n", "\n").strip()
    try:
        return msgspec.convert(plain, LongText)
    except msgspec.ValidationError:
        raise WordsUnfit(MOST_LETTERS) from None


class CommentDesk:
    """The comments on one film while they are worked on.

    Asks for the permit to annotate when it is set up and again before each change: raises ``ConsentRefused``.
    """

    def __init__(self, ws: Workspace, recording_id: RecordingId) -> None:
        """Raises ``UnknownId``, ``ConsentRefused``."""
        self._ws = ws
        self._film = recording(ws, recording_id)
        self._demand_permit()

    @property
    def comments(self) -> tuple[Comment, ...]:
        """All that is said on the film."""
        return tuple(comments_of(self._ws, self._film.id))

    @property
    def threads(self) -> tuple[tuple[Comment, ...], ...]:
        """The same by threads."""
        return threads(self.comments)

    def add(self, text: str, *, sound: bytes | None = None, **where: Unpack[Place]) -> Comment:
        """Say something; without a moment or tick it stands where what it answers stands, or at the whole film.

        Raises ``NothingSaid``, ``WordsUnfit``, ``NotSound``, ``SoundTooLarge``, ``UnknownId`` for a moment or a comment
        that is not on this film, ``OutsideFilm``; ``ValueError`` for a moment and a tick.
        """
        self._demand_permit()
        words, (moment, tick) = fit_words(text), self._place(where)
        if not words and sound is None:
            raise NothingSaid
        made = Comment(
            id=CommentId(new_identifier()),
            recording=self._film.id,
            text=words,
            made_at=self._ws.clock().astimezone(UTC),
            moment=moment,
            tick=tick,
            answers=where.get("answers"),
            sound=None if sound is None else keep_sound(self._ws, self._film.case, sound),
        )
        return self._set(made)

    def edit(self, comment_id: CommentId, text: str) -> Comment:
        """Word an own comment otherwise. Raises ``UnknownId``, ``NotOwnComment``, ``NothingSaid``, ``WordsUnfit``."""
        self._demand_permit()
        before = self._own(comment_id)
        after = replace(before, text=fit_words(text))
        if after.taken_back:
            raise NothingSaid
        return after if after == before else self._set(after)

    def take_back(self, comment_id: CommentId) -> None:
        """Let an own comment be said no more; its sound stays sealed with the case, and is heard no more.

        Raises ``UnknownId``, ``NotOwnComment``.
        """
        self._demand_permit()
        self._set(replace(self._own(comment_id), text="", sound=None))

    def _set(self, comment: Comment) -> Comment:
        self._ws.record(CommentSet(self._film.case, comment))
        return comment

    def _place(self, where: Place) -> tuple[MomentId | None, int | None]:
        moment, tick, answers = where.get("moment"), where.get("tick"), where.get("answers")
        if moment is not None and tick is not None:
            raise ValueError(moment)
        before = None if answers is None else self._known(answers)
        if moment is not None and moment not in moments_to_speak_of(self._ws, self._film.id):
            raise UnknownId(MOMENT, moment)
        if tick is not None:
            self._demand_in_film(tick)
        if before is not None and moment is None and tick is None:
            return before.moment, before.tick
        return moment, tick

    def _demand_in_film(self, tick: int) -> None:
        times = frame_times(self._ws, self._film.id)
        if not times.start_tick <= tick < times.end_tick:
            raise OutsideFilm(tick, times.frames)

    def _own(self, comment_id: CommentId) -> Comment:
        found = self._known(comment_id)
        if found.by is not None:
            raise NotOwnComment(comment_id)
        return found

    def _known(self, comment_id: CommentId) -> Comment:
        found = find(self._ws.index, COMMENT, Comment, comment_id)
        if found.recording != self._film.id or found.taken_back:
            raise UnknownId(COMMENT, comment_id)
        return found

    def _demand_permit(self) -> None:
        permit(self._ws, Act.ANNOTATE, Purposes.GUIDANCE, self._film.id)


def desk_of(ws: Workspace, comment_id: CommentId) -> CommentDesk:
    """The desk on which a comment lies. Raises ``UnknownId``, ``ConsentRefused``."""
    return CommentDesk(ws, find(ws.index, COMMENT, Comment, comment_id).recording)


def moments_to_speak_of(ws: Workspace, recording_id: RecordingId) -> dict[MomentId, Moment]:
    """The own moments of a film, those that answers brought, and a guest's once they may be looked at."""
    case_id = recording(ws, recording_id).case
    found = [*moments(ws, recording_id)]
    for answer in select(ws.index, ANSWER, AnswerMerged, case=case_id):
        found += answer.moments
    if ws.index.get(REVEALED, case_id) is not None:
        for guest in select(ws.index, GUEST, GuestOpened, case=case_id):
            found += guest.moments
    return {one.id: one for one in reversed(found) if one.recording == recording_id}  # an own one before a proposed one
