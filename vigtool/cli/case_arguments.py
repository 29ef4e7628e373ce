"""The grammar of the verbs about a case, its people, films and cycles."""

from typing import TYPE_CHECKING

from vigtool.cli.argument_types import ids, seconds, words
from vigtool.cli.retention_arguments import add_case_end
from vigtool.cli.verbs import cases, cycles, film_cards, histories
from vigtool.domain.cases import FAMILY_KIND
from vigtool.domain.consent import Stance
from vigtool.domain.cycles import Part
from vigtool.domain.people import Deciding, Role
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from vigtool.cli.arguments import Grammar


def add_case_verbs(grammar: "Grammar") -> None:
    """Add them all."""
    kind = grammar.group("kind", tr("kinds of cases"))
    grammar.verb(kind, "list", cases.list_kinds, tr("list the kinds of cases"), vault=False)
    _cases(grammar)
    _histories(grammar)
    _people(grammar)
    _films(grammar)
    _cycles(grammar)


def _cases(grammar: "Grammar") -> None:
    group = grammar.group("case", tr("cases"))
    add = grammar.verb(group, "add", cases.add_case, tr("open a case"))
    add.add_argument("--name", required=True, type=words)
    add.add_argument("--question", type=words, default="", help=tr("the helping question"))
    add.add_argument("--kind", type=words, default=FAMILY_KIND, metavar="ID", help=tr("what kind of case it is"))
    change = grammar.verb(group, "change", cases.change_case, tr("change what a case is called, asks or is"))
    _id(change, "--case")
    change.add_argument("--name", type=words)
    change.add_argument("--question", type=words, help=tr("the helping question"))
    change.add_argument("--kind", type=words, metavar="ID", help=tr("what kind of case it is"))
    listed = grammar.verb(group, "list", cases.list_cases, tr("list the cases"))
    listed.add_argument("--erased", action="store_true", help=tr("list what was erased instead, by its ids"))
    add_case_end(grammar, group)


def _histories(grammar: "Grammar") -> None:
    group = grammar.group("history", tr("what was changed in a case, to be undone and done again"))
    _id(grammar.verb(group, "list", histories.show, tr("list what can be undone and done again")), "--case")
    for name, run, about in (
        ("undo", histories.undo, tr("take the latest changes of a case back")),
        ("redo", histories.redo, tr("make changes again that were taken back")),
    ):
        verb = grammar.verb(group, name, run, about)
        _id(verb, "--case")
        verb.add_argument("--steps", type=int, default=1, metavar="N", help=tr("how many (default: one)"))


def _people(grammar: "Grammar") -> None:
    group = grammar.group("person", tr("the people of a case"))
    add = grammar.verb(group, "add", cases.add_person, tr("add someone to a case"))
    _id(add, "--case")
    add.add_argument("--name", required=True, type=words)
    add.add_argument("--role", required=True, type=Role, choices=list(Role))
    add.add_argument("--family", type=words, default="", metavar="NAME", help=tr("where a case has several families"))
    rename = grammar.verb(group, "rename", cases.rename_person, tr("call someone otherwise"))
    _id(rename, "--person")
    rename.add_argument("--name", required=True, type=words)
    family = grammar.verb(group, "family", cases.set_family, tr("note to which family someone belongs"))
    _id(family, "--person")
    family.add_argument("--family", required=True, type=words, metavar="NAME")
    guardian = grammar.verb(group, "guardian", cases.set_guardians, tr("say who decides for someone"))
    _id(guardian, "--person")
    guardian.add_argument("--guardians", required=True, type=ids, metavar="ID,…", help=tr("two at most; empty: nobody"))
    guardian.add_argument(
        "--deciding", type=Deciding, choices=list(Deciding), default=Deciding.ANY, help=tr("whose yes it takes")
    )
    view = grammar.verb(group, "view", cases.hear_view, tr("note what a child thinks of being seen in a film"))
    _id(view, "--person")
    _id(view, "--recording")
    view.add_argument("--stance", required=True, type=Stance, choices=list(Stance))
    view.add_argument("--words", type=words, default="", metavar="TEXT", help=tr("in the child's own way"))
    view.add_argument("--by", type=words, default="", metavar="TEXT", help=tr("who asked"))
    _id(grammar.verb(group, "list", cases.list_people, tr("list the people of a case")), "--case")
    group = grammar.group("family", tr("families, where a case has several"))
    _id(grammar.verb(group, "list", cases.list_families, tr("list the families of a case with their films")), "--case")
    rename = grammar.verb(group, "rename", cases.rename_family, tr("call a family otherwise"))
    _id(rename, "--case")
    rename.add_argument("--family", required=True, type=words, metavar="NAME")
    rename.add_argument("--name", required=True, type=words)


def _films(grammar: "Grammar") -> None:
    group = grammar.group("film", tr("what a film is called, who is in it, whether it is listed"))
    rename = grammar.verb(group, "rename", film_cards.rename, tr("call a film otherwise"))
    rename.add_argument("--label", required=True, type=words)
    people = grammar.verb(group, "people", film_cards.set_people, tr("say who is in a film"))
    people.add_argument("--people", required=True, type=ids, metavar="ID,…")
    away = grammar.verb(
        group, "put-away", film_cards.put_away, tr("take a film out of the lists; nothing is destroyed")
    )
    back = grammar.verb(group, "restore", film_cards.restore, tr("bring a film that was put away back into the lists"))
    for verb in (rename, people, away, back):
        _id(verb, "--recording")


def _cycles(grammar: "Grammar") -> None:
    group = grammar.group("cycle", tr("cycles: a film of the family and the film of its shared review"))
    add = grammar.verb(group, "add", cycles.add, tr("begin a new cycle"))
    _id(add, "--case")
    change = grammar.verb(group, "change", cycles.change, tr("change what a cycle is called or asks"))
    _id(change, "--cycle")
    for verb, default in ((add, ""), (change, None)):
        verb.add_argument("--name", type=words, default=default)
        verb.add_argument("--question", type=words, default=default, help=tr("the cycle's own helping question"))
    _id(grammar.verb(group, "remove", cycles.remove, tr("take a cycle away; its films stay")), "--cycle")
    _id(grammar.verb(group, "list", cycles.list_cycles, tr("list the cycles of a case with their films")), "--case")
    film = grammar.verb(group, "film", cycles.put_film, tr("put a film into a cycle"))
    _id(film, "--cycle")
    film.add_argument("--part", required=True, type=Part, choices=list(Part))
    out = grammar.verb(group, "film-out", cycles.take_out, tr("take a film out of its cycle"))
    sync = grammar.verb(group, "sync", cycles.sync, tr("put two films of a cycle on one clock, by what both heard"))
    sync.add_argument("--with", dest="other", required=True, type=words, metavar="ID", help=tr("the other film"))
    sync.add_argument(
        "--lag", type=seconds, metavar="SECONDS", help=tr("how much later the film begins, instead of listening")
    )
    unsync = grammar.verb(group, "unsync", cycles.unsync, tr("take a film off the clock"))
    for verb in (film, out, sync, unsync):
        _id(verb, "--recording")


def _id(parser: "ArgumentParser", name: str) -> None:
    parser.add_argument(name, required=True, type=words, metavar="ID")
