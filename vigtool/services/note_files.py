"""Checkpoints and proofs as files on the user's own disk."""

from pathlib import Path

from vigtool.services.errors import FileUnreadable
from vigtool.services.outgoing import write_file
from vigtool.services.workspace import Workspace


def read_text(path: Path) -> str:
    """The text of a file; bytes that are no UTF-8 become U+FFFD. Raises ``FileUnreadable``."""
    try:
        return path.read_text("utf-8", errors="replace")
    except (OSError, ValueError) as error:  # ValueError: a name with a zero in it
        raise FileUnreadable(getattr(error, "errno", None)) from error


def write_text(ws: Workspace, target: Path, text: str) -> None:
    """Write a text as a file outside the vault. Raises ``TargetInVault``, ``CannotWrite``, ``NoSpace``."""
    write_file(target, text.encode(), ws.folder)
