"""The grammar of the verbs for requests: of a client, or of whoever oversees data protection."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.verbs import requests
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar


def add_request_verbs(grammar: "Grammar") -> None:
    """Add ``request folder`` and ``request records``."""
    group = grammar.group("request", tr("what somebody may ask for by law"))
    folder = grammar.verb(group, "folder", requests.folder, tr("hand out everything about one person"))
    folder.add_argument("--person", required=True, type=words, metavar="ID")
    folder.add_argument("--reason", required=True, type=words, metavar="TEXT", help=tr("who asked, and when"))
    folder.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER", help=tr("new or empty"))
    records = grammar.verb(group, "records", requests.records, tr("write the records of processing"))
    records.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.pdf")
