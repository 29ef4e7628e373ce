"""A group of trainees: whose packages are here, how far they are, and what each has had; by ids and counts alone."""

from datetime import date

import pytest

from tests.services.casework import SetClock
from tests.services.trainee_group import CYCLE, add_group, add_guest, add_trainee
from vigtool.domain.comments import Feedback
from vigtool.domain.identifiers import CaseId, CycleId, PackageId, SupervisionId
from vigtool.domain.supervision import AnswerMade, FeedbackSet, GuestOpened
from vigtool.services.contacts import contacts, remove_contact
from vigtool.services.errors import UnknownId
from vigtool.services.guest_erasing import erase_guest
from vigtool.services.ledgers import ledger, note_supervision
from vigtool.services.training_group import GroupPackage, Progressed, inbox, trainees
from vigtool.services.workspace import Workspace
from vigtool.vault.index import Index

DAY = date(2026, 3, 2)


def answer(ws: Workspace, guest: GuestOpened) -> None:
    ws.record(AnswerMade(guest.case, guest.package, PackageId("a0a0a0a0a0a0"), guest.by, "0" * 64))


def test_how_far_each_package_is(ws: Workspace) -> None:
    trainee = add_trainee(ws, 1)
    new, at_work, answered, more, gone = (add_guest(ws, trainee, CaseId("o0o0o0o0o0o0")) for _ in range(5))
    for one in (at_work, answered, more):
        ws.record(FeedbackSet(one.case, Feedback("Odotat.")))
    for one in (answered, more):
        answer(ws, one)
    ws.record(FeedbackSet(more.case, Feedback("Odotat, ja katsot.")))
    erase_guest(ws, gone.case, "valmis")
    assert {one.package: one.state for one in inbox(ws)} == {
        new.package: Progressed.NEW,
        at_work.package: Progressed.AT_WORK,
        answered.package: Progressed.ANSWERED,
        more.package: Progressed.AT_WORK,
        gone.package: Progressed.ERASED,
    }
    assert [one.package for one in inbox(ws, states=[Progressed.ERASED])] == [gone.package]


def test_what_ends_first_stands_first_and_what_is_gone_last(ws: Workspace, clock: SetClock) -> None:
    trainee = add_trainee(ws, 1)
    late, soon, gone = (add_guest(ws, trainee, CaseId("o0o0o0o0o0o0"), days=days) for days in (30, 3, 1))
    erase_guest(ws, gone.case, "valmis")
    clock.pass_days(1)
    assert [(one.package, one.days_left) for one in inbox(ws)] == [
        (soon.package, 2),
        (late.package, 29),
        (gone.package, None),
    ]
    assert inbox(ws)[-1] == GroupPackage(gone.package, trainee.id, Progressed.ERASED, clock.now.replace(day=9))


def test_it_is_searched_by_who_and_by_what_was_asked(ws: Workspace) -> None:
    one, other = add_trainee(ws, 1), add_trainee(ws, 2)
    first = add_guest(ws, one, CaseId("o0o0o0o0o0o0"), "Näkyykö vuorottelu?")
    second = add_guest(ws, other, CaseId("o0o0o0o0o0o0"), "Entä katse?")
    assert [found.package for found in inbox(ws, "vuorot")] == [first.package]
    assert [found.package for found in inbox(ws, "koulutettava 2")] == [second.package]
    assert [found.package for found in inbox(ws, contact=one.id)] == [first.package]
    assert inbox(ws, "katse", contact=one.id) == []
    assert inbox(ws, "%") == []
    assert len(inbox(ws, "  ")) == 2


def test_each_trainee_is_counted(ws: Workspace) -> None:
    add_group(ws, trainees=2, packages=4)
    first, second = contacts(ws)
    note_supervision(ws, DAY, 90, contact=first.id)
    corrected = note_supervision(ws, DAY, 60, contact=first.id)
    note_supervision(ws, DAY, 45, corrected.id)
    note_supervision(ws, DAY, 30)
    told = [(one.contact, one.packages, one.open, one.cycles, one.minutes) for one in trainees(ws)]
    assert told == [(first.id, 4, 4, 4 // CYCLE, 135), (second.id, 4, 4, 4 // CYCLE, 0)]
    assert ledger(ws).supervision_minutes == 30


def test_they_stay_counted_when_guests_are_erased_and_contacts_removed(ws: Workspace, clock: SetClock) -> None:
    guests = add_group(ws, trainees=1, packages=4)
    before = trainees(ws)[0]
    for one in guests[:3]:
        erase_guest(ws, one.case, "valmis")
    note_supervision(ws, DAY, 30, contact=before.contact)
    remove_contact(ws, before.contact)
    after = trainees(ws)
    assert [(one.name, one.packages, one.open, one.cycles) for one in after] == [(before.name, 4, 1, before.cycles)]
    fresh = Workspace(ws.vault, Index(), clock)
    fresh.replay()
    assert (trainees(fresh), inbox(fresh)) == (after, inbox(ws))


def test_cycles_are_counted_by_their_ids_there_and_stay_counted(ws: Workspace) -> None:
    trainee, case, other = add_trainee(ws, 1), CaseId("o0o0o0o0o0o0"), CaseId("p0p0p0p0p0p0")
    first, second = CycleId("c0c0c0c0c0c0"), CycleId("d0d0d0d0d0d0")
    taken = [
        add_guest(ws, trainee, of, cycles=cycles)
        for of, cycles in ((case, [first, first]), (case, [first, second]), (case, []), (case, []), (other, []))
    ]
    assert [(one.cycles, one.clients) for one in trainees(ws)] == [(4, 2)]
    for one in taken:
        erase_guest(ws, one.case, "valmis")
    assert [(one.cycles, one.clients, one.open) for one in trainees(ws)] == [(4, 2, 0)]


def test_supervision_is_noted_with_those_who_are_there(ws: Workspace) -> None:
    trainee = add_trainee(ws, 1)
    with pytest.raises(UnknownId):
        note_supervision(ws, DAY, 30, contact=type(trainee.id)("k0k0k0k0k0k0"))
    with pytest.raises(UnknownId):
        note_supervision(ws, DAY, 30, SupervisionId("s0s0s0s0s0s0"))
    note_supervision(ws, DAY, 30, contact=trainee.id)
    assert [(one.name, one.packages, one.minutes) for one in trainees(ws)] == [(trainee.name, 0, 30)]
