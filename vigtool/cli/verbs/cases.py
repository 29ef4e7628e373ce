"""``kind``, ``case``, ``person`` and ``family``."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.cli.verbs.erasing import erased_fields
from vigtool.domain.cases import Case
from vigtool.domain.kinds import CaseKind
from vigtool.domain.people import Person
from vigtool.services import case_editing, cases, childrens_views, families, kinds, people
from vigtool.services.erasure_list import erasures
from vigtool.wording.translation import language


def list_kinds(_options: Namespace, answers: Answers) -> int:
    """List the kinds of cases."""
    answers.many(_kind(one) for one in kinds.kinds())
    return ExitCode.DONE


def add_case(options: Namespace, answers: Answers) -> int:
    """Open a case."""
    with opened(options) as ws:
        answers.one(_case(cases.add_case(ws, options.name, options.question, options.kind)))
    return ExitCode.DONE


def change_case(options: Namespace, answers: Answers) -> int:
    """Change what a case is called, asks or is."""
    with opened(options) as ws:
        if options.kind is not None:
            cases.change_kind(ws, options.case, options.kind)
        answers.one(_case(cases.change_case(ws, options.case, name=options.name, question=options.question)))
    return ExitCode.DONE


def list_cases(options: Namespace, answers: Answers) -> int:
    """List the cases, or what was erased in the vault, of which there are ids alone."""
    with opened(options, read_only=True) as ws:
        if options.erased:
            answers.many(erased_fields(one) for one in erasures(ws))
        else:
            answers.many(_case(one) for one in cases.cases(ws))
    return ExitCode.DONE


def add_person(options: Namespace, answers: Answers) -> int:
    """Add someone to a case."""
    with opened(options) as ws:
        made = people.add_person(ws, options.case, options.name, options.role, options.family)
        answers.one(_person(made))
    return ExitCode.DONE


def rename_person(options: Namespace, answers: Answers) -> int:
    """Call someone otherwise."""
    with opened(options) as ws:
        answers.one(_person(case_editing.rename_person(ws, options.person, options.name)))
    return ExitCode.DONE


def set_family(options: Namespace, answers: Answers) -> int:
    """Note to which family someone belongs."""
    with opened(options) as ws:
        answers.one(_person(case_editing.set_family(ws, options.person, options.family)))
    return ExitCode.DONE


def set_guardians(options: Namespace, answers: Answers) -> int:
    """Say who decides for someone."""
    with opened(options) as ws:
        answers.one(_person(case_editing.set_guardians(ws, options.person, options.guardians, options.deciding)))
    return ExitCode.DONE


def hear_view(options: Namespace, answers: Answers) -> int:
    """Note what a child thinks of being seen in a film."""
    with opened(options) as ws:
        view = childrens_views.hear_view(
            ws, options.recording, options.person, options.stance, options.words, options.by
        )
        answers.one(
            {
                "person": view.person,
                "recording": view.recording,
                "stance": str(view.stance),
                "words": view.words,
                "by": view.by,
                "heard_at": view.heard_at.isoformat(),
            }
        )
    return ExitCode.DONE


def list_people(options: Namespace, answers: Answers) -> int:
    """List the people of a case."""
    with opened(options, read_only=True) as ws:
        cases.case(ws, options.case)
        answers.many(_person(one) for one in people.people(ws, options.case))
    return ExitCode.DONE


def list_families(options: Namespace, answers: Answers) -> int:
    """List the families of a case with their films."""
    with opened(options, read_only=True) as ws:
        cases.case(ws, options.case)
        answers.many(_family(one) for one in families.films_by_family(ws, options.case))
    return ExitCode.DONE


def rename_family(options: Namespace, answers: Answers) -> int:
    """Call a family otherwise."""
    with opened(options) as ws:
        case_editing.rename_family(ws, options.case, options.family, options.name)
        answers.many(_family(one) for one in families.films_by_family(ws, options.case))
    return ExitCode.DONE


def _kind(kind: CaseKind) -> Fields:
    return {
        "id": kind.id,
        "version": kind.version,
        "name": kind.name.in_language(language()),
        "roles": [str(one.role) for one in kind.roles],
        "purposes": [str(one) for one in kind.purposes],
        "film_purposes": [str(one) for one in kind.film_purposes],
        "pack": kind.pack,
        "cycles": [kind.cycles.fewest, kind.cycles.most],
        "chooser": str(kind.chooser),
        "families": kind.families,
        "speakers": kind.speakers,
        "description": kind.description.in_language(language()),
    }


def _case(case: Case) -> Fields:
    return {
        "id": case.id,
        "name": case.name,
        "question": case.question,
        "opened_at": case.opened_at.isoformat(),
        "kind": case.kind,
        "kind_known": kinds.is_known(case.kind),
        "pack": None if case.pack is None else {"id": case.pack.id, "version": case.pack.version},
        "ended_on": None if case.ended_on is None else case.ended_on.isoformat(),
        "guest": case.guest,
    }


def _person(person: Person) -> Fields:
    return {
        "id": person.id,
        "case": person.case,
        "name": person.name,
        "role": str(person.role),
        "number": person.number,
        "family": person.family,
        "guardians": list(person.guardians),
        "deciding": str(person.deciding),
    }


def _family(of: families.FamilyFilms) -> Fields:
    return {"family": of.family, "films": [film.id for film in of.films]}
