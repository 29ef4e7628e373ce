"""Telling what went wrong: a sentence for people, and with ``--json`` the facts for programs."""

from vigtool.cli.answers import Answers, Value
from vigtool.cli.error_codes import exit_code_of
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.secrets import NoPassphrase
from vigtool.domain.case_edits import FilmInAnotherCycle
from vigtool.exchange.annotations.errors import FileUnfit
from vigtool.exchange.pack_errors import BadPack, Problem
from vigtool.services.errors import (
    ConsentRefused,
    DuplicateFilm,
    NotCovered,
    NotTheirFilm,
    PackIdReserved,
    PackVersionTaken,
)
from vigtool.vault.errors import Damaged, KeyDestroyed
from vigtool.wording.pack_sentences import problem_lines
from vigtool.wording.refusals import refusal_lines
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import tr


def tell(error: Exception, answers: Answers) -> ExitCode:
    """Say what went wrong, to people and with ``--json`` to programs; return its exit code."""
    if isinstance(error, NoPassphrase):
        answers.say(_no_passphrase(error))
    else:
        answers.say(str(sentence_for(error)))
    if isinstance(error, ConsentRefused):
        for line in refusal_lines(error.refusal, {}):
            answers.say(f"  {line}")
    if isinstance(error, BadPack):
        for line in problem_lines(error):
            answers.say(f"  {line}")
    if answers.as_json:
        answers.lines([_facts(error)])
    return ExitCode.WRONG_SECRET if isinstance(error, NoPassphrase) else exit_code_of(error)


def _no_passphrase(error: NoPassphrase) -> str:
    if error.is_of_copy:
        told = tr("There is no passphrase for the copy. Give one in a file with {option}.")
    else:
        told = tr("There is no passphrase. Give one at the prompt, or in a file with {option}.")
    return told.format(option=error.option)


def _facts(error: Exception) -> dict[str, Value]:  # noqa: C901 - one line for each kind
    facts: dict[str, Value] = {"error": type(error).__name__}
    if isinstance(error, DuplicateFilm):
        facts["recording"] = error.recording
    if isinstance(error, BadPack):
        facts["problems"], facts["more"] = [_problem(one) for one in error.problems], error.more
    if isinstance(error, PackIdReserved):
        facts["pack"] = error.pack
    if isinstance(error, PackVersionTaken):
        facts["pack"], facts["version"] = error.pack, error.version
    if isinstance(error, Damaged):
        facts["part"], facts["id"] = str(error.part), error.id
    if isinstance(error, FileUnfit):
        facts["format"], facts["why"], facts["line"] = error.format, str(error.why), error.line
    if isinstance(error, KeyDestroyed):
        facts["id"] = error.id
    if isinstance(error, NotTheirFilm):
        facts["recording"], facts["people"] = error.film, list(error.viewers)
    if isinstance(error, NotCovered):
        facts["recording"], facts["person"] = error.film, error.person
        facts["gaps"] = [{"from": gap.start, "to": gap.stop} for gap in error.gaps]
    if isinstance(error, FilmInAnotherCycle):
        facts["cycle"] = error.cycle
    if isinstance(error, ConsentRefused):
        facts["reasons"] = [
            {"person": one.person, "purpose": one.purpose, "state": one.state, "ground": str(one.ground)}
            for one in error.refusal.reasons
        ]
    return facts


def _problem(problem: Problem) -> dict[str, Value]:
    facts: dict[str, Value] = {"kind": str(problem.kind), "line": problem.line, "where": problem.where}
    if problem.name:
        facts["name"] = problem.name
    numbers = {"limit": problem.limit, "column": problem.column}
    return facts | {name: number for name, number in numbers.items() if number is not None}
