"""The child process of one player: ``python -m bench.playback.serving MODULE MAKE``, a line of JSON in, a line out.

What the player does is timed here, beside it, so that neither the pipe nor the parent's other work is measured.
"""

import base64
import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from time import perf_counter, sleep
from typing import Any, TextIO

from bench.playback.players import Player, Print, Scrubber, Sight, Target


def answers(player: Player, requests: TextIO) -> Iterator[dict[str, Any]]:
    """Yield an answer to each line of ``requests``; a failure of the player is an answer too."""
    for line in requests:
        request = json.loads(line)
        try:
            yield _answer(player, request)
        except Exception as error:  # noqa: BLE001 - any failure of a player is a result of the bench
            yield {"failed": f"{type(error).__name__}: {error}".rstrip(": ")}


def _answer(player: Player, request: dict[str, Any]) -> dict[str, Any]:
    what = request["do"]
    if what == "prepare":
        player.prepare(Sight(**request["film"]))
        return {}
    if what == "rest":
        sleep(request["seconds"])
        return {}
    if what == "scrub":
        return _scrubbed(player, request)
    if what == "start-engine":
        return {"ms": _taken(player.start_engine)} if isinstance(player, Scrubber) else {}
    if what == "open":
        return {"ms": _taken(player.open), "print": _text(player.shown())}
    target = Target(**request["target"])
    way = {"seek": player.seek, "forward": player.forward, "back": player.back}[what]
    return {"ms": _taken(lambda: way(target)), "print": _text(player.shown())}


def _scrubbed(player: Player, request: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(player, Scrubber):
        return {}
    start = perf_counter()
    passing = list(player.scrub([Target(**one) for one in request["targets"]], request["per_second"]))
    return {
        "passing": [
            {
                "frame": one.frame,
                "ms": (one.moment - start) * 1000,
                "print": _text(one.print),
                "preview": one.preview,
            }
            for one in passing
        ]
    }


def _taken(way: Callable[[], float]) -> float:
    start = perf_counter()
    return (way() - start) * 1000


def _text(print_: Print) -> str:
    return base64.b64encode(print_.tobytes()).decode("ascii")


def main() -> None:
    """Serve until the requests end. What the player itself prints goes where its errors go."""
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    try:
        player: Player = getattr(import_module(sys.argv[1]), sys.argv[2])()
    except Exception as error:  # noqa: BLE001 - a player that does not start is named with its reason
        print(json.dumps({"failed": f"{type(error).__name__}: {error}"}), file=out, flush=True)
        return
    print(json.dumps({"ready": True}), file=out, flush=True)
    for answer in answers(player, sys.stdin):
        print(json.dumps(answer), file=out, flush=True)
    player.close()


if __name__ == "__main__":
    main()
