"""A withdrawal reaches out: who is told, once, by a notice that can be made when everything else is erased."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import pytest

from tests.services.casework import Family, SetClock
from tests.services.supervising import LAST_DAY, another_vault, known_to, unpacked
from vigtool.domain.accountability import Erasing
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import PackageId, PersonId
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import NoticeMade, PackageMade
from vigtool.exchange.packages.manifest import Kind
from vigtool.exchange.packages.notices import WithdrawalNotice
from vigtool.services.consents import record_consent
from vigtool.services.contacts import remove_contact
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import UnknownId
from vigtool.services.handlings import handlings
from vigtool.services.jobs import NotRun
from vigtool.services.notice_errors import NothingToNotify
from vigtool.services.notices import NoticeMaking, make_notice, notices_due, unanswered, who_is_to_be_told
from vigtool.services.sent_packages import sent, sent_packages
from vigtool.services.withdrawing import withdraw
from vigtool.services.workspace import Workspace

ONE, OTHER = PackageId("p1p1p1p1p1p1"), PackageId("p2p2p2p2p2p2")


@dataclass(frozen=True, slots=True)
class Handed:
    """A family's film of which two supervisors were handed a package."""

    family: Family
    film: Recording
    contacts: tuple[Contact, Contact]
    supervisor: Workspace
    out: Path

    @property
    def ws(self) -> Workspace:
        return self.family.ws

    def hand_over(
        self,
        package: PackageId = ONE,
        in_picture: tuple[PersonId, ...] | None = None,
        masked: tuple[PersonId, ...] = (),
    ) -> None:
        """Put a package on record as its making does, without making it."""
        made = PackageMade(
            case=self.family.case.id,
            recording=self.film.id,
            package=package,
            to=tuple(one.id for one in self.contacts),
            purpose=Purposes.SUPERVISION,
            moments=(),
            first=0,
            stop=24,
            film_sha256="0" * 64,
            sha256="1" * 64,
            expires=(self.ws.clock() + LAST_DAY).date(),
            consents=(),
            in_picture=in_picture,
            masked=masked,
        )
        self.ws.record(made)
        self.ws.record(sent(self.ws, [made]))


@pytest.fixture
def handed(family: Family, clock: SetClock, tmp_path: Path) -> Iterator[Handed]:
    film = family.film(tmp_path)
    family.answer(Purposes.SUPERVISION)
    with another_vault(tmp_path / "kaisa", clock) as kaisa, another_vault(tmp_path / "olli", clock) as olli:
        contacts = known_to(family.ws, kaisa, "Kaisa"), known_to(family.ws, olli, "Olli")
        yield Handed(family, film, contacts, kaisa, tmp_path / "ilmoitus.vigpackage")


def told(handed: Handed) -> list[tuple[PackageId, str]]:
    return [(one.package, one.contact) for one in notices_due(handed.ws)]


def test_nobody_withdrew_nobody_is_told(handed: Handed) -> None:
    handed.hand_over()
    assert notices_due(handed.ws) == []
    assert unanswered(handed.ws) == []
    with pytest.raises(NothingToNotify):
        make_notice(handed.ws, ONE, handed.contacts[0].id, handed.out)


def test_a_notice_can_be_made_again_while_something_is_amiss(handed: Handed) -> None:
    handed.hand_over()
    withdraw(handed.ws, handed.family.child.id, [Purposes.SUPERVISION])
    assert who_is_to_be_told(handed.ws, handed.family.child.id) == len(handed.contacts)
    assert who_is_to_be_told(handed.ws, handed.family.parent.id) == 0
    make_notice(handed.ws, ONE, handed.contacts[0].id, handed.out)
    assert who_is_to_be_told(handed.ws, handed.family.child.id) == 1
    (waiting,) = unanswered(handed.ws)
    assert waiting.again
    assert waiting.told_at == handed.ws.clock()
    handed.family.answer(Purposes.SUPERVISION)
    assert [one.again for one in unanswered(handed.ws)] == [False]


@pytest.mark.parametrize("purpose", [Purposes.GUIDANCE, Purposes.SUPERVISION])
def test_a_withdrawal_concerns_everybody_who_has_the_film(handed: Handed, purpose: str) -> None:
    handed.hand_over()
    withdraw(handed.ws, handed.family.child.id, [purpose])  # type: ignore[list-item]
    assert told(handed) == [(ONE, one.id) for one in handed.contacts]
    assert notices_due(handed.ws)[0].lost.people == (handed.family.child.id,)
    assert notices_due(handed.ws)[0].lost.films == (handed.film.id,)


def test_another_purpose_concerns_nobody(handed: Handed) -> None:
    handed.hand_over()
    handed.family.answer(Purposes.TRAINING)
    withdraw(handed.ws, handed.family.child.id, [Purposes.TRAINING])
    assert notices_due(handed.ws) == []


def test_who_is_covered_or_not_in_the_picture_is_not_concerned(handed: Handed) -> None:
    child, parent = handed.family.child.id, handed.family.parent.id
    handed.hand_over(ONE, masked=(child,))
    handed.hand_over(OTHER, in_picture=(parent,))
    withdraw(handed.ws, child, [Purposes.GUIDANCE])
    assert notices_due(handed.ws) == []
    withdraw(handed.ws, parent, [Purposes.SUPERVISION])
    assert [one for one, _ in told(handed)] == [ONE, ONE, OTHER, OTHER]


def test_a_yes_anew_before_anybody_was_told_needs_no_notice(handed: Handed) -> None:
    handed.hand_over()
    withdraw(handed.ws, handed.family.child.id, [Purposes.SUPERVISION])
    record_consent(handed.ws, handed.family.child.id, Purposes.SUPERVISION, Answer.GIVEN)
    assert notices_due(handed.ws) == []


def test_the_notice_says_what_and_nothing_else(handed: Handed, clock: SetClock) -> None:
    handed.hand_over()
    withdraw(handed.ws, handed.family.child.id, [Purposes.GUIDANCE])
    at = clock.now
    clock.pass_days(1)
    made = make_notice(handed.ws, ONE, handed.contacts[0].id, handed.out)
    manifest, blobs = unpacked(handed.supervisor, handed.out)
    assert (manifest.kind, manifest.about, manifest.id, blobs) == (Kind.NOTICE, ONE, made.notice, [])
    assert manifest.body == WithdrawalNotice(
        people=(handed.family.child.id,), films=(handed.film.id,), withdrawn_at=at.astimezone(UTC)
    )


def test_a_notice_that_was_made_is_due_no_more_and_waits_for_its_receipt(handed: Handed) -> None:
    handed.hand_over()
    withdraw(handed.ws, handed.family.child.id, [Purposes.GUIDANCE])
    first, second = (one.id for one in handed.contacts)
    made = make_notice(handed.ws, ONE, first, handed.out)
    assert told(handed) == [(ONE, second)]
    assert [(one.contact, one.notice) for one in unanswered(handed.ws)] == [(first, made.notice)]
    again = make_notice(handed.ws, ONE, first, handed.out)
    assert [(one.contact, one.notice) for one in unanswered(handed.ws)] == [(first, again.notice)]


def test_what_has_run_out_needs_a_receipt_and_no_notice(handed: Handed, clock: SetClock) -> None:
    handed.hand_over()
    clock.pass_days(LAST_DAY.days)
    assert unanswered(handed.ws) == []
    clock.pass_days(1)
    withdraw(handed.ws, handed.family.child.id, [Purposes.GUIDANCE])
    assert notices_due(handed.ws) == []
    assert [(one.contact, one.notice) for one in unanswered(handed.ws)] == [(one.id, None) for one in handed.contacts]
    with pytest.raises(NothingToNotify):
        make_notice(handed.ws, ONE, handed.contacts[0].id, handed.out)


@pytest.mark.parametrize("what", list(Erasing))
def test_an_erasure_reaches_out_when_nothing_is_left_here(handed: Handed, what: Erasing) -> None:
    handed.hand_over()
    case, child = handed.family.case.id, handed.family.child.id
    target = {Erasing.CASE: case, Erasing.FILM: handed.film.id, Erasing.PERSON: child}[what]
    erase(handed.ws, Target(what, target), "pyydetty")
    remove_contact(handed.ws, handed.contacts[0].id)
    assert told(handed) == [(ONE, one.id) for one in handed.contacts]
    made = make_notice(handed.ws, ONE, handed.contacts[0].id, handed.out)
    manifest, _ = unpacked(handed.supervisor, handed.out)
    assert isinstance(manifest.body, WithdrawalNotice)
    assert manifest.body.films == (handed.film.id,)
    assert manifest.body.people == ((child,) if what is Erasing.PERSON else ())
    assert made == NoticeMade(case, ONE, made.notice, handed.contacts[0].id, manifest.body.people, made.sha256)


def test_it_is_all_known_after_the_next_opening(handed: Handed, clock: SetClock) -> None:
    handed.hand_over()
    erase(handed.ws, Target(Erasing.CASE, handed.family.case.id), "pyydetty")
    make_notice(handed.ws, ONE, handed.contacts[0].id, handed.out)
    before = told(handed), unanswered(handed.ws), sent_packages(handed.ws)
    handed.ws.index.wipe()
    fresh = Workspace(handed.ws.vault, type(handed.ws.index)(), clock)
    fresh.replay()
    assert (
        [(one.package, one.contact) for one in notices_due(fresh)],
        unanswered(fresh),
        sent_packages(fresh),
    ) == before


def test_the_person_can_read_that_others_were_told(handed: Handed) -> None:
    handed.hand_over()
    withdraw(handed.ws, handed.family.child.id, [Purposes.GUIDANCE])
    make_notice(handed.ws, ONE, handed.contacts[0].id, handed.out)
    assert handlings(handed.ws, handed.family.child.id)[-1].act == "notice.made"
    assert "notice.made" not in {one.act for one in handlings(handed.ws, handed.family.parent.id)}


def test_what_is_not_run_is_not_on_record(handed: Handed) -> None:
    handed.hand_over()
    withdraw(handed.ws, handed.family.child.id, [Purposes.GUIDANCE])
    job = NoticeMaking(handed.ws, ONE, handed.contacts[0].id, handed.out)
    with pytest.raises(NotRun):
        job.finish()
    job.run(lambda _done, _total: None)
    job.abandon()
    assert not handed.out.exists()
    assert unanswered(handed.ws) == []


def test_no_notice_about_what_was_never_handed_over(handed: Handed) -> None:
    with pytest.raises(UnknownId):
        make_notice(handed.ws, ONE, handed.contacts[0].id, handed.out)
