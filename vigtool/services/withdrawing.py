"""Withdrawing consents: at once, with what it stops and what had left before it.

A withdrawal is never refused, asks for no reason and undoes nothing of the past: what left is listed from the journal.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, Unpack

from vigtool.domain.accountability import LetterMade
from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.deciding import purposes_needed
from vigtool.domain.events import (
    ACT_NAMES,
    CaseSummaryExported,
    ClipExported,
    Event,
    MomentsShown,
    SessionLogExported,
    StillExported,
)
from vigtool.domain.exchanging import ConsentRecordsExported, MarksExported
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.supervision import PackageMade
from vigtool.domain.withdrawal import Departure, Left, Stops, Withdrawal
from vigtool.services.consents import Said, consent_grid, consents, is_permitted, record_consent
from vigtool.services.event_codec import decode
from vigtool.services.kinds import kind_of_case
from vigtool.services.people import person
from vigtool.services.purposes import purposes
from vigtool.services.recordings import every_recording
from vigtool.services.reviewing import present_at
from vigtool.services.sessions import session
from vigtool.services.workspace import Workspace
from vigtool.vault.journal import Envelope

LEAVING_ACTS: Final = (
    ClipExported,
    StillExported,
    MomentsShown,
    SessionLogExported,
    CaseSummaryExported,
    MarksExported,
    ConsentRecordsExported,
    PackageMade,
)
"""By which something of a case leaves the vault, or is seen."""


def in_force(ws: Workspace, person_id: PersonId) -> tuple[Purpose, ...]:
    """The purposes to which a person agrees now, in the order in which they are offered. Raises ``UnknownId``."""
    grid = consent_grid(ws, person(ws, person_id).case)
    given = [purpose for (who, purpose), state in grid.items() if (who, state) == (person_id, ConsentState.GIVEN)]
    return _as_offered(ws, given)


def can_be_withdrawn(ws: Workspace, person_id: PersonId) -> tuple[Purpose, ...]:
    """The purposes in force, and those with a yes that waits for its first day or for somebody else's yes.

    In the order in which they are offered. Whoever withdraws everything means these too. Raises ``UnknownId``.
    """
    grid = consent_grid(ws, person(ws, person_id).case)
    said = {one.purpose for one in consents(ws, person(ws, person_id).case) if one.person == person_id}
    holds = (ConsentState.GIVEN, ConsentState.UNKNOWN)
    return _as_offered(ws, [one for one in said if grid[person_id, one] in holds])


def _as_offered(ws: Workspace, found: Iterable[Purpose]) -> tuple[Purpose, ...]:
    offered = [card.id for card in purposes(ws)]
    return tuple(sorted(found, key=lambda one: (offered.index(one) if one in offered else len(offered), one)))


def speakers(ws: Workspace, person_id: PersonId) -> tuple[Person, ...]:
    """The guardians who can withdraw for a person, the last who answered first; nobody where the person decides.

    Raises ``UnknownId``.
    """
    someone = person(ws, person_id)
    answered = [one.by_person for one in reversed(consents(ws, someone.case)) if one.person == person_id]
    first = [one for one in answered if one is not None and one in someone.guardians]
    return tuple(person(ws, one) for one in dict.fromkeys([*first, *someone.guardians]))


def what_stops(ws: Workspace, person_id: PersonId, withdrawn: Sequence[Purpose]) -> Stops:
    """What would rest if these purposes were withdrawn now. Raises ``UnknownId``."""
    someone = person(ws, person_id)
    carrying = purposes_needed(Purposes.GUIDANCE, kind_of_case(ws, someone.case).film_purposes)
    films = []
    if someone.role is not Role.BYSTANDER and set(carrying) & set(withdrawn):
        theirs = (one.id for one in every_recording(ws, someone.case) if person_id in one.people)
        films = [one for one in theirs if is_permitted(ws, Act.VIEW, Purposes.GUIDANCE, one)]
    return Stops(tuple(withdrawn), tuple(films))


def withdraw(ws: Workspace, person_id: PersonId, withdrawn: Sequence[Purpose], **said: Unpack[Said]) -> Withdrawal:
    """Put the withdrawal of these purposes on record; it counts at once, also for a film that is being watched.

    ``said`` tells who withdrew. Guidance comes first, since it carries all the others. Raises
    ``UnknownId``, ``VaultReadOnly``.
    """
    stops = what_stops(ws, person_id, withdrawn)
    in_order = sorted(dict.fromkeys(withdrawn), key=lambda one: one != Purposes.GUIDANCE)
    made = tuple(record_consent(ws, person_id, one, Answer.WITHDRAWN, **said) for one in in_order)
    return Withdrawal(made, stops, tuple(departures(ws, person_id)))


def not_carried(departure: Departure, given: Collection[Purpose]) -> bool:
    """Whether what left rests on a purpose that is not among those ``given`` now; a log in words rests on none."""
    return departure.purpose is not None and not {Purposes.GUIDANCE, departure.purpose} <= set(given)


def departures(ws: Workspace, person_id: PersonId) -> list[Departure]:
    """What left or was shown with a person in it, or about them, in the order of the journal. Raises ``UnknownId``."""
    someone = person(ws, person_id)
    told, shown_in, left = _told(ws, someone), set[str](), list[Departure]()
    films = {film.id: film.people for film in every_recording(ws, someone.case)}
    answers = {one.id for one in consents(ws, someone.case) if one.person == person_id}
    for envelope, event in _events(ws, someone, *LEAVING_ACTS):
        match event:
            case SessionLogExported(session=held):
                theirs = held in shown_in or person_id in session(ws, held).present
            case ClipExported(in_picture=part) | PackageMade(in_picture=part) if part is not None:
                theirs = person_id in part
            case ConsentRecordsExported():
                theirs = bool(answers)
            case CaseSummaryExported():
                theirs = True
            case ClipExported() | StillExported() | MomentsShown() | MarksExported() | PackageMade():
                theirs = person_id in films.get(event.recording, ()) or not answers.isdisjoint(event.consents)
            case _:
                continue
        if theirs:
            covered = isinstance(event, ClipExported | StillExported | PackageMade) and person_id in event.masked
            left.append(replace(departure_of(ws, envelope, event), told=told.get(envelope.seq), masked=covered))
        if theirs and isinstance(event, MomentsShown):
            shown_in.add(event.session)
    return left


def _events(ws: Workspace, someone: Person, *kinds: type[Event]) -> Iterator[tuple[Envelope, Event]]:
    """The entries of these kinds in someone's case; those whose key is destroyed are left out."""
    for entry in ws.index.entries(case=someone.case, acts={ACT_NAMES[kind] for kind in kinds}):
        envelope, body = ws.vault.journal.read(entry.seq)
        if body is not None:
            yield envelope, decode(envelope.act, body)


def _told(ws: Workspace, someone: Person) -> dict[int, datetime]:
    """When a letter about an entry was made last."""
    zone, told = ws.clock().tzinfo, dict[int, datetime]()
    for envelope, event in _events(ws, someone, LetterMade):
        if isinstance(event, LetterMade) and event.person == someone.id:
            told.update(dict.fromkeys(event.about, envelope.time.astimezone(zone)))
    return told


def departure_of(ws: Workspace, envelope: Envelope, event: Event) -> Departure:
    """What an entry of ``LEAVING_ACTS`` tells of what left. Raises ``TypeError`` for another."""
    seq, at = envelope.seq, envelope.time.astimezone(ws.clock().tzinfo)
    match event:
        case ClipExported(recording=of, to=to, recipient=who, sha256=sha256):
            what, moments = Left(event.form), (event.moment,)
            return Departure(seq, what, at, event.purpose, of, moments, to=to, sha256=(sha256,), recipient=who)
        case StillExported(recording=of, to=to, recipient=who, sha256=sha256):
            what, frame = Left(event.form), event.frame
            return Departure(seq, what, at, event.purpose, of, frame=frame, to=to, sha256=(sha256,), recipient=who)
        case MomentsShown():
            seen_by = present_at(ws, event.session)
            at = event.shown_at.astimezone(ws.clock().tzinfo)
            return Departure(
                seq, Left.SHOWN, at, event.purpose, event.recording, event.moments, None, event.session, seen_by
            )
        case SessionLogExported() | CaseSummaryExported():
            what, of_session = (
                (Left.LOG, event.session) if isinstance(event, SessionLogExported) else (Left.SUMMARY, None)
            )
            return Departure(seq, what, at, session=of_session, sha256=(event.json_sha256, event.pdf_sha256))
        case _:
            return _in_one_file(envelope, event, at)


def _in_one_file(envelope: Envelope, event: Event, at: datetime) -> Departure:
    seq = envelope.seq
    match event:
        case MarksExported(recording=of, recipient=who, sha256=sha256):
            return Departure(seq, Left.MARKS, at, event.purpose, of, sha256=(sha256,), recipient=who)
        case PackageMade(recording=of, moments=moments, sha256=sha256):
            return Departure(seq, Left.PACKAGE, at, event.purpose, of, moments, sha256=(sha256,), contacts=event.to)
        case ConsentRecordsExported(recipient=who, sha256=sha256):
            return Departure(seq, Left.CONSENTS, at, sha256=(sha256,), recipient=who)
        case _:
            raise TypeError(envelope.act)
