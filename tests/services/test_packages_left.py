"""What was handed over is known afterwards: to who withdraws, on the receipt for it, and in her own words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.casework import Family, SetClock
from tests.services.supervising import Trainee, trainee_of
from vigtool.domain.purposes import Purposes
from vigtool.domain.withdrawal import Left
from vigtool.services.handover_errors import NotOneHandover
from vigtool.services.package_making import make_package
from vigtool.services.receipts import handover_receipt, write_handover_receipt
from vigtool.services.withdrawing import departures, withdraw


@pytest.fixture
def trainee(family: Family, clock: SetClock, tmp_path: Path) -> Iterator[Trainee]:
    with trainee_of(family, clock, tmp_path) as made:
        yield made


def test_who_withdraws_is_told_what_was_handed_to_whom(trainee: Trainee) -> None:
    report = trainee.made()

    left = withdraw(trainee.ws, trainee.family.child.id, [Purposes.SUPERVISION]).left

    assert [(one.seq, one.what, one.contacts, one.sha256) for one in left] == [
        (seq, Left.PACKAGE, (trainee.contact.id,), (report.sha256,)) for seq in report.seqs
    ]
    assert [one.moments for one in left] == [(one.id,) for one in trainee.moments]
    assert {one.recording for one in left} == {trainee.film.id, trainee.other.id}
    assert all(one.purpose == Purposes.SUPERVISION and not one.masked for one in left)


def test_who_was_not_in_the_picture_is_told_of_nothing(trainee: Trainee) -> None:
    parent, second = trainee.family.parent.id, trainee.moments[1]
    trainee.edit(second.with_people([trainee.family.child.id]))
    make_package(trainee.ws, [second.id], [trainee.contact.id], trainee.out, expires=trainee.last_day)

    assert departures(trainee.ws, parent) == []
    assert [one.what for one in departures(trainee.ws, trainee.family.child.id)] == [Left.PACKAGE]


def test_who_was_covered_is_told_so(trainee: Trainee) -> None:
    child = trainee.family.child.id
    trainee.cover(trainee.other, child, range(4))
    chosen = [trainee.moments[2].id]
    make_package(trainee.ws, chosen, [trainee.contact.id], trainee.out, expires=trainee.last_day, masked=[child])

    assert [one.masked for one in departures(trainee.ws, child)] == [True]
    assert [one.masked for one in departures(trainee.ws, trainee.family.parent.id)] == [False]


def test_a_receipt_tells_of_the_whole_package(trainee: Trainee) -> None:
    report = trainee.made()

    for seq in report.seqs:
        receipt = handover_receipt(trainee.ws, [seq])
        assert [one.entry for one in receipt.things] == list(report.seqs)
    assert receipt.recipient == trainee.contact.name
    assert receipt.purpose == Purposes.SUPERVISION
    assert [(one.what, one.moment, one.first, one.last) for one in receipt.things] == [
        (Left.PACKAGE, trainee.moments[0].id, 3, 14),
        (Left.PACKAGE, trainee.moments[1].id, 16, 19),
        (Left.PACKAGE, trainee.moments[2].id, 0, 3),
    ]
    assert all(one.sha256 == (report.sha256,) and one.consents for one in receipt.things)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_receipt_for_a_package_is_a_page(trainee: Trainee, tmp_path: Path, language: str) -> None:
    report = trainee.made()
    page = write_handover_receipt(trainee.ws, report.seqs[:1], tmp_path / "receipt.pdf", language)
    assert page.read_bytes().startswith(b"%PDF")
    assert report.sha256 in page.with_suffix(".json").read_text("utf-8")


def test_two_packages_need_two_receipts_where_they_went_to_different_people(trainee: Trainee, tmp_path: Path) -> None:
    first = trainee.made()
    other = trainee.another(tmp_path / "other")
    chosen, out = [trainee.moments[2].id], trainee.out.with_name("b.vigpackage")
    second = make_package(trainee.ws, chosen, [other.id], out, expires=trainee.last_day)

    with pytest.raises(NotOneHandover):
        handover_receipt(trainee.ws, [*first.seqs, *second.seqs])
