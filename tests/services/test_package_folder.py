"""A folder that packages come through: nothing is lost, nothing is applied twice, nothing half is believed."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.casework import SetClock, Stopping, on_disk
from tests.services.package_maker import Pair, make_package, pseudonym, two_vaults
from tests.services.shared_folder import SyncEngine
from tests.services.supervising import known_to
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import ACT_NAMES, Event
from vigtool.domain.identifiers import CaseId
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import (
    AnswerMade,
    AnswerMerged,
    GuestErased,
    GuestOpened,
    NoticeMade,
    PackageSent,
    ReceiptKept,
)
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.answering import make_answer
from vigtool.services.contacts import remove_contact
from vigtool.services.errors import FileUnreadable
from vigtool.services.guests import guests
from vigtool.services.incoming_packages import Reception, look_into
from vigtool.services.marking import mark_frames
from vigtool.services.notice_errors import NoSuchGuest
from vigtool.services.notices import make_notice, notices_due, unanswered
from vigtool.services.package_folder import Found, Lying, PackageFolder, new_file
from vigtool.services.package_making import make_package as hand_over
from vigtool.services.supervision_errors import NotAddressed, PackageExpired, UnknownSender
from vigtool.services.withdrawing import withdraw
from vigtool.services.workspace import Workspace

PACKAGES = 3


@pytest.fixture
def pair(tmp_path: Path, clock: SetClock) -> Iterator[Pair]:
    with two_vaults(tmp_path, clock) as made:
        yield made


@pytest.fixture
def shared(pair: Pair) -> Path:
    folder = pair.folder / "jaettu"
    folder.mkdir()
    return folder


def watched(ws: Workspace, folder: Path) -> PackageFolder:
    return PackageFolder(ws, folder, Reception(pseudonym, folder, "ilmoitus"))


def states(found: list[Found]) -> list[Lying]:
    return [one.state for one in found]


def count(ws: Workspace, kind: type[Event]) -> int:
    return len(ws.index.entries(acts={ACT_NAMES[kind]}))


def test_a_package_is_taken_in_once_whatever_its_copies_are_called(pair: Pair, shared: Path) -> None:
    shutil.move(make_package(pair), shared / "a.vigpackage")
    shutil.copy(shared / "a.vigpackage", shared / "a.sync-conflict-20261123.vigpackage")
    folder = watched(pair.supervisor, shared)
    assert states(folder.look()) == [Lying.NEW, Lying.NEW]
    before = on_disk(shared)
    assert states(folder.scan()) == [Lying.TAKEN, Lying.TAKEN]
    assert count(pair.supervisor, GuestOpened) == 1
    (shared / "a.vigpackage").rename(shared / "B.VIGPACKAGE")
    assert states(watched(pair.supervisor, shared).scan()) == [Lying.TAKEN, Lying.TAKEN]
    assert count(pair.supervisor, GuestOpened) == 1
    assert sorted(on_disk(shared).values()) == sorted(before.values())


def test_what_it_is_is_told_before_it_is_taken_in(pair: Pair, shared: Path) -> None:
    file = make_package(pair)
    first = look_into(pair.supervisor, file)
    assert (first.kind, first.sender, first.about, first.case, first.taken) == (
        Kind.HANDOVER,
        pair.contact,
        None,
        None,
        False,
    )
    shutil.move(file, shared)
    watched(pair.supervisor, shared).scan()
    again = look_into(pair.supervisor, shared / file.name)
    assert (again.case, again.taken) == (guests(pair.supervisor)[0].case, True)


def test_a_file_that_is_not_whole_is_tried_again(pair: Pair, shared: Path) -> None:
    data = make_package(pair).read_bytes()
    file, folder = shared / "a.vigpackage", watched(pair.supervisor, shared)
    for there in (b"", data[:1], data[: len(data) // 2], data[:-1]):
        file.write_bytes(there)
        assert states(folder.scan()) == [Lying.ARRIVING]
    file.write_bytes(data)
    assert states(folder.scan()) == [Lying.ARRIVING]  # it has just grown
    assert states(folder.scan()) == [Lying.TAKEN]


@pytest.mark.parametrize("hole", ["beginning", "middle", "end"])
def test_a_hole_is_found_wherever_it_is(pair: Pair, shared: Path, hole: str) -> None:
    data = bytearray(make_package(pair).read_bytes())
    whole, size = bytes(data), 3000
    first = {"beginning": 0, "middle": len(data) // 2, "end": len(data) - size}[hole]
    data[first : first + size] = bytes(size)
    file, folder = shared / "a.vigpackage", watched(pair.supervisor, shared)
    file.write_bytes(data)
    for _ in range(2):
        assert states(folder.scan()) == [Lying.ARRIVING]
    assert guests(pair.supervisor) == []
    file.write_bytes(whole)
    assert states(folder.scan()) == [Lying.TAKEN]


def test_what_is_no_package_of_ours_stays_where_it_is(pair: Pair, shared: Path) -> None:
    shutil.move(make_package(pair), shared / "a.vigpackage")
    (shared / "letter.txt").write_text("hei", encoding="utf-8")
    (shared / ".b.vigpackage").write_bytes(b"half")
    (shared / "~c.vigpackage").write_bytes(b"half")
    (shared / "folder.vigpackage").mkdir()
    (shared / "link.vigpackage").symlink_to(shared / "a.vigpackage")
    assert [(one.file.name, one.state) for one in watched(pair.trainee, shared).scan()] == [
        ("a.vigpackage", Lying.FOREIGN)
    ]


def test_whose_card_is_missing_waits_for_it(pair: Pair, shared: Path) -> None:
    shutil.move(make_package(pair), shared / "a.vigpackage")
    remove_contact(pair.supervisor, pair.contact.id)
    folder = watched(pair.supervisor, shared)
    (found,) = folder.scan()
    assert (found.state, type(found.error)) == (Lying.REFUSED, UnknownSender)
    known_to(pair.supervisor, pair.trainee, "Koulutettava")
    assert states(folder.scan()) == [Lying.TAKEN]


def test_what_is_refused_is_told_and_stops_no_other(pair: Pair, shared: Path) -> None:
    shutil.move(make_package(pair, lambda plain: plain["body"].update(expires="2026-01-01")), shared / "a.vigpackage")
    shutil.move(make_package(pair, lambda plain: plain.update(to=["other+00000000+AAAA"])), shared / "b.vigpackage")
    shutil.move(make_package(pair), shared / "c.vigpackage")
    folder = watched(pair.supervisor, shared)
    for _ in range(2):
        found = folder.scan()
        assert states(found) == [Lying.REFUSED, Lying.REFUSED, Lying.TAKEN]
        assert [type(one.error) for one in found] == [PackageExpired, NotAddressed, type(None)]


def test_a_folder_that_is_away_is_told(pair: Pair, shared: Path) -> None:
    shared.rmdir()
    with pytest.raises(FileUnreadable):
        watched(pair.supervisor, shared).scan()


def test_stopped_in_the_middle_it_goes_on_the_next_time(pair: Pair, shared: Path) -> None:
    shutil.move(make_package(pair), shared / "a.vigpackage")
    folder = watched(pair.supervisor, shared)
    with pytest.raises(Cancelled):
        folder.scan(Stopping(at=1))
    assert guests(pair.supervisor) == []
    assert states(folder.scan()) == [Lying.TAKEN]


def test_a_notice_that_overtakes_its_package_waits_for_it(pair: Pair, shared: Path) -> None:
    package, notice = handed_and_withdrawn(pair)
    shutil.copy(notice, shared)
    folder = watched(pair.supervisor, shared)
    (found,) = folder.scan()
    assert (found.state, type(found.error)) == (Lying.WAITING, NoSuchGuest)
    shutil.copy(package, shared)
    assert set(states(folder.scan())) == {Lying.TAKEN}
    assert (count(pair.supervisor, GuestOpened), guests(pair.supervisor)) == (1, [])
    assert Lying.TAKEN in states(watched(pair.trainee, shared).scan())
    assert unanswered(pair.trainee) == []


def handed_and_withdrawn(pair: Pair) -> tuple[Path, Path]:
    kaisa = known_to(pair.trainee, pair.supervisor, "Kaisa")
    moment = mark_frames(pair.trainee, pair.film.id, first=2, end=8)
    package, notice = new_file(pair.folder), new_file(pair.folder)
    hand_over(pair.trainee, [moment.id], [kaisa.id], package, expires=pair.expires, whole=True)
    withdraw(pair.trainee, pair.family.child.id, [Purposes.SUPERVISION])
    (due,) = notices_due(pair.trainee)
    make_notice(pair.trainee, due.package, due.contact, notice)
    return package, notice


class Laptops:
    """A trainee and a supervisor who do what they do, in an order that a seed decides; each looks at a side."""

    def __init__(self, pair: Pair, seed: int) -> None:
        self.pair, self.chance = pair, random.Random(seed)
        self.hers, self.theirs = pair.folder / "hers", pair.folder / "theirs"
        for side in (self.hers, self.theirs):
            side.mkdir()
        self.engine = SyncEngine((self.hers, self.theirs), self.chance)
        self.looking = watched(pair.trainee, self.hers), watched(pair.supervisor, self.theirs)
        self.kaisa = known_to(pair.trainee, pair.supervisor, "Kaisa")
        film = pair.film.id
        self.to_hand = [mark_frames(pair.trainee, film, first=one, end=one + 5).id for one in range(PACKAGES)]
        self.withdrawn, self.answered = False, set[CaseId]()

    @property
    def at_rest(self) -> bool:
        return self.withdrawn and self.engine.idle and not unanswered(self.pair.trainee)

    def round(self) -> None:
        self.trainee_works()
        self.supervisor_works()
        self.engine.step()
        for folder in self.looking:
            if self.chance.random() < 0.7:
                folder.scan()

    def trainee_works(self) -> None:
        ws, last_day = self.pair.trainee, self.pair.expires
        if self.to_hand and self.chance.random() < 0.6:
            whole = self.chance.random() < 0.8
            hand_over(ws, [self.to_hand.pop()], [self.kaisa.id], new_file(self.hers), expires=last_day, whole=whole)
        elif not self.to_hand and not self.withdrawn and self.chance.random() < 0.2:
            withdraw(ws, self.pair.family.child.id, [Purposes.GUIDANCE])
            self.withdrawn = True
        for due in notices_due(ws):
            make_notice(ws, due.package, due.contact, new_file(self.hers))

    def supervisor_works(self) -> None:
        ws = self.pair.supervisor
        for guest in guests(ws):
            if guest.case not in self.answered and self.chance.random() < 0.4:
                self.answered.add(guest.case)
                mark_frames(ws, guest.films[0].recording, first=0, end=3)
                make_answer(ws, guest.case, new_file(self.theirs))


@pytest.mark.parametrize("seed", range(4))
def test_two_laptops_on_one_shared_folder(pair: Pair, seed: int) -> None:
    """Packages, answers, then a withdrawal, notices and receipts, while the engine brings them as badly as it can."""
    laptops = Laptops(pair, seed)
    rounds = 0
    while not laptops.at_rest:
        laptops.round()
        rounds += 1
        assert rounds < 200, "it never came to rest"
    trainee, supervisor = pair.trainee, pair.supervisor
    assert count(supervisor, GuestOpened) == PACKAGES
    assert count(supervisor, GuestErased) == 2 * PACKAGES  # announced, and its receipt made
    assert {one.object for one in supervisor.index.entries(acts={ACT_NAMES[GuestErased]})} == {
        one.object for one in trainee.index.entries(acts={ACT_NAMES[PackageSent]})
    }
    assert [count(trainee, kind) for kind in (PackageSent, NoticeMade, ReceiptKept)] == [PACKAGES] * 3
    assert (guests(supervisor), unanswered(trainee), notices_due(trainee)) == ([], [], [])
    for folder in laptops.looking:
        folder.scan()  # what has just grown is looked at once more
    assert {one.state for folder in laptops.looking for one in folder.scan()} <= {Lying.TAKEN, Lying.FOREIGN}
    assert count(trainee, AnswerMerged) == count(supervisor, AnswerMade) == len(laptops.answered)
