"""Two vaults: a trainee's with films and moments, a supervisor's that is its contact."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from tests.in_process_tasks import run_in_process
from tests.services.casework import CHILD_NAME, PARENT_NAME, PASSPHRASE, WORK_FACTOR, Family, SetClock, film_file
from vigtool.domain.cases import Recording
from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import Box, MaskPoint
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.domain.purposes import Purposes
from vigtool.exchange.packages.manifest import Manifest, read_manifest
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk, mark_frames, moment
from vigtool.services.masking import MaskingDesk
from vigtool.services.opening import create_workspace
from vigtool.services.package_making import PackageReport, make_package
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace
from vigtool.vault.package import PackageReader

LAST_DAY = timedelta(days=30)


@contextmanager
def another_vault(folder: Path, clock: SetClock) -> Iterator[Workspace]:
    """A vault of somebody else, on the same clock."""
    opened, _recovery_key = create_workspace(folder, PASSPHRASE, work_factor=WORK_FACTOR, clock=clock)
    opened.run_task = run_in_process
    try:
        yield opened
    finally:
        opened.close()


def known_to(ws: Workspace, other: Workspace, name: str) -> Contact:
    """The contact that another vault is in this one, by the card that it gives out."""
    return add_contact(ws, my_card(other, name))


def unpacked(ws: Workspace, package: Path) -> tuple[Manifest, list[bytes]]:
    """What a package holds, read by hand in the vault that it is for."""
    with package.open("rb") as file:
        reader = PackageReader(file, ws.vault.mailbox.identities)
        manifest, films = read_manifest(reader.manifest), list[bytes]()
        for blob in manifest.blobs:
            film = BytesIO()
            reader.copy_blob(blob.size, blob.sha256, film.write)
            films.append(film.getvalue())
        reader.end()
    return manifest, films


@dataclass(frozen=True, slots=True)
class Trainee:
    """A case with two films, two moments in the first and one in the second, and a supervisor."""

    family: Family
    supervisor: Workspace
    contact: Contact
    film: Recording
    other: Recording
    moments: tuple[Moment, ...]
    out: Path

    @property
    def ws(self) -> Workspace:
        return self.family.ws

    @property
    def last_day(self) -> date:
        return (self.ws.clock() + LAST_DAY).date()

    def edit(self, moment: Moment) -> None:
        desk = MarkingDesk(self.ws, moment.recording)
        desk.edit("test", desk.marks.with_moment(moment))

    def cover(self, film: Recording, person: PersonId, frames: range) -> None:
        times, desk = frame_times(self.ws, film.id), MaskingDesk(self.ws, film.id)
        points = [MaskPoint(times.tick_of(n), Box(10, 10, 60, 40)) for n in frames]
        desk.edit("cover", desk.masking.with_mask(desk.new_mask(person).with_points(points)))

    def another(self, folder: Path) -> Contact:
        """A second contact."""
        with another_vault(folder, SetClock(self.ws.clock())) as vault:
            return known_to(self.ws, vault, "Other")

    def made(self) -> PackageReport:
        return make_package(
            self.ws, [one.id for one in self.moments], [self.contact.id], self.out, expires=self.last_day
        )


@contextmanager
def trainee_of(family: Family, clock: SetClock, folder: Path) -> Iterator[Trainee]:
    """The case with films and moments; names stand in the words, as trainees write them."""
    ws = family.ws
    film = family.film(folder)
    family.answer(Purposes.SUPERVISION)
    other = import_film(ws, film_file(folder / "toinen.mp4"), family.case.id)
    times = frame_times(ws, film.id)
    first = mark_frames(ws, film.id, first=3, end=15, key=9, title=f"{CHILD_NAME}n hymy")
    turns = (
        Turn(family.child.id, TurnKind.INITIATIVE, times.span(1, 6), f"{CHILD_NAME} katsoo"),
        Turn(family.parent.id, TurnKind.RECEPTION, times.span(6, 9), "nyökkää"),
        Turn(family.parent.id, TurnKind.RESPONSE, times.span(20, 22), "hymyilee"),
    )
    desk = MarkingDesk(ws, film.id)
    noted = replace(first, turns=turns, note=f"{PARENT_NAME} odottaa.", question="Mitä näet?", starred=True)
    desk.edit("test", desk.marks.with_moment(noted.with_people([family.child.id])))
    second = mark_frames(ws, film.id, first=16, end=20, key=16, title="Toinen")
    third = mark_frames(ws, other.id, first=0, end=4, key=2, title="Kolmas")
    out = folder / "stick"
    out.mkdir()
    with another_vault(folder / "supervisor", clock) as supervisor:
        contact = known_to(ws, supervisor, "Supervisor")
        moments = (moment(ws, first.id), second, third)
        yield Trainee(family, supervisor, contact, film, other, moments, out / "a.vigpackage")
