"""Filmstrip and waveform of a film: ``python -m bench.overview FILE [--json]``.

From asking an engine of low priority to the first 24 pictures, to all pictures, and to the whole waveform; the latter
beside ``ffmpeg -vn -f null``, which only decodes the sound, in the same run.
"""

import argparse
import json
import resource
import subprocess
import time
from io import FileIO
from pathlib import Path

import msgspec

from vigtool.engine.film_source import FilmSource
from vigtool.engine.task_names import FILMSTRIP, WAVEFORM
from vigtool.engine.tasks import run_task
from vigtool.media.filmstrip_bytes import MOST
from vigtool.media.index_building import build_index
from vigtool.media.index_bytes import pack_index
from vigtool.media.overview_tasks import FilmstripWish, WaveformWish
from vigtool.services.film_overview import COARSE


def timed_task(film: Path, task: str, wish: FilmstripWish | WaveformWish) -> tuple[int, int, float]:
    """Parts, bytes and seconds of a task, the start of its engine included."""
    start, count, size = time.perf_counter(), 0, 0
    with FilmSource(FileIO(film, "rb")) as source:
        for part in run_task(source, task, msgspec.msgpack.encode(wish)):
            count, size = count + 1, size + len(part)
    return count, size, time.perf_counter() - start


def children_s() -> float:
    """Processor seconds of the child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(film: Path) -> dict[str, float | int]:
    """Make all once."""
    with film.open("rb") as file:
        index = build_index(file)
    packed = pack_index(index)
    before = children_s()
    _count, _size, coarse = timed_task(film, FILMSTRIP, FilmstripWish(packed, [], COARSE))
    coarse_cpu = children_s() - before
    pictures, size, whole = timed_task(film, FILMSTRIP, FilmstripWish(packed, [], MOST))
    result: dict[str, float | int] = {
        "film_s": round(float(index.seconds(index.frames) - index.seconds(0))),
        "coarse_s": round(coarse, 2),
        "coarse_cpu_s": round(coarse_cpu, 2),
        "pictures": pictures,
        "strip_s": round(whole, 2),
        "strip_bytes": size,
    }
    start, end = index.seconds(0).as_integer_ratio(), index.seconds(index.frames).as_integer_ratio()
    before = children_s()
    _count, size, sound = timed_task(film, WAVEFORM, WaveformWish(start, end, 0))
    ours = children_s()
    begun = time.perf_counter()
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(film), "-vn", "-f", "null", "-"], check=True)
    result |= {"sound_s": round(sound, 2), "sound_cpu_s": round(ours - before, 2), "sound_bytes": size}
    result |= {"ffmpeg_s": round(time.perf_counter() - begun, 2), "ffmpeg_cpu_s": round(children_s() - ours, 2)}
    return result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure(options.file)
    print(json.dumps(result) if options.json else "\n".join(f"{name}: {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
