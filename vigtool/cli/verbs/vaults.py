"""``vault create`` and ``vault verify``, and how every verb opens its vault."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from vigtool.cli.answers import Answers
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.secrets import read_new_secret, read_secret
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.verifying import verify_vault
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

Verb: TypeAlias = Callable[[Namespace, Answers], int]


@contextmanager
def opened(options: Namespace, *, read_only: bool = False) -> Iterator[Workspace]:
    """The vault that the command names, open while the verb runs."""
    ws = open_workspace(options.dir, read_secret(options.passphrase_file), read_only=read_only)
    try:
        yield ws
    finally:
        ws.close()


def create(options: Namespace, answers: Answers) -> int:
    """Make a vault; the recovery key is in the answer and nowhere else."""
    ws, recovery_key = create_workspace(options.dir, read_new_secret(options.passphrase_file))
    try:
        answers.one({"id": ws.id, "recovery_key": recovery_key})
    finally:
        ws.close()
    answers.say(tr("Print the recovery key and keep it away from the computer: it is shown only this once."))
    return ExitCode.DONE


def verify(options: Namespace, answers: Answers) -> int:
    """Read everything, and name what is damaged."""
    with opened(options, read_only=True) as ws:
        report = verify_vault(ws)
        damaged = [{"part": str(one.part), "id": one.id} for one in report.damage]
        answers.one({"id": ws.id, "events": report.events, "recordings": report.recordings, "damaged": damaged})
    if damaged:
        answers.say(tr("Some of the vault is damaged. Make a copy of the folder before anything else."))
        return ExitCode.DAMAGED
    answers.say(tr("Everything in the vault was read and is as it was written."))
    return ExitCode.DONE
