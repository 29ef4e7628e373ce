"""The shared recordings with their truth, and how a decoded frame is compared with it.

Rules of the recordings' README: pictures are compared by the MD5 of their native planes where decoders agree. Where
the truth's own two decoders saw different pictures, an MPEG-4 ASP frame (rounded differently by FFmpeg's versions) is
right if its burnt-in code is the truth's or its 8 x 8 means of luma are the truth's within two levels; a damaged
picture is right if the frame says that it is damaged. Which frames say so is tested apart.
"""

import csv
import gzip
import hashlib
import importlib.util
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from tests.shared_material import SHARED
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame

MEDIA = SHARED / "media"
RANDOM_FRAMES, WALK = 30, 10
_LEVELS = 2.0


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording of the folder; ``name`` is relative to it."""

    name: str

    @property
    def path(self) -> Path:
        return MEDIA / self.name

    @property
    def truth_path(self) -> Path:
        return self.path.parent / "truth" / f"{self.path.name}.frames.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Truth:
    """The true frames of one stream, in the order of presentation."""

    stream: int
    codec: str
    frames: list[dict[str, Any]]
    pictures_may_differ: bool

    def faults(self, frame: Frame) -> list[str]:
        """Name what is wrong with a frame; nothing if it is the truth's."""
        true = self.frames[frame.n]
        faults = [] if frame.pts == true["pts"] else ["pts"]
        same = picture_md5(frame.native) == true["md5"]
        if not same and not (self.pictures_may_differ and (frame.damaged or self._alike(frame))):
            faults.append("picture")
        return faults

    def _alike(self, frame: Frame) -> bool:
        return self.codec == "mpeg4" and _alike(frame.native, self.frames[frame.n])


def recordings() -> list[Recording]:
    """All recordings of the manifest, then those of people in ``demo/`` that have a truth."""
    if not MEDIA.is_dir():
        return []
    with (MEDIA / "MANIFEST.tsv").open(encoding="utf-8", newline="") as table:
        names = [row["file"] for row in csv.DictReader(table, delimiter="\t")]
    demo = sorted(path for path in (MEDIA / "demo").iterdir() if path.is_file())
    found = [Recording(f"demo/{path.name}") for path in demo]
    return [Recording(name) for name in names] + [one for one in found if one.truth_path.is_file()]


def truths(recording: Recording) -> list[Truth]:
    """The truth of each stream of moving pictures; none if the recording has no such stream."""
    with gzip.open(recording.truth_path, "rt", encoding="utf-8") as lines:
        header, *frames = map(json.loads, lines)
    header = header["header"]
    return [
        Truth(
            int(stream),
            _codec(header, int(stream)),
            [frame for frame in frames if frame["s"] == int(stream)],
            _pictures_differ(header, stream),
        )
        for stream in header["frames"]
    ]


def _codec(header: dict[str, Any], stream: int) -> str:
    return str(next(one["codec"] for one in header["streams"] if one["index"] == stream))


def _pictures_differ(header: dict[str, Any], stream: str) -> bool:
    return any("pictures differ" in text for text in header["b"].get(stream, {}).get("differences", []))


def asked_frames(name: str, frames: int) -> Iterator[int]:
    """First, last, 30 random ones, 10 walking back, 10 walking forward; the same for each run."""
    chance = random.Random(name)
    yield from (0, frames - 1)
    yield from chance.sample(range(frames), min(RANDOM_FRAMES, frames))
    walk = min(WALK, frames)
    start = chance.randint(walk - 1, frames - 1)
    yield from range(start, start - walk, -1)
    start = chance.randint(0, frames - walk)
    yield from range(start, start + walk)


def picture_md5(picture: VideoFrame) -> str:
    """As ``ffmpeg -f framemd5`` prints it."""
    digest = hashlib.md5(usedforsecurity=False)
    for plane in native_planes(picture):
        digest.update(np.ascontiguousarray(plane).data)
    return digest.hexdigest()


def _alike(picture: VideoFrame, true: dict[str, Any]) -> bool:
    luma = next(native_planes(picture))
    code = _framecode().read(luma)
    if code is not None and list(code[:2]) == true.get("bc"):
        return True
    means = np.frombuffer(bytes.fromhex(true["y8"]), np.uint8).reshape(8, 8)
    return bool((np.abs(luma_means(luma) - means) <= _LEVELS).all())


def luma_means(luma: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Means over an 8 x 8 grid of equal areas, shape (8, 8), pixels on a border counted in parts."""
    height, width = luma.shape
    sums = np.zeros((height + 1, width + 1))
    sums[1:, 1:] = luma.cumsum(0, dtype=np.float64).cumsum(1)
    rows = np.array([np.interp(np.linspace(0, height, 9), np.arange(height + 1), column) for column in sums.T]).T
    both = np.array([np.interp(np.linspace(0, width, 9), np.arange(width + 1), row) for row in rows])
    return np.asarray(np.diff(np.diff(both, axis=0), axis=1) * 64 / (height * width))


@cache
def _framecode() -> Any:  # noqa: ANN401 - a module that lies beside the clone
    spec = importlib.util.spec_from_file_location("framecode", MEDIA / "framecode.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
