"""The verbs that exchange marks and answers with other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.verbs import exchanging
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.exchange.annotations.format_names import Format
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar, Verbs


def add_exchange_verbs(grammar: "Grammar") -> None:
    """Add the word ``exchange`` with what stands under it."""
    group = grammar.group("exchange", tr("marks of films, to other programs and from them"))
    export = grammar.verb(group, "export", exchanging.export, tr("hand out the marks of a film to another program"))
    export.add_argument("--recording", required=True, type=words, metavar="ID")
    export.add_argument("--format", required=True, type=Format, choices=list(Format), help=tr("whose format"))
    export.add_argument("-o", "--out", required=True, type=Path, metavar="FILE")
    export.add_argument(
        "--purpose",
        type=_purpose,
        default=Purposes.GUIDANCE,
        metavar="NAME",
        help=tr("what it is for (default: guidance)"),
    )
    export.add_argument("--names", action="store_true", help=tr("people by their names, not by role and number"))
    export.add_argument("--recipient", type=words, default="", metavar="TEXT", help=tr("who gets it"))
    take = grammar.verb(group, "import", exchanging.import_file, tr("take in the marks of another program's file"))
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--recording", required=True, type=words, metavar="ID")


def add_consent_records(grammar: "Grammar", group: "Verbs") -> None:
    """Add ``consent records``."""
    about = tr("hand out the answers of a case as records for other programs")
    records = grammar.verb(group, "records", exchanging.consent_records, about)
    records.add_argument("--case", required=True, type=words, metavar="ID")
    records.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.jsonld")
    records.add_argument("--recipient", type=words, default="", metavar="TEXT", help=tr("who gets it"))


def _purpose(text: str) -> Purpose:
    return Purpose(words(text))
