"""The playback bench measures what it says: a picture that is not the one asked for is never counted as right."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bench.playback.players import LIMIT, OURS, Contestant
from bench.playback.run import FilmResult, Plan, play
from bench.playback.table import table
from bench.playback.tally import Row, percentile
from bench.playback.truth import Truth, truth_of
from tests.bench.players_that_fail import LAST
from tests.media.drawn_films import draw_film

PLAN = Plan(seeks=3, steps=4, openings=1, rest=0.0, scrub=0.3)
FAULTY = "tests.bench.players_that_fail"
KEYS = ["engine", "op", "asked", "right", "p50_ms", "p95_ms"]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "drawn.mp4"
    draw_film(path, frames=LAST + 1, width=320, height=180)
    return path


@pytest.fixture(scope="module")
def truth(film: Path) -> Truth:
    return truth_of(str(film))


def played(film: Path, *contestants: Contestant) -> FilmResult:
    return play(film, contestants, PLAN, sys.executable, lambda _what: None)


def row(result: FilmResult, engine: str, op: str) -> Row:
    return next(row for row in result.rows if (row["engine"], row["op"]) == (engine, op))


def test_each_frame_is_right_as_itself_alone(truth: Truth) -> None:
    asked = range(truth.frames)
    assert truth.frames == LAST + 1
    assert all(truth.is_right(truth.prints[n], n) for n in asked)
    assert not any(truth.is_right(truth.prints[n], m) for n in asked for m in (n - 1, n + 1) if m in asked)


def test_a_picture_is_right_as_coded_and_upright_and_a_little_off_in_colour(truth: Truth) -> None:
    upright = np.rot90(truth.prints[7], 2)
    lighter = np.clip(truth.prints[7].astype(int) + 3, 0, 255).astype(np.uint8)
    assert truth.is_right(upright, 7)
    assert truth.is_right(lighter, 7)
    assert not truth.is_right(upright, 8)


def test_a_picture_that_is_like_none_is_wrong(truth: Truth) -> None:
    assert not truth.is_right(np.full_like(truth.prints[7], 128), 7)


def test_in_a_quiet_film_the_grain_tells_neighbours_apart(truth: Truth) -> None:
    grain = np.random.default_rng(3).integers(-2, 3, truth.prints.shape)
    prints = np.clip(truth.prints[0] + grain, 0, 255).astype(np.uint8)
    quiet = Truth(truth.sight, prints, prints, truth.times)
    assert quiet.is_right(quiet.prints[7], 7)
    assert not quiet.is_right(quiet.prints[8], 7)
    assert not quiet.is_right(quiet.prints[6], 7)


def test_pictures_that_repeat_are_right_for_each_other(truth: Truth) -> None:
    prints = truth.prints.copy()
    prints[8] = prints[7]
    repeating = Truth(truth.sight, prints, prints, truth.times)
    assert repeating.is_right(prints[7], 8)
    assert not repeating.is_right(prints[9], 8)


def test_a_target_begins_and_ends_where_its_frame_does(truth: Truth) -> None:
    target = truth.target(LAST)
    assert (target.begins, target.ends) == pytest.approx((LAST * 0.04, (LAST + 1) * 0.04))


def test_the_limit_is_right_and_a_player_that_is_one_off_is_wrong(film: Path) -> None:
    result = played(film, LIMIT, Contestant("one-off", FAULTY, "one_off"))
    assert [row["op"] for row in result.rows if row["engine"] == "limit"] == [
        "first-picture",
        "seek",
        "back-cold",
        "forward",
        "back",
    ]
    assert all(list(row) == KEYS and row["asked"] for row in result.rows)
    assert all(row["right"] == row["asked"] for row in result.rows if row["engine"] == "limit")
    assert (row(result, "one-off", "seek")["asked"], row(result, "one-off", "seek")["right"]) == (PLAN.seeks, 0)
    assert row(result, "one-off", "first-picture")["right"] == PLAN.openings
    assert result.skipped == {}


def test_a_player_that_dies_or_is_not_there_ends_itself_alone(film: Path) -> None:
    result = played(film, LIMIT, Contestant("dying", FAULTY, "dying"), Contestant("absent", FAULTY, "absent"))
    assert row(result, "dying", "seek")["right"] == PLAN.seeks
    dead = row(result, "dying", "back-cold")
    assert (dead["asked"], dead["right"], dead["p50_ms"]) == (3, 0, None)
    assert row(result, "limit", "back")["right"] == PLAN.steps
    assert result.skipped["dying"] == "died 3 times"
    assert "somebody_elses_player" in result.skipped["absent"] or "ModuleNotFoundError" in result.skipped["absent"]
    assert "not played: dying (died 3 times)" in table([result])


def test_our_engine_in_the_vault_shows_every_frame_that_is_asked_for(film: Path) -> None:
    result = played(film, OURS)
    assert result.skipped == {}
    ops = ("engine-start", "first-picture", "seek", "back-cold", "forward", "back", "scrub")
    assert all(row(result, OURS.name, op)["asked"] == row(result, OURS.name, op)["right"] for op in ops)
    assert row(result, OURS.name, "scrub")["last_right"]


def test_the_command_prints_json_for_each_film(film: Path) -> None:
    options = ("--only", LIMIT.name, "--seeks", "2", "--steps", "2", "--json")
    command = [sys.executable, "-m", "bench.playback", str(film), str(film), *options]
    films = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=300).stdout)["films"]
    assert [one["file"] for one in films] == [film.name] * 2
    assert [list(row) for one in films for row in one["rows"]] == [KEYS] * 10


def test_percentiles_lie_between_neighbours() -> None:
    assert percentile([], 50) is None
    assert percentile([3.0], 95) == 3.0
    assert percentile([1.0, 2.0, 3.0, 4.0], 50) == 2.5
