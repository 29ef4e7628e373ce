"""Memory while a film of 1080p plays in Prepare: ``python -m bench.playing [FILE] [--seconds N] [--json]`` (Linux).

The real window, offscreen unless QT_QPA_PLATFORM says otherwise, on a vault that holds the film: playing, then seeking
to and fro as fast as pictures come. Pictures shown are counted, so that a film that stood still does not look cheap.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from bench.seeking import drawn, vault_with
from vigtool.app import build_window
from vigtool.gui.playing.player import Player
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.preferences import PreferenceFile

STEP_MS = 50


def resident_mb() -> float:
    """Memory that the process takes now, in megabytes."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise KeyError("VmRSS")


def live(milliseconds: int) -> None:
    """Let the window live for a while; ``QTest.qWait`` would keep the interpreter from the other threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def watch(seconds: float, every_step: Callable[[int], None]) -> float:
    """Let the window live for a while; return the highest memory seen, in megabytes."""
    highest, end, step = 0.0, time.monotonic() + seconds, 0
    while time.monotonic() < end:
        every_step(step)
        live(STEP_MS)
        highest = max(highest, resident_mb())
        step += 1
    return highest


def measure(player: Player, seconds: float) -> dict[str, float | int]:
    """Play, then seek to and fro."""
    shown = count()
    player.shown.connect(lambda _picture: next(shown))
    before = resident_mb()
    player.play()
    playing = watch(seconds, lambda _step: None)
    played = next(shown)
    player.pause()
    seeking = watch(seconds, lambda step: player.seek(step * 97 % player.times.frames))
    return {
        "frames": player.times.frames,
        "pictures_while_playing": played,
        "pictures_while_seeking": next(shown) - played - 1,
        "before_mb": round(before),
        "playing_mb": round(playing),
        "seeking_mb": round(seeking),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        ws, film = vault_with(Path(folder), options.file or drawn(Path(folder)))
        window = build_window(PreferenceFile(kept=False), ws, film)
        window.show()
        page = window.findChild(PreparePage)
        if page is None:
            raise LookupError("Prepare did not open")
        live(1000)
        result = measure(page.player, options.seconds)
        window.close()
    print(json.dumps(result) if options.json else "\n".join(f"{name}: {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
