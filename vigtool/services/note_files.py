"""Checkpoints and proofs as files on the user's own disk."""

from pathlib import Path
from typing import Final

from vigtool.services.incoming import beginning_of
from vigtool.services.outgoing import write_file
from vigtool.services.workspace import Workspace

MOST_BYTES: Final = 1_000_000
"""Of a note: a checkpoint has some hundred bytes."""


def read_text(path: Path) -> str:
    """The text of a file, cut after ``MOST_BYTES``; what is no UTF-8 becomes U+FFFD. Raises ``FileUnreadable``."""
    return beginning_of(path, MOST_BYTES).decode("utf-8", "replace")


def write_text(ws: Workspace, target: Path, text: str) -> None:
    """Write a text as a file outside the vault. Raises ``TargetInVault``, ``CannotWrite``, ``NoSpace``."""
    write_file(target, text.encode(), ws.folder)
