"""BORIS projects and events as written here, seen by the rules of BORIS and by plain ``json`` and ``csv``."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from tests.exchange.annotations.sample_films import (
    EMPTY,
    FIRST,
    HARD_TEXT,
    LATE,
    PAUSE,
    SAMPLE,
    TURNING,
    VARIABLE,
    marked_films,
)
from tests.shared_material import SHARED, needs_shared
from vigtool.domain.principles import Wording
from vigtool.exchange.annotations.boris_coding import boris_losses
from vigtool.exchange.annotations.boris_events_writing import COLUMNS, write_boris_events
from vigtool.exchange.annotations.boris_writing import write_boris
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm, MarkedPrinciple


def _project(film: MarkedFilm, language: str = "fi") -> dict[str, Any]:
    project: dict[str, Any] = json.loads(write_boris(film, language))
    return project


def _observation(film: MarkedFilm) -> dict[str, Any]:
    (one,) = _project(film)["observations"].values()
    found: dict[str, Any] = one
    return found


def _rows(film: MarkedFilm, delimiter: str = ",") -> list[dict[str, str]]:
    text = write_boris_events(film, "sv", delimiter).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@needs_shared
def test_a_project_has_all_that_one_opened_in_boris_has() -> None:
    theirs: dict[str, Any] = json.loads((SHARED / "exchange" / "boris10__vig_demo.boris").read_bytes())
    ours = _project(SAMPLE)
    assert ours.keys() == theirs.keys()
    assert _observation(SAMPLE).keys() == theirs["observations"]["demo"].keys()
    assert _observation(SAMPLE)["media_info"].keys() == theirs["observations"]["demo"]["media_info"].keys()
    for part in ("subjects_conf", "behaviors_conf", "behavioral_categories_config"):
        assert {tuple(one) for one in ours[part].values()} == {tuple(one) for one in theirs[part].values()}


@needs_shared
def test_events_have_the_columns_of_boris_in_its_order() -> None:
    first = (SHARED / "exchange" / "boris10__vig_demo_aggregated.csv").read_text("utf-8").partition("\n")[0]
    without_modifiers = [name for name in COLUMNS if not name.startswith("Modifier #")]
    assert first.split(",") == without_modifiers
    assert COLUMNS.index("Modifier #1") == COLUMNS.index("Behavioral category") + 1


def test_moments_are_states_with_the_key_frame_as_a_point() -> None:
    events = _observation(replace(SAMPLE, moments=(LATE,)))["events"]
    assert events == [
        [3725.0, "", "moment", "1", "After an hour", "NA"],
        [3726.0, "", "key frame", "1", "", "NA"],
        [3729.0, "", "moment", "1", "", "NA"],
    ]


def test_words_stand_in_the_comments() -> None:
    rows = _rows(replace(SAMPLE, moments=(FIRST,)))
    by_behaviour = {(one["Behavior"], one["Subject"]): one for one in rows}
    moment = by_behaviour["moment", "No focal subject"]
    assert (moment["Comment start"], moment["Comment stop"]) == (FIRST.title, FIRST.note)
    assert by_behaviour["question", "No focal subject"]["Comment start"] == FIRST.question
    key = by_behaviour["key frame", "No focal subject"]
    assert (key["Behavior type"], key["Start (s)"], key["Stop (s)"], key["Duration (s)"]) == (
        "POINT",
        "4.438",
        "4.438",
        "NA",
    )
    turn = by_behaviour["reception", "Parent 2"]
    assert (turn["Start (s)"], turn["Stop (s)"], turn["Duration (s)"]) == ("5.172", "6.673", "1.501")
    assert (turn["Modifier #1"], turn["Modifier #2"], turn["Comment start"]) == ("1", "2", "looks and smiles")
    assert ("star", "No focal subject") in by_behaviour
    assert by_behaviour["Paus", "No focal subject"]["Behavioral category"] == "principle"


def test_a_project_and_its_events_say_the_same() -> None:
    states = {one["code"] for one in _project(SAMPLE)["behaviors_conf"].values() if one["type"] == "State event"}
    rows = list(csv.DictReader(io.StringIO(write_boris_events(SAMPLE, "fi").decode(), newline="")))
    assert {one["Behavior"] for one in rows if one["Behavior type"] == "STATE"} <= states
    begins = Counter((one["Start (s)"], one["Behavior"]) for one in rows)
    ends = Counter((one["Stop (s)"], one["Behavior"]) for one in rows if one["Behavior type"] == "STATE")
    events = Counter((f"{one[0]:.3f}", one[2]) for one in _observation(SAMPLE)["events"])
    assert events == begins + ends


def test_names_that_boris_would_confuse_are_told_apart() -> None:
    same = MarkedPrinciple("own.3.other", Wording("Tauko", "", ""))
    fixed = MarkedPrinciple("own.3.moment", Wording("moment", "", ""))
    piped = MarkedPrinciple("own.3.piped", Wording("a|b", "", ""))
    film = replace(SAMPLE, moments=(replace(FIRST, principles=(PAUSE, same, fixed, piped, PAUSE)),))
    codes = [one["code"] for one in _project(film)["behaviors_conf"].values()]
    assert codes[-4:] == ["Tauko", "own.3.other", "own.3.moment", "a/b"]
    assert len(codes) == len(set(codes))
    assert Counter(one[2] for one in _observation(film)["events"])["Tauko"] == 2


def test_principles_have_the_names_of_the_language_and_all_names_in_the_ethogram() -> None:
    for language, code in (("fi", "Kääntyminen kohti"), ("sv", "Att vända sig mot"), ("en", "Turning towards")):
        lines = _project(SAMPLE, language)["behaviors_conf"].values()
        (line,) = [one for one in lines if one["code"] == code]
        assert line["description"] == f"{TURNING.id} Kääntyminen kohti / Att vända sig mot / Turning towards"
    with pytest.raises(ValueError, match="xx"):
        write_boris(SAMPLE, "xx")


def test_an_observation_needs_a_name_and_a_rate() -> None:
    nameless = _project(replace(VARIABLE, name="\n"))
    assert list(nameless["observations"]) == ["f1mf1mf1mf1m"]
    info = _observation(VARIABLE)["media_info"]
    assert (info["fps"], info["length"]) == ({"Film 1": 0.0}, {"Film 1": 4000.0})
    assert _observation(SAMPLE)["media_info"]["fps"] == {"Film 1": 29.97}
    assert _rows(VARIABLE)[0]["FPS (frame/s)"] == "NA"
    assert _observation(EMPTY)["events"] == _rows(EMPTY) == []


def test_events_as_tsv_hold_tabs_in_words() -> None:
    assert _rows(SAMPLE, "\t") == _rows(SAMPLE)
    assert HARD_TEXT in {one["Comment start"] for one in _rows(SAMPLE, "\t")}


def test_only_times_are_lost() -> None:
    assert boris_losses(EMPTY) == ()
    assert boris_losses(replace(SAMPLE, moments=(LATE,))) == ()
    assert [one.what for one in boris_losses(SAMPLE)] == ["times"]
    assert boris_losses(replace(SAMPLE, moments=(replace(LATE, key=Fraction(3726) + Fraction(1, 3000)),))) == (
        Loss("times", 1),
    )


@settings(max_examples=40)
@given(marked_films())
def test_every_state_of_any_film_has_a_begin_and_an_end(film: MarkedFilm) -> None:
    project = _project(film)
    states = {one["code"] for one in project["behaviors_conf"].values() if one["type"] == "State event"}
    (one,) = project["observations"].values()
    counts = Counter(tuple(event[1:4]) for event in one["events"] if event[2] in states)
    assert set(counts.values()) <= {2}
    assert [event[0] for event in one["events"]] == sorted(event[0] for event in one["events"])
    assert {event[2] for event in one["events"]} <= {line["code"] for line in project["behaviors_conf"].values()}


def test_the_same_film_gives_the_same_bytes() -> None:
    assert write_boris(SAMPLE, "en") == write_boris(replace(SAMPLE), "en")
    assert write_boris_events(SAMPLE, "en") == write_boris_events(replace(SAMPLE), "en")
