"""Make the films that the table is about from a real recording: ``python -m bench.playback.films RECORDING FOLDER``.

Needs the ffmpeg command with x264 and x265. Grain is added, so that each picture differs from its neighbours even
where the recording repeats one, and coding is as hard as it is for a camera.
"""

import argparse
import subprocess
from dataclasses import dataclass
from pathlib import Path

_GRAIN = "noise=alls=6:allf=t"


@dataclass(frozen=True, slots=True)
class Recipe:
    """One film: its name, size, pictures a second, length in seconds, and how ffmpeg codes it."""

    name: str
    size: tuple[int, int]
    rate: int
    seconds: int
    coding: tuple[str, ...]


_X264 = ("-c:v", "libx264", "-preset", "veryfast", "-sc_threshold", "0")
_X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "keyint=60:bframes=3:log-level=error")
RECIPES = (
    Recipe("h1080p60_g60.mp4", (1920, 1080), 60, 20, (*_X264, "-g", "60", "-b:v", "12M", "-an")),
    Recipe("h1080p30_g250.mp4", (1920, 1080), 30, 40, (*_X264, "-g", "250", "-b:v", "8M", "-c:a", "aac")),
    Recipe("hevc4k30.mp4", (3840, 2160), 30, 12, (*_X265, "-b:v", "20M", "-tag:v", "hvc1", "-an")),
)


def command(recording: Path, recipe: Recipe, to: Path) -> list[str]:
    """Return the command that makes one film; a recording that is too short is repeated."""
    width, height = recipe.size
    picture = f"scale={width}:{height},fps={recipe.rate},{_GRAIN},format=yuv420p"
    source = ["-stream_loop", "-1", "-i", str(recording), "-t", str(recipe.seconds)]
    return ["ffmpeg", "-v", "error", "-y", *source, "-vf", picture, *recipe.coding, str(to / recipe.name)]


def main() -> None:
    """Make all films."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recording", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for recipe in RECIPES:
        print(recipe.name, flush=True)
        subprocess.run(command(asked.recording, recipe, asked.folder), check=True)


if __name__ == "__main__":
    main()
