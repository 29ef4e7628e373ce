"""The grammar of the verbs about what comes in, about notices of a withdrawal, and about a group of trainees."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.verbs import incoming
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar, Verbs


def add_package_arrivals(grammar: "Grammar", group: "Verbs") -> None:
    """Add ``package merge|inbox`` to the verbs about packages."""
    merge = grammar.verb(group, "merge", incoming.merge, tr("take in an answer, a notice or a receipt"))
    merge.add_argument("file", type=Path, metavar="FILE.vigpackage")
    merge.add_argument(
        "-o", "--out", type=Path, metavar="FILE", help=tr("where the receipt for a notice goes (default: beside it)")
    )
    inbox = grammar.verb(
        group, "inbox", incoming.inbox, tr("list the packages that were taken in, and how far each is")
    )
    inbox.add_argument(
        "--search", type=words, default="", metavar="TEXT", help=tr("in names of contacts and questions")
    )
    inbox.add_argument("--state", choices=("new", "at-work", "answered", "erased"), action="append", default=[])
    inbox.add_argument("--contact", type=words, metavar="ID")
    folder = grammar.verb(group, "folder", incoming.folder, tr("take in what is new in a folder, one answer a file"))
    folder.add_argument("folder", type=Path, metavar="FOLDER", help=tr("a shared folder; nothing in it is deleted"))


def add_notice_verbs(grammar: "Grammar") -> None:
    """Add ``notice list|make`` and ``trainee list``."""
    group = grammar.group("notice", tr("notices of a withdrawal to those who have a package"))
    grammar.verb(group, "list", incoming.list_notices, tr("list the notices to be made, and those without a receipt"))
    make = grammar.verb(group, "make", incoming.make_notice, tr("make a notice, to be sent to whoever has a package"))
    make.add_argument("--package", required=True, type=words, metavar="ID")
    make.add_argument("--contact", required=True, type=words, metavar="ID")
    make.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.vigpackage")
    group = grammar.group("trainee", tr("those who hand packages over to you"))
    listed = grammar.verb(
        group, "list", incoming.list_trainees, tr("list packages, cycles and supervision of each trainee")
    )
    listed.add_argument("--contact", type=words, metavar="ID", help=tr("one trainee (default: all)"))
    listed.add_argument(
        "-o", "--out", type=Path, metavar="FILE.pdf|FILE.csv", help=tr("also as pages or as a table, by the ending")
    )
    listed.add_argument(
        "--profile", type=words, metavar="ID|FILE.json", help=tr("the stages that stand on the pages (default: none)")
    )
