"""A package that was made, opened and worked on: two vaults that know each other, and what goes to and fro."""

import hashlib
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from tests.in_process_tasks import run_in_process
from tests.services.casework import PASSPHRASE, Family, SetClock, found_family
from tests.services.package_maker import pseudonym
from tests.services.supervising import LAST_DAY, another_vault, known_to, unpacked
from vigtool.domain.cases import Recording
from vigtool.domain.comments import Feedback
from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import GuestOpened
from vigtool.services.answering import make_answer
from vigtool.services.comments import CommentDesk
from vigtool.services.feedback import set_feedback
from vigtool.services.identifying import new_identifier
from vigtool.services.marking import mark_frames
from vigtool.services.opening import open_workspace
from vigtool.services.package_making import make_package
from vigtool.services.package_opening import open_package
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace
from vigtool.vault.package import Address, Blob, write_package

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(range(200))

Alter = Callable[[dict[str, Any]], None]
"""Changes the manifest's plain JSON."""


@dataclass(frozen=True, slots=True)
class Loop:
    """The trainee has handed two moments, frames [4, 12) and [14, 20), to the supervisor, each as a film of its own."""

    family: Family
    film: Recording
    marked: tuple[Moment, Moment]
    supervisor: Workspace
    to: Contact
    guest: GuestOpened
    clock: SetClock
    folder: Path

    @property
    def trainee(self) -> Workspace:
        return self.family.ws

    def guest_film(self, place: int = 0) -> RecordingId:
        return self.guest.films[place].recording

    def guest_tick(self, frame: int, place: int = 0) -> int:
        return frame_times(self.supervisor, self.guest_film(place)).tick_of(frame)

    def tick(self, frame: int) -> int:
        return frame_times(self.trainee, self.film.id).tick_of(frame)

    def file(self) -> Path:
        return self.folder / f"{new_identifier()}.vigpackage"

    def answer(self) -> Path:
        return make_answer(self.supervisor, self.guest.case, self.file()).file

    def altered(self, alter: Alter, *, signer: Workspace | None = None, box: Workspace | None = None) -> Path:
        """An answer of which the manifest says something else, signed by the supervisor or another vault."""
        manifest, blobs = unpacked(self.trainee, self.answer())
        plain = msgspec.json.decode(msgspec.json.encode(manifest))
        alter(plain)
        return self.packed(msgspec.json.encode(plain), blobs, signer=signer, box=box)

    def packed(
        self, manifest: bytes, blobs: list[bytes], *, signer: Workspace | None = None, box: Workspace | None = None
    ) -> Path:
        out, mailbox = io.BytesIO(), (box or self.trainee).vault.mailbox
        packed = [Blob(len(one), hashlib.sha256(one).hexdigest(), partial(io.BytesIO, one)) for one in blobs]
        sign = (signer or self.supervisor).vault.sign
        write_package(out, manifest, packed, [Address(mailbox.recipient, mailbox.hybrid)], sign)
        target = self.file()
        target.write_bytes(out.getvalue())
        return target


@contextmanager
def handed_over(family: Family, clock: SetClock, folder: Path) -> Iterator[Loop]:
    film = family.film(folder)
    family.answer(Purposes.SUPERVISION)
    marked = (
        mark_frames(family.ws, film.id, first=4, end=12, title="Katse"),
        mark_frames(family.ws, film.id, first=14, end=20, title="Vuoro"),
    )
    with another_vault(folder / "supervisor", clock) as supervisor:
        known_to(supervisor, family.ws, "Koulutettava")
        to = known_to(family.ws, supervisor, "Ohjaaja")
        last = (clock() + LAST_DAY).date()
        made = make_package(family.ws, [one.id for one in marked], [to.id], folder / "paketti.vigpackage", expires=last)
        guest = open_package(supervisor, made.file, pseudonym)
        yield Loop(family, film, marked, supervisor, to, guest, clock, folder)


@cache
def _made_once() -> tuple[tempfile.TemporaryDirectory[str], Loop]:
    """One that was handed over, with both vaults closed: making it takes far longer than copying it."""
    kept, clock = tempfile.TemporaryDirectory(), SetClock()
    folder = Path(kept.name)
    with another_vault(folder / "vault", clock) as trainee, handed_over(found_family(trainee), clock, folder) as made:
        pass
    return kept, made


@contextmanager
def copied(clock: SetClock, folder: Path) -> Iterator[Loop]:
    """A copy of one. Nothing may be erased in it: the other copies would find that noted on this computer."""
    _kept, made = _made_once()
    shutil.copytree(made.folder, folder, dirs_exist_ok=True)
    with ExitStack() as stack:
        trainee, supervisor = (stack.enter_context(_reopened(folder / one, clock)) for one in ("vault", "supervisor"))
        family = replace(made.family, ws=trainee)
        yield replace(made, family=family, supervisor=supervisor, clock=clock, folder=folder)


@contextmanager
def _reopened(folder: Path, clock: SetClock) -> Iterator[Workspace]:
    opened = open_workspace(folder, PASSPHRASE, clock=clock)
    opened.run_task = run_in_process
    try:
        yield opened
    finally:
        opened.close()


def say_all(loop: Loop) -> None:
    """A comment at a frame, a spoken answer to it, a moment and a feedback."""
    desk = CommentDesk(loop.supervisor, loop.guest_film())
    first = desk.add("Miten hän odottaa!", tick=loop.guest_tick(3))
    desk.add("", answers=first.id, sound=WAV)
    mark_frames(loop.supervisor, loop.guest_film(), first=1, end=3, title="Aloite")
    set_feedback(loop.supervisor, loop.guest.case, Feedback("Hienosti", "", ""))
