"""Gathering the log of a session: everything in it comes from the journal, nothing is typed a second time."""

from collections.abc import Iterator
from datetime import datetime

from vigtool.domain.consent import Consent, ConsentState
from vigtool.domain.events import ACT_NAMES, ClipExported, Event, MomentsShown, SessionAdded, StillExported
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId, SessionId
from vigtool.domain.moments import Moment, PrincipleSeen, Turn
from vigtool.domain.people import Person
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import STANDARD_PURPOSES
from vigtool.domain.sessions import Session
from vigtool.domain.standing import standing
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange.field_types import LoggedTime
from vigtool.exchange.session_log import (
    Exported,
    ExportKind,
    JournalPosition,
    LoggedConsent,
    LoggedMoment,
    LoggedPrinciple,
    LoggedTurn,
    LoggedWords,
    Pseudonym,
    SessionLog,
    Shown,
)
from vigtool.services.consents import consents
from vigtool.services.cycles import cycles
from vigtool.services.errors import ConsentRefused, UnknownId
from vigtool.services.event_codec import decode
from vigtool.services.marking import moment
from vigtool.services.people import everyone, person
from vigtool.services.principles import seen
from vigtool.services.projection import leaf_of
from vigtool.services.recordings import frame_times, is_erased, recording
from vigtool.services.reviewing import words_heard
from vigtool.services.sessions import session
from vigtool.services.workspace import Workspace
from vigtool.vault.journal import Envelope


def gather(ws: Workspace, session_id: SessionId) -> SessionLog:
    """Make the log of a session from what is on record now. Raises ``UnknownId``."""
    held = session(ws, session_id)
    chosen = _moments_of(ws, held)
    films = dict.fromkeys(moment.recording for moment in chosen)
    times = {one: _times(ws, one) for one in films}
    position = ws.vault.journal.position
    return SessionLog(
        vault=ws.id,
        case=held.case,
        session=held.id,
        held_at=held.held_at,
        cycle=_cycle_number(ws, held),
        question=held.question,
        present=tuple(_pseudonym(ws, one) for one in held.present),
        moments=tuple(_logged(ws, one, times[one.recording]) for one in chosen),
        words=held.words,
        heard=tuple(_heard(ws, held, chosen)),
        agreed=held.agreed,
        next_on=held.next_on,
        closing=held.closing,
        shown=tuple(_shown(ws, held)),
        exported=tuple(_exported(ws, held, chosen, times)),
        consents=tuple(_in_force(ws, held, list(times))),
        made_at=ws.clock(),
        journal=JournalPosition(position.seq, position.hash.hex()),
    )


def key_frame(of: Moment, times: FrameTimes) -> int:
    """The frame that stands for a moment: its key frame, or its first one where the key lies in a frame before."""
    return max(times.frame_at(of.key), times.frames_of(of.span).start)


def _cycle_number(ws: Workspace, held: Session) -> int | None:
    """The number of the session's cycle; None where it had none, or where it was removed since."""
    known = {one.id: one.number for one in cycles(ws, held.case)}
    return None if held.cycle is None else known.get(held.cycle)


def _heard(ws: Workspace, held: Session, chosen: list[Moment]) -> Iterator[LoggedWords]:
    """What was said to each moment, in the order in which they were looked at."""
    said = words_heard(ws, held.id)
    for its in chosen:
        for one in said:
            if one.moment == its.id:
                yield LoggedWords(its.id, None if one.person is None else _pseudonym(ws, one.person), one.words)


def _moments_of(ws: Workspace, held: Session) -> list[Moment]:
    kept = []
    for one in held.moments:
        try:
            kept.append(moment(ws, one))
        except UnknownId:
            continue  # removed after the session; that it was shown stays in the journal
    return sorted(kept, key=lambda found: held.moments.index(found.id))


def _times(ws: Workspace, film: RecordingId) -> FrameTimes | None:
    """When a film's frames begin; None of an erased one, and where that is lost and may not be made anew."""
    try:
        return None if is_erased(ws, film) else frame_times(ws, film)
    except ConsentRefused:
        return None


def _pseudonym(ws: Workspace, person_id: PersonId) -> Pseudonym:
    return Pseudonym.of(person(ws, person_id))


def _logged(ws: Workspace, marked: Moment, times: FrameTimes | None) -> LoggedMoment:
    frames = None if times is None else times.frames_of(marked.span)
    return LoggedMoment(
        moment=marked.id,
        recording=marked.recording,
        first_frame=None if frames is None else frames.start,
        end_frame=None if frames is None else frames.stop,
        key_frame=None if times is None else key_frame(marked, times),
        start=None if times is None else LoggedTime.of(times.seconds_from_start(marked.span.start)),
        end=None if times is None else LoggedTime.of(times.seconds_from_start(marked.span.end)),
        length=LoggedTime.of(recording(ws, marked.recording).time_base.seconds(marked.span.length)),
        title=marked.title,
        note=marked.note,
        principles=tuple(_logged_principle(ws, one) for one in marked.principles),
        turns=tuple(_logged_turn(ws, turn, times) for turn in marked.turns),
    )


def _logged_principle(ws: Workspace, principle: PrincipleSeen) -> LoggedPrinciple:
    known = seen(ws, principle)
    name = Wording("", "", "") if known is None else known.name
    return LoggedPrinciple(principle.pack, principle.version, principle.item, name)


def _logged_turn(ws: Workspace, turn: Turn, times: FrameTimes | None) -> LoggedTurn:
    who = _pseudonym(ws, turn.person)
    if times is None:
        return LoggedTurn(who, turn.kind, None, None, turn.words)
    frames = times.frames_of(turn.span)
    return LoggedTurn(who, turn.kind, frames.start, frames.stop, turn.words)


def all_that_left(ws: Workspace, case_id: CaseId) -> tuple[Exported, ...]:
    """Every clip and still of a case that left the vault, in the order of the journal."""
    zone, found = ws.clock().tzinfo, list[Exported]()
    for envelope, event in _happened(ws, case_id, ClipExported, StillExported):
        if isinstance(event, (ClipExported, StillExported)):
            found.append(_gone(ws, event, envelope.time.astimezone(zone)))
    return tuple(found)


def _happened(ws: Workspace, case_id: CaseId, *kinds: type[Event]) -> Iterator[tuple[Envelope, Event]]:
    """The case's events of some kinds with the words that the journal has for them."""
    names = [ACT_NAMES[kind] for kind in kinds]
    for envelope in ws.index.entries(case=case_id, acts=names):
        body = ws.index.get(envelope.act, str(envelope.seq))
        if body is not None:
            yield envelope, decode(envelope.act, body)


def _shown(ws: Workspace, held: Session) -> Iterator[Shown]:
    for _envelope, event in _happened(ws, held.case, MomentsShown):
        if isinstance(event, MomentsShown) and event.session == held.id:
            for one in event.moments:
                yield Shown(event.shown_at, event.recording, one, event.purpose)


def _exported(
    ws: Workspace, held: Session, chosen: list[Moment], times: dict[RecordingId, FrameTimes | None]
) -> Iterator[Exported]:
    zone = ws.clock().tzinfo  # an envelope's time is in UTC, a page for people in theirs
    for envelope, event in _happened(ws, held.case, ClipExported, StillExported):
        match event:
            case ClipExported(moment=one) if one in held.moments:
                yield _gone(ws, event, envelope.time.astimezone(zone))
            case StillExported(recording=film, frame=frame):
                if any(one.recording == film and _is_in(frame, one, times[film]) for one in chosen):
                    yield _gone(ws, event, envelope.time.astimezone(zone))


def _gone(ws: Workspace, event: ClipExported | StillExported, at: datetime) -> Exported:
    one, frame = (event.moment, None) if isinstance(event, ClipExported) else (None, event.frame)
    return Exported(
        at,
        ExportKind(event.form),
        event.recording,
        one,
        frame,
        event.purpose,
        event.sha256,
        tuple(_pseudonym(ws, one) for one in event.to),
        tuple(_pseudonym(ws, one) for one in event.masked),
    )


def _is_in(frame: int, of: Moment, times: FrameTimes | None) -> bool:
    """Tell whether a frame lies in a moment; of an erased film each may, and what left the vault is not kept quiet."""
    return times is None or frame in times.frames_of(of.span)


def _in_force(ws: Workspace, held: Session, films: list[RecordingId]) -> Iterator[LoggedConsent]:
    """The consents that were on record and in force when the session was, of those present or in the films shown."""
    until = ws.index.entries(object=held.id, acts=[ACT_NAMES[SessionAdded]])[0].seq
    known = [one for one in consents(ws, held.case) if leaf_of(ws.index, one.id).seq < until]
    for someone in _concerned(ws, held, films):
        for purpose in dict.fromkeys((*STANDARD_PURPOSES, *(one.purpose for one in known))):
            stands = standing(known, someone, purpose, held.held_at)
            if stands.state is ConsentState.GIVEN:
                yield from (_consent_of(ws, someone, consent) for consent in stands.grounds)


def _consent_of(ws: Workspace, someone: Person, consent: Consent) -> LoggedConsent:
    return LoggedConsent(
        Pseudonym.of(someone),
        consent.purpose,
        ConsentState.GIVEN,
        consent.recorded_at,
        consent.until,
        consent.id,
        leaf_of(ws.index, consent.id).seq,
    )


def _concerned(ws: Workspace, held: Session, films: list[RecordingId]) -> list[Person]:
    filmed = {one for film in films for one in recording(ws, film).people}
    return [one for one in everyone(ws, held.case) if one.id in filmed or one.id in held.present]
