"""Two vaults between which real packages went, and strangers beside them: what every bad package is made from.

Of four packages the first was not taken in, the second was answered and merged, the third was erased there and its
receipt kept here, and of the fourth, whose family withdrew, the notice is under way. All went whole, so with the bytes
of the films as they are.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import msgspec

from tests.packages.packing import Alter, Content, Plain, sealed
from tests.services.casework import Family, SetClock, film_file, found_family
from tests.services.package_maker import pseudonym
from tests.services.supervising import another_vault, known_to, unpacked
from vigtool.domain.comments import Feedback
from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import MomentId
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import GuestOpened
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.answering import make_answer
from vigtool.services.comments import CommentDesk
from vigtool.services.contact_cards import own_card
from vigtool.services.contacts import remove_contact
from vigtool.services.feedback import set_feedback
from vigtool.services.guest_erasing import erase_guest
from vigtool.services.identifying import new_identifier
from vigtool.services.importing import import_film
from vigtool.services.incoming_packages import Reception, taking
from vigtool.services.jobs import complete
from vigtool.services.marking import mark_frames
from vigtool.services.merging import merge_answer
from vigtool.services.notices import make_notice, notices_due
from vigtool.services.package_making import make_package
from vigtool.services.package_opening import open_package
from vigtool.services.receipt_taking import take_receipt
from vigtool.services.recordings import frame_times
from vigtool.services.withdrawing import withdraw
from vigtool.services.workspace import Workspace

DAYS = 30
FILM = 150_000
"""Bytes of a film at least: its package has several pieces."""
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(range(200))


@dataclass(frozen=True, slots=True)
class Scene:
    """The vaults; ``third`` knows both and is known, ``gone`` was a contact of both and was removed again."""

    folder: Path
    clock: SetClock
    trainee: Workspace
    supervisor: Workspace
    third: Workspace
    gone: Workspace
    stranger: Workspace
    real: dict[Kind, Path]
    """Of each kind one that was not taken in yet."""
    taken: dict[str, Path]
    """Files that were taken in: ``answered``, ``erased``, ``answer``, ``receipt``."""
    guest: GuestOpened
    """The one that was answered."""
    moments: tuple[MomentId, ...]
    """The trainee's, in the packages' films."""
    _contents: dict[Kind, Content] = field(default_factory=dict)

    @property
    def expires(self) -> date:
        return (self.clock.now + timedelta(days=DAYS)).date()

    def reader(self, kind: Kind) -> Workspace:
        """Whom a package of that kind goes to."""
        return self.supervisor if kind in (Kind.HANDOVER, Kind.NOTICE) else self.trainee

    def maker(self, kind: Kind) -> Workspace:
        return self.trainee if kind in (Kind.HANDOVER, Kind.NOTICE) else self.supervisor

    def content(self, kind: Kind) -> Content:
        """What is in the real one, under an id that was never used."""
        if kind not in self._contents:
            manifest, blobs = unpacked(self.reader(kind), self.real[kind])
            self._contents[kind] = Content(msgspec.json.encode(manifest), blobs, self.maker(kind).vault.sign)
        return self._contents[kind].altered(lambda plain: plain.update(id=new_identifier()))

    def packed(self, kind: Kind, alter: Alter | None = None, *, by: Workspace | None = None) -> Path:
        """A package of which the manifest says something else, signed by its maker or by another vault."""
        content = self.content(kind)
        if alter is not None:
            content = content.altered(alter)
        if by is not None:
            content = Content(content.manifest, content.blobs, by.vault.sign)
        return self.sealed(kind, content.bytes())

    def from_(self, kind: Kind, maker: Workspace, alter: Alter | None = None) -> Path:
        """A package that another vault made in its own name."""

        def theirs(plain: Plain) -> None:
            card = own_card(maker, "Somebody")
            plain["sender"] = msgspec.to_builtins(card)
            if alter is not None:
                alter(plain)

        return self.packed(kind, theirs, by=maker)

    def sealed(self, kind: Kind, content: bytes, to: Workspace | None = None) -> Path:
        return self.file(sealed(content, to or self.reader(kind)))

    def file(self, data: bytes) -> Path:
        target = self.folder / "bad.vigpackage"
        target.write_bytes(data)
        return target

    def take(self, kind: Kind, file: Path) -> object:
        """Take a file in where packages of that kind go."""
        reception = Reception(pseudonym, self.folder, "a notice came")
        return complete(taking(self.reader(kind), file, kind, reception))


@contextmanager
def acted_out(folder: Path) -> Iterator[Scene]:
    """The scene, in a folder of its own."""
    clock = SetClock()
    with ExitStack() as stack:
        names = ("trainee", "supervisor", "third", "gone", "stranger")
        ws = {one: stack.enter_context(another_vault(folder / one, clock)) for one in names}
        yield _Acting(folder, clock, ws).all()


class _Acting:
    """Lets both work until the scene stands."""

    def __init__(self, folder: Path, clock: SetClock, vaults: dict[str, Workspace]) -> None:
        self._folder, self._clock, self._vaults = folder, clock, vaults
        self._trainee, self._supervisor = vaults["trainee"], vaults["supervisor"]
        self._to = self._acquainted()

    def all(self) -> Scene:
        first, second = self._family("one"), self._family("two")
        away, answered = self._made(first), self._made(first)
        guest = open_package(self._supervisor, answered, pseudonym)
        merged, answer = self._answer(guest), self._answer(guest)
        merge_answer(self._trainee, merged)
        erased, also_erased, withdrawn = (self._made(second) for _ in range(3))
        kept, receipt = self._erased(erased), self._erased(also_erased)
        take_receipt(self._trainee, kept)
        open_package(self._supervisor, withdrawn, pseudonym)
        return Scene(
            self._folder,
            self._clock,
            self._trainee,
            self._supervisor,
            third=self._vaults["third"],
            gone=self._vaults["gone"],
            stranger=self._vaults["stranger"],
            real={
                Kind.HANDOVER: away,
                Kind.ANSWER: answer,
                Kind.NOTICE: self._notice(second.family, withdrawn),
                Kind.RECEIPT: receipt,
            },
            taken={"answered": answered, "erased": erased, "answer": merged, "receipt": kept},
            guest=guest,
            moments=first.moments,
        )

    def _acquainted(self) -> Contact:
        for ws in (self._trainee, self._supervisor):
            known_to(ws, self._vaults["third"], "Third")
            remove_contact(ws, known_to(ws, self._vaults["gone"], "Gone").id)
        known_to(self._supervisor, self._trainee, "Trainee")
        return known_to(self._trainee, self._supervisor, "Supervisor")

    def _family(self, name: str) -> "_Filmed":
        family = found_family(self._trainee)
        family.answer(Purposes.GUIDANCE)
        family.answer(Purposes.SUPERVISION)
        files = [film_file(self._folder / f"{name}-{number}.mp4", FILM) for number in range(2)]
        films = [import_film(self._trainee, file, family.case.id) for file in files]
        marked = [mark_frames(self._trainee, one.id, first=4, end=12, key=6, title="Katse") for one in films]
        return _Filmed(family, tuple(one.id for one in marked))

    def _new_file(self) -> Path:
        return self._folder / f"{new_identifier()}.vigpackage"

    def _made(self, of: "_Filmed") -> Path:
        last = (self._clock() + timedelta(days=DAYS)).date()
        to = [self._to.id]
        return make_package(self._trainee, of.moments, to, self._new_file(), expires=last, whole=True).file

    def _answer(self, guest: GuestOpened) -> Path:
        film = guest.films[0].recording
        desk, tick = CommentDesk(self._supervisor, film), frame_times(self._supervisor, film).tick_of(3)
        first = desk.add("Miten hän odottaa!", tick=tick)
        desk.add("", answers=first.id, sound=WAV + first.id.encode())
        mark_frames(self._supervisor, film, first=1, end=3, title="Aloite")
        set_feedback(self._supervisor, guest.case, Feedback("Hienosti", "", ""))
        return make_answer(self._supervisor, guest.case, self._new_file()).file

    def _erased(self, package: Path) -> Path:
        """The receipt of a package that was taken in and erased."""
        out = self._new_file()
        erase_guest(self._supervisor, open_package(self._supervisor, package, pseudonym).case, "no longer needed", out)
        return out

    def _notice(self, family: Family, package: Path) -> Path:
        """That about a package whose family withdrew."""
        withdraw(self._trainee, family.child.id, [Purposes.SUPERVISION])
        about, out = unpacked(self._supervisor, package)[0].id, self._new_file()
        (due,) = (one for one in notices_due(self._trainee) if one.package == about)
        make_notice(self._trainee, due.package, due.contact, out)
        return out


@dataclass(frozen=True, slots=True)
class _Filmed:
    """A family with two films, and a moment in each."""

    family: Family
    moments: tuple[MomentId, ...]
