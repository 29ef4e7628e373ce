"""``film``: what a film is called, who is in it, whether it stands in the lists."""

from argparse import Namespace

from vigtool.cli.answers import Answers
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.cli.verbs.films import film_fields
from vigtool.services import case_editing


def rename(options: Namespace, answers: Answers) -> int:
    """Call a film otherwise."""
    with opened(options) as ws:
        answers.one(film_fields(case_editing.rename_film(ws, options.recording, options.label)))
    return ExitCode.DONE


def set_people(options: Namespace, answers: Answers) -> int:
    """Say who is in a film."""
    with opened(options) as ws:
        answers.one(film_fields(case_editing.set_people(ws, options.recording, options.people)))
    return ExitCode.DONE


def put_away(options: Namespace, answers: Answers) -> int:
    """Take a film out of the lists."""
    with opened(options) as ws:
        answers.one(film_fields(case_editing.put_away(ws, options.recording)))
    return ExitCode.DONE


def restore(options: Namespace, answers: Answers) -> int:
    """Bring a film back into the lists."""
    with opened(options) as ws:
        answers.one(film_fields(case_editing.bring_back(ws, options.recording)))
    return ExitCode.DONE
