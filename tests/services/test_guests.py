"""Guests: marked blind, seen with the trainee's eyes when that is asked for, and gone in the end, with a receipt."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.casework import PASSPHRASE, SetClock, on_disk
from tests.services.package_maker import Pair, make_package, pseudonym, two_vaults
from tests.services.supervising import known_to
from vigtool.domain.events import CaseAdded, Event
from vigtool.domain.identifiers import CaseId, ErasureId, PackageId
from vigtool.domain.moments import Moment
from vigtool.domain.progress import ignore_progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.supervision import GuestErased, GuestOpened, MarksRevealed
from vigtool.exchange.packages.manifest import Kind
from vigtool.exchange.packages.notices import ErasureReceipt
from vigtool.services.cases import cases
from vigtool.services.consents import is_permitted
from vigtool.services.contacts import remove_contact, verify_contact
from vigtool.services.erasure_list import erasures
from vigtool.services.errors import CannotWrite, ReasonMissing, UnknownId
from vigtool.services.guest_erasing import (
    NOT_MADE,
    DueErasing,
    GuestErasure,
    erase_guest,
    erased_guests,
    make_receipt,
    owed_receipts,
    receipt_name,
)
from vigtool.services.guests import days_left, due_guests, guest, guest_of, guests, handed_moments, is_revealed, reveal
from vigtool.services.jobs import complete
from vigtool.services.marking import mark_frames, moments
from vigtool.services.opening import open_workspace
from vigtool.services.package_making import make_package as hand_over
from vigtool.services.package_opening import open_package
from vigtool.services.package_reading import Mailroom
from vigtool.services.recordings import frame_times
from vigtool.services.supervision_errors import NoReceiptOwed, NotAGuest, OtherPackage, PackageKnown, UnknownSender
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import NoSpace
from vigtool.vault.log import VerifierKey, read_checkpoint

REASON = "aika on täynnä"


@pytest.fixture
def pair(tmp_path: Path, clock: SetClock) -> Iterator[Pair]:
    with two_vaults(tmp_path, clock) as made:
        yield made


@pytest.fixture
def opened(pair: Pair) -> GuestOpened:
    return open_package(pair.supervisor, make_package(pair), pseudonym)


def _recorded(ws: Workspace, kind: type[Event]) -> list[Event]:
    return [event for _, event in happened_readable(ws) if isinstance(event, kind)]


def happened_readable(ws: Workspace) -> list[tuple[object, Event]]:
    from vigtool.services.event_codec import decode  # noqa: PLC0415 - only what was not erased can be decoded

    return [(one, decode(one.act, body)) for one, body in ws.vault.journal.replay() if body is not None]


@pytest.mark.parametrize("whole", [False, True])
def test_what_a_trainee_hands_over_is_a_guest_at_the_supervisors(pair: Pair, *, whole: bool) -> None:
    mine = mark_frames(pair.trainee, pair.film.id, first=6, end=15, key=9, title="Katse kohtaa")
    supervisor = known_to(pair.trainee, pair.supervisor, "Työnohjaaja")
    verify_contact(pair.trainee, supervisor.id)
    file = pair.folder / "handed.vigpackage"
    hand_over(pair.trainee, [mine.id], [supervisor.id], file, expires=pair.expires, whole=whole)
    # the trainee's card says the vault's own name, which is as good as another
    of = open_package(pair.supervisor, file, pseudonym)
    (moment,) = reveal_and_see(pair.supervisor, of)
    times = frame_times(pair.supervisor, of.films[0].recording)
    frames = times.frames_of(moment.span)
    first = of.films[0].first
    assert (frames.start + first, frames.stop + first) == (6, 15)
    assert times.frame_at(moment.key) + first == 9
    assert (moment.id, moment.title) == (mine.id, "Katse kohtaa")
    assert times.frames == (pair.film.frames if whole else 9)


def reveal_and_see(ws: Workspace, of: GuestOpened) -> tuple[Moment, ...]:
    reveal(ws, of.case)
    return handed_moments(ws, of.case)


def test_the_trainees_marks_are_seen_when_they_are_asked_for(pair: Pair, opened: GuestOpened) -> None:
    ws, film = pair.supervisor, opened.films[0].recording
    assert (handed_moments(ws, opened.case), is_revealed(ws, opened.case)) == ((), False)
    assert handed_moments(ws, opened.case, revealed=True) == opened.moments
    own = mark_frames(ws, film, first=2, end=9)
    assert reveal(ws, opened.case) == MarksRevealed(opened.case, 1)
    mark_frames(ws, film, first=12, end=19)
    assert reveal(ws, opened.case) == MarksRevealed(opened.case, 1)
    assert len(_recorded(ws, MarksRevealed)) == 1
    assert handed_moments(ws, opened.case) == opened.moments
    assert own in moments(ws, film)
    assert opened.moments[0] not in moments(ws, film)


def test_an_own_case_is_no_guest(pair: Pair, opened: GuestOpened) -> None:
    own = pair.family.case.id
    assert (guests(pair.trainee), guest_of(pair.trainee, own)) == ([], None)
    assert (guests(pair.supervisor), guest_of(pair.supervisor, opened.case)) == ([opened], opened)
    for ask in (guest, reveal, handed_moments):
        with pytest.raises(NotAGuest):
            ask(pair.trainee, own)
        with pytest.raises(UnknownId):
            ask(pair.supervisor, CaseId("0" * 12))


def test_its_days_are_counted(pair: Pair, opened: GuestOpened, clock: SetClock) -> None:
    assert days_left(pair.supervisor, opened) == 30
    clock.pass_days(30)
    assert (days_left(pair.supervisor, opened), due_guests(pair.supervisor)) == (0, [])
    clock.pass_days(1)
    assert (days_left(pair.supervisor, opened), due_guests(pair.supervisor)) == (-1, [opened])
    assert due_guests(pair.supervisor, opened.expires) == []


def test_a_receipt_goes_back_that_the_trainee_can_check(pair: Pair, opened: GuestOpened, clock: SetClock) -> None:
    ws, out = pair.supervisor, pair.folder / "receipt.vigpackage"
    known_to(pair.trainee, ws, "Työnohjaaja")
    clock.now += timedelta(hours=2)
    report = erase_guest(ws, opened.case, REASON, out)
    clock.now += timedelta(hours=2)
    assert report.receipt is not None
    assert (cases(ws), guests(ws)) == ([], [])
    assert [path.name for path in (ws.folder / "recordings").iterdir()] == []
    with Mailroom(pair.trainee).opened(out, Kind.RECEIPT) as arrived:
        body = arrived.manifest.body
        assert (arrived.manifest.id, arrived.manifest.about) == (report.receipt.id, opened.package)
        assert arrived.sha256 == report.receipt.sha256
    assert isinstance(body, ErasureReceipt)
    assert (body.notice, body.erased_at) == (None, clock.now - timedelta(hours=2))
    anchor = read_checkpoint(body.checkpoint, VerifierKey.parse(arrived.manifest.sender.verifier))
    assert anchor.size > report.erasure.entries[1]
    assert erased_guests(ws)[0].sha256 == report.receipt.sha256
    assert owed_receipts(ws) == []


def test_after_its_end_it_does_not_come_again(pair: Pair) -> None:
    file = make_package(pair)
    opened = open_package(pair.supervisor, file, pseudonym)
    erase_guest(pair.supervisor, opened.case, REASON)
    with pytest.raises(PackageKnown):
        open_package(pair.supervisor, file, pseudonym)
    folder = pair.supervisor.folder
    pair.supervisor.close()
    again = open_workspace(folder, PASSPHRASE, clock=pair.clock)
    with pytest.raises(PackageKnown):
        open_package(again, file, pseudonym)
    again.close()


def test_a_receipt_that_was_not_made_is_owed_and_made_later(pair: Pair, opened: GuestOpened) -> None:
    ws = pair.supervisor
    notice = PackageId("n0n0n0n0n0n0")
    report = erase_guest(ws, opened.case, REASON, notice=notice)
    assert report.receipt is None
    (owed,) = owed_receipts(ws)
    assert (owed.package, owed.to, owed.notice) == (opened.package, pair.contact.id, notice)
    remove_contact(ws, pair.contact.id)  # who is to have it is known all the same
    first = make_receipt(ws, opened.package, pair.folder / "first.vigpackage")
    assert owed_receipts(ws) == []
    again = make_receipt(ws, opened.package, pair.folder / "again.vigpackage")
    assert (first.id, first.package) == (again.id, again.package)
    assert erased_guests(ws) == [replace(owed, sha256=again.sha256)]


def test_no_receipt_for_what_is_still_here(pair: Pair, opened: GuestOpened) -> None:
    with pytest.raises(NoReceiptOwed):
        make_receipt(pair.supervisor, opened.package, pair.folder / "r.vigpackage")
    begun = GuestErasure(pair.supervisor, opened.case, REASON)
    with pytest.raises(NoReceiptOwed):
        make_receipt(pair.supervisor, opened.package, pair.folder / "r.vigpackage")
    assert owed_receipts(pair.supervisor) == []
    complete(begun)


@pytest.mark.parametrize("bad", ["reason", "own", "place"])
def test_what_cannot_be_begun_destroys_nothing(pair: Pair, opened: GuestOpened, bad: str) -> None:
    ws, before = pair.supervisor, pair.supervisor.vault.journal.position
    place = pair.folder / "nowhere" / "r.vigpackage"
    where, case_id = (pair.trainee, pair.family.case.id) if bad == "own" else (ws, opened.case)
    with pytest.raises({"reason": ReasonMissing, "own": NotAGuest, "place": CannotWrite}[bad]):
        erase_guest(where, case_id, " " if bad == "reason" else REASON, place if bad == "place" else None)
    assert ws.vault.journal.position == before
    assert guests(ws) == [opened]


def test_all_that_are_due_go_with_receipts(pair: Pair, opened: GuestOpened, clock: SetClock) -> None:
    ws, folder = pair.supervisor, pair.folder / "receipts"
    folder.mkdir()
    clock.pass_days(20)
    later = open_package(ws, make_package(pair), pseudonym)
    clock.pass_days(11)
    (report,) = complete(DueErasing(ws, REASON, folder))
    assert (report.guest, guests(ws)) == (opened, [later])
    assert set(on_disk(folder)) == {receipt_name(opened.case)}
    clock.pass_days(30)
    complete(DueErasing(ws, REASON))
    assert (guests(ws), [one.package for one in owed_receipts(ws)]) == ([], [later.package])


def _opened_again(pair: Pair) -> Workspace:
    pair.supervisor.close()
    return open_workspace(pair.supervisor.folder, PASSPHRASE, clock=pair.clock)


def test_what_is_due_goes_when_the_vault_is_opened_and_the_receipt_is_owed(
    pair: Pair, opened: GuestOpened, clock: SetClock
) -> None:
    clock.pass_days(30)
    again = _opened_again(pair)
    assert guests(again) == [opened]
    again.close()
    clock.pass_days(1)
    again = open_workspace(pair.supervisor.folder, PASSPHRASE, clock=clock)
    assert (guests(again), cases(again)) == ([], [])
    assert [one.package for one in owed_receipts(again)] == [opened.package]
    assert [one.begun.reason for one in erasures(again)] == [opened.expires.isoformat()]
    again.close()


def test_a_clock_that_is_years_ahead_erases_nothing_by_itself(pair: Pair, opened: GuestOpened, clock: SetClock) -> None:
    clock.pass_days(3_000)
    again = _opened_again(pair)
    assert guests(again) == due_guests(again) == [opened]
    assert not is_permitted(again, Act.VIEW, Purposes.GUIDANCE, opened.films[0].recording)
    clock.pass_days(-3_000)
    again.close()
    again = open_workspace(pair.supervisor.folder, PASSPHRASE, clock=clock)
    assert (guests(again), due_guests(again)) == ([opened], [])
    assert is_permitted(again, Act.VIEW, Purposes.GUIDANCE, opened.films[0].recording)
    again.close()


def test_an_erasure_cut_short_anywhere_is_finished_at_the_next_opening(
    pair: Pair, opened: GuestOpened, clock: SetClock, tmp_path: Path
) -> None:
    ws, copies = pair.supervisor, list[Path]()
    ws.listeners.append(lambda _: copies.append(shutil.copytree(ws.folder, tmp_path / f"cut-{len(copies)}")))
    erase_guest(ws, opened.case, REASON, pair.folder / "r.vigpackage")
    assert len(copies) == 4  # announced, begun, done, receipt
    for number, folder in enumerate(copies):
        again = open_workspace(folder, PASSPHRASE, clock=clock)
        assert (cases(again), guests(again)) == ([], [])
        assert not any((folder / "recordings").iterdir())
        assert [one.package for one in owed_receipts(again)] == ([opened.package] if number < 3 else [])
        again.close()


def test_what_was_only_announced_is_erased_at_the_next_opening(pair: Pair, opened: GuestOpened) -> None:
    erasure, receipt = ErasureId("e0e0e0e0e0e0"), PackageId("r0r0r0r0r0r0")
    pair.supervisor.record(GuestErased(opened.package, None, opened.by, erasure, receipt, NOT_MADE))
    again = _opened_again(pair)
    assert (guests(again), cases(again)) == ([], [])
    assert [one.begun.erasure for one in erasures(again)] == [erasure]
    assert [one.receipt for one in owed_receipts(again)] == [receipt]
    again.close()


def test_on_a_full_disk_it_is_announced_when_there_is_room(
    pair: Pair, opened: GuestOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = pair.supervisor
    record, tries = type(ws).record, list[Event]()

    def first_is_too_much(self: Workspace, event: Event) -> object:
        tries.append(event)
        if len(tries) == 1:
            raise NoSpace
        return record(self, event)

    monkeypatch.setattr(type(ws), "record", first_is_too_much)
    erase_guest(ws, opened.case, REASON)
    assert [one.package for one in owed_receipts(ws)] == [opened.package]
    assert guests(ws) == []


def test_a_receipt_brings_no_guest(pair: Pair, opened: GuestOpened) -> None:
    out = pair.folder / "receipt.vigpackage"
    erase_guest(pair.supervisor, opened.case, REASON, out)
    with pytest.raises(UnknownSender):
        open_package(pair.trainee, out, pseudonym)
    known_to(pair.trainee, pair.supervisor, "Työnohjaaja")
    before = pair.trainee.vault.journal.position
    with pytest.raises(OtherPackage) as refused:
        open_package(pair.trainee, out, pseudonym, ignore_progress)
    assert refused.value.kind is Kind.RECEIPT
    assert pair.trainee.vault.journal.position == before


def test_the_log_keeps_that_it_was_here(pair: Pair, opened: GuestOpened) -> None:
    erase_guest(pair.supervisor, opened.case, REASON)
    assert [type(event) for event in _recorded(pair.supervisor, GuestErased)] == [GuestErased]
    assert _recorded(pair.supervisor, CaseAdded) == []
    assert pair.supervisor.index.entries(object=opened.package)
