"""The passphrase: from a file or a prompt, never from the command line, where other users could read it."""

import getpass
import os
from pathlib import Path
from typing import Final

from vigtool.domain.errors import VigtoolError
from vigtool.wording.translation import tr

VARIABLE: Final = "VIGTOOL_PASSPHRASE_FILE"
OPTION: Final = "--passphrase-file"
NEW_OPTION: Final = "--new-passphrase-file"
COPY_OPTION: Final = "--copy-passphrase-file"
LONGEST: Final = 65_536
"""Characters read of a passphrase's file; one that goes on for ever is no passphrase."""


class NoPassphrase(VigtoolError):
    """There is no passphrase: the file is not there or empty, or nobody answered the prompt.

    ``option`` is the one that names the file.
    """

    def __init__(self, option: str = OPTION) -> None:
        super().__init__(option)
        self.option = option

    @property
    def is_of_copy(self) -> bool:
        """Whether it is the one of a sealed copy, for which there is no prompt."""
        return self.option == COPY_OPTION


def read_secret(file: Path | None) -> str:
    """The passphrase or recovery key from the file, the file that the environment names, or a prompt.

    A line break at the end of a file does not count. Raises ``NoPassphrase``.
    """
    chosen = file or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    secret = _prompted(tr("Passphrase: ")) if chosen is None else _from_file(chosen)
    if not secret:
        raise NoPassphrase
    return secret


def read_new_secret(file: Path | None) -> str:
    """A passphrase for a new vault; at a prompt it is asked for twice. Raises ``NoPassphrase``."""
    if file is not None or os.environ.get(VARIABLE):
        return read_secret(file)
    return _prompted_twice()


def read_changed_secret(file: Path | None) -> str:
    """A passphrase in place of another; at a prompt it is asked for twice. Raises ``NoPassphrase``."""
    secret = _prompted_twice(NEW_OPTION) if file is None else _from_file(file, NEW_OPTION)
    if not secret:
        raise NoPassphrase(NEW_OPTION)
    return secret


def read_secret_of_copy(file: Path) -> str:
    """The passphrase under which a copy is sealed, from its file. Raises ``NoPassphrase``."""
    secret = _from_file(file, COPY_OPTION)
    if not secret:
        raise NoPassphrase(COPY_OPTION)
    return secret


def _prompted_twice(option: str = OPTION) -> str:
    first = _prompted(tr("New passphrase: "))
    if not first or first != _prompted(tr("Once more: ")):
        raise NoPassphrase(option)
    return first


def _from_file(path: Path, option: str = OPTION) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.read(LONGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NoPassphrase(option) from error


def _prompted(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except (EOFError, UnicodeDecodeError) as error:
        raise NoPassphrase from error
