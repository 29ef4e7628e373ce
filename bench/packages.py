"""Throughput of writing and reading a package, beside the ``age`` binary on the same content, in interleaved rounds.

``python -m bench.packages [--size MIB] [--rounds N] [--json]``. A package's writer and reader also hash every blob, so
beside ``age`` alone stands "age and hash", which adds ``openssl dgst -sha256`` over the content. Writing makes a file;
reading goes to the null device. Each figure is the median of the wall clock and of the processor's time, the start of
the binaries included; the ratio is the peer's time over ours (above 1: we are faster).
"""

import argparse
import hashlib
import json
import os
import resource
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.age import fresh, random_file
from vigtool.vault.mailbox import Mailbox
from vigtool.vault.package import Address, Blob, PackageReader, write_package
from vigtool.vault.signing import Signer

_PEERS: Final = {
    "write": ("age -e", "age -e and hash"),
    "write, hybrid": ("age -e", "age -e and hash"),
    "read": ("age -d", "age -d and hash"),
    "read, hybrid": ("age -d", "age -d and hash"),
}


def main() -> int:
    """Run the bench; exit code 2 when there is no ``age`` or ``openssl`` to compare with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=500, help="MiB of film in the package")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    for tool in ("age", "openssl"):
        if shutil.which(tool) is None:
            print(f"not found: {tool}", file=sys.stderr)
            return 2
    with tempfile.TemporaryDirectory(prefix="bench-packages-") as folder:
        contestants = _contestants(Path(folder), arguments.size)
        times = [{name: _timed(work) for name, work in contestants.items()} for _ in range(arguments.rounds)]
    _report(times, as_json=arguments.json)
    return 0


def _contestants(folder: Path, size: int) -> dict[str, Callable[[], None]]:
    mailbox, film, theirs = Mailbox(secrets.token_bytes(32)), folder / "film", folder / "theirs.age"
    random_file(film, size)
    key = folder / "key"
    key.write_text(f"{mailbox.identities[1]}\n")
    classical = _Package(folder / "package", film, mailbox, Address(mailbox.recipient, ""))
    hybrid = _Package(folder / "hybrid", film, mailbox, Address(mailbox.recipient, mailbox.hybrid))
    return {
        "age -e": lambda: _run("age", "-e", "-r", mailbox.recipient, "-o", fresh(theirs), film),
        "write": classical.write,
        "write, hybrid": hybrid.write,
        "hash": lambda: _run("openssl", "dgst", "-sha256", film),
        "age -d": lambda: _run("age", "-d", "-i", key, "-o", os.devnull, theirs),
        "read": classical.read,
        "read, hybrid": hybrid.read,
    }


class _Package:
    """A package with one film, made anew by each ``write``."""

    def __init__(self, file: Path, film: Path, mailbox: Mailbox, to: Address) -> None:
        with film.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        self._file, self._mailbox, self._to = file, mailbox, to
        self._blob = Blob(film.stat().st_size, digest, lambda: film.open("rb", buffering=0))
        self._signer = Signer(secrets.token_bytes(32))

    def write(self) -> None:
        with fresh(self._file).open("wb", buffering=0) as out:
            write_package(out, b"{}", [self._blob], [self._to], self._signer.sign)

    def read(self) -> None:
        with self._file.open("rb", buffering=0) as file, Path(os.devnull).open("wb", buffering=0) as out:
            reader = PackageReader(file, self._mailbox.identities)
            reader.copy_blob(self._blob.size, self._blob.sha256, out.write)
            reader.end()


def _run(*command: str | Path) -> None:
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds of the wall clock and of the processor, children included."""
    os.sync()
    start, before = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - start, _processor() - before


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _report(times: list[dict[str, tuple[float, float]]], *, as_json: bool) -> None:
    medians = {name: tuple(statistics.median(one[name][at] for one in times) for at in (0, 1)) for name in times[0]}
    for name in ("age -e", "age -d"):
        wall, processor = medians[name]
        medians[f"{name} and hash"] = (wall + medians["hash"][0], processor + medians["hash"][1])
    ratios = {
        f"{name} beside {peer}": tuple(theirs / ours for ours, theirs in zip(medians[name], medians[peer], strict=True))
        for name, peers in _PEERS.items()
        for peer in peers
    }
    if as_json:
        print(json.dumps({"median_seconds_wall_and_processor": medians, "ratio": ratios}))
        return
    for name, (wall, processor) in medians.items():
        print(f"{name:<20} {wall:6.2f} s   processor {processor:6.2f} s")
    for name, (wall, processor) in ratios.items():
        print(f"{name:<40} x{wall:.2f}   processor x{processor:.2f}")


if __name__ == "__main__":
    sys.exit(main())
