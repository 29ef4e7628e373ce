"""./run from the outside: a small clone of its own, a lock without entries, no network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="run is the starter for Linux and macOS")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The starter, its set-up and a program that prints its arguments and its folder."""
    folder = tmp_path / "a clone"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "tools", folder / "tools", ignore=ignored)
    shutil.copy(REPOSITORY / "run", folder)
    (folder / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    (folder / "vigtool").mkdir()
    (folder / "vigtool" / "__init__.py").touch()
    program = "import os, sys\nprint(sys.argv[1:], os.getcwd(), os.environ.get('PYTHONPATH'))\nsys.exit(7)\n"
    (folder / "vigtool" / "__main__.py").write_text(program, encoding="utf-8")
    return folder


def run(clone: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return start(clone, arguments, {"VIGTOOL_PYTHON": sys.executable} | environment)


def start(clone: Path, arguments: tuple[str, ...], changed: dict[str, str]) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [str(clone / "run"), *arguments]
    return subprocess.run(
        command, cwd=clone.parent, env=environment | changed, capture_output=True, text=True, check=False
    )


def answers_like_a_python(path: Path, exit_code: int) -> Path:
    path.write_text(f"#!/bin/sh\nexit {exit_code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_alone_it_names_its_verbs(clone: Path) -> None:
    answer = run(clone)
    assert answer.returncode == 0
    assert [line.split()[1] for line in answer.stdout.splitlines() if line.startswith("./run")] == [
        "demo",
        "app",
        "test",
    ]
    assert not (clone / ".venv").exists()


def test_an_unknown_verb_is_a_usage_error(clone: Path) -> None:
    answer = run(clone, "dmeo")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "there is no verb dmeo" in answer.stderr


def test_a_python_that_does_not_fit_is_refused(clone: Path) -> None:
    old = answers_like_a_python(clone / "python3.9", 1)
    answer = run(clone, "app", VIGTOOL_PYTHON=str(old))
    assert answer.returncode == 1
    assert f"VIGTOOL_PYTHON={old} is no Python 3.11, 3.12 or 3.13" in answer.stderr


def test_without_a_fitting_python_it_says_what_to_install(clone: Path) -> None:
    programs = clone.parent / "programs"
    programs.mkdir()
    for name in ("sh", "dirname"):
        (programs / name).symlink_to(shutil.which(name) or "")
    answers_like_a_python(programs / "python3", 1)
    answer = start(clone, ("app",), {"VIGTOOL_PYTHON": "", "PATH": str(programs)})
    assert answer.returncode == 1
    assert "sudo apt-get install -y python3" in answer.stderr


def pretend_that_the_python_of_a_finished_set_up_was_removed(clone: Path) -> None:
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(clone / "gone")
    question = "from tools.environment import READY, fingerprint; READY.write_text(fingerprint())"
    subprocess.run([sys.executable, "-c", question], cwd=clone, check=True)


def test_set_up_is_done_once_and_again_when_the_lock_changes(clone: Path) -> None:
    pretend_that_the_python_of_a_finished_set_up_was_removed(clone)
    first = run(clone, "app", "say", "two words", PYTHONPATH="/nowhere")
    assert (first.returncode, first.stdout) == (7, f"['say', 'two words'] {clone.parent} None\n")
    assert "making .venv" in first.stderr
    assert "installing the packages" in first.stderr

    again = start(clone, ("demo", "film.mp4"), {"VIGTOOL_PYTHON": ""})
    assert (again.returncode, again.stderr) == (7, "")
    assert again.stdout == f"['demo', 'film.mp4'] {clone.parent} None\n"

    (clone / "requirements.lock").write_text("msgspec==0.22.0\n", encoding="utf-8")
    refused = start(clone, ("app",), {"VIGTOOL_PYTHON": ""})
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "pip could not install the packages of requirements.lock" in refused.stderr
    assert not (clone / ".venv" / "ready").exists()

    (clone / "requirements.lock").write_text("# renewed\n", encoding="utf-8")
    renewed = run(clone, "app")
    assert renewed.returncode == 7
    assert "making .venv" not in renewed.stderr
    assert "installing the packages" in renewed.stderr


def test_a_module_in_the_callers_folder_is_not_taken_for_ours(clone: Path) -> None:
    for name in ("tools", "subprocess"):
        (clone.parent / f"{name}.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    assert run(clone).returncode == 0
