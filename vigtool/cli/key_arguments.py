"""The grammar of the verbs about passphrases, the recovery key and users."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.secrets import NEW_OPTION
from vigtool.cli.verbs import keys
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from vigtool.cli.arguments import Grammar


def add_key_verbs(grammar: "Grammar") -> None:
    """Add them all."""
    group = grammar.group("passphrase", tr("the passphrase"))
    change = grammar.verb(group, "change", keys.change_passphrase, tr("change the passphrase"))
    change.add_argument("--user", type=words, metavar="ID", help=tr("another user's (default: of who opens the vault)"))
    change.add_argument(
        "--renew", action="store_true", help=tr("with a new key behind it, since the old passphrase may be known")
    )
    _new_passphrase(change)
    group = grammar.group("recovery-key", tr("the recovery key on paper"))
    grammar.verb(group, "replace", keys.replace_recovery_key, tr("replace it: the paper before opens nothing any more"))
    group = grammar.group("user", tr("who opens the vault with a passphrase"))
    add = grammar.verb(group, "add", keys.add_user, tr("let somebody else open the vault"))
    add.add_argument("--name", required=True, type=words)
    _new_passphrase(add)
    grammar.verb(group, "list", keys.list_users, tr("list the users"))
    remove = grammar.verb(group, "remove", keys.remove_user, tr("let somebody open the vault no more"))
    remove.add_argument("--user", required=True, type=words, metavar="ID")


def _new_passphrase(parser: "ArgumentParser") -> None:
    parser.add_argument(NEW_OPTION, type=Path, metavar="F", help=tr("read the new passphrase from this file"))
