"""The grammar of the verbs about the verifiable log."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.verbs import ledgers, logs
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar, Verbs


def add_log_verbs(grammar: "Grammar", group: "Verbs") -> None:
    """Add ``log summary``, ``bundle``, ``checkpoint``, ``prove`` and ``verify``."""
    summary = grammar.verb(group, "summary", ledgers.summary, tr("hand out a case in words over its cycles"))
    summary.add_argument("--case", required=True, type=words, metavar="ID")
    summary.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER")
    bundle = grammar.verb(
        group, "bundle", logs.bundle, tr("hand out one person's log, with the program that checks it")
    )
    bundle.add_argument("--person", required=True, type=words, metavar="ID")
    bundle.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER")
    checkpoint = grammar.verb(group, "checkpoint", logs.make_checkpoint, tr("sign the log as it stands"))
    checkpoint.add_argument("--since", type=Path, metavar="FILE", help=tr("an older checkpoint that was kept outside"))
    checkpoint.add_argument("-o", "--out", type=Path, metavar="FILE")
    prove = grammar.verb(group, "prove", logs.prove, tr("prove that one entry is in the log, and show no other"))
    prove.add_argument("--entry", required=True, type=int, metavar="N", help=tr("its number, from 0"))
    prove.add_argument("-o", "--out", type=Path, metavar="FILE")
    verify = grammar.verb(group, "verify", logs.verify, tr("check a log that was handed out"), vault=False)
    verify.add_argument("bundle", type=Path, metavar="BUNDLE.json")
    verify.add_argument("--key", required=True, type=words, metavar="VKEY", help=tr("the vault's public key, one word"))
    verify.add_argument("--since", type=Path, metavar="FILE", help=tr("an older checkpoint that was kept outside"))
