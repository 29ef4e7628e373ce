"""Every way to what a film shows demands a permit: read off the program's own text, and off its types."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import vigtool
from tests.services.casework import Family
from vigtool.domain.deciding import PermitMismatch
from vigtool.domain.purposes import Act, Purposes
from vigtool.engine.task_names import FILMSTRIP, WAVEFORM
from vigtool.services import film_access
from vigtool.services.consents import permit

PROGRAM = Path(vigtool.__file__).parent
DOOR = PROGRAM / "services" / "film_access.py"
CONTENT = {"open_recording", "lend_recording", "new_recording"}
DERIVED = {"derived", "put_derived"}
TIMES_ALONE = {"FRAME_INDEX", "INDEX_BEGUN"}
"""What is derived from a film and is neither picture nor sound: when its frames begin."""
ASKING = {"permit", "permit_for", "permit_to_show", "permit_in_force", "decide"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _modules() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(PROGRAM.rglob("*.py")))


def _in_program(path: Path) -> str:
    return path.relative_to(PROGRAM).as_posix()


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(expression: ast.expr) -> str:
    match expression:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def test_nothing_but_the_door_asks_the_vault_for_a_film() -> None:
    touching = [
        f"{_in_program(path)}:{node.lineno}"
        for path, tree in _modules()
        if path != DOOR and "vault" not in path.relative_to(PROGRAM).parts
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in CONTENT)
        or (isinstance(node, ast.Constant) and node.value in CONTENT)
    ]
    assert touching == []


def test_nothing_but_the_door_asks_the_vault_for_pictures_or_sound() -> None:
    touching = []
    for path, tree in _modules():
        if path == DOOR or "vault" in path.relative_to(PROGRAM).parts:
            continue
        called = {id(call.func): call for call in _calls(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in DERIVED:
                call = called.get(id(node))
                if call is None or len(call.args) < 2 or _name(call.args[1]) not in TIMES_ALONE:
                    touching.append(f"{_in_program(path)}:{node.lineno}")
    assert touching == []


def test_each_way_through_the_door_asks_for_its_permit_before_anything_else() -> None:
    ways = [node for node in ast.parse(DOOR.read_text()).body if isinstance(node, Function)]
    assert {way.name for way in ways} >= {"open_film", "lend_film", "new_film", "kept_pictures", "keep_pictures"}
    for way in ways:
        types = {one.arg: _name(one.annotation) for one in way.args.args if one.annotation is not None}
        assert types["given"] == "Permit"
        assert way.args.defaults == []
        first = next(node for node in way.body if not _is_docstring(node))
        assert isinstance(first, ast.Expr)
        assert ast.unparse(first).startswith("given.require(")


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_no_window_and_no_command_goes_through_the_door_itself() -> None:
    assert [path for path in _modules_that_import("film_access") if not path.startswith("services/")] == []


def _modules_that_import(module: str) -> list[str]:
    found = []
    for path, tree in _modules():
        names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import))
        names += [one.name for node in imports for one in node.names]
        if any(name.rpartition(".")[2] == module for name in names):
            found.append(_in_program(path))
    return found


def test_whatever_reaches_a_film_takes_a_permit_or_asks_for_one() -> None:
    doors = {node.name for node in ast.parse(DOOR.read_text()).body if isinstance(node, Function)}
    users, reaching = _modules_that_import("film_access"), []
    for path, tree in _modules():
        if _in_program(path) not in users:
            continue
        for node in tree.body:
            if {_name(call.func) for call in _calls(node)} & doors:
                assert isinstance(node, Function | ast.ClassDef), f"{_in_program(path)} reaches a film on import"
                reaching.append(node.name)
                assert _takes_permit(node) or _asks(node, tree), f"{_in_program(path)}: {node.name}"
    assert set(reaching) >= {"_Rendering", "FrameHandover", "Screening", "OffsetSearch", "FilmOverview", "Importing"}


def _takes_permit(node: Function | ast.ClassDef) -> bool:
    annotations = [one.annotation for one in ast.walk(node) if isinstance(one, ast.arg)]
    fields = [one.annotation for one in node.body if isinstance(one, ast.AnnAssign)]
    return any(one is not None and _name(one) == "Permit" for one in [*annotations, *fields])


def _asks(node: ast.AST, tree: ast.Module) -> bool:
    asked = {_name(call.func) for call in _calls(node)}
    functions = (one for one in tree.body if isinstance(one, Function))
    mine = {one.name for one in functions if {_name(call.func) for call in _calls(one)} & ASKING}
    return bool(asked & (ASKING | mine))


SNIPPETS = {
    "no permit": "film_access.lend_film(vault, Act.VIEW, film)",
    "nothing for a permit": "film_access.open_film(vault, None, Act.CLIP, film)",
    "an intent for a permit": "film_access.lend_film(vault, Intent(Act.VIEW, Purposes.GUIDANCE, film), Act.VIEW, film)",
    "a film to be stored": "film_access.new_film(vault, film)",
    "pictures": "film_access.kept_pictures(vault, film, FILMSTRIP)",
    "an overview": "FilmOverview(vault, film, index)",
    "an index": "made_index(vault, film)",
    "a screening": "Screening(card, times, index, vault)",
    "a permit of one's own": "Permit(Intent(Act.VIEW, Purposes.GUIDANCE, film), (), now)",
    "a copied permit": "replace(given, intent=Intent(Act.CLIP, Purposes.TRAINING, film))",
}
FITTING = "film_access.lend_film(vault, given, Act.VIEW, film)"
HEAD = """
from dataclasses import replace
from datetime import datetime
from vigtool.domain.cases import Recording
from vigtool.domain.deciding import Intent, Permit
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.ticks import FrameTimes
from vigtool.engine.task_names import FILMSTRIP
from vigtool.media.frame_index import FrameIndex
from vigtool.services import film_access
from vigtool.services.film_overview import FilmOverview
from vigtool.services.index_making import made_index
from vigtool.services.viewing import Screening
from vigtool.vault import Vault

def do(  # noqa
    vault: Vault, film: RecordingId, index: FrameIndex, card: Recording, times: FrameTimes, given: Permit, now: datetime
) -> None:
"""


def test_without_a_permit_it_does_not_even_type(tmp_path: Path) -> None:
    lines = HEAD.splitlines()
    places = dict(enumerate(SNIPPETS, len(lines) + 1))
    snippet = tmp_path / "snippet.py"
    snippet.write_text("\n".join([*lines, *(f"    {one}" for one in (*SNIPPETS.values(), FITTING)), ""]))
    # with the options of every other run: with others nothing that is known of the program would count
    command = [sys.executable, "-m", "mypy", "--no-error-summary", str(snippet)]
    told = subprocess.run(command, cwd=PROGRAM.parent, capture_output=True, text=True, check=False).stdout
    mine = (line for line in told.splitlines() if "snippet.py:" in line and ": error:" in line)
    wrong = {int(line.split(":")[-3]) for line in mine}
    assert wrong == set(places), told


def test_a_permit_for_something_else_opens_nothing(family: Family, tmp_path: Path) -> None:
    film, vault = family.film(tmp_path), family.ws.vault
    to_view = permit(family.ws, Act.VIEW, Purposes.GUIDANCE, film.id)
    with pytest.raises(PermitMismatch):
        film_access.open_film(vault, to_view, Act.CLIP, film.id)
    with pytest.raises(PermitMismatch):
        film_access.lend_film(vault, to_view, Act.STILL, film.id)
    with pytest.raises(PermitMismatch):
        film_access.new_film(vault, to_view, film.id)
    with pytest.raises(PermitMismatch):
        film_access.kept_pictures(vault, to_view, Act.STORE, film.id, WAVEFORM)
    with pytest.raises(PermitMismatch):
        film_access.keep_pictures(vault, to_view, Act.STORE, film.id, FILMSTRIP, b"")
    with film_access.open_film(vault, to_view, Act.VIEW, film.id) as file:
        assert file.read(8)[4:] == b"ftyp"
