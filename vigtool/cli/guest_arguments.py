"""The grammar of the verbs about guests: what came in packages for supervision."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.verbs import guests
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar


def add_guest_verbs(grammar: "Grammar") -> None:
    """Add ``guest list|reveal|erase|receipt|receipts``."""
    group = grammar.group("guest", tr("cases that came in packages for supervision"))
    grammar.verb(group, "list", guests.list_guests, tr("list the guests, with the days that are left"))
    reveal = grammar.verb(group, "reveal", guests.reveal, tr("show the marks that the trainee made"))
    reveal.add_argument("--case", required=True, type=words, metavar="ID")
    _erase(grammar.verb(group, "erase", guests.erase, tr("erase guests, with a receipt for whoever handed them over")))
    receipt = grammar.verb(group, "receipt", guests.receipt, tr("make the receipt for a guest that was erased"))
    receipt.add_argument("--package", required=True, type=words, metavar="ID")
    receipt.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.vigpackage")
    grammar.verb(group, "receipts", guests.receipts, tr("list the erased guests that still wait for a receipt"))


def _erase(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--case", type=words, metavar="ID")
    what.add_argument("--due", action="store_true", help=tr("all whose last day has passed"))
    parser.add_argument("--reason", required=True, type=words, metavar="TEXT", help=tr("why: it stays in the log"))
    parser.add_argument(
        "-o", "--out", type=Path, metavar="PATH", help=tr("where the receipt goes; with --due a folder for all of them")
    )
