"""Throughput of our age writer and readers against the ``age`` binary, on the same file, in interleaved rounds.

``python -m bench.age [--size MIB] [--rounds N] [--json]``. Times are wall-clock of one process's work, the binary's
start included (a few ms); the ratio is our median throughput over the binary's (above 1: we are faster). Encryption
writes a file, decryption goes to the null device on both sides, so that the disk does not drown what is compared.
"""

import argparse
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from vigtool.vault.age import SeekableReader, SequentialReader, X25519Identity, encrypt

_MIB = 1 << 20
_BLOCK = 1 << 20
_DEMUXER_BLOCK = 1 << 15


def main() -> int:
    """Run the bench; exit code 2 when there is no ``age`` to compare with."""
    arguments = _parse_arguments()
    age = os.environ.get("AGE", "age")
    with tempfile.TemporaryDirectory(prefix="bench-age-") as folder:
        contestants = _contestants(Path(folder), age, arguments.size)
        try:
            rates = _measure(contestants, arguments.size, arguments.rounds)
        except FileNotFoundError as missing:
            print(f"not found: {missing.filename}", file=sys.stderr)
            return 2
    _report(rates, arguments.size, as_json=arguments.json)
    return 0


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=256, help="MiB of plaintext")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _contestants(folder: Path, age: str, size: int) -> dict[str, Callable[[], None]]:
    plain, ours, theirs = (folder / name for name in ("plain", "ours.age", "theirs.age"))
    random_file(plain, size)
    identity = X25519Identity.generate()
    key_file = folder / "key"
    key_file.write_text(str(identity))
    recipient = str(identity.recipient)

    def run(*arguments: str) -> None:
        subprocess.run([age, *arguments], check=True)

    return {
        "age -e": lambda: run("-e", "-r", recipient, "-o", str(fresh(theirs)), str(plain)),
        "writer": lambda: _encrypt(plain, fresh(ours), identity),
        "age -d": lambda: run("-d", "-i", str(key_file), "-o", os.devnull, str(ours)),
        "sequential": lambda: _decrypt(ours, Path(os.devnull), identity),
        "seekable 1 MiB": lambda: _read_all(ours, identity, _BLOCK),
        "seekable 32 KiB": lambda: _read_all(ours, identity, _DEMUXER_BLOCK),
    }


def random_file(plain: Path, size: int) -> None:
    """Write ``size`` MiB that cannot be compressed."""
    with plain.open("wb") as file:
        for _ in range(size):
            file.write(secrets.token_bytes(_MIB))


def fresh(path: Path) -> Path:
    """Make room for a new file: an import never overwrites one, and truncating would be most of the time."""
    path.unlink(missing_ok=True)
    return path


def _encrypt(plain: Path, sealed: Path, identity: X25519Identity) -> None:
    buffer = memoryview(bytearray(_BLOCK))
    with (
        plain.open("rb", buffering=0) as source,
        sealed.open("wb", buffering=0) as out,
        encrypt(out, [identity.recipient]) as writer,
    ):
        while count := source.readinto(buffer):
            writer.write(buffer[:count])


def _decrypt(sealed: Path, plain: Path, identity: X25519Identity) -> None:
    with sealed.open("rb", buffering=0) as source, plain.open("wb", buffering=0) as out:
        reader = SequentialReader(source, [identity])
        while piece := reader.read(_BLOCK):
            out.write(piece)


def _read_all(sealed: Path, identity: X25519Identity, block: int) -> None:
    with sealed.open("rb", buffering=0) as source:
        reader = SeekableReader(source, [identity])
        while reader.read(block):
            pass


def _measure(contestants: dict[str, Callable[[], None]], size: int, rounds: int) -> dict[str, list[float]]:
    rates: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, work in contestants.items():
            start = time.perf_counter()
            work()
            rates[name].append(size * _MIB / 1e6 / (time.perf_counter() - start))
    return rates


def _report(rates: dict[str, list[float]], size: int, *, as_json: bool) -> None:
    medians = {name: statistics.median(measured) for name, measured in rates.items()}
    ratios = {
        name: median / medians["age -e" if name == "writer" else "age -d"]
        for name, median in medians.items()
        if not name.startswith("age")
    }
    if as_json:
        print(json.dumps({"mib": size, "median_mb_per_s": medians, "ratio": ratios}))
        return
    for name, median in medians.items():
        ratio = f"x{ratios[name]:.2f}" if name in ratios else ""
        print(f"{name:<16} {median:8.0f} MB/s  {ratio}")


if __name__ == "__main__":
    sys.exit(main())
