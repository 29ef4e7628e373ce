"""The grammar of the verbs about how long things are kept, and about an organisation's policy."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import day, words
from vigtool.cli.verbs import policies, retention
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar, Verbs


def add_retention_verbs(grammar: "Grammar") -> None:
    """Add ``due``, ``keep-longer``, ``freeze``, ``thaw`` and ``policy``."""
    due = grammar.plain("due", retention.due, tr("list what has reached its time, to be erased or kept longer"))
    due.add_argument("--case", type=words, metavar="ID", help=tr("everything of this case, due or not"))
    keep = grammar.plain("keep-longer", retention.keep_longer, tr("keep a film longer, with reason and consent"))
    keep.add_argument("--recording", required=True, type=words, metavar="ID")
    keep.add_argument("--until", required=True, type=day, metavar="DATE", help=tr("the last day (YYYY-MM-DD)"))
    freeze = grammar.plain("freeze", retention.freeze, tr("keep a film and let nobody use it, during a dispute"))
    thaw = grammar.plain("thaw", retention.thaw, tr("let a frozen film be used again"))
    for verb in (freeze, thaw):
        what = verb.add_mutually_exclusive_group(required=True)
        what.add_argument("--recording", type=words, metavar="ID")
        what.add_argument("--case", type=words, metavar="ID", help=tr("all films of this case"))
    for verb in (keep, freeze, thaw):
        verb.add_argument("--reason", required=True, type=words, metavar="TEXT")
    _policies(grammar)


def add_case_end(grammar: "Grammar", cases: "Verbs") -> None:
    """Add ``case end``."""
    end = grammar.verb(cases, "end", retention.end, tr("say on which day a guidance ended; the clocks run from it"))
    end.add_argument("--case", required=True, type=words, metavar="ID")
    when = end.add_mutually_exclusive_group()
    when.add_argument("--on", type=day, metavar="DATE", help=tr("the day (YYYY-MM-DD; default: today)"))
    when.add_argument("--goes-on", action="store_true", help=tr("it has not ended after all"))


def _policies(grammar: "Grammar") -> None:
    group = grammar.group("policy", tr("what an organisation has laid down for its vaults"))
    show = grammar.verb(group, "show", policies.show, tr("tell which policy holds"), vault=False)
    show.add_argument("dir", nargs="?", type=Path, metavar="DIR", help=tr("in this vault (default: placed here)"))
    adopt = grammar.verb(group, "adopt", policies.adopt, tr("let a vault go by a policy from now on"))
    adopt.add_argument("file", type=Path, metavar="FILE")
    adopt.add_argument("--key", type=words, metavar="VKEY", help=tr("trust this key from now on; IT tells it"))
    key = grammar.verb(group, "key", policies.make_key, tr("make a key to sign policies with"), vault=False)
    key.add_argument("--name", required=True, type=_key_name, metavar="NAME", help=tr("the organisation's domain"))
    key.add_argument("-o", "--out", required=True, type=Path, metavar="KEYFILE")
    sign = grammar.verb(group, "sign", policies.sign, tr("sign a policy, to be placed on computers"), vault=False)
    sign.add_argument("file", type=Path, metavar="POLICY.json")
    sign.add_argument(
        "--key",
        required=True,
        action="append",
        type=Path,
        metavar="KEYFILE",
        help=tr("first the policy's own key; once more, to replace it: the one that vaults know"),
    )
    sign.add_argument("-o", "--out", required=True, type=Path, metavar="FILE")


def _key_name(text: str) -> str:
    """A name that can stand in a signature line (https://c2sp.org/signed-note)."""
    name = words(text)
    if not name or "+" in name or any(sign.isspace() or not sign.isprintable() for sign in name):
        raise argparse.ArgumentTypeError(tr("no blanks and no plus signs"))
    return name
