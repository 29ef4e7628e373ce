"""The grammar of the verbs about contacts."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.verbs import contacts
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar


def add_contact_verbs(grammar: "Grammar") -> None:
    """Add ``contact card|add|list|verify|rename|remove``."""
    group = grammar.group("contact", tr("other vaults to which packages are handed"))
    card = grammar.verb(group, "card", contacts.card, tr("make the card of this vault, to give to others"))
    card.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.vigcontact")
    card.add_argument("--name", type=words, default="", metavar="TEXT", help=tr("what others shall call you"))
    card.add_argument("--page", type=Path, metavar="FILE.pdf", help=tr("also as a page with a QR code"))
    add = grammar.verb(group, "add", contacts.add, tr("take in a card that somebody gave you"))
    add.add_argument("file", type=Path, metavar="FILE", help=tr("the card, or a file with the text of its QR code"))
    add.add_argument("--name", type=words, default="", metavar="TEXT", help=tr("what to call them instead"))
    grammar.verb(group, "list", contacts.list_contacts, tr("list the contacts, each with its six words"))
    verify = grammar.verb(group, "verify", contacts.verify, tr("put on record that the six words were compared"))
    verify.add_argument(
        "--words", required=True, type=words, metavar="TEXT", help=tr("the six words that the other person read aloud")
    )
    rename = grammar.verb(group, "rename", contacts.rename, tr("call a contact otherwise"))
    rename.add_argument("--name", required=True, type=words, metavar="TEXT")
    remove = grammar.verb(group, "remove", contacts.remove, tr("let a contact be one no more"))
    for verb in (verify, rename, remove):
        verb.add_argument("--contact", required=True, type=words, metavar="ID")
