"""The shared review: what may be shown in it, that it is shown, what the clients say to it, and its end as a session.

Each step is in the journal before it is on the screen, so a review that a crash cut off is ended later with all that
was shown and said in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vigtool.domain.cycles import Part
from vigtool.domain.deciding import Permit
from vigtool.domain.events import ACT_NAMES, MomentsShown, SessionAdded
from vigtool.domain.identifiers import CaseId, CycleId, MomentId, PersonId, RecordingId, SessionId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Act
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard, to_be_shown
from vigtool.domain.sessions import Session
from vigtool.services.cases import case
from vigtool.services.consents import grounds, permit_in_force
from vigtool.services.cycles import FilmState, cycle, cycle_of_film, films_of_cycle, question_of_film
from vigtool.services.errors import MomentNotShown, UnknownId
from vigtool.services.event_codec import decode
from vigtool.services.families import SHOWING, permit_to_show, theirs
from vigtool.services.guest_standing import demand_own
from vigtool.services.identifying import new_identifier
from vigtool.services.lookups import find, select
from vigtool.services.marking import moment, moments
from vigtool.services.people import people
from vigtool.services.projection import CYCLE, MOMENT, REVIEW, SESSION, SPARED, WORDS
from vigtool.services.recordings import demand_kept, is_erased, recording, recordings
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shown:
    """A moment that was shown in a review, at that time, once for each time that it was."""

    event: MomentsShown
    moment: MomentId


def begin_review(
    ws: Workspace, case_id: CaseId, cycle_id: CycleId | None, present: Sequence[PersonId] = ()
) -> ReviewBegun:
    """Put on record that a review begins.

    Raises ``UnknownId`` (of somebody erased, too), ``OfGuest``, ``VaultReadOnly``.
    """
    demand_own(ws, case_id)
    if cycle_id is not None and cycle(ws, cycle_id).case != case_id:
        raise UnknownId("cycle", cycle_id)
    for one in present:
        _demand_there(ws, case_id, one)
    there = tuple(dict.fromkeys(present))
    begun = ReviewBegun(case_id, SessionId(new_identifier()), cycle_id, there, ws.clock())
    ws.record(begun)
    return begun


def open_reviews(ws: Workspace, case_id: CaseId) -> list[ReviewBegun]:
    """The reviews of a case that were begun and not ended: the one under way, or those that a crash cut off."""
    ended = {one.id for one in select(ws.index, SESSION, Session, case=case_id)}
    return [one for one in select(ws.index, REVIEW, ReviewBegun, case=case_id) if one.session not in ended]


def review_moments(ws: Workspace, review: ReviewBegun, *, remote: bool = False) -> tuple[Moment, ...]:
    """What may be shown now: the cycle's moments with a star, whose people agree and which nobody wants spared.

    ``remote`` where it is seen in a video call, which people agree to for itself. A film that is frozen, erased, or not
    the film of those who are there has none.
    """
    films = _films(ws, review)
    listed = (one for film in films for one in moments(ws, film) if _may_be_shown(ws, one, review, remote=remote))
    return to_be_shown(listed, spared_moments(ws, review.case))


def spared_moments(ws: Workspace, case_id: CaseId) -> frozenset[MomentId]:
    """The moments of a case that a client did not want to be shown."""
    return frozenset(one.moment for one in select(ws.index, SPARED, MomentSpared, case=case_id))


def spared_in(ws: Workspace, review: ReviewBegun) -> list[MomentSpared]:
    """What the clients did not want to be shown in a review, without what was shown after all, or removed, since."""
    found = [one for one in select(ws.index, SPARED, MomentSpared, case=review.case) if one.session == review.session]
    known = {one.id for film in dict.fromkeys(one.recording for one in found) for one in moments(ws, film)}
    return [one for one in found if one.moment in known]


def show_moment(ws: Workspace, review: ReviewBegun, moment_id: MomentId, *, remote: bool = False) -> Permit:
    """Put on record that a moment is shown now, and give the permit to show it.

    ``remote`` where it is seen in a video call, which people agree to for itself. Raises ``ConsentRefused``,
    ``NotTheirFilm``, ``ViewersNotNamed``, ``UnknownId`` (of a review that has ended, too), ``VaultReadOnly``,
    ``KeyDestroyed`` for an erased film, and ``MomentNotShown`` where a client wants it spared.
    """
    _demand_under_way(ws, review)
    its = _of_review(ws, review, moment_id)
    demand_kept(ws, its.recording)
    if moment_id in spared_moments(ws, review.case):
        raise MomentNotShown(moment_id)
    given = permit_to_show(ws, its.recording, _viewers(ws, review), its.people, remote=remote)
    given.require(Act.SCREEN if remote else Act.SHOW, its.recording)
    purpose, at = given.intent.purpose, ws.clock()
    ws.record(MomentsShown(review.case, review.session, its.recording, (its.id,), purpose, at, grounds(given)))
    return given


def may_still_be_shown(ws: Workspace, review: ReviewBegun, moment_id: MomentId, *, remote: bool = False) -> bool:
    """Tell whether a moment that is on the screen may stay there; nothing is put on record. One removed may not."""
    if ws.index.get(MOMENT, moment_id) is None:
        return False
    its = moment(ws, moment_id)
    return moment_id not in spared_moments(ws, review.case) and _may_be_shown(ws, its, review, remote=remote)


def hear_words(
    ws: Workspace, review: ReviewBegun, moment_id: MomentId, words: str, by: PersonId | None = None
) -> WordsHeard:
    """Keep what a client says to a moment; what was kept of them before for it gives way. Raises ``UnknownId``."""
    heard = WordsHeard(review.case, review.session, _of_review(ws, review, moment_id).recording, moment_id, by, words)
    _demand_speaker(ws, review, by)
    ws.record(heard)
    return heard


def words_heard(ws: Workspace, session_id: SessionId) -> list[WordsHeard]:
    """What the clients said in a review, each one's latest to each moment."""
    return [one for one in select(ws.index, WORDS, WordsHeard, parent=session_id) if one.words]


def spare(
    ws: Workspace, review: ReviewBegun, moment_id: MomentId, by: PersonId | None = None, *, spared: bool = True
) -> None:
    """Put on record that a client does not want a moment shown, or does after all. Raises ``UnknownId``."""
    its = _of_review(ws, review, moment_id)
    _demand_speaker(ws, review, by)
    ws.record(MomentSpared(review.case, review.session, its.recording, moment_id, by, spared))


def shown_in(ws: Workspace, case_id: CaseId, session_id: SessionId) -> list[Shown]:
    """What was shown in a review, in order, as the journal has it."""
    act, found = ACT_NAMES[MomentsShown], list[Shown]()
    for body in ws.index.select(act, case=case_id):
        event = decode(act, body)
        if isinstance(event, MomentsShown) and event.session == session_id:
            found += [Shown(event, one) for one in event.moments]
    return found


def end_review(
    ws: Workspace,
    review: ReviewBegun,
    *,
    present: Sequence[PersonId] | None = None,
    words: str = "",
    agreed: str = "",
    next_on: date | None = None,
    closing: str = "",
) -> Session:
    """Put the session on record: what was shown comes from the journal, the rest from whoever was there.

    ``present`` is given where others were there in the end than at the begin. Raises ``UnknownId`` (of a review that
    has ended already, too), ``VaultReadOnly``.
    """
    _demand_under_way(ws, review)
    for one in present or ():
        if one not in review.present:  # who was erased since it began was there all the same
            _demand_there(ws, review.case, one)
    shown = shown_in(ws, review.case, review.session)
    made = Session(
        review.session,
        review.case,
        review.begun_at,
        _question(ws, review, shown),
        tuple(dict.fromkeys(one.moment for one in shown)),
        review.present if present is None else tuple(dict.fromkeys(present)),
        words,
        review.cycle,
        agreed,
        next_on,
        closing,
    )
    ws.record(SessionAdded(made))
    return made


def review_of(ws: Workspace, session_id: SessionId) -> ReviewBegun:
    """How a review began. Raises ``UnknownId``."""
    return find(ws.index, REVIEW, ReviewBegun, session_id)


def present_at(ws: Workspace, session_id: SessionId) -> tuple[PersonId, ...]:
    """Who was there at a session; of a review that is under way those with whom it began. Raises ``UnknownId``."""
    ended = ws.index.get(SESSION, session_id) is not None
    return find(ws.index, SESSION, Session, session_id).present if ended else review_of(ws, session_id).present


def _films(ws: Workspace, review: ReviewBegun) -> list[RecordingId]:
    """The films of the family in the review's cycle; without one those that are in no cycle.

    None of a cycle that was taken back or whose case was erased: whoever hears of that asks here what is left.
    """
    if review.cycle is None:
        mine = [one.id for one in recordings(ws, review.case) if cycle_of_film(ws, one.id) is None]
    elif ws.index.get(CYCLE, review.cycle) is None:
        mine = []
    else:
        placed = [one for one in films_of_cycle(ws, review.cycle) if one.place.part is Part.FAMILY]
        mine = [one.film.id for one in placed if one.state is FilmState.HERE]
    return [one for one in mine if not is_erased(ws, one)]


def _viewers(ws: Workspace, review: ReviewBegun) -> list[PersonId]:
    """Who looks on: those with whom it began, but for whoever was erased since."""
    left = {one.id for one in people(ws, review.case)}
    return [one for one in review.present if one in left]


def _may_be_shown(ws: Workspace, its: Moment, review: ReviewBegun, *, remote: bool = False) -> bool:
    if is_erased(ws, its.recording) or not theirs(ws, its.recording, _viewers(ws, review)):
        return False
    act, purpose = SHOWING[remote]
    return permit_in_force(ws, act, purpose, its.recording, its.people) is not None


def _of_review(ws: Workspace, review: ReviewBegun, moment_id: MomentId) -> Moment:
    its = moment(ws, moment_id)
    if recording(ws, its.recording).case != review.case:
        raise UnknownId("moment", moment_id)
    return its


def _demand_speaker(ws: Workspace, review: ReviewBegun, by: PersonId | None) -> None:
    if by is not None:
        _demand_there(ws, review.case, by)


def _demand_there(ws: Workspace, case_id: CaseId, one: PersonId) -> None:
    """Nobody erased can be there: what is said of them now would be about them anew."""
    if all(known.id != one for known in people(ws, case_id)):
        raise UnknownId("person", one)


def _demand_under_way(ws: Workspace, review: ReviewBegun) -> None:
    """What is shown after the end would be missing in the session, and a second end would count as a second session."""
    if ws.index.get(SESSION, review.session) is not None:
        raise UnknownId("review", review.session)


def _question(ws: Workspace, review: ReviewBegun, shown: Sequence[Shown]) -> str:
    """The question of the first film that was shown; the moment itself may have been removed since."""
    if shown:
        return question_of_film(ws, shown[0].event.recording)
    own = "" if review.cycle is None else cycle(ws, review.cycle).question
    return own or case(ws, review.case).question
