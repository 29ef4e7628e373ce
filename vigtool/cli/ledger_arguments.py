"""The grammar of the verbs about one's own training."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import day, words
from vigtool.cli.verbs import ledgers
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar


def add_ledger_verbs(grammar: "Grammar") -> None:
    """Add ``ledger`` and ``supervision note``."""
    show = grammar.plain("ledger", ledgers.show, tr("count cycles, clients and supervision of your own training"))
    show.add_argument("-o", "--out", type=Path, metavar="FILE.pdf", help=tr("also as a page, with its data beside it"))
    show.add_argument(
        "--profile", type=words, metavar="ID|FILE.json", help=tr("the stages to set it beside (default: none)")
    )
    group = grammar.group("supervision", tr("supervision of your own training"))
    note = grammar.verb(group, "note", ledgers.note, tr("put supervision on record"))
    note.add_argument("--on", required=True, type=day, metavar="DATE")
    note.add_argument("--minutes", required=True, type=int, metavar="N", help=tr("how long; 0 takes it back"))
    note.add_argument("--id", dest="noted", type=words, metavar="ID", help=tr("what is corrected"))
    note.add_argument(
        "--contact", type=words, metavar="ID", help=tr("the trainee to whom it was given (default: your own)")
    )
