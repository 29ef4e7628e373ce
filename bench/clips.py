"""Clips beside the ffmpeg command line doing the same: ``python -m bench.clips [--seconds 10] [--rounds 3] [--json]``.

Films are drawn first: 1080p60, and 4K30. Measured: a span coded anew (beside ffmpeg with the same settings), the same
span by the fast way, a reel of ten clips beside the ten alone, and the highest memory of a process that writes and
checks a clip of 4K. What is compared is done in turns, best of the rounds. ``--memory FILE``: the last by itself.
"""

import argparse
import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from bench.grainy_films import GrainyFilm
from vigtool.media.copying.plan import copy_plan
from vigtool.media.film import Film
from vigtool.media.index_building import build_index
from vigtool.media.rendering.checking import check_rendition
from vigtool.media.rendering.plan import FilmPiece, RenderPlan
from vigtool.media.rendering.source import Source, film_to_render
from vigtool.media.rendering.writing import write_rendition

HD = GrainyFilm((1920, 1080), 60, 780, 12_000_000)
UHD = GrainyFilm((3840, 2160), 30, 90, 40_000_000)
OFF_KEY = 40
"""The span begins so many frames behind a key frame: a moment does not mind where those are."""
CLIPS_OF_A_REEL = 10

Figures = dict[str, float | int | None]


def main() -> None:
    """Draw, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--memory", type=Path)
    arguments.add_argument("--fast", action="store_true")
    asked = arguments.parse_args()
    if asked.memory is not None:
        print(json.dumps(memory_of(asked.memory, fast=asked.fast)))
        return
    with tempfile.TemporaryDirectory() as folder:
        hd, uhd = Path(folder, "hd.mp4"), Path(folder, "uhd.mp4")
        HD.draw(hd)
        UHD.draw(uhd)
        figures = spans(hd, asked.seconds * HD.rate, asked.rounds) | reels(hd, asked.rounds)
        for name, fast in (("4k_anew", False), ("4k_fast", True)):
            figures |= {f"{name}_{key}": value for key, value in _in_a_process_of_its_own(uhd, fast=fast).items()}
    print(json.dumps(figures) if asked.json else "\n".join(f"{name:28} {value}" for name, value in figures.items()))


def spans(path: Path, length: int, rounds: int) -> Figures:
    """Seconds of writing a span and of checking it, anew and fast, beside ffmpeg (None without it)."""
    with path.open("rb") as file, path.open("rb") as sound:
        index = build_index(file)
        start = min(OFF_KEY, max(index.frames - length, 0))
        frames = range(start, min(start + length, index.frames))
        anew = RenderPlan((FilmPiece(0, frames.start, frames.stop),))
        best: dict[str, float] = {}
        figures: Figures = {"frames": len(frames)}
        for _ in range(rounds):
            for name, plan in (("anew", anew), ("fast", RenderPlan(anew.pieces, fast=True))):
                with Film(file, index) as film:
                    written, facts = _written([Source(film, sound)], plan)
                best[f"{name}_write_s"] = min(written[0], best.get(f"{name}_write_s", written[0]))
                best[f"{name}_check_s"] = min(written[1], best.get(f"{name}_check_s", written[1]))
                figures |= {f"{name}_{key}": value for key, value in facts.items()}
            theirs = _by_ffmpeg(path, float(index.seconds(frames.start)), len(frames))
            if theirs is not None:
                best["ffmpeg_s"] = min(theirs, best.get("ffmpeg_s", theirs))
        with Film(file, index) as film:
            copied = copy_plan(film, frames)
    figures |= {name: round(seconds, 2) for name, seconds in best.items()}
    figures["copied_frames"] = 0 if copied is None else len(copied.copied)
    figures["anew_beside_ffmpeg"] = round(best["anew_write_s"] / best["ffmpeg_s"], 2) if "ffmpeg_s" in best else None
    figures["fast_is_quicker_by"] = round(best["anew_write_s"] / best["fast_write_s"], 1)
    return figures


def reels(path: Path, rounds: int) -> Figures:
    """Seconds of writing a reel of ten clips of two seconds beside the ten by themselves."""
    with path.open("rb") as file, path.open("rb") as sound:
        index = build_index(file)
        length = min(2 * HD.rate, index.frames // 2)
        firsts = [(index.frames - length) * place // (CLIPS_OF_A_REEL - 1) for place in range(CLIPS_OF_A_REEL)]
        pieces = tuple(FilmPiece(0, first, first + length) for first in firsts)
        together, alone = float("inf"), float("inf")
        for _ in range(rounds):
            with Film(file, index) as film:
                together = min(together, _written([Source(film, sound)], RenderPlan(pieces))[0][0])
                ones = [_written([Source(film, sound)], RenderPlan((piece,)))[0][0] for piece in pieces]
            alone = min(alone, sum(ones))
    return {
        "reel_write_s": round(together, 2),
        "its_clips_alone_s": round(alone, 2),
        "reel_beside_its_clips": round(together / alone, 2),
    }


def memory_of(path: Path, *, fast: bool) -> Figures:
    """Write and check a clip of nearly all of a film; the highest memory of this process, in megabytes."""
    with path.open("rb") as file, path.open("rb") as sound:
        index = build_index(file)
        frames = range(min(OFF_KEY // 2, index.frames - 1), index.frames)
        plan = RenderPlan((FilmPiece(0, frames.start, frames.stop),), fast=fast)
        with film_to_render(file, index) as film:
            _, facts = _written([Source(film, sound)], plan)
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"frames": facts["exact_frames"], "memory_mb": round(highest)}


def _written(sources: list[Source], plan: RenderPlan) -> tuple[tuple[float, float], Figures]:
    """Write and check; the seconds of each, and what the check has found."""
    out, start, worked = io.BytesIO(), perf_counter(), process_time()
    write_rendition(sources, plan, out)
    middle, worked = perf_counter(), process_time() - worked
    check = check_rendition(out, sources, plan)
    facts: Figures = {
        "exact_frames": check.frames,
        "write_processor_s": round(worked, 2),
        "bytes": len(out.getvalue()),
        "luma_psnr_db": check.luma_psnr and round(check.luma_psnr, 1),
    }
    return (middle - start, perf_counter() - middle), facts


def _in_a_process_of_its_own(path: Path, *, fast: bool) -> Figures:
    command = [sys.executable, "-m", "bench.clips", "--memory", str(path), *(["--fast"] if fast else [])]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(told))


def _by_ffmpeg(path: Path, start: float, frames: int) -> float | None:
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    video = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-profile:v", "high", "-bf", "0", "-g", "48"]
    audio = ["-c:a", "aac", "-b:a", "160k", "-ac", "2", "-ar", "48000", "-shortest", "-movflags", "+faststart"]
    source = ["-ss", f"{start:.6f}", "-i", str(path), "-frames:v", str(frames), "-vsync", "vfr"]
    with tempfile.TemporaryDirectory() as folder:
        begun = perf_counter()
        clip = f"{folder}/clip.mp4"
        subprocess.run([program, "-v", "error", "-y", *source, *video, "-pix_fmt", "yuv420p", *audio, clip], check=True)
        return perf_counter() - begun


if __name__ == "__main__":
    main()
