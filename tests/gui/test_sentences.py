"""Every sentence that the window asks a translation for is one that the translators' tool finds.

The tool reads tokens, so on Python 3.11 it does not see into f-strings, nowhere through a variable.
"""

import ast
from pathlib import Path

import pytest

from tools.translations import collect

GUI = Path(__file__).resolve().parents[2] / "vigtool" / "gui"


def asked(source: str) -> list[str | None]:
    """Return what each call of ``tr`` and ``trn`` is given first, None where it is not a literal."""
    calls = [call for call in ast.walk(ast.parse(source)) if isinstance(call, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("tr", "trn")]
    firsts = [call.args[0] for call in named]
    return [str(first.value) if isinstance(first, ast.Constant) else None for first in firsts]


@pytest.fixture(scope="module")
def found() -> set[str]:
    ids = (message.id for message in collect("gui"))
    return {one if isinstance(one, str) else one[0] for one in ids}


@pytest.mark.parametrize("path", sorted(GUI.rglob("*.py")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_sentence_is_found(path: Path, found: set[str]) -> None:
    assert set(asked(path.read_text("utf-8"))) <= found


def test_calls_are_seen_where_they_hide() -> None:
    assert asked("f'{tr(\"Log\")}'") == ["Log"]
    assert asked("tr(word)") == [None]
    assert asked("trn('one', 'many', 3)") == ["one"]
