"""From an answer's manifest to this vault's own terms: frames of a package's film become ticks of the recording.

Whatever it speaks of must have been in the package. What went from this vault meanwhile is left out: a person who was
erased or is not in the film any more, the moments in a film that is erased.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from vigtool.domain.cases import Recording
from vigtool.domain.comments import Comment
from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import EvidenceId, MomentId, PersonId
from vigtool.domain.moments import Moment
from vigtool.domain.supervision import AnswerMerged, PackageMade
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange.packages.answer import SaidComment, SupervisorsAnswer
from vigtool.exchange.packages.marked import HandedMoment
from vigtool.services.handed_forms import moment_of
from vigtool.services.lookups import find, select
from vigtool.services.people import everyone
from vigtool.services.projection import MOMENT
from vigtool.services.recordings import frame_times, is_erased, recording
from vigtool.services.supervision_errors import PackageUntrue
from vigtool.services.supervision_projection import ANSWER, COMMENT
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Film:
    """A film of the package here: ``times`` are those of its frames, None when the recording is erased."""

    made: PackageMade
    card: Recording
    times: FrameTimes | None

    @property
    def frames(self) -> int:
        return self.made.stop - self.made.first


class AnswerReading:
    """Reads one answer of a contact to a package; its films are ``pieces``, in their order. Nothing is written."""

    def __init__(self, ws: Workspace, pieces: Sequence[PackageMade], sender: Contact, made_at: datetime) -> None:
        self._ws, self._sender = ws, sender
        self._films = [_film(ws, one) for one in pieces]
        case_id = pieces[0].case
        self._people = {one.id: one for one in everyone(ws, case_id)}
        known = [one for one in select(ws.index, ANSWER, AnswerMerged, case=case_id) if one.by == sender.id]
        self._proposed = {moment.id for one in known for moment in one.moments}
        self._later = any(one.package == pieces[0].package and one.made_at > made_at for one in known)

    def moments(self, body: SupervisorsAnswer) -> tuple[Moment, ...]:
        """The moments that are proposed. Raises ``PackageUntrue`` for one that was not in the package."""
        found = (self._moment(one, f"$.body.moments[{number}]") for number, one in enumerate(body.moments))
        return tuple(one for one in found if one is not None)

    def comments(self, body: SupervisorsAnswer, sounds: Sequence[EvidenceId]) -> tuple[Comment, ...]:
        """The comments that are new, or other than before; ``sounds`` are the blobs here. Raises ``PackageUntrue``."""
        marked = [(one.film, one.id) for one in body.moments]
        places = {(film, moment) for film, moment in marked}
        places |= {(film, moment) for film, one in enumerate(self._films) for moment in one.made.moments}
        said = [
            self._comment(one, places, sounds, f"$.body.comments[{number}]") for number, one in enumerate(body.comments)
        ]
        return tuple(one for one in said if self._is_news(one))

    def _moment(self, handed: HandedMoment, place: str) -> Moment | None:
        film = self._film(handed.film, place)
        self._demand_free(handed.id, place)
        named = {*(handed.people or ()), *(turn.person for turn in handed.turns)}
        if handed.stop > film.frames or any(turn.stop > film.frames for turn in handed.turns):
            raise PackageUntrue(place)
        if not named <= self._people.keys():
            raise PackageUntrue(place)
        here = {who: who for who in film.card.people if self._is_here(who)}
        kept = _without_others(handed, here)
        if film.times is None or kept is None:
            return None
        return moment_of(msgspec.structs.replace(kept, film=0), [film.card], [film.times], here, place)

    def _demand_free(self, moment_id: MomentId, place: str) -> None:
        """A proposal has an id of its own: under that of an own moment it would be taken for that one."""
        if moment_id not in self._proposed and self._ws.index.get(MOMENT, moment_id) is not None:
            raise PackageUntrue(place)

    def _comment(
        self,
        said: SaidComment,
        places: set[tuple[int, MomentId]],
        sounds: Sequence[EvidenceId],
        place: str,
    ) -> Comment:
        film = self._film(said.film, place)
        if said.moment is not None and (said.film, said.moment) not in places:
            raise PackageUntrue(place)
        if said.frame is not None and said.frame >= film.frames:
            raise PackageUntrue(place)
        at = said.frame if film.times is not None else None
        return Comment(
            id=said.id,
            recording=film.card.id,
            text=said.text.strip(),
            made_at=said.made_at,
            moment=said.moment,
            tick=None if at is None or film.times is None else film.times.tick_of(at),
            by=self._sender.id,
            answers=said.answers,
            sound=None if said.blob is None else sounds[said.blob],
        )

    def _is_news(self, said: Comment) -> bool:
        """Of two answers the later counts, whichever came first. Raises ``PackageUntrue`` for another's comment."""
        if self._ws.index.get(COMMENT, said.id) is None:
            return not said.taken_back
        known = find(self._ws.index, COMMENT, Comment, said.id)
        if (known.by, known.recording) != (said.by, said.recording):
            raise PackageUntrue("$.body.comments")
        return said != known and not self._later

    def _film(self, number: int, place: str) -> _Film:
        if number >= len(self._films):
            raise PackageUntrue(place)
        return self._films[number]

    def _is_here(self, who: PersonId) -> bool:
        return who in self._people and bool(self._people[who].name)


def _film(ws: Workspace, made: PackageMade) -> _Film:
    card = recording(ws, made.recording)
    if is_erased(ws, card.id):
        return _Film(made, card, None)
    times = frame_times(ws, card.id)
    part = FrameTimes(times.time_base, times.ticks[made.first : made.stop], times.tick_of(made.stop))
    return _Film(made, card, part)


def _without_others(handed: HandedMoment, here: Mapping[PersonId, PersonId]) -> HandedMoment | None:
    """A moment with those who are still here; None when it showed nobody else."""
    people = handed.people
    if people is not None:
        people = tuple(one for one in people if one in here)
        if not people and handed.people:
            return None
    turns = tuple(one for one in handed.turns if one.person in here)
    return msgspec.structs.replace(handed, people=people or None, turns=turns)
