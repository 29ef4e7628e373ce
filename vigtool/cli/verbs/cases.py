"""``case`` and ``person``."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.verbs.vaults import opened
from vigtool.domain.cases import Case
from vigtool.domain.people import Person
from vigtool.services import cases, people


def add_case(options: Namespace, answers: Answers) -> int:
    """Open a case."""
    with opened(options) as ws:
        answers.one(_case(cases.add_case(ws, options.name, options.question)))
    return ExitCode.DONE


def list_cases(options: Namespace, answers: Answers) -> int:
    """List the cases."""
    with opened(options, read_only=True) as ws:
        answers.many(_case(one) for one in cases.cases(ws))
    return ExitCode.DONE


def add_person(options: Namespace, answers: Answers) -> int:
    """Add someone to a case."""
    with opened(options) as ws:
        answers.one(_person(people.add_person(ws, options.case, options.name, options.role)))
    return ExitCode.DONE


def list_people(options: Namespace, answers: Answers) -> int:
    """List the people of a case."""
    with opened(options, read_only=True) as ws:
        cases.case(ws, options.case)
        answers.many(_person(one) for one in people.people(ws, options.case))
    return ExitCode.DONE


def _case(case: Case) -> Fields:
    return {"id": case.id, "name": case.name, "question": case.question, "opened_at": case.opened_at.isoformat()}


def _person(person: Person) -> Fields:
    return {
        "id": person.id,
        "case": person.case,
        "name": person.name,
        "role": str(person.role),
        "number": person.number,
    }
