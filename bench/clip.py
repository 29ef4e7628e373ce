"""Export of a clip beside the ffmpeg command line with the same settings.

python -m bench.clip FILE [--frames 300] [--json]
"""

import argparse
import io
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter

from vigtool.media.clip_checking import check_clip
from vigtool.media.clip_writing import write_clip
from vigtool.media.film import Film
from vigtool.media.index_building import build_index

ROUNDS = 3


def main() -> None:
    """Measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--frames", type=int, default=300)
    arguments.add_argument("--json", action="store_true")
    asked = arguments.parse_args()
    measured = measure(asked.file, asked.frames)
    print(json.dumps(measured) if asked.json else "\n".join(f"{name:22} {value}" for name, value in measured.items()))


def measure(path: Path, length: int) -> dict[str, float | int | None]:
    """The best of some rounds in seconds; ``ffmpeg_s`` and ``ratio`` are None without the ffmpeg command."""
    with path.open("rb") as file, path.open("rb") as sound:
        index = build_index(file)
        frames = range(min(length, index.frames))
        best, out = float("inf"), io.BytesIO()
        with Film(file, index) as film:
            for _ in range(ROUNDS):
                out = io.BytesIO()
                start = perf_counter()
                write_clip(film, sound, frames, out)
                best = min(best, perf_counter() - start)
            start = perf_counter()
            check = check_clip(out, film, frames, sound)
            checking = perf_counter() - start
    theirs = _by_ffmpeg(path, len(frames))
    return {
        "frames": len(frames),
        "bytes": len(out.getvalue()),
        "write_s": round(best, 3),
        "check_s": round(checking, 3),
        "luma_psnr_db": check.luma_psnr and round(check.luma_psnr, 1),
        "ffmpeg_s": theirs and round(theirs, 3),
        "ratio": theirs and round(best / theirs, 2),
    }


def _by_ffmpeg(path: Path, frames: int) -> float | None:
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    best = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        video = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-profile:v", "high", "-bf", "0", "-g", "48"]
        audio = ["-c:a", "aac", "-b:a", "160k", "-ac", "2", "-ar", "48000", "-shortest", "-movflags", "+faststart"]
        command = [program, "-v", "error", "-y", "-i", str(path), "-frames:v", str(frames), "-vsync", "vfr"]
        for _ in range(ROUNDS):
            start = perf_counter()
            subprocess.run([*command, *video, "-pix_fmt", "yuv420p", *audio, f"{folder}/clip.mp4"], check=True)
            best = min(best, perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
