"""The grammar of ``erase``."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.verbs import erasing
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar


def add_erase_verb(grammar: "Grammar") -> None:
    """Add ``erase``."""
    about = tr("destroy a film, a case, or what concerns one person, for good")
    parser = grammar.plain("erase", erasing.erase, about)
    what = parser.add_mutually_exclusive_group(required=True)
    for name in ("recording", "case", "person"):
        what.add_argument(f"--{name}", type=words, metavar="ID")
    parser.add_argument("--reason", required=True, type=words, metavar="TEXT", help=tr("why: it stays in the log"))
    parser.add_argument(
        "--leave-out",
        nargs=2,
        action="append",
        default=[],
        type=words,
        metavar=("ID", "TEXT"),
        help=tr("a film with the person that is left out, with the reason"),
    )
    parser.add_argument("-o", "--out", type=Path, metavar="RECEIPT.pdf", help=tr("where to put the receipt"))
