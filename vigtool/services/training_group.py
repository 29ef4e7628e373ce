"""A training group: whose packages are here, how far each is, and what each trainee has had so far.

No film is opened for it, and no family is named: a package is known by who handed it over, and by what was asked.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from vigtool.domain.events import ACT_NAMES, MarksChanged
from vigtool.domain.identifiers import CaseId, ContactId, CycleId, PackageId
from vigtool.domain.ledger import given
from vigtool.domain.supervision import AnswerMade, CommentSet, FeedbackSet, GuestOpened
from vigtool.services.contacts import contacts
from vigtool.services.guest_book import today
from vigtool.services.guest_erasing import erased_guests
from vigtool.services.guests import guests
from vigtool.services.ledgers import supervisions
from vigtool.services.sent_packages import holder
from vigtool.services.supervision_projection import CONTACT, GUEST
from vigtool.services.workspace import Workspace

_WORK: Final = frozenset(ACT_NAMES[kind] for kind in (MarksChanged, CommentSet, FeedbackSet))
_ANSWER: Final = ACT_NAMES[AnswerMade]
_OPENED: Final = frozenset({ACT_NAMES[GuestOpened]})
_MOST: Final = 10_000
"""Results of a search: more than any group has packages."""


class Progressed(StrEnum):
    """How far a package is."""

    NEW = "new"
    """Nothing was said to it yet."""
    AT_WORK = "at-work"
    """Something was marked or said that has not gone back yet."""
    ANSWERED = "answered"
    """All that was said has gone back."""
    ERASED = "erased"
    """It is erased here; a receipt went back or is owed."""


@dataclass(frozen=True, slots=True)
class GroupPackage:
    """A package in the inbox.

    ``case`` is the guest, None where it is erased; then ``expires`` is None too, and ``questions`` is empty.
    ``days_left`` is for how many days more it may be kept.
    """

    package: PackageId
    contact: ContactId
    state: Progressed
    taken_at: datetime
    case: CaseId | None = None
    expires: date | None = None
    days_left: int | None = None
    questions: str = ""


@dataclass(frozen=True, slots=True)
class Trainee:
    """What a trainee has had so far.

    ``packages`` were taken in, ``open`` of them are still here; ``clients`` are the distinct cases that they were
    about, ``minutes`` the supervision that was noted. A package of no known cycle counts as one with the others of
    its case that are of none.
    """

    contact: ContactId
    name: str
    packages: int
    open: int
    cycles: int
    clients: int
    minutes: int


def inbox(
    ws: Workspace, text: str = "", states: Collection[Progressed] = (), contact: ContactId | None = None
) -> list[GroupPackage]:
    """The packages that were taken in, what waits longest first and what is erased last.

    ``text`` is looked for in the names of contacts and in what was asked; no ``states`` means any.
    """
    wanted = _matching(ws, text)
    found = [
        one
        for one in (*_guests(ws), *_erased(ws))
        if (wanted is None or one.contact in wanted or one.case in wanted)
        and (not states or one.state in states)
        and contact in (None, one.contact)
    ]
    return sorted(found, key=lambda one: (one.case is None, one.expires or date.max, one.taken_at, one.package))


def senders(ws: Workspace, packages: Iterable[GroupPackage]) -> dict[ContactId, str]:
    """What those are called who handed packages over; who is a contact no more, as they were called then."""
    return _names(ws, {one.contact for one in packages})


def trainees(ws: Workspace) -> list[Trainee]:
    """Everybody who handed something over or had supervision, by name; those who are contacts no more as well."""
    here, gone = guests(ws), erased_guests(ws)
    packages = {(one.by, one.package) for one in here} | {(one.to, one.package) for one in gone}
    cases = {(one.by, one.origin) for one in here} | {(one.to, one.origin or one.package) for one in gone}
    cycles: set[tuple[ContactId, str, CycleId | None]] = {
        (one.by, one.origin, cycle) for one in here for cycle in one.cycles or (None,)
    }
    cycles |= {(one.to, one.origin or one.package, cycle) for one in gone for cycle in one.cycles or (None,)}
    minutes = _minutes(ws)
    counted, clients = Counter(who for who, _ in packages), Counter(who for who, _ in cases)
    distinct, still = Counter(who for who, _, _ in cycles), Counter(one.by for one in here)
    found = [
        Trainee(who, name, counted[who], still[who], distinct[who], clients[who], minutes[who])
        for who, name in _names(ws, {*counted, *minutes}).items()
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.contact))


def _names(ws: Workspace, wanted: Iterable[ContactId]) -> dict[ContactId, str]:
    known = {one.id: one.name for one in contacts(ws)}
    return {who: known.get(who) or holder(ws, who).name for who in wanted}


def _matching(ws: Workspace, text: str) -> set[str] | None:
    """The contacts and guests in which a text is found; None where none was asked for."""
    if not text.strip():
        return None
    hits = (ws.index.search(text, kind=kind, limit=_MOST) for kind in (CONTACT, GUEST))
    return {hit.id for found in hits for hit in found}


def _guests(ws: Workspace) -> Iterator[GroupPackage]:
    now, taken = today(ws), _taken_at(ws)
    for one in guests(ws):
        yield GroupPackage(
            one.package,
            one.by,
            _progressed(ws, one.case),
            taken[one.package],
            one.case,
            one.expires,
            (one.expires - now).days,
            one.questions,
        )


def _erased(ws: Workspace) -> Iterator[GroupPackage]:
    taken = _taken_at(ws)
    here = {one.package for one in guests(ws)}  # an erasure that was announced and not done yet
    return (
        GroupPackage(one.package, one.to, Progressed.ERASED, taken[one.package])
        for one in erased_guests(ws)
        if one.package not in here
    )


def _taken_at(ws: Workspace) -> dict[str, datetime]:
    """When each package was taken in, by the envelopes, which stay."""
    zone = ws.clock().tzinfo
    return {one.object: one.time.astimezone(zone) for one in ws.index.entries(acts=_OPENED)}


def _progressed(ws: Workspace, case_id: CaseId) -> Progressed:
    last = _last(one.act for one in ws.index.entries(case=case_id))
    if last is None:
        return Progressed.NEW
    return Progressed.ANSWERED if last == _ANSWER else Progressed.AT_WORK


def _last(acts: Iterable[str]) -> str | None:
    """The last act that says how far it is, None where there is none."""
    return next((act for act in reversed(list(acts)) if act in _WORK or act == _ANSWER), None)


def _minutes(ws: Workspace) -> Counter[ContactId]:
    """The supervision that was noted with each."""
    found = Counter[ContactId]()
    for one in given(supervisions(ws)):
        if one.contact is not None:
            found[one.contact] += one.minutes
    return found
