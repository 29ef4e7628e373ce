"""The grammar of the verbs about packages for supervision."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.answer_arguments import add_package_answers
from vigtool.cli.argument_types import day, ids, short_time, size, words
from vigtool.cli.incoming_arguments import add_notice_verbs, add_package_arrivals
from vigtool.cli.verbs import guests, packages
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar


def add_package_verbs(grammar: "Grammar") -> None:
    """Add ``package``."""
    group = grammar.group("package", tr("sealed files that travel between a trainee and a supervisor"))
    take = grammar.verb(group, "open", guests.open_package, tr("take in a package for supervision, as a guest"))
    take.add_argument("file", type=Path, metavar="FILE.vigpackage")
    add_package_answers(grammar, group)
    add_package_arrivals(grammar, group)
    _make(grammar.verb(group, "make", packages.make, tr("hand moments over for supervision, sealed to contacts")))
    add_notice_verbs(grammar)


def _make(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--moments", required=True, type=ids, metavar="ID,…", help=tr("in their order"))
    parser.add_argument("--to", required=True, type=ids, metavar="CONTACT,…", help=tr("the contacts who can open it"))
    parser.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.vigpackage")
    parser.add_argument(
        "--expires",
        type=day,
        metavar="DATE",
        help=tr("the last day on which it may be kept (YYYY-MM-DD; default: 30 days from now)"),
    )
    parser.add_argument("--questions", type=words, default="", metavar="TEXT", help=tr("what you ask the supervisor"))
    parser.add_argument(
        "--no-notes", dest="notes", action="store_false", help=tr("keep titles, notes and the words of turns here")
    )
    parser.add_argument("--whole", action="store_true", help=tr("the whole videos instead of clips"))
    parser.add_argument(
        "--lead", type=short_time, metavar="SECONDS", help=tr("seconds of film before and after a moment")
    )
    parser.add_argument("--mask", type=ids, default=[], metavar="ID,…", help=tr("who is covered in it"))
    parser.add_argument("--size", type=size, metavar="WxH", help=tr("its largest size in pixels"))
