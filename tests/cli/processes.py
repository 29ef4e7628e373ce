"""Running the program as scripts do: another process, its exit code, what it said on which channel."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "vigtool"]
PASSPHRASE = "kuusi sanaa joita äiti ei arvaa"
LIMIT = 120
"""Seconds after which a process that does not end has failed the test."""


def environment(**own: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VIGTOOL")}
    return {**kept, "PYTHONPATH": str(REPOSITORY), **own}


@dataclass(frozen=True, slots=True)
class Said:
    """How a process ended, and what it said."""

    code: int
    out: str
    messages: str

    @property
    def answer(self) -> Any:  # noqa: ANN401 - JSON
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True)
class Shell:
    """Where commands are run; the passphrase lies in a file that the environment names."""

    folder: Path

    def __call__(self, *arguments: str | Path, before: tuple[str, ...] = (), **own: str) -> Said:
        """Run ``vigtool`` with the arguments; ``before`` is a command that runs it."""
        ended = subprocess.run(
            [*before, *COMMAND, *(os.fspath(one) for one in arguments)],
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            cwd=self.folder,
            env=environment(**{**self.secret(), **own}),
            timeout=LIMIT,
            start_new_session=True,
        )
        return Said(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    def secret(self) -> dict[str, str]:
        """Write the passphrase down, if it is not yet, and give the environment that names its file."""
        file = self.folder / "passphrase"
        if not file.exists():
            file.write_text(PASSPHRASE + "\n", "utf-8")
        return {"VIGTOOL_PASSPHRASE_FILE": str(file)}
