"""One bad package each, what has to come of it, and what did."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from tests.full_disks import no_file_longer_than
from tests.packages.packing import Alter, Content
from tests.packages.scene import Scene
from tests.services.casework import on_disk
from vigtool.cli.error_codes import exit_code_of
from vigtool.cli.exit_codes import ExitCode
from vigtool.domain.errors import VigtoolError
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.workspace import Workspace
from vigtool.wording.sentences import sentence_for

Refusal: TypeAlias = type[VigtoolError]
Change: TypeAlias = Callable[[bytes], bytes]


def as_ever(_scene: Scene) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that is refused; ``what`` is said in the table, ``place`` is where in the manifest, if that is told."""

    kind: Kind
    what: str
    build: Callable[[Scene], Path]
    error: Refusal
    place: str = ""
    around: Callable[[Scene], AbstractContextManager[None]] = as_ever

    @property
    def id(self) -> str:
        return f"{self.kind.value}: {self.what}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one; ``unchanged`` tells that both vaults are as they were."""

    error: str
    place: str
    code: ExitCode
    sentence: str
    unchanged: bool


def outcome_of(scene: Scene, bad: Bad) -> Outcome:
    """Take a bad package in. Raises whatever is no error of ours."""
    file = bad.build(scene)
    before = all_of(scene)
    with bad.around(scene):
        error = _refusal(scene, bad.kind, file)
    unchanged = all_of(scene) == before
    if error is None:
        return Outcome("taken in", "", ExitCode.DONE, "", unchanged)
    told, place = sentence_for(error), str(getattr(error, "place", getattr(error, "part", "")))
    return Outcome(type(error).__name__, place, exit_code_of(error), str(told), unchanged)


def _refusal(scene: Scene, kind: Kind, file: Path) -> VigtoolError | None:
    try:
        scene.take(kind, file)
    except VigtoolError as error:
        return error
    return None


def all_of(scene: Scene) -> list[object]:
    """Every byte on the disk, and all that the index knows."""
    both = (scene.trainee, scene.supervisor)
    return [(on_disk(ws.folder), ws.vault.journal.position, documents(ws)) for ws in both]


def documents(ws: Workspace) -> dict[tuple[str, str], bytes]:
    """All that the index knows, whatever the kind."""
    ws.index.get("", "")  # what waits to be written is written
    rows = ws.index._database.execute("SELECT kind, id, body FROM document")  # noqa: SLF001 - nothing may be passed over
    return {(kind, id_): body for kind, id_, body in rows}


def at(now: datetime) -> Callable[[Scene], AbstractContextManager[None]]:
    """By the clock of whoever takes it in it is another time."""

    @contextmanager
    def jumped(scene: Scene) -> Iterator[None]:
        before, scene.clock.now = scene.clock.now, now
        try:
            yield
        finally:
            scene.clock.now = before

    return jumped


def full_at(size: int) -> Callable[[Scene], AbstractContextManager[None]]:
    """No file can be longer, as on a full disk."""
    return lambda _scene: no_file_longer_than(size)


def of_file(kind: Kind, what: str, change: Change, error: Refusal, place: str = "") -> Bad:
    """The real file, changed on its way."""
    return Bad(kind, what, lambda scene: scene.file(change(scene.real[kind].read_bytes())), error, place)


def of_content(kind: Kind, what: str, change: Callable[[Content], bytes], error: Refusal, place: str = "") -> Bad:
    """What is in the seal, changed by one who can seal to the reader's card."""
    return Bad(kind, what, lambda scene: scene.sealed(kind, change(scene.content(kind))), error, place)


def of_manifest(kind: Kind, what: str, alter: Alter, error: Refusal, place: str = "") -> Bad:
    """A manifest that its own maker signed."""
    return Bad(kind, what, lambda scene: scene.packed(kind, alter), error, place)
