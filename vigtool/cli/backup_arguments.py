"""The verbs that keep copies of a vault and put them back."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.verbs import backups
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar


def add_backup_verbs(grammar: "Grammar") -> None:
    """Add ``backup`` and ``restore``."""
    make = grammar.plain("backup", backups.backup, tr("copy what is new in the vault into its backup"))
    make.add_argument("target", type=Path, metavar="TARGET", help=tr("a new or empty folder, or an earlier backup"))
    make.add_argument("--thorough", action="store_true", help=tr("read everything back again, not only what is new"))
    back = grammar.plain("restore", backups.restore, tr("put a backup back into a new folder"), vault=False)
    back.add_argument("backup", type=Path, metavar="BACKUP", help=tr("the backup's folder"))
    back.add_argument("dir", type=Path, metavar="DIR", help=tr("a new or empty folder"))
    back.add_argument("--unopened", action="store_true", help=tr("ask for no passphrase, compare the files only"))
