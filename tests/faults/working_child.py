"""Run as a process: start others that open a vault and work in it without end, saying aloud what is done, until killed.

    python -m tests.faults.working_child

Each line of standard input is a wish ``{"scene", "seed", "words", "point"}``. For each one a child is forked, so that
what takes long, importing the program, is done once. The child prints its ``pid``, then before each act what it is
about to do and after it what it did; a line is out before the next step begins. With a ``point`` it kills itself at
that touch of the files of vault or backup (opening, renaming, removing), wherever that is. ``ended`` says how it ended.
"""

import json
import os
import random
import signal
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from tests.faults.needles import film_bytes, moment_title
from tests.in_process_tasks import run_in_process
from vigtool.domain.accountability import Erasing
from vigtool.domain.cases import Recording
from vigtool.domain.purposes import Purposes
from vigtool.services.backing_up import back_up
from vigtool.services.cases import cases
from vigtool.services.changing_keys import passphrase_change
from vigtool.services.clips import export_clip
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.importing import import_film
from vigtool.services.jobs import complete
from vigtool.services.marking import MarkingDesk, moments
from vigtool.services.opening import open_workspace
from vigtool.services.recordings import frame_times, is_erased, recordings

TOUCHES = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.truncate"}

WEIGHTS = (4, 12, 3, 2, 3, 4)
"""How often somebody imports, marks, exports, erases, changes the passphrase, makes a backup."""


class Worker:
    """Somebody at work in a vault."""

    def __init__(self, scene: Path, seed: int, passphrase: str) -> None:
        self._scene, self._passphrase = scene, passphrase
        self._chance = random.Random(seed)
        say(about="opening")
        self._ws = open_workspace(scene / "vault", passphrase)
        self._ws.run_task = run_in_process
        say(opened=True)

    def work(self) -> NoReturn:
        """One thing after the other, until killed."""
        acts = (self._import, self._mark, self._export, self._erase, self._change_passphrase, self._back_up)
        while True:
            chosen = self._chance.choices(acts, WEIGHTS)[0]
            act = chosen if self._films() else self._import
            act()

    def _films(self) -> list[Recording]:
        return [film for film in recordings(self._ws) if not is_erased(self._ws, film.id)]

    def _seq(self) -> int:
        return self._ws.vault.journal.position.seq

    def _import(self) -> None:
        source = self._scene / "films" / f"film-{os.getpid()}-{self._ws.vault.journal.count}.mp4"
        source.write_bytes(film_bytes(source.stem))
        say(about="import")
        film = import_film(self._ws, source, cases(self._ws)[0].id)
        say(done="import", seq=self._seq(), id=film.id, sha256=film.sha256)
        source.unlink()

    def _mark(self) -> None:
        film = self._chance.choice(self._films())
        desk, times = MarkingDesk(self._ws, film.id), frame_times(self._ws, film.id)
        first = self._chance.randrange(times.frames - 1)
        say(about="marking")
        made = desk.new_moment(times.span(first, times.frames), title=moment_title(self._ws.vault.journal.count))
        say(done="marking", seq=self._seq(), id=made.id, title=made.title)
        if self._chance.random() < 0.3:
            title = moment_title(self._chance.getrandbits(32))
            say(about="marking", id=made.id, title=title)
            desk.edit("title", desk.marks.with_moment(replace(made, title=title)))
            say(done="marking", seq=self._seq(), id=made.id, title=title)

    def _export(self) -> None:
        marked = [one for film in self._films() for one in moments(self._ws, film.id)]
        if not marked:
            return
        target = self._scene / "out" / f"clip-{os.getpid()}-{self._ws.vault.journal.count}.mp4"
        say(about="export")
        report = export_clip(self._ws, self._chance.choice(marked).id, Purposes.FAMILY_COPY, target)
        say(done="export", seq=self._seq(), file=target.name, sha256=report.sha256)

    def _erase(self) -> None:
        film = self._chance.choice(self._films())
        say(about="erasure", id=film.id)
        erase(self._ws, Target(Erasing.FILM, film.id), "no longer needed")
        say(done="erasure", seq=self._seq(), id=film.id)

    def _change_passphrase(self) -> None:
        new = f"{self._passphrase.partition(' #')[0]} #{self._chance.getrandbits(32)}"
        say(about="passphrase", new=new)
        complete(passphrase_change(self._ws, new, renew=self._chance.random() < 0.5))
        self._passphrase = new
        say(done="passphrase", seq=self._seq(), new=new)

    def _back_up(self) -> None:
        say(about="backup")
        report = back_up(self._ws, self._scene / "backup")
        say(done="backup", seq=self._seq(), generation=report.generation, entries=report.entries)


def _die_at(point: int, *places: str) -> None:
    left = point

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in TOUCHES and str(arguments[0]).startswith(places):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def say(**facts: object) -> None:
    """Say something aloud, at once."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def work(scene: str, seed: int, words: str, point: int | None) -> NoReturn:
    """Work until killed."""
    say(pid=os.getpid())
    if point is not None:
        _die_at(point, f"{scene}/vault", f"{scene}/backup")
    try:
        Worker(Path(scene), seed, words).work()
    except BaseException:  # noqa: BLE001 - a forked child must not go on as its parent
        traceback.print_exc()
    os._exit(1)


def main() -> None:
    """Start one child after the other."""
    for line in sys.stdin:
        wish = json.loads(line)
        child = os.fork()
        if child == 0:
            work(wish["scene"], wish["seed"], wish["words"], wish["point"])
        _, status = os.waitpid(child, 0)
        say(ended=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
