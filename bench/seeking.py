"""Seeking to an exact frame in the vault beside the same plain file: ``python -m bench.seeking [FILE] [--json]``.

The same frames in the same random order from both, one after the other, so that whatever else the machine does hits
both. Without FILE the demo film is drawn first.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from io import BufferedReader, BytesIO
from pathlib import Path

from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.media.demo_film import draw_demo_film
from vigtool.media.film import Film
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.film_access import BUFFER
from vigtool.services.importing import import_film
from vigtool.services.opening import create_workspace
from vigtool.services.people import add_person
from vigtool.services.recordings import frame_index
from vigtool.services.workspace import Workspace

SEED = 5


def vault_with(folder: Path, film: Path) -> tuple[Workspace, RecordingId]:
    """Make a vault that holds one film."""
    ws, _key = create_workspace(folder / "vault", "six words for a bench only", work_factor=10)
    case = add_case(ws, "bench")
    person = add_person(ws, case.id, "bench", Role.PARENT)
    record_consent(ws, person.id, Purposes.GUIDANCE, Answer.GIVEN)
    return ws, import_film(ws, film, case.id).id


def seeks(plain: Film, sealed: Film, frames: Sequence[int]) -> tuple[list[float], list[float]]:
    """The seconds of each seek in both films, turn about."""
    taken: tuple[list[float], list[float]] = [], []
    for turn, n in enumerate(frames):
        order = ((plain, taken[0]), (sealed, taken[1]))
        for film, times in order if turn % 2 else reversed(order):
            start = time.perf_counter()
            film.frame(n)
            times.append(time.perf_counter() - start)
    return taken


def measure(path: Path, count: int) -> dict[str, float | int | str]:
    """Seek ``count`` times in both; the numbers are milliseconds, and the ratio of the medians."""
    with tempfile.TemporaryDirectory() as folder:
        ws, film_id = vault_with(Path(folder), path)
        index = frame_index(ws, film_id)
        targets = random.Random(SEED).choices(range(index.frames), k=count)
        with (
            path.open("rb") as plain_file,
            BufferedReader(ws.vault.open_recording(film_id), BUFFER) as sealed_file,
            Film(plain_file, index) as plain,
            Film(sealed_file, index) as sealed,
        ):
            seeks(plain, sealed, targets[:3])
            plain_times, sealed_times = seeks(plain, sealed, targets)
        ws.close()
    p50, v50 = statistics.median(plain_times) * 1e3, statistics.median(sealed_times) * 1e3
    return {
        "film": path.name,
        "seeks": count,
        "plain_p50_ms": round(p50, 2),
        "vault_p50_ms": round(v50, 2),
        "ratio": round(v50 / p50, 3),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--seeks", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        film = options.file or drawn(Path(folder))
        result = measure(film, options.seeks)
    print(json.dumps(result) if options.json else "\n".join(f"{name}: {value}" for name, value in result.items()))


def drawn(folder: Path) -> Path:
    """Draw the demo film into a folder."""
    film = folder / "demo-film.mp4"
    memory = BytesIO()
    draw_demo_film(memory)
    film.write_bytes(memory.getvalue())
    return film


if __name__ == "__main__":
    main()
