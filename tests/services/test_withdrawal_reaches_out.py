"""From the withdrawal to the receipt, between two vaults: blocked, erased, shown to be so, and by nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import pytest

from tests.services.casework import SetClock, happened
from tests.services.package_maker import Pair, pseudonym, two_vaults
from tests.services.supervising import LAST_DAY, another_vault, known_to
from vigtool.domain.accountability import Erasing
from vigtool.domain.consent import Answer
from vigtool.domain.contacts import Contact
from vigtool.domain.events import ConsentRecorded, Event
from vigtool.domain.identifiers import PackageId
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.supervision import GuestErased, GuestOpened, ReceiptKept
from vigtool.exchange.packages.notices import ErasureReceipt, WithdrawalNotice
from vigtool.services.cases import cases
from vigtool.services.checkpoints import checkpoint
from vigtool.services.consents import is_permitted
from vigtool.services.contacts import contact_of_key, remove_contact
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.event_codec import decode
from vigtool.services.guest_erasing import erase_guest
from vigtool.services.identifying import new_identifier
from vigtool.services.jobs import NotRun
from vigtool.services.letters import letter
from vigtool.services.marking import mark_frames
from vigtool.services.notice_errors import NoSuchGuest, NotSentHere, ReceiptKnown
from vigtool.services.notice_taking import NoticeTaking, take_notice
from vigtool.services.notices import make_notice, notices_due, unanswered
from vigtool.services.package_making import make_package
from vigtool.services.package_opening import open_package
from vigtool.services.receipt_taking import ReceiptTaking, take_receipt
from vigtool.services.supervision_errors import OtherPackage, PackageUntrue, UnknownSender
from vigtool.services.withdrawing import withdraw
from vigtool.services.workspace import Workspace
from vigtool.vault.package import NotForThisVault, PackageDamaged

REASON = "ilmoitus peruutuksesta"


@dataclass(frozen=True, slots=True)
class Loop:
    """A package that was handed over and taken in."""

    pair: Pair
    kaisa: Contact
    guest: GuestOpened

    @property
    def trainee(self) -> Workspace:
        return self.pair.trainee

    @property
    def supervisor(self) -> Workspace:
        return self.pair.supervisor

    @property
    def receipt(self) -> Path:
        return self.pair.folder / "kuitti.vigpackage"

    def notice(self) -> Path:
        """Somebody withdraws, and the notice is made."""
        withdraw(self.trainee, self.pair.family.child.id, [Purposes.SUPERVISION])
        out = self.pair.folder / f"{new_identifier()}.vigpackage"
        (due,) = notices_due(self.trainee)
        make_notice(self.trainee, due.package, due.contact, out)
        return out

    def take(self, notice: Path) -> None:
        take_notice(self.supervisor, notice, self.receipt, REASON)


@pytest.fixture
def loop(tmp_path: Path, clock: SetClock) -> Iterator[Loop]:
    with two_vaults(tmp_path, clock) as pair:
        yield handed(pair)


def handed(pair: Pair) -> Loop:
    moment = mark_frames(pair.trainee, pair.film.id, first=6, end=15)
    known = contact_of_key(pair.trainee, pair.supervisor.vault.public_key)
    kaisa = known or known_to(pair.trainee, pair.supervisor, "Kaisa")
    file = pair.folder / f"{new_identifier()}.vigpackage"
    make_package(pair.trainee, [moment.id], [kaisa.id], file, expires=pair.expires, whole=True)
    return Loop(pair, kaisa, open_package(pair.supervisor, file, pseudonym))


def readable(ws: Workspace) -> list[Event]:
    return [decode(one.act, body) for one, body in ws.vault.journal.replay() if body is not None]


def test_from_the_withdrawal_to_the_receipt(loop: Loop) -> None:
    loop.take(loop.notice())
    assert cases(loop.supervisor) == []
    assert list((loop.supervisor.folder / "recordings").iterdir()) == []
    assert [one.contact for one in unanswered(loop.trainee)] == [loop.kaisa.id]
    kept = take_receipt(loop.trainee, loop.receipt)
    assert (kept.package, kept.by) == (loop.guest.package, loop.kaisa.id)
    assert kept.notice is not None
    assert (unanswered(loop.trainee), notices_due(loop.trainee)) == ([], [])


def test_the_guest_is_blocked_before_anything_is_destroyed(loop: Loop) -> None:
    film, said = loop.guest.films[0].recording, list[Event]()
    loop.supervisor.listeners.append(said.append)
    seen = list[bool]()
    loop.supervisor.listeners.append(
        lambda event: (
            seen.append(is_permitted(loop.supervisor, Act.VIEW, Purposes.GUIDANCE, film))
            if isinstance(event, ConsentRecorded)
            else None
        )
    )
    withdraw(loop.trainee, loop.pair.family.child.id, [Purposes.GUIDANCE])
    NoticeTaking(loop.supervisor, made(loop), loop.receipt, REASON).abandon()
    answers = [one.consent for one in said if isinstance(one, ConsentRecorded)]
    assert [(one.purpose, one.answer) for one in answers] == [
        (Purposes.GUIDANCE, Answer.WITHDRAWN),
        (Purposes.SUPERVISION, Answer.WITHDRAWN),
    ]
    child = next(one.person for one in loop.guest.people if one.origin == loop.pair.family.child.id)
    assert {one.person for one in answers} == {child}
    assert seen == [False, False]
    assert said.index(next(one for one in said if isinstance(one, GuestErased))) > 1


def made(loop: Loop) -> Path:
    out = loop.pair.folder / f"{new_identifier()}.vigpackage"
    (due,) = notices_due(loop.trainee)
    make_notice(loop.trainee, due.package, due.contact, out)
    return out


def test_an_erased_case_reaches_out_as_well(loop: Loop) -> None:
    erase(loop.trainee, Target(Erasing.CASE, loop.pair.family.case.id), "pyydetty")
    loop.take(made(loop))
    assert cases(loop.supervisor) == []
    take_receipt(loop.trainee, loop.receipt)
    assert unanswered(loop.trainee) == []


def test_a_notice_again_gives_the_receipt_again_and_does_nothing_twice(loop: Loop) -> None:
    notice = loop.notice()
    loop.take(notice)
    first = len(readable(loop.supervisor))
    loop.receipt.unlink()
    again = take_notice(loop.supervisor, notice, loop.receipt, REASON)
    assert again.case is None
    assert [type(one) for one in readable(loop.supervisor)[first:]] == [GuestErased]
    take_receipt(loop.trainee, loop.receipt)


def test_a_guest_that_was_erased_before_gives_its_receipt_on_the_notice(loop: Loop) -> None:
    erase_guest(loop.supervisor, loop.guest.case, "valmis")
    loop.take(loop.notice())
    kept = take_receipt(loop.trainee, loop.receipt)
    assert kept.notice is not None
    assert unanswered(loop.trainee) == []


def test_a_receipt_is_kept_once(loop: Loop) -> None:
    loop.take(loop.notice())
    take_receipt(loop.trainee, loop.receipt)
    before = loop.trainee.vault.journal.count
    with pytest.raises(ReceiptKnown):
        take_receipt(loop.trainee, loop.receipt)
    assert loop.trainee.vault.journal.count == before
    assert sum(isinstance(event, ReceiptKept) for _, event in happened(loop.trainee)) == 1


def test_a_receipt_counts_from_a_contact_who_was_removed_and_added_again(loop: Loop) -> None:
    loop.take(loop.notice())
    remove_contact(loop.trainee, loop.kaisa.id)
    with pytest.raises(UnknownSender):
        take_receipt(loop.trainee, loop.receipt)
    assert known_to(loop.trainee, loop.supervisor, "Kaisa").id != loop.kaisa.id
    assert take_receipt(loop.trainee, loop.receipt).by == loop.kaisa.id
    assert unanswered(loop.trainee) == []


def test_nobody_elses_guest_can_be_erased(loop: Loop, clock: SetClock, tmp_path: Path) -> None:
    with another_vault(tmp_path / "toinen", clock) as other:
        kaisa = known_to(other, loop.supervisor, "Kaisa")
        body = notice_body(loop)
        forged = letter(other, PackageId(new_identifier()), loop.guest.package, kaisa, body)
        file = tmp_path / "vieras.vigpackage"
        file.write_bytes(forged)
        with pytest.raises(UnknownSender):
            loop.take(file)
        known_to(loop.supervisor, other, "Toinen")
        with pytest.raises(NoSuchGuest):
            loop.take(file)
        assert [one.id for one in cases(loop.supervisor)] == [loop.guest.case]
        erase_guest(loop.supervisor, loop.guest.case, "valmis")
        with pytest.raises(NoSuchGuest):
            loop.take(file)
    assert not loop.receipt.exists()


def notice_body(loop: Loop) -> WithdrawalNotice:
    return WithdrawalNotice(people=(), films=(), withdrawn_at=loop.pair.clock().astimezone(UTC))


def test_a_notice_about_what_is_not_here(loop: Loop) -> None:
    body = notice_body(loop)
    file = loop.pair.folder / "tuntematon.vigpackage"
    file.write_bytes(letter(loop.trainee, PackageId(new_identifier()), PackageId("0" * 12), loop.kaisa, body))
    before = loop.supervisor.vault.journal.count
    with pytest.raises(NoSuchGuest):
        loop.take(file)
    assert loop.supervisor.vault.journal.count == before


@pytest.mark.parametrize("place", [0.2, 0.6, 0.99])
def test_an_altered_notice_does_nothing(loop: Loop, place: float) -> None:
    notice = loop.notice()
    data = bytearray(notice.read_bytes())
    data[int(len(data) * place)] ^= 1
    notice.write_bytes(data)
    with pytest.raises((PackageDamaged, NotForThisVault)):
        loop.take(notice)
    assert [one.id for one in cases(loop.supervisor)] == [loop.guest.case]


def test_kinds_are_not_taken_for_each_other(loop: Loop) -> None:
    notice = loop.notice()
    loop.take(notice)
    with pytest.raises(OtherPackage):
        take_receipt(loop.supervisor, notice)
    with pytest.raises(OtherPackage):
        take_notice(loop.trainee, loop.receipt, loop.receipt, REASON)


def receipt_file(loop: Loop, about: PackageId, notice: PackageId | None, note: str) -> Path:
    known = contact_of_key(loop.supervisor, loop.trainee.vault.public_key)
    assert known is not None
    body = ErasureReceipt(notice=notice, erased_at=loop.pair.clock().astimezone(UTC), checkpoint=note)
    loop.receipt.write_bytes(letter(loop.supervisor, PackageId(new_identifier()), about, known, body))
    return loop.receipt


def test_receipts_that_do_not_hold(loop: Loop) -> None:
    own, foreign = checkpoint(loop.supervisor).text, checkpoint(loop.trainee).text
    for about, notice, note, wrong in (
        (PackageId("0" * 12), None, own, NotSentHere),
        (loop.guest.package, PackageId("0" * 12), own, PackageUntrue),
        (loop.guest.package, None, foreign, PackageUntrue),
        (loop.guest.package, None, "", PackageUntrue),
    ):
        with pytest.raises(wrong):
            take_receipt(loop.trainee, receipt_file(loop, about, notice, note))
    assert not any(isinstance(event, ReceiptKept) for _, event in happened(loop.trainee))


def test_a_receipt_of_somebody_who_was_handed_nothing(loop: Loop, clock: SetClock, tmp_path: Path) -> None:
    with another_vault(tmp_path / "toinen", clock) as other:
        trainee = known_to(other, loop.trainee, "Koulutettava")
        known_to(loop.trainee, other, "Toinen")
        body = ErasureReceipt(notice=None, erased_at=clock().astimezone(UTC), checkpoint=checkpoint(other).text)
        loop.receipt.write_bytes(letter(other, PackageId(new_identifier()), loop.guest.package, trainee, body))
        with pytest.raises(NotSentHere):
            take_receipt(loop.trainee, loop.receipt)


def test_an_expired_guest_gives_a_receipt_without_a_notice(loop: Loop, clock: SetClock) -> None:
    clock.pass_days(LAST_DAY.days + 1)
    assert [one.notice for one in unanswered(loop.trainee)] == [None]
    erase_guest(loop.supervisor, loop.guest.case, "aika täynnä", loop.receipt)
    assert take_receipt(loop.trainee, loop.receipt).notice is None
    assert unanswered(loop.trainee) == []


def test_what_was_not_run_is_not_kept(loop: Loop) -> None:
    with pytest.raises(NotRun):
        ReceiptTaking(loop.trainee, loop.receipt).finish()
