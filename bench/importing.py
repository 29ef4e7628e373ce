"""Throughput of taking a film into the vault, beside ``age -e`` on the same file, in interleaved rounds.

``python -m bench.importing [--size MB] [--rounds N] [--json]``. Ours is the whole use case: hash and encrypt while
copying, wait for the disk, read back, decrypt and compare, index the frames, put on record. ``age -e`` only encrypts,
and does not wait for the disk; "same work" is what the rest takes with the usual tools (sha256sum, age, cmp) on top.
Before each turn the disk is settled, so that nobody pays for another's writing. The first ratio is our median
throughput over that of ``age -e`` alone, the second over that of the same work (above 1: we are faster).
"""

import argparse
import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.media.drawn_films import draw_film
from vigtool.domain.consent import Answer
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.importing import import_film
from vigtool.services.opening import create_workspace
from vigtool.services.people import add_person
from vigtool.vault.age import X25519Identity

_MB = 1_000_000


def main() -> int:
    """Run the bench; exit code 2 when there is no ``age`` to compare with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=400, help="MB of film")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    age = shutil.which(os.environ.get("AGE", "age"))
    if age is None:
        print("not found: age", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="bench-importing-") as folder:
        rates = _measure(Path(folder), age, arguments.size, arguments.rounds)
    _report(rates, arguments.size, as_json=arguments.json)
    return 0


def large_film(path: Path, size: int) -> None:
    """Make a valid MP4 of ``size`` bytes: a few drawn pictures, then a box that every player passes over."""
    draw_film(path, frames=48, container_options={"movflags": "faststart"})
    rest = size - path.stat().st_size - 16
    with path.open("ab") as film:
        film.write((1).to_bytes(4, "big") + b"free" + (16 + rest).to_bytes(8, "big"))
        while rest > 0:
            rest -= film.write(secrets.token_bytes(min(rest, _MB)))


def _measure(folder: Path, age: str, megabytes: int, rounds: int) -> dict[str, list[float]]:
    film = folder / "film.mp4"
    large_film(film, megabytes * _MB)
    contestants = {
        "age -e": _age(age, film, folder),
        "same work": _same_work(age, film, folder),
        "import": _import(film, folder),
    }
    rates: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, turn in contestants.items():
            rates[name].append(megabytes / turn())
    return rates


def _age(age: str, film: Path, folder: Path) -> Callable[[], float]:
    recipient = str(X25519Identity.generate().recipient)
    sealed = folder / "film.age"

    def turn() -> float:
        sealed.unlink(missing_ok=True)
        command = [age, "-e", "-r", recipient, "-o", str(sealed), str(film)]
        return _timed(lambda: subprocess.run(command, check=True))

    return turn


def _same_work(age: str, film: Path, folder: Path) -> Callable[[], float]:
    """What the import does, by the usual tools one after the other: hash, encrypt, settle, decrypt and compare."""
    identity = X25519Identity.generate()
    keys, sealed = folder / "identity.txt", folder / "checked.age"
    keys.write_text(f"{identity}\n", "ascii")

    def work() -> None:
        sealed.unlink(missing_ok=True)
        subprocess.run(["sha256sum", str(film)], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([age, "-e", "-r", str(identity.recipient), "-o", str(sealed), str(film)], check=True)
        with sealed.open("rb") as file:
            os.fsync(file.fileno())
        with subprocess.Popen([age, "-d", "-i", str(keys), str(sealed)], stdout=subprocess.PIPE) as opened:
            subprocess.run(["cmp", "-", str(film)], check=True, stdin=opened.stdout)

    return lambda: _timed(work)


def _import(film: Path, folder: Path) -> Callable[[], float]:
    def turn() -> float:
        shutil.rmtree(folder / "vault", ignore_errors=True)
        ws, _ = create_workspace(folder / "vault", "bench", work_factor=1)
        case = add_case(ws, "bench")
        person = add_person(ws, case.id, "bench", Role.PARENT)
        record_consent(ws, person.id, Purposes.GUIDANCE, Answer.GIVEN)
        try:
            return _timed(lambda: import_film(ws, film, case.id))
        finally:
            ws.close()

    return turn


def _timed(work: Callable[[], object]) -> float:
    if hasattr(os, "sync"):
        os.sync()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _report(rates: dict[str, list[float]], megabytes: int, *, as_json: bool) -> None:
    medians = {name: statistics.median(measured) for name, measured in rates.items()}
    ratio = medians["import"] / medians["age -e"]
    fair = medians["import"] / medians["same work"]
    if as_json:
        print(json.dumps({"mb": megabytes, "median_mb_per_s": medians, "ratio": ratio, "ratio_same_work": fair}))
        return
    for name, median in medians.items():
        print(f"{name:<10} {median:8.0f} MB/s")
    print(f"import / age -e     {ratio:6.2f}")
    print(f"import / same work  {fair:6.2f}")


if __name__ == "__main__":
    sys.exit(main())
