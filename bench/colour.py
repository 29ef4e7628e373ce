"""Colours by kind of tags: ``python -m bench.colour [--json]``.

CIEDE2000 between what the screen gets and a calculation from the standards (``tests.media.colour_reference``): the
largest and the mean difference of the ColorChecker and of 216 colours over all that the film can hold, and what one
picture of 1080p costs the processor at 1280 x 720, all threads together.
"""

import argparse
import json
import time
from typing import Final

import numpy as np

from tests.media.colour_cases import HDR, SDR
from tests.media.colour_patches import differences, picture_of
from tests.media.colour_reference import Tags, checker_signals, grid, screen_light
from vigtool.media.frame import Frame
from vigtool.media.picture import upright

TURNS: Final = 5
COLUMNS: Final = 120


def cost_ms(layout: str, tags: Tags) -> float:
    """Return milliseconds of the processor for a picture of 1920 x 1080 shown at 1280 x 720, the least of some."""
    signals = np.random.default_rng(1).random((COLUMNS * 67, 3))
    picture = picture_of(signals, tags, layout, across=COLUMNS)
    costs = []
    for _turn in range(TURNS):
        start = time.process_time()
        upright(Frame(0, 0, picture), (1280, 720))
        costs.append(1000 * (time.process_time() - start))
    return min(costs)


def row(layout: str, tags: Tags) -> dict[str, str | float | None]:
    """Measure one kind of film."""
    signals = grid()
    all_colours = differences(picture_of(signals, tags, layout), screen_light(signals, tags), tags)
    checker = None
    if tags.transfer not in {16, 18}:
        signals, light = checker_signals(tags)
        checker = float(differences(picture_of(signals, tags, layout), light, tags).max())
    return {
        "layout": layout,
        "tags": str(tags),
        "checker_max": checker,
        "all_max": float(all_colours.max()),
        "all_mean": float(all_colours.mean()),
        "cost_ms": cost_ms(layout, tags),
    }


def main() -> None:
    """Print the table, or JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    rows = [row(layout, tags) for layout, tags in SDR + HDR]
    if arguments.parse_args().json:
        print(json.dumps({"rows": rows}))
        return
    print("| pixels | H.273 tags | ColorChecker max | all colours max | mean | ms of 720p |")
    print("| --- | --- | --- | --- | --- | --- |")
    for one in rows:
        checker = "" if one["checker_max"] is None else f"{one['checker_max']:.2f}"
        numbers = f"{one['all_max']:.2f} | {one['all_mean']:.2f} | {one['cost_ms']:.1f}"
        print(f"| {one['layout']} | {one['tags']} | {checker} | {numbers} |")


if __name__ == "__main__":
    main()
