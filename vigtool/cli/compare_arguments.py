"""The grammar of ``compare``."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.verbs import comparing
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar


def add_compare_verb(grammar: "Grammar") -> None:
    """Add it."""
    about = tr("lay two people's marks of the same film side by side")
    compare = grammar.plain("compare", comparing.compare, about)
    what = compare.add_mutually_exclusive_group(required=True)
    what.add_argument("--case", type=words, metavar="ID", help=tr("a guest: the trainee's marks beside your own"))
    what.add_argument("--recording", type=words, metavar="ID", help=tr("a film: its marks beside those in a file"))
    compare.add_argument("--with", dest="other", type=Path, metavar="FILE", help=tr("the file, as exchange import"))
    compare.add_argument("--research", action="store_true", help=tr("agreement for research, with intervals"))
    told = tr("also as a table, as data or as pages to print")
    compare.add_argument("-o", "--out", type=Path, metavar="FILE.csv|.json|.pdf", help=told)
