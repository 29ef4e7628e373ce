import json
from pathlib import Path

import pytest

from vigtool.gui.shared.appearance import Scheme
from vigtool.gui.shared.preferences import FILE, PreferenceFile


def test_what_was_chosen_is_remembered(tmp_path: Path) -> None:
    PreferenceFile(tmp_path).change(language="sv", scheme=Scheme.DARK, vault="/somewhere/vault")
    kept = PreferenceFile(tmp_path).now
    assert (kept.language, kept.scheme, kept.vault) == ("sv", Scheme.DARK, "/somewhere/vault")


def test_nothing_else_is_written(tmp_path: Path) -> None:
    PreferenceFile(tmp_path).change(language="fi")
    assert set(json.loads((tmp_path / FILE).read_text())) == {
        *("language", "scheme", "vault", "backup", "text_percent", "lock_minutes", "keys", "hints_gone", "sizes"),
        *("reaction_ms", "before_ms", "after_ms", "blank_minutes", "watched", "package"),
    }
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"x"', '{"language": "xx", "scheme": 7, "vault": []}', "\x00", "[" * 100_000]
)
def test_a_spoilt_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    assert PreferenceFile(tmp_path).now == PreferenceFile(tmp_path / "empty").now


SPOILT: dict[str, list[object]] = {
    "scheme": [[], {}, ["dark"], 7, "blue"],
    "vault": [[], {}, 7],
    "watched": [[], 7, {"A B": "/x"}, {"abc": 7}, {"abc": ""}],
    "reaction_ms": [-1, 2001, "500", True, None, 1.5, [500]],
    "before_ms": [-1, 5001, {}],
    "after_ms": [5001, "x"],
    "blank_minutes": [-1, 4, "5", True, None],
    "text_percent": [0, 99, 110, 400, "200", True],
    "keys": [[], "x", 7, {"mark": "M"}, {"Mark me": ["M"]}, {"x" * 41: ["M"]}],
    "hints_gone": ["people-first", {}, 7],
    "sizes": [[], {"cards": "wide"}, {"cards": [1.5]}, {"cards": [True]}, {"cards": [10**9]}, {"../x": [1]}],
    "package": [[], 7, {"large": "2"}, {"large": True}, {"large": [2]}, {"large": 10**9}, {"../x": 1}],
}


@pytest.mark.parametrize(("name", "kept"), [(name, kept) for name, values in SPOILT.items() for kept in values])
def test_a_spoilt_value_is_as_if_it_had_not_been_said(tmp_path: Path, name: str, kept: object) -> None:
    (tmp_path / FILE).write_text(json.dumps({"language": "sv", name: kept}))
    now = PreferenceFile(tmp_path).now
    assert now.language == "sv"
    assert getattr(now, name) == getattr(PreferenceFile(tmp_path / "empty").now, name)


def test_what_is_proper_beside_what_is_spoilt_is_kept(tmp_path: Path) -> None:
    kept = {"keys": {"mark": ["S", 7, "", "x" * 99], "star": 3}, "hints_gone": ["a", 7, "B!", "a"], "sizes": {"a": [1]}}
    (tmp_path / FILE).write_text(json.dumps(kept))
    now = PreferenceFile(tmp_path).now
    assert (now.keys, now.hints_gone, now.sizes) == ({"mark": ["S"]}, ("a",), {"a": [1]})


def test_everything_comes_back(tmp_path: Path) -> None:
    first = PreferenceFile(tmp_path)
    first.change(reaction_ms=0, before_ms=250, after_ms=5000, text_percent=200, scheme=Scheme.HIGH_CONTRAST)
    first.change(keys={"mark": ["S"]}, hints_gone=("people-first",))
    first.change_size("cards", 400)
    assert PreferenceFile(tmp_path).now == first.now


def test_a_place_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    preferences = PreferenceFile(tmp_path / "file")
    preferences.change(language="sv")
    assert preferences.now.language == "sv"


def test_a_demonstration_leaves_no_trace(tmp_path: Path) -> None:
    PreferenceFile(tmp_path, kept=False).change(language="sv")
    assert not list(tmp_path.iterdir())
