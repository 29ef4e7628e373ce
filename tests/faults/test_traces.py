"""A whole journey leaves nothing personal behind: not in the home folder, not in a call to the system.

Traced by ``strace`` on a display of its own where both are installed; the search of the home folder works without.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.displays import unseen_display
from tests.faults.needles import CASE_NAME, NEW_PASSPHRASE, PASSPHRASE, PERSON_NAME, QUESTION, moment_title
from tests.faults.traced_calls import read_calls, trace_command
from tests.media.drawn_films import draw_film

REPOSITORY = Path(__file__).parents[2]
LIMIT_S = 400
WORDS = (PASSPHRASE, NEW_PASSPHRASE, CASE_NAME, PERSON_NAME, QUESTION, moment_title(1), "AGE-SECRET-KEY-1")
TOOLS = [tool for tool in ("strace", "Xvfb") if shutil.which(tool) is None]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folders of a home are those of Linux here")


@dataclass(frozen=True, slots=True)
class Scene:
    """A home, and what lies outside of it; ``out`` is where the user asked for a clip."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def film(self) -> Path:
        return self.folder / CASE_NAME / f"{PERSON_NAME}.mp4"

    @property
    def calls(self) -> Path:
        return self.folder / "calls"

    def prepare(self) -> None:
        for name in ("home", "out", "calls", CASE_NAME):
            (self.folder / name).mkdir()
        (self.home / "run").mkdir(mode=0o700)
        (self.home / "tmp").mkdir()
        draw_film(self.film, frames=40, sound=True)

    def needles(self) -> list[bytes]:
        film = self.film.read_bytes()
        at = film.index(b"mdat") + 64
        words = [word.encode(encoding) for word in WORDS for encoding in ("utf-8", "utf-16-le", "latin-1")]
        return [*words, *(quote(word).encode() for word in WORDS), film[at : at + 48]]

    def run(self, module: str, *arguments: object, display: str | None) -> list[str]:
        """Run a module in this home, traced where there is a display for it; return what it said."""
        home = self.home
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TMPDIR": str(home / "tmp"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONDONTWRITEBYTECODE": "1",
            "XDG_RUNTIME_DIR": str(home / "run"),
            "QT_QPA_PLATFORM": "offscreen" if display is None else "xcb",
            "DISPLAY": display or "",
        }
        environment |= {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        command = [sys.executable, "-P", "-m", module, *map(str, arguments)]
        said, complained = self.folder / "said", home / "complained"
        with said.open("wb") as out, complained.open("wb") as complaints:
            subprocess.run(
                command if display is None else [*trace_command(self.calls), *command],
                env=environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=complaints,
                timeout=LIMIT_S,
                check=True,
            )
        return said.read_text("utf-8").splitlines()

    def found_at_home(self, needles: list[bytes]) -> list[tuple[str, bytes]]:
        """Files and folders at home that hold a needle, by content or by name."""
        return [
            (path.name, needle)
            for path in sorted(self.home.rglob("*"))
            for needle in needles
            if needle in os.fsencode(path.name) or (path.is_file() and needle in path.read_bytes())
        ]


@contextmanager
def a_display() -> Iterator[str | None]:
    """A screen that nobody sees, None where the tools for tracing on one are missing."""
    if TOOLS:
        yield None
        return
    with unseen_display() as name:
        yield name


def made(folder: Path) -> Scene:
    scene = Scene(folder)
    scene.prepare()
    return scene


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, list[str]]:
    scene = made(tmp_path_factory.mktemp("journey"))
    with a_display() as display:
        vault = scene.folder / "vault"
        said = scene.run("tests.faults.journey_child", vault, scene.film, scene.out, display=display)
    return scene, said


@pytest.fixture(scope="module")
def leak(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    scene = made(tmp_path_factory.mktemp("leak"))
    with a_display() as display:
        scene.run("tests.faults.leaking_child", scene.home, scene.film, display=display)
    return scene


needs_tools = pytest.mark.skipif(bool(TOOLS), reason=f"calls cannot be traced without: {', '.join(TOOLS)}")


def test_the_journey_was_whole(journey: tuple[Scene, list[str]]) -> None:
    scene, said = journey
    assert len(said) == 2, "it was not locked and unlocked"
    acts = {act for line in said for act in json.loads(line)["acts"]}
    assert acts >= {
        "clip.exported",
        "session.added",
        "session-log.exported",
        "backup.made",
        "passphrase.changed",
        "erasure.done",
    }
    endings = sorted(path.suffix for path in scene.out.iterdir())
    assert endings == [".json", ".json", ".json", ".mp4", ".pdf", ".pdf"]
    assert (scene.folder / "backup" / "backup.json").is_file()
    assert "RuntimeError" in (scene.home / "complained").read_text("utf-8"), "it did not stumble"


def test_nothing_personal_lies_in_the_home_folder(journey: tuple[Scene, list[str]]) -> None:
    scene, said = journey
    picture = bytes.fromhex(json.loads(said[0])["picture"])
    assert len(set(picture)) > 16
    assert scene.found_at_home([*scene.needles(), picture]) == []
    assert (scene.home / "config" / "vigtool" / "preferences.json").is_file()


def test_no_window_names_anybody(journey: tuple[Scene, list[str]]) -> None:
    titles = [title for line in journey[1] for title in json.loads(line)["titles"]]
    assert "vigtool" in titles
    assert [title for title in titles for word in WORDS if word in title] == []


def test_the_search_of_the_home_finds_what_is_there(leak: Scene) -> None:
    found = {name for name, _needle in leak.found_at_home(leak.needles())}
    assert found == {"leaked", CASE_NAME, "QtProject.conf"}


@needs_tools
def test_no_call_writes_a_needle_or_leaves_the_machine(journey: tuple[Scene, list[str]]) -> None:
    scene, said = journey
    picture = bytes.fromhex(json.loads(said[0])["picture"])
    calls = read_calls(scene.calls, [*scene.needles(), picture], scene.out)
    assert calls.writes > 100
    assert calls.needles == []
    assert calls.families == {}
    assert calls.mapped == []
    assert set(calls.peers) <= {"display", "bus", "sound", "names of users"}
    assert calls.peers["display"] >= 2


@needs_tools
def test_the_trace_shows_a_leak(leak: Scene) -> None:
    calls = read_calls(leak.calls, leak.needles(), leak.out)
    assert {needle for _place, needle in calls.needles} >= {PERSON_NAME.encode(), CASE_NAME.encode()}
    assert calls.families == {"socket AF_INET": 1, "connect AF_INET": 1}


@needs_tools
def test_the_trace_shows_what_was_asked_for(journey: tuple[Scene, list[str]]) -> None:
    """The clip bears the name that the user typed: seen as soon as its folder is not left out."""
    scene, _said = journey
    calls = read_calls(scene.calls, scene.needles(), scene.folder / "nowhere")
    assert CASE_NAME.encode() in {needle for _place, needle in calls.needles}
