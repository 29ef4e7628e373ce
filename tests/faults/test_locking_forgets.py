"""After locking no process of the program holds a key, the passphrase, a name, a word or a picture any more.

The same scan finds them all before, in the same processes.
"""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.memory_scan import family, found_in_memory
from tests.faults.needles import CASE_NAME, PASSPHRASE, PERSON_NAME, QUESTION, moment_title
from tests.in_process_tasks import run_in_process
from tests.media.drawn_films import draw_film
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames, moment
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.people import add_person

REPOSITORY = Path(__file__).parents[2]
LIMIT_S = 60
TYPED = "Kesken jäänyt otsikko"

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="/proc/<pid>/mem is Linux's"),
    pytest.mark.skipif(
        hasattr(os, "geteuid") and os.geteuid() != 0, reason="only root may read the memory of a closed process"
    ),
]


@dataclass(frozen=True, slots=True)
class Scene:
    """A vault with one film and one moment, and what must not be found."""

    folder: Path
    film: RecordingId
    moment: MomentId
    tick: int
    keys: dict[str, bytes]

    def needles(self, parts: list[str]) -> list[bytes]:
        """All needles; ``parts`` are of the picture that is shown, of which the most varied is taken."""
        words = [PASSPHRASE, CASE_NAME, PERSON_NAME, QUESTION, moment_title(1), TYPED]
        texts = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "latin-1")]
        picture = max((bytes.fromhex(part) for part in parts), key=lambda part: len(set(part)))
        assert len(set(picture)) > 16
        return [*texts, *self.keys.values(), picture]


class Window:
    """The running program."""

    def __init__(self, home: Path) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(REPOSITORY),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.faults.locking_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=home,
        )
        self._heard = b""

    def hear(self) -> list[Any]:
        """What the program says next."""
        assert self.process.stdout is not None
        while b"\n" not in self._heard:
            ready, _, _ = select.select([self.process.stdout], [], [], LIMIT_S)
            assert ready, "the program says nothing"
            more = os.read(self.process.stdout.fileno(), 65_536)
            assert more, "the program has ended"
            self._heard += more
        line, self._heard = self._heard.split(b"\n", 1)
        heard: list[Any] = json.loads(line)
        return heard

    def do(self, *deed: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(deed).encode() + b"\n")
        self.process.stdin.flush()

    def tell(self, *deed: object, answer: list[str] | None = None) -> list[Any]:
        """Have something done and return what the program says then, which is ``answer`` if one is given."""
        self.do(*deed)
        heard = self.hear()
        assert answer is None or heard == answer
        return heard

    def found(self, needles: list[bytes]) -> set[bytes]:
        return {needle for pid in family(self.process.pid) for needle in found_in_memory(pid, needles)}


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    source = tmp_path / "film.mp4"
    draw_film(source, frames=40, width=320, height=180)
    ws, _key = create_workspace(tmp_path / "vault", PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    case = add_case(ws, CASE_NAME, QUESTION)
    person = add_person(ws, case.id, PERSON_NAME, Role.CHILD)
    record_consent(ws, person.id, Purposes.GUIDANCE, Answer.GIVEN)
    film = import_film(ws, source, case.id)
    marked = mark_frames(ws, film.id, first=5, end=20, title=moment_title(1))
    keys = {
        "vault": ws.vault._secret,  # noqa: SLF001 - the worst that memory could give away
        "case": ws.vault.key(case.id).secret,
        "film": ws.vault.key(film.id).secret,
        "guider": ws.vault._keys._holder.secret,  # noqa: SLF001 - as above
    }
    lent = ws.vault.lend_recording(film.id)
    keys["film's file"] = lent.file_key
    lent.file.close()
    ws.close()
    return Scene(tmp_path / "vault", film.id, marked.id, marked.span.start, keys)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    (tmp_path / "home").mkdir()
    running = Window(tmp_path / "home")
    yield running
    running.process.kill()
    running.process.communicate()


def test_locking_forgets_everything_and_comes_back_to_the_same_place(scene: Scene, window: Window) -> None:
    assert window.hear() == ["begun"]
    window.tell("type", PASSPHRASE, str(scene.folder), answer=["typed"])
    assert window.found([PASSPHRASE.encode("utf-16-le")])
    window.tell("unlock", answer=["open"])
    _shown, *parts = window.tell("show", scene.film, scene.moment, scene.tick)
    window.tell("note", TYPED, answer=["typed"])
    before = window.tell("where")
    needles = scene.needles(parts)
    found = window.found(needles)
    assert {CASE_NAME.encode("latin-1"), TYPED.encode("utf-16-le"), needles[-1], *scene.keys.values()} <= found
    assert len(family(window.process.pid)) > 1

    window.tell("lock", answer=["locked"])
    assert window.found(needles) == set()
    visible = [Path(f"/proc/{window.process.pid}/{name}").read_bytes() for name in ("cmdline", "environ")]
    for told in (str(scene.folder), scene.film, scene.moment):
        assert not any(told.encode() in one for one in visible)

    window.tell("type", PASSPHRASE, answer=["typed"])
    window.tell("unlock", answer=["open"])
    assert window.tell("where") == before
    window.do("quit")
    assert window.process.wait(LIMIT_S) == 0
    ws = open_workspace(scene.folder, PASSPHRASE)
    assert moment(ws, scene.moment).title == TYPED
    ws.close()
