"""Each contract of pyproject.toml is broken once, on a copy, and is seen to fail by its name."""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

OFFENCES = [
    ("layers", "vigtool/domain/planted.py", "import vigtool.vault"),
    ("layers", "vigtool/media/planted.py", "import vigtool.vault"),
    ("layers", "vigtool/engine/planted.py", "import vigtool.services"),
    ("layers", "vigtool/vault/planted.py", "import vigtool.engine"),
    ("layers", "vigtool/services/planted.py", "import vigtool.wording"),
    ("layers", "vigtool/wording/planted.py", "import vigtool.cli"),
    ("layers", "vigtool/cli/planted.py", "import vigtool.gui"),
    ("qt", "vigtool/services/planted.py", "from PySide6.QtCore import QObject"),
    ("qt", "vigtool/engine/planted.py", "import PySide6"),
    ("pyav", "vigtool/gui/planted.py", "import av"),
    ("pyav", "vigtool/engine/planted.py", "import av"),
    ("pyav", "vigtool/vault/planted.py", "import cv2"),
    ("pyav", "vigtool/services/planted.py", "import python_stretch"),
    ("cryptography", "vigtool/services/planted.py", "from cryptography.hazmat.primitives import hashes"),
    ("cryptography", "vigtool/engine/planted.py", "import cryptography"),
    ("exchange-tools", "vigtool/engine/planted.py", "import typst"),
    ("engine-sides", "vigtool/services/planted.py", "import vigtool.engine.serving.task_table"),
    ("engine-sides", "vigtool/engine/failures.py", "import vigtool.engine.sandbox"),
    ("exchange-tools", "vigtool/gui/planted.py", "import typst"),
    ("exchange-tools", "vigtool/services/planted.py", "import segno"),
    ("plain-domain", "vigtool/domain/planted.py", "import msgspec"),
    ("no-side-effects", "vigtool/domain/planted.py", "from pathlib import Path"),
    ("gui-features", "vigtool/gui/cases/planted.py", "import vigtool.gui.unlocking"),
    ("gui-features", "vigtool/gui/cases/planted.py", "import vigtool.gui.main_window"),
    ("gui-features", "vigtool/gui/keeping/planted.py", "import vigtool.gui.unlocking"),
    ("gui-features", "vigtool/gui/shared/planted.py", "import vigtool.gui.exporting"),
]


def project() -> dict[str, Any]:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))


def contracts() -> dict[str, dict[str, Any]]:
    return {contract["id"]: contract for contract in project()["tool"]["importlinter"]["contracts"]}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the package, to be spoilt."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    for source in (REPOSITORY / "vigtool").rglob("*.py"):
        target = tmp_path / source.relative_to(REPOSITORY)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    return tmp_path


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-logo", "--no-cache", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_package_keeps_every_contract(clone: Path) -> None:
    answer = lint(clone)
    assert answer.returncode == 0, answer.stdout
    assert f"Contracts: {len(contracts())} kept, 0 broken." in answer.stdout


@pytest.mark.parametrize(
    ("contract", "place", "offence"), OFFENCES, ids=[f"{place}: {offence}" for _, place, offence in OFFENCES]
)
def test_an_offending_import_breaks_its_contract(clone: Path, contract: str, place: str, offence: str) -> None:
    (clone / place).write_text(f"{offence}\n", encoding="utf-8")
    answer = lint(clone, "--contract", contract)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert f"{contracts()[contract]['name']} BROKEN" in answer.stdout
    assert f"{place.removesuffix('.py').replace('/', '.')} -> " in answer.stdout


def test_no_contract_lacks_its_offence() -> None:
    assert {contract for contract, _, _ in OFFENCES} == set(contracts())


def test_the_plain_domain_names_every_dependency() -> None:
    required = {canonicalize_name(Requirement(line).name) for line in project()["project"]["dependencies"]}
    modules = {
        module
        for module, distributions in packages_distributions().items()
        if required & {canonicalize_name(name) for name in distributions}
        and module.isidentifier()
        and find_spec(module)
    }
    assert modules >= {"PySide6", "av", "numpy"}
    assert modules - set(contracts()["plain-domain"]["forbidden_modules"]) == set()


def test_every_folder_of_the_window_has_its_place_in_the_contract() -> None:
    folders = {source.parent.name for source in (REPOSITORY / "vigtool" / "gui").glob("*/__init__.py")}
    placed = " ".join(contracts()["gui-features"]["layers"])
    assert folders - set(re.findall(r"\w+", placed)) == set()
