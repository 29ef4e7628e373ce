"""A supervisor's vault with many trainees and packages, put on record event by event: no film is made for it."""

import base64
from collections.abc import Sequence
from datetime import timedelta

from vigtool.domain.cases import Case
from vigtool.domain.comments import Feedback
from vigtool.domain.contacts import Contact, ContactSet
from vigtool.domain.cycles import Part
from vigtool.domain.events import CaseAdded
from vigtool.domain.identifiers import CaseId, ContactId, CycleId, PackageId, RecordingId
from vigtool.domain.supervision import FeedbackSet, GuestFilm, GuestOpened
from vigtool.services.identifying import new_identifier
from vigtool.services.workspace import Workspace

CYCLE = 2
"""Packages about one family."""


def add_trainee(ws: Workspace, number: int) -> Contact:
    """A contact as its card would have made it."""
    key = base64.b64encode(b"\x01" + number.to_bytes(32, "big")).decode()
    verifier = f"vigtool/{number:012d}/log+{number:08x}+{key}"
    known = Contact(ContactId(new_identifier()), f"Koulutettava {number}", f"age1{number}", "", verifier, ws.clock())
    ws.record(ContactSet(known))
    return known


def add_guest(
    ws: Workspace,
    trainee: Contact,
    origin: CaseId,
    questions: str = "",
    days: int = 30,
    cycles: Sequence[CycleId] = (),
) -> GuestOpened:
    """A package that was taken in; of each of the cycles it names a film, which is not here."""
    case, package, now = CaseId(new_identifier()), PackageId(new_identifier()), ws.clock()
    ws.vault.make_key(case)
    ws.record(CaseAdded(Case(case, f"{trainee.name} {now.date()}", "", now, guest=package)))
    opened = GuestOpened(
        case=case,
        package=package,
        by=trainee.id,
        origin=origin,
        made_at=now,
        expires=(now + timedelta(days=days)).date(),
        films=tuple(_film(one) for one in cycles),
        people=(),
        moments=(),
        questions=questions,
        checkpoint="",
        sha256="0" * 64,
    )
    ws.record(opened)
    return opened


def _film(cycle: CycleId) -> GuestFilm:
    here, there = RecordingId(new_identifier()), RecordingId(new_identifier())
    return GuestFilm(here, there, 0, Part.FAMILY, cycle)


def add_group(ws: Workspace, trainees: int, packages: int) -> list[GuestOpened]:
    """So many trainees, each with so many packages; each second package was worked on."""
    found = list[GuestOpened]()
    for number in range(trainees):
        trainee, origin = add_trainee(ws, number), CaseId(new_identifier())
        for place in range(packages):
            origin = CaseId(new_identifier()) if place % CYCLE == 0 else origin
            found.append(add_guest(ws, trainee, origin, f"Kysymys {number} {place}", days=20 + place))
            if place % 2:
                ws.record(FeedbackSet(found[-1].case, Feedback(strengths="Odotat.")))
    return found
