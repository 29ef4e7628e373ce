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
        *("language", "scheme", "vault", "text_percent", "keys", "hints_gone", "sizes"),
        *("reaction_ms", "before_ms", "after_ms"),
    }
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"language": "xx", "scheme": 7, "vault": []}', "\x00"])
def test_a_spoilt_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    assert PreferenceFile(tmp_path).now == PreferenceFile(tmp_path / "empty").now


def test_a_place_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    preferences = PreferenceFile(tmp_path / "file")
    preferences.change(language="sv")
    assert preferences.now.language == "sv"


def test_a_demonstration_leaves_no_trace(tmp_path: Path) -> None:
    PreferenceFile(tmp_path, kept=False).change(language="sv")
    assert not list(tmp_path.iterdir())
