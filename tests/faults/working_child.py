"""Run as a process: open a vault and work in it without end, saying aloud what is done; somebody kills it.

    python -m tests.faults.working_child VAULT FILMS SEED [POINT]

Before each act it prints what it is about to do, after it what it did; a line is out before the next step begins. With
``POINT`` it kills itself at that touch of the vault's files (opening, renaming, removing), wherever that is.
"""

import json
import os
import random
import signal
import sys
from dataclasses import replace
from pathlib import Path

from tests.faults.needles import PASSPHRASE, film_bytes, moment_title
from tests.in_process_tasks import run_in_process
from vigtool.domain.cases import Recording
from vigtool.services.cases import cases
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk
from vigtool.services.opening import open_workspace
from vigtool.services.recordings import frame_times, recordings
from vigtool.services.workspace import Workspace

TOUCHES = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.truncate"}


def main(vault: Path, films: Path, seed: int, point: int | None) -> None:
    """Work until killed."""
    if point is not None:
        _die_at(point, str(vault))
    chance = random.Random(seed)
    _say(about="opening")
    ws = open_workspace(vault, PASSPHRASE)
    ws.run_task = run_in_process
    _say(opened=True)
    while True:
        known = recordings(ws)
        if not known or chance.random() < 0.15:
            _import(ws, films)
        else:
            _mark(ws, chance.choice(known), chance)


def _import(ws: Workspace, films: Path) -> None:
    source = films / f"film-{os.getpid()}-{ws.vault.journal.count}.mp4"
    source.write_bytes(film_bytes(source.stem))
    _say(about="import")
    film = import_film(ws, source, cases(ws)[0].id)
    _say(done="import", seq=ws.vault.journal.position.seq, id=film.id, sha256=film.sha256)
    source.unlink()


def _mark(ws: Workspace, film: Recording, chance: random.Random) -> None:
    desk, times = MarkingDesk(ws, film.id), frame_times(ws, film.id)
    first = chance.randrange(times.frames - 1)
    _say(about="marking")
    made = desk.new_moment(times.span(first, times.frames), title=moment_title(ws.vault.journal.count))
    _say(done="marking", seq=ws.vault.journal.position.seq, id=made.id, title=made.title)
    if chance.random() < 0.3:
        title = moment_title(chance.getrandbits(32))
        _say(about="marking", id=made.id, title=title)
        desk.edit("title", desk.marks.with_moment(replace(made, title=title)))
        _say(done="marking", seq=ws.vault.journal.position.seq, id=made.id, title=title)


def _die_at(point: int, vault: str) -> None:
    left = point

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in TOUCHES and str(arguments[0]).startswith(vault):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def _say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) if sys.argv[4:] else None)
