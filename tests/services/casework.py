"""A case to work on: a vault with a clock that the test sets, drawn films, and what lies on the disk."""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from io import BufferedReader
from pathlib import Path

from tests.media.drawn_films import drawn_film
from vigtool.domain.cases import Case, Recording
from vigtool.domain.consent import Answer
from vigtool.domain.deciding import Permit
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import Event
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import permit, record_consent
from vigtool.services.event_codec import decode
from vigtool.services.importing import import_film
from vigtool.services.people import add_person
from vigtool.services.workspace import Workspace
from vigtool.vault.journal import Envelope

WORK_FACTOR = 1
"""scrypt at 2^1: these passphrases protect nothing."""

PASSPHRASE = "six words of nobody at all"
EVENING = datetime(2026, 3, 9, 18, 0, tzinfo=timezone(timedelta(hours=2)))
FRAMES = 24

CASE_NAME, QUESTION = "Perhe Kuusenkerkkä", "Miten löydämme yhteisen rytmin?"
CHILD_NAME, PARENT_NAME, VISITOR_NAME = "Aino-Inkeri", "Maarit Zetterqvist", "Naapurin Kalervo"
NAMES = (CASE_NAME, CHILD_NAME, PARENT_NAME, VISITOR_NAME)

_numbers = itertools.count()


@dataclass(slots=True)
class SetClock:
    """A clock that stands until it is moved."""

    now: datetime = EVENING

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@dataclass(slots=True)
class Stopping:
    """A progress callback that cancels at its n-th call, and remembers all calls."""

    at: int | None = None
    calls: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, done: int, total: int) -> None:
        if len(self.calls) == self.at:
            raise Cancelled
        self.calls.append((done, total))


@dataclass(frozen=True, slots=True)
class Family:
    """A case with a child and a parent."""

    ws: Workspace
    case: Case
    child: Person
    parent: Person

    def answer(self, purpose: Purpose, answer: Answer = Answer.GIVEN) -> None:
        for person in (self.child, self.parent):
            record_consent(self.ws, person.id, purpose, answer)

    def film(self, folder: Path) -> Recording:
        self.answer(Purposes.GUIDANCE)
        return import_film(self.ws, film_file(folder / "leikkihetki.mp4"), self.case.id)


def found_family(ws: Workspace) -> Family:
    case = add_case(ws, CASE_NAME, QUESTION)
    child = add_person(ws, case.id, CHILD_NAME, Role.CHILD)
    return Family(ws, case, child, add_person(ws, case.id, PARENT_NAME, Role.PARENT))


@cache
def _drawn() -> bytes:
    return drawn_film(frames=FRAMES, width=96, height=64, sound=True).read()


def film_file(path: Path, size: int = 0) -> Path:
    """Write a film that no other call writes: the same pictures, and a box of its own that players pass over."""
    rest = max(size - len(_drawn()) - 8, 8)
    mark = next(_numbers).to_bytes(8, "big")
    path.write_bytes(_drawn() + (8 + rest).to_bytes(4, "big") + b"free" + (mark * (rest // 8 + 1))[:rest])
    return path


def bare_film(ws: Workspace, film: RecordingId) -> BufferedReader:
    """A film's bytes straight from the vault, past the gate."""
    return BufferedReader(ws.vault.open_recording(film))


def to_store(ws: Workspace, film: RecordingId) -> Permit:
    """The permit to have a film in the vault."""
    return permit(ws, Act.STORE, Purposes.GUIDANCE, film)


def on_disk(folder: Path) -> dict[str, str]:
    """Everything in a folder: names with the hashes of the files."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "/"
        for path in folder.rglob("*")
    }


def happened(ws: Workspace) -> Iterator[tuple[Envelope, Event]]:
    """What the journal on the disk says, not what the index remembers."""
    for envelope, body in ws.vault.journal.replay():
        assert body is not None
        yield envelope, decode(envelope.act, body)


def last_event(ws: Workspace) -> Event:
    return list(happened(ws))[-1][1]
