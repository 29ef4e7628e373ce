"""Clips beside the ffmpeg command line doing the same: ``python -m bench.clips [--seconds 10] [--rounds 3] [--json]``.

Films are drawn first: 1080p60, and 4K30. Measured: a span coded anew (beside ffmpeg with the same settings), the same
span by the fast way, a reel of ten clips beside the ten alone, and the highest memory of a process that writes and
checks a clip of 4K, each in a process of its own. What is compared is done in turns, best of the rounds.
``--memory FILE --clip FILE``: the writing by itself; with ``--check`` the checking of what was written.
"""

import argparse
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from bench.grainy_films import GrainyFilm
from vigtool.media.copying.plan import copy_plan
from vigtool.media.index_building import build_index
from vigtool.media.index_bytes import pack_index, unpack_index
from vigtool.media.rendering.checking import check_rendition
from vigtool.media.rendering.plan import FilmPiece, RenderPlan
from vigtool.media.rendering.source import Source, film_to_render
from vigtool.media.rendering.writing import write_rendition

HD = GrainyFilm((1920, 1080), 60, 780, 12_000_000)
UHD = GrainyFilm((3840, 2160), 30, 90, 40_000_000)
TINY = GrainyFilm((160, 96), 60, 130, 200_000)
"""For trying the bench itself (``--small``)."""
OFF_KEY = 40
"""The span begins so many frames behind a key frame: a moment does not mind where those are."""
CLIPS_OF_A_REEL = 10

Figures = dict[str, float | int | None]


def main() -> None:
    """Draw, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--small", action="store_true")
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--memory", type=Path)
    arguments.add_argument("--clip", type=Path)
    arguments.add_argument("--fast", action="store_true")
    arguments.add_argument("--check", action="store_true")
    asked = arguments.parse_args()
    if asked.memory is not None:
        print(json.dumps(memory_of(asked.memory, asked.clip, fast=asked.fast, check=asked.check)))
        return
    with tempfile.TemporaryDirectory() as folder:
        hd, uhd = Path(folder, "hd.mp4"), Path(folder, "uhd.mp4")
        (TINY if asked.small else HD).draw(hd)
        (TINY if asked.small else UHD).draw(uhd)
        figures = spans(hd, asked.seconds * HD.rate, asked.rounds) | reels(hd, asked.rounds)
        figures |= memories(uhd)
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
                with film_to_render(file, index) as film:
                    written, facts = _written([Source(film, sound)], plan)
                best[f"{name}_write_s"] = min(written[0], best.get(f"{name}_write_s", written[0]))
                best[f"{name}_check_s"] = min(written[1], best.get(f"{name}_check_s", written[1]))
                figures |= {f"{name}_{key}": value for key, value in facts.items()}
            theirs = _by_ffmpeg(path, float(index.seconds(frames.start)), len(frames))
            if theirs is not None:
                best["ffmpeg_s"] = min(theirs, best.get("ffmpeg_s", theirs))
        with film_to_render(file, index) as film:
            copied = copy_plan(film, frames)
    figures |= {name: round(seconds, 2) for name, seconds in best.items()}
    figures["copied_frames"] = 0 if copied is None else len(copied.copied)
    figures["anew_beside_ffmpeg"] = round(best["anew_write_s"] / best["ffmpeg_s"], 2) if "ffmpeg_s" in best else None
    figures["fast_is_quicker_by"] = round(best["anew_write_s"] / best["fast_write_s"], 1)
    both = (best["anew_write_s"] + best["anew_check_s"]) / (best["fast_write_s"] + best["fast_check_s"])
    figures["fast_is_quicker_with_check_by"] = round(both, 1)
    figures["fast_check_beside_anew_check"] = round(best["fast_check_s"] / best["anew_check_s"], 2)
    return figures


def reels(path: Path, rounds: int) -> Figures:
    """Seconds of writing a reel of ten clips of two seconds beside the ten by themselves."""
    with path.open("rb") as file, path.open("rb") as sound:
        index = build_index(file)
        length = min(2 * HD.rate, index.frames // 2)
        firsts = [(index.frames - length) * place // (CLIPS_OF_A_REEL - 1) for place in range(CLIPS_OF_A_REEL)]
        pieces = tuple(FilmPiece(0, first, first + length) for first in firsts)
        together, alone, exact = float("inf"), float("inf"), 0
        for _ in range(rounds):
            with film_to_render(file, index) as film:
                (seconds, _), facts = _written([Source(film, sound)], RenderPlan(pieces))
                ones = [_written([Source(film, sound)], RenderPlan((piece,)))[0][0] for piece in pieces]
            together, alone, exact = min(together, seconds), min(alone, sum(ones)), int(facts["exact_frames"] or 0)
    return {
        "clips_of_the_reel": len(pieces),
        "reel_exact_frames": exact,
        "reel_write_s": round(together, 2),
        "its_clips_alone_s": round(alone, 2),
        "reel_beside_its_clips": round(together / alone, 2),
    }


def memories(path: Path) -> Figures:
    """The highest memory of processes that write a clip and of those that check one, in megabytes."""
    packed = path.with_suffix(".index")
    with path.open("rb") as file:
        packed.write_bytes(pack_index(build_index(file)))
    figures: Figures = {}
    for name, fast in (("anew", []), ("fast", ["--fast"])):
        for task, check in (("write", []), ("check", ["--check"])):
            clip = path.with_suffix(f".{name}.mp4")
            command = [sys.executable, "-m", "bench.clips", "--memory", str(path), "--clip", str(clip), *fast, *check]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            figures[f"memory_{name}_{task}_mb"] = json.loads(told)["memory_mb"]
    return figures


def memory_of(path: Path, clip: Path, *, fast: bool, check: bool) -> Figures:
    """Write, or check, a clip of nearly all of a film, whose index lies beside it; the memory in megabytes."""
    index = unpack_index(path.with_suffix(".index").read_bytes())
    plan = RenderPlan((FilmPiece(0, min(OFF_KEY // 2, index.frames - 1), index.frames),), fast=fast)
    opened = path.open("rb"), path.open("rb"), clip.open("rb" if check else "w+b")
    with opened[0] as file, opened[1] as sound, opened[2] as out, film_to_render(file, index) as film:
        if check:
            check_rendition(out, [Source(film, sound)], plan)
        else:
            write_rendition([Source(film, sound)], plan, out)
    return {"memory_mb": _highest_mb()}


def _highest_mb() -> int:
    """Of this program alone: what ``getrusage`` tells begins with the memory of the process that started it."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) // 1024


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
