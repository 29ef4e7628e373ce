"""The grammar of the verbs for the way back: what is said to a guest, and what the trainee makes of it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import words
from vigtool.cli.verbs import answering, commenting
from vigtool.domain.proposals import Lent
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar, Verbs


def add_package_answers(grammar: "Grammar", group: "Verbs") -> None:
    """Add ``package answer`` to the verbs about packages."""
    answer = grammar.verb(group, "answer", answering.answer, tr("send back what you said to a guest, without film"))
    answer.add_argument("--case", required=True, type=words, metavar="ID")
    answer.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.vigpackage")


def add_answer_verbs(grammar: "Grammar") -> None:
    """Add ``comment add|list|edit|remove``, ``feedback`` and ``suggestion list|accept|leave``."""
    group = grammar.group("comment", tr("comments on a film, in threads"))
    _comment(grammar.verb(group, "add", commenting.add, tr("comment on a moment, a frame or a whole film")))
    every = grammar.verb(group, "list", commenting.list_comments, tr("list the comments")).add_mutually_exclusive_group(
        required=True
    )
    every.add_argument("--recording", type=words, metavar="ID")
    every.add_argument("--case", type=words, metavar="ID")
    edit = grammar.verb(group, "edit", commenting.edit, tr("word a comment of your own otherwise"))
    edit.add_argument("--text", required=True, type=words, metavar="TEXT")
    for verb in (edit, grammar.verb(group, "remove", commenting.remove, tr("take a comment of your own back"))):
        verb.add_argument("--comment", required=True, type=words, metavar="ID")
    _feedback(grammar.plain("feedback", commenting.feedback, tr("write to the trainee, strengths first; or read it")))
    group = grammar.group("suggestion", tr("moments that a supervisor proposes"))
    found = grammar.verb(group, "list", answering.list_suggestions, tr("list the proposed moments of a case"))
    found.add_argument("--case", required=True, type=words, metavar="ID")
    accept = grammar.verb(group, "accept", answering.accept, tr("take a proposed moment over as your own"))
    accept.add_argument(
        "--parts",
        type=_parts,
        metavar="in,out,key,principles",
        help=tr("take only these over, into your own moment that is like it"),
    )
    for verb in (accept, grammar.verb(group, "leave", answering.leave, tr("note that a proposal is not taken over"))):
        verb.add_argument("--answer", required=True, type=words, metavar="ID")
        verb.add_argument("--moment", required=True, type=words, metavar="ID")


def _comment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--recording", required=True, type=words, metavar="ID")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--moment", type=words, metavar="ID")
    place.add_argument("--frame", type=int, metavar="N", help=tr("from 0, in presentation order"))
    parser.add_argument("--answers", type=words, metavar="ID", help=tr("the comment before it in the thread"))
    parser.add_argument("--text", type=words, default="", metavar="TEXT")
    parser.add_argument("--sound", type=Path, metavar="FILE", help=tr("a spoken comment as WAV or FLAC"))


def _feedback(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--case", required=True, type=words, metavar="ID")
    parser.add_argument("--strengths", type=words, metavar="TEXT", help=tr("what worked"))
    parser.add_argument("--wondering", type=words, metavar="TEXT", help=tr("what you could look at together"))
    parser.add_argument("--agreed", type=words, metavar="TEXT", help=tr("what you agreed on"))


def _parts(text: str) -> list[Lent]:
    return [Lent(one) for one in words(text).split(",")]
