"""The verb test: every check runs whatever the others say, and pytest's closing line comes last."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from tools.environment import PYTHON, ROOT
from tools.report import say

WHOLE_CAMPAIGN = "--all"
MOST_WORKERS = 4
"""Processes of pytest: each may open engines, which take memory."""
SIDE_BY_SIDE = 2
"""Checks at a time: mypy, which cannot share its work, takes as long as all others together."""

_IMPORT_LINTER = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
_ALL_BRANCHES = ("--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing:skip-covered")
BESIDES_TESTS: Mapping[str, Sequence[str]] = {
    "mypy --strict": ("-m", "mypy", "--no-error-summary"),
    "ruff check": ("-m", "ruff", "check", "--quiet"),
    "ruff format": ("-m", "ruff", "format", "--check", "--quiet"),
    "import contracts": ("-c", _IMPORT_LINTER, "--no-logo"),
    "every branch of the domain": ("-m", "pytest", "tests/domain", "-q", "--cov=vigtool.domain", *_ALL_BRANCHES),
}


def run_checks(arguments: Sequence[str]) -> int:
    """Run all checks, the arguments going to pytest; give the exit code, 0 only when each of them passed.

    ``--all`` asks for the long campaign: it is taken out and becomes VIGTOOL_CAMPAIGN=all, which tests read.
    """
    environment = dict(os.environ) | {"PYTHONUNBUFFERED": "1"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if WHOLE_CAMPAIGN in arguments:
        environment["VIGTOOL_CAMPAIGN"] = "all"
    with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
        verdicts = list(side_by_side.map(_check, BESIDES_TESTS, BESIDES_TESTS.values()))
    for_pytest = [argument for argument in arguments if argument != WHOLE_CAMPAIGN]
    tested, closing_line = _pytest(for_pytest, environment)
    print("\n" + "\n".join(verdict for _, verdict in verdicts))
    print(f"pytest: {'passed' if tested == 0 else 'FAILED'}")
    print(closing_line, end="", flush=True)
    return tested or int(not all(passed for passed, _ in verdicts))


def _check(name: str, command: Sequence[str]) -> tuple[bool, str]:
    say(f"checking with {name}")
    start = time.monotonic()
    answer = subprocess.run(
        [str(PYTHON), *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    passed = answer.returncode == 0
    if not passed:
        print(answer.stdout, flush=True)
    return passed, f"{name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - start:.1f} s"


def _pytest(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """Show what pytest writes, line by line, but for the last line, which is given back.

    A file's tests stay together in one process: they share what is dear to make. ``-n 0`` among the arguments has
    all of them in one.
    """
    colour = "--color=yes" if sys.stdout.isatty() else "--color=auto"
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    command = [str(PYTHON), "-m", "pytest", colour, "-n", str(workers), "--dist", "loadfile", *arguments]
    held_back = ""
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as pytest:
        for line in pytest.stdout or ():
            print(held_back, end="", flush=True)
            held_back = line
    return pytest.returncode, held_back
