"""How every verb opens its vault."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vigtool.cli.secrets import read_secret
from vigtool.services.opening import open_workspace
from vigtool.services.policy import DOES_NOT_COUNT, adopt_placed
from vigtool.services.purposes import purposes
from vigtool.services.workspace import Workspace
from vigtool.wording.names import learn_purposes


@contextmanager
def opened(options: Namespace, *, read_only: bool = False) -> Iterator[Workspace]:
    """The vault that the command names, open while the verb runs."""
    ws = open_workspace(options.dir, read_secret(options.passphrase_file), read_only=read_only)
    try:
        _go_by_policy(ws, options.policy)
        learn_purposes(purposes(ws))
        yield ws
    finally:
        ws.close()


def _go_by_policy(ws: Workspace, named: Path | None) -> None:
    """Take over what IT has placed; what does not count is told of, and is no hindrance unless it was named."""
    try:
        adopt_placed(ws, named)
    except DOES_NOT_COUNT as error:
        if named is not None:
            raise
        from vigtool.wording.sentences import sentence_for  # noqa: PLC0415 - the words for every error of every layer

        sys.stderr.write(f"{sentence_for(error)}\n")
