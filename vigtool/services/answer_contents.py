"""What stands in an answer to a package: comments, own moments and feedback, in frames of the films as they came.

It says all that the supervisor says by now, not only what is new: so an answer that was lost on its way is no loss, and
of two that came in another order the later counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vigtool.domain.comments import Comment
from vigtool.domain.comparing import Marked, in_frames
from vigtool.domain.consent import Evidence
from vigtool.domain.moments import Moment, PrincipleSeen, Turn
from vigtool.domain.supervision import AnswerMade, GuestOpened, MarksRevealed
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange.packages.answer import Revealed, SaidComment, SaidFeedback, SupervisorsAnswer
from vigtool.exchange.packages.marked import HandedMoment, HandedPrinciple, HandedTurn
from vigtool.services.answer_errors import NothingToAnswer
from vigtool.services.evidence import kept_of_case
from vigtool.services.feedback import feedback_on
from vigtool.services.handed_packs import pack_texts
from vigtool.services.lookups import select
from vigtool.services.marking import moments
from vigtool.services.recordings import frame_times
from vigtool.services.supervision_projection import ANSWER_MADE, COMMENT, REVEALED
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AnswerContents:
    """The body of an answer, and the sounds that lie beside it as blobs, in their order."""

    body: SupervisorsAnswer
    sounds: tuple[Evidence, ...]


def answer_contents(ws: Workspace, guest: GuestOpened, countersigned: str) -> AnswerContents:
    """What is said to a guest as things stand now. Raises ``NothingToAnswer``."""
    return _Contents(ws, guest).all(countersigned)


class _Contents:
    """Goes through what was said to one guest."""

    def __init__(self, ws: Workspace, guest: GuestOpened) -> None:
        self._ws, self._guest = ws, guest
        self._times = {one.recording: frame_times(ws, one.recording) for one in guest.films}
        self._places = {one.recording: place for place, one in enumerate(guest.films)}
        self._origins = {one.person: one.origin for one in guest.people}
        self._sounds = {one.id: one for one in kept_of_case(ws, guest.case)}
        self._blobs: dict[Evidence, int] = {}

    def all(self, countersigned: str) -> AnswerContents:
        marked = tuple(self._moments())
        said = tuple(self._comment(one, {moment.id for moment in marked}) for one in self._comments())
        feedback = feedback_on(self._ws, self._guest.case)
        written = SaidFeedback(feedback.strengths, feedback.wondering, feedback.agreed)
        if not (marked or said or any((written.strengths, written.wondering, written.agreed))):
            raise NothingToAnswer(self._guest.case)
        body = SupervisorsAnswer(
            comments=said,
            moments=marked,
            feedback=written,
            countersigned=countersigned,
            revealed=self._revealed(),
            packs=tuple(pack_texts(self._ws, self._principles())),
        )
        return AnswerContents(body, tuple(self._blobs))

    def _comments(self) -> list[Comment]:
        """The own ones; that one was taken back has to be said only where it may have been sent."""
        found = select(self._ws.index, COMMENT, Comment, case=self._guest.case)
        sent = bool(select(self._ws.index, ANSWER_MADE, AnswerMade, case=self._guest.case))
        own = [one for one in found if one.by is None and one.recording in self._places]
        return [one for one in own if sent or not one.taken_back]

    def _comment(self, said: Comment, marked: set[str]) -> SaidComment:
        """A comment at a moment that is there no more stands at the film."""
        known = {*marked, *(one.id for one in self._guest.moments)}
        return SaidComment(
            id=said.id,
            film=self._places[said.recording],
            moment=said.moment if said.moment in known else None,
            frame=None if said.tick is None else self._times[said.recording].frame_at(said.tick),
            text=said.text,
            made_at=said.made_at,
            answers=said.answers,
            blob=None if said.sound is None else self._blob(self._sounds[said.sound]),
        )

    def _blob(self, sound: Evidence) -> int:
        return self._blobs.setdefault(sound, len(self._blobs))

    def _moments(self) -> Iterator[HandedMoment]:
        for place, film in enumerate(self._guest.films):
            times = self._times[film.recording]
            for one in in_frames(moments(self._ws, film.recording), times):
                yield self._moment(place, one, times)

    def _moment(self, place: int, marked: Marked, times: FrameTimes) -> HandedMoment:
        one: Moment = marked.moment
        people = None if one.people is None else tuple(self._origins[who] for who in one.people if who in self._origins)
        return HandedMoment(
            id=one.id,
            film=place,
            first=marked.first,
            stop=marked.stop,
            key=marked.key,
            title=one.title,
            note=one.note,
            starred=one.starred,
            turns=tuple(self._turns(one.turns, times)),
            question=one.question,
            helps=one.helps,
            principles=tuple(HandedPrinciple(seen.pack, seen.version, seen.item) for seen in one.principles),
            speed=one.speed,
            freeze=one.freeze,
            people=people or None,
        )

    def _principles(self) -> Iterator[PrincipleSeen]:
        for film in self._times:
            yield from (seen for one in moments(self._ws, film) for seen in one.principles)

    def _turns(self, turns: tuple[Turn, ...], times: FrameTimes) -> Iterator[HandedTurn]:
        for turn in turns:
            frames = times.frames_of(turn.span)
            if frames and turn.person in self._origins:
                yield HandedTurn(self._origins[turn.person], turn.kind, frames.start, frames.stop, turn.words)

    def _revealed(self) -> Revealed | None:
        found = select(self._ws.index, REVEALED, MarksRevealed, case=self._guest.case)
        return Revealed(found[0].own) if found else None
