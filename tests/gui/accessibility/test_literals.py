"""No word is shown or spoken that no translator has seen: what a widget is given to say comes out of ``tr``."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

GUI = Path(__file__).resolve().parents[3] / "vigtool" / "gui"

SAY = frozenset(
    {"label", "button", "Button", "ElidedLabel", "QLabel", "QPushButton", "QCheckBox", "QRadioButton"}
    | {"setText", "setToolTip", "setPlaceholderText", "setWindowTitle", "setAccessibleName", "setAccessibleDescription"}
    | {"addAction", "addItem", "addMenu", "setTitle", "field", "tell", "warn", "say", "announce", "show_note"}
)
"""Functions whose first words (and, of ``announce`` and the like, later ones) the user meets."""
FIRST_ALONE = frozenset({"label", "button", "Button", "ElidedLabel"})
"""Of these only the first argument is words; the next is the name of a role or an icon."""
TRANSLATED = frozenset({"tr", "trn"})
WORD = re.compile(r"[^\W\d_]{2,}")
OWN_NAMES = frozenset({"vigtool", "clip.mp4"})


def literals(source: str) -> Iterator[str]:
    """Words that stand in the code itself where something is said."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and _name(call) in SAY:
            for said in call.args[:1] if _name(call) in FIRST_ALONE else call.args:
                yield from (words for words in _words(said) if WORD.search(words) and words not in OWN_NAMES)


def hidden_sentences(source: str) -> Iterator[str]:
    """Sentences within a formatted text, where whoever gathers them for the translators does not look."""
    for text in ast.walk(ast.parse(source)):
        if isinstance(text, ast.JoinedStr):
            inner = (one for part in text.values for one in ast.walk(part))
            yield from (ast.unparse(one) for one in inner if isinstance(one, ast.Call) and _name(one) in TRANSLATED)


def _name(call: ast.Call) -> str:
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _words(said: ast.expr) -> Iterator[str]:
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        yield said.value
    elif isinstance(said, ast.JoinedStr):
        yield from (str(part.value) for part in said.values if isinstance(part, ast.Constant))


def test_nothing_is_said_past_the_translators() -> None:
    found = {path.relative_to(GUI): list(literals(path.read_text("utf-8"))) for path in sorted(GUI.rglob("*.py"))}
    assert len(found) > 100
    assert not {path: words for path, words in found.items() if words}


def test_what_slips_past_is_seen() -> None:
    assert list(literals("label('Saved', 'muted')\none.setToolTip(f'{x} seconds')\nlabel(tr('Saved'))")) == [
        "Saved",
        " seconds",
    ]


def test_no_sentence_hides_from_the_translators() -> None:
    found = {path.relative_to(GUI): list(hidden_sentences(path.read_text("utf-8"))) for path in GUI.rglob("*.py")}
    assert not {path: sentences for path, sentences in found.items() if sentences}


def test_a_sentence_that_hides_is_seen() -> None:
    assert list(hidden_sentences("f'{told} {tr(\"Saved\")}'\ntr('Saved')")) == ["tr('Saved')"]
