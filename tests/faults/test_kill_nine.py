"""``kill -9`` at random points of all that writes: what was acknowledged is kept, and nothing lies in the clear.

Half of the rounds kill from outside after a random time, half at a random touch of the files of vault or backup. Every
third kill is followed by another one before anybody repairs. ``VIGTOOL_CAMPAIGN=all`` runs the campaign, otherwise a
sample.
"""

import os
import random
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.campaign_table import Record, tell
from tests.faults.needles import CASE_NAME, PASSPHRASE, PERSON_NAME, QUESTION, found_in_clear
from tests.faults.scene import Scene, Tally

CAMPAIGN = os.environ.get("VIGTOOL_CAMPAIGN") == "all"
SCENES = 15 if CAMPAIGN else 1
ROUNDS = 20 if CAMPAIGN else 8
"""Rounds in one vault, so that reading it whole stays quick."""

ACTS = {"import", "marking", "export", "erasure", "passphrase", "backup"}


@pytest.mark.parametrize("number", range(SCENES))
def test_nothing_acknowledged_is_lost_to_kill_nine(
    tmp_path: Path, record_property: Record, request: pytest.FixtureRequest, number: int
) -> None:
    chance, tally = random.Random(None if CAMPAIGN else 20260309), Tally()
    scene = Scene(tmp_path)
    scene.found()
    with closing(scene):
        while tally.rounds < ROUNDS:
            tally.during[scene.work_and_die(chance)] += 1
            tally.rounds += 1
            if tally.rounds % 3 or tally.rounds in (1, ROUNDS - 1, ROUNDS):
                scene.check(tally)
    tally.acknowledged.update(one["done"] for one in scene.said if "done" in one)
    tell(record_property, "kill -9", tally.counts())
    assert tally.lost == []
    assert tally.acknowledged.total() > 0
    seen = request.config.stash.setdefault(SEEN, set())
    seen |= set(tally.acknowledged)
    assert number < SCENES - 1 or not CAMPAIGN or seen == ACTS


SEEN: pytest.StashKey[set[str]] = pytest.StashKey()


def test_the_search_for_needles_finds_them(tmp_path: Path) -> None:
    """The positive control of the search above."""
    from tests.faults.needles import film_bytes, moment_title, needles  # noqa: PLC0415 - only here

    (tmp_path / "film").write_bytes(film_bytes("x"))
    (tmp_path / "note").write_text(moment_title(3) + QUESTION + CASE_NAME + PERSON_NAME + PASSPHRASE, "utf-8")
    (tmp_path / "AGE-SECRET-KEY-1XYZ").touch()
    assert {needle for _name, needle in found_in_clear(tmp_path)} == set(needles())
