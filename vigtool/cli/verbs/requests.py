"""``request folder`` and ``request records``."""

from argparse import Namespace

from vigtool.cli.answers import Answers
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.services.client_requests import make_client_folder
from vigtool.services.processing_records import make_records
from vigtool.wording.translation import language, tr


def folder(options: Namespace, answers: Answers) -> int:
    """Hand out everything about one person, in the language of the messages."""
    with opened(options) as ws:
        made = make_client_folder(ws, options.person, options.out, options.reason, language())
    answers.one(
        {
            "folder": str(made.folder),
            "files": made.files,
            "clips": made.clips,
            "left_out": [{"moment": one.moment, "why": one.why} for one in made.left_out],
            "key": made.key,
            "sha256": made.sha256,
        }
    )
    answers.say(tr("Give the key on paper or by another way than the files: with it, anybody can check them."))
    return ExitCode.DONE


def records(options: Namespace, answers: Answers) -> int:
    """Write the records of processing."""
    with opened(options, read_only=True) as ws:
        answers.one({"pdf": str(make_records(ws, options.out, language()))})
    return ExitCode.DONE
