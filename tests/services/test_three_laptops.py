"""A trainee and two supervisors on one shared folder: each gets what is meant for them, once, and nothing is lost."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.casework import SetClock
from tests.services.package_maker import Pair, pseudonym, two_vaults
from tests.services.shared_folder import SyncEngine
from tests.services.supervising import another_vault, known_to
from vigtool.domain.contacts import Contact
from vigtool.domain.events import ACT_NAMES, Event
from vigtool.domain.identifiers import CaseId
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import AnswerMade, AnswerMerged, GuestOpened, NoticeMade, PackageSent, ReceiptKept
from vigtool.services.answering import make_answer
from vigtool.services.guests import guests
from vigtool.services.incoming_packages import Reception
from vigtool.services.marking import mark_frames
from vigtool.services.notices import make_notice, notices_due, unanswered
from vigtool.services.package_folder import Lying, PackageFolder, new_file
from vigtool.services.package_making import make_package
from vigtool.services.verifying import verify_vault
from vigtool.services.withdrawing import withdraw
from vigtool.services.workspace import Workspace

SEEDS = range(100 if os.environ.get("VIGTOOL_CAMPAIGN") == "all" else 3)
PACKAGES = 3


@pytest.fixture
def pair(tmp_path: Path, clock: SetClock) -> Iterator[Pair]:
    with two_vaults(tmp_path, clock) as made:
        yield made


@pytest.fixture
def second(pair: Pair) -> Iterator[Workspace]:
    with another_vault(pair.folder / "second", pair.clock) as made:
        known_to(made, pair.trainee, "Koulutettava")
        yield made


class Laptops:
    """Three people who do what they do, in an order that a seed decides; each looks at a side of the folder."""

    def __init__(self, pair: Pair, second: Workspace, seed: int) -> None:
        self.pair, self.chance = pair, random.Random(seed)
        self.vaults = (pair.trainee, pair.supervisor, second)
        self.sides = tuple(pair.folder / f"side-{number}" for number in range(3))
        for side in self.sides:
            side.mkdir()
        self.engine = SyncEngine(self.sides, self.chance)
        self.looking = [
            PackageFolder(ws, side, Reception(pseudonym, side, "ilmoitus"))
            for ws, side in zip(self.vaults, self.sides, strict=True)
        ]
        contacts = [
            known_to(pair.trainee, ws, name) for ws, name in zip(self.vaults[1:], ("Kaisa", "Leena"), strict=True)
        ]
        # both at least once for each; one package goes to both of them
        self.to_hand = [contacts[:1], contacts[1:], contacts][:PACKAGES]
        self.chance.shuffle(self.to_hand)
        self.got = [sum(one in to for to in self.to_hand) for one in contacts]
        self.withdrawn, self.answered = False, [set[CaseId](), set[CaseId]()]

    @property
    def at_rest(self) -> bool:
        return self.withdrawn and self.engine.idle and not unanswered(self.pair.trainee)

    def round(self) -> None:
        self.trainee_works()
        for number in range(2):
            self.supervisor_works(number)
        self.engine.step()
        for folder in self.looking:
            if self.chance.random() < 0.7:
                folder.scan()

    def trainee_works(self) -> None:
        ws, out = self.pair.trainee, self.sides[0]
        if self.to_hand and self.chance.random() < 0.6:
            self.hand_over(self.to_hand.pop())
        elif not self.to_hand and not self.withdrawn and self.chance.random() < 0.2:
            withdraw(ws, self.pair.family.child.id, [Purposes.GUIDANCE])
            self.withdrawn = True
        for due in notices_due(ws):
            make_notice(ws, due.package, due.contact, new_file(out))

    def hand_over(self, to: list[Contact]) -> None:
        moment = mark_frames(self.pair.trainee, self.pair.film.id, first=2, end=9)
        ids, file = [one.id for one in to], new_file(self.sides[0])
        make_package(self.pair.trainee, [moment.id], ids, file, expires=self.pair.expires, whole=True)

    def supervisor_works(self, number: int) -> None:
        ws = self.vaults[1 + number]
        for guest in guests(ws):
            if guest.case not in self.answered[number] and self.chance.random() < 0.4:
                self.answered[number].add(guest.case)
                mark_frames(ws, guest.films[0].recording, first=0, end=3)
                make_answer(ws, guest.case, new_file(self.sides[1 + number]))


def count(ws: Workspace, kind: type[Event]) -> int:
    return len(ws.index.entries(acts={ACT_NAMES[kind]}))


@pytest.mark.parametrize("seed", SEEDS)
def test_three_laptops_on_one_shared_folder(pair: Pair, second: Workspace, seed: int) -> None:
    laptops = Laptops(pair, second, seed)
    rounds = 0
    while not laptops.at_rest:
        laptops.round()
        rounds += 1
        assert rounds < 200, "it never came to rest"
    trainee, supervisors = laptops.vaults[0], laptops.vaults[1:]
    assert [count(one, GuestOpened) for one in supervisors] == laptops.got
    assert [guests(one) for one in supervisors] == [[], []]
    assert (count(trainee, PackageSent), notices_due(trainee)) == (PACKAGES, [])
    assert count(trainee, NoticeMade) == count(trainee, ReceiptKept) == sum(laptops.got)
    for folder in laptops.looking:
        folder.scan()  # what has just grown is looked at once more
    assert {one.state for folder in laptops.looking for one in folder.scan()} <= {Lying.TAKEN, Lying.FOREIGN}
    assert count(trainee, AnswerMerged) == sum(count(one, AnswerMade) for one in supervisors)
    assert [verify_vault(one).damage for one in laptops.vaults] == [(), (), ()]
