"""Every shown frame right, and how soon: the engine in the vault beside the limit and other players.

    python -m bench.playback FILE... [--peers] [--peers-python PYTHON] [--json]

Without ``--peers``: our engine and the limit. With it, whichever of mpv, OpenCV, torchcodec, libvlc and QMediaPlayer
are there; who is not is named with the reason. OpenCV, torchcodec and python-vlc are looked for in the Python that
``--peers-python`` or VIGTOOL_PEERS_PYTHON names (made by ``python -m venv`` and ``pip install numpy
opencv-python-headless torch torchcodec python-vlc``), else in the one that runs this.
"""

import argparse
import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from bench.playback.players import LIMIT, OURS, OURS_ON_SCREEN, PEERS
from bench.playback.run import Plan, play
from bench.playback.table import table


def main() -> None:
    """Measure and print; what goes on, and each film's table as soon as it is there, is told on stderr."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that players that stand still are ended too
    asked = _arguments()
    contestants = [LIMIT, OURS, OURS_ON_SCREEN, *(PEERS if asked.peers else ())]
    chosen = [one for one in contestants if not asked.only or one.name in asked.only]
    plan = Plan(seeks=asked.seeks, steps=asked.steps, places=asked.places)
    results = []
    for path in asked.films:
        results.append(play(path, chosen, plan, asked.peers_python, _say))
        _say(table(results[-1:]))
    if asked.json:
        print(json.dumps({"films": [asdict(result) for result in results]}))
    else:
        print(table(results))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("films", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--peers-python", default=os.environ.get("VIGTOOL_PEERS_PYTHON", sys.executable))
    parser.add_argument("--only", action="append", metavar="PLAYER", help="this player alone, or these")
    parser.add_argument("--seeks", type=int, default=24)
    parser.add_argument("--steps", type=int, default=24)
    parser.add_argument("--places", type=int, default=1, help="series of steps in each direction")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
