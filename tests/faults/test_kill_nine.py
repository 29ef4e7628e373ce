"""``kill -9`` at random points of all that writes: what was acknowledged is kept, and nothing lies in the clear.

Half of the rounds kill from outside after a random time, half at a random touch of the files of vault or backup. Every
third kill is followed by another one before anybody repairs. ``VIGTOOL_CAMPAIGN=all`` runs the campaign, otherwise a
sample.
"""

import os
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.needles import CASE_NAME, PASSPHRASE, PERSON_NAME, QUESTION, found_in_clear
from tests.faults.scene import Scene, Tally

CAMPAIGN = os.environ.get("VIGTOOL_CAMPAIGN") == "all"
ROUNDS = 300 if CAMPAIGN else 9
FRESH_EVERY = 30
"""Rounds in one vault, so that reading it whole stays quick."""

ACTS = ("import", "marking", "export", "erasure", "passphrase", "backup")


def test_nothing_acknowledged_is_lost_to_kill_nine(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    record_testsuite_property: Any,  # noqa: ANN401 - pytest's own
) -> None:
    chance, tally = random.Random(20260309 if not CAMPAIGN else None), Tally()
    scenes: list[Scene] = []
    while tally.rounds < ROUNDS:
        if tally.rounds % FRESH_EVERY == 0:
            scenes.append(Scene(tmp_path / f"scene-{len(scenes)}"))
            scenes[-1].found()
        tally.during[scenes[-1].work_and_die(chance)] += 1
        tally.rounds += 1
        if tally.rounds % 3 or tally.rounds % FRESH_EVERY in (0, FRESH_EVERY - 1) or tally.rounds == ROUNDS:
            scenes[-1].check(tally)
    tally.acknowledged.update(one["done"] for scene in scenes for one in scene.said if "done" in one)
    table = "\n".join(f"{name:<45}{count:>8}" for name, count in tally.rows())
    record_testsuite_property("kill -9", table)
    with capsys.disabled():
        sys.stdout.write(f"\nkill -9\n{table}\n")
    assert tally.lost == []
    assert tally.acknowledged.total() > ROUNDS
    if CAMPAIGN:
        assert tally.restored > 0
        assert all(tally.during[act] > 0 and tally.acknowledged[act] > 0 for act in ACTS)


def test_the_search_for_needles_finds_them(tmp_path: Path) -> None:
    """The positive control of the search above."""
    from tests.faults.needles import film_bytes, moment_title, needles  # noqa: PLC0415 - only here

    (tmp_path / "film").write_bytes(film_bytes("x"))
    (tmp_path / "note").write_text(moment_title(3) + QUESTION + CASE_NAME + PERSON_NAME + PASSPHRASE, "utf-8")
    (tmp_path / "AGE-SECRET-KEY-1XYZ").touch()
    assert {needle for _name, needle in found_in_clear(tmp_path)} == set(needles())
