"""The grammar of the verbs about consents, their forms and evidence."""

from pathlib import Path
from typing import TYPE_CHECKING

from vigtool.cli.argument_types import day, ids, words
from vigtool.cli.exchange_arguments import add_consent_records
from vigtool.cli.verbs import consent_forms, consents, withdrawals
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import LegalBasis, Purpose
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from vigtool.cli.arguments import Grammar, Verbs


def add_consent_verbs(grammar: "Grammar") -> None:
    """Add them all."""
    group = grammar.group("consent", tr("consents, per person and purpose"))
    answers = {"give": Answer.GIVEN, "refuse": Answer.REFUSED}
    for name, answer in answers.items():
        parser = grammar.verb(group, name, consents.record, tr("put an answer on record"))
        parser.set_defaults(answer=answer, since=None, until=None, basis=None, recipients=[])
        parser.add_argument("--person", required=True, type=words, metavar="ID")
        parser.add_argument("--purpose", required=True, type=_purpose, metavar="NAME")
        _said(parser)
        if answer is Answer.GIVEN:
            _terms(parser)
    _withdrawing(grammar, group)
    every = grammar.verb(group, "list", consents.list_consents, tr("list all answers, the latest last"))
    every.add_argument("--person", type=words, metavar="ID")
    every.add_argument("--purpose", type=_purpose, metavar="NAME")
    add_consent_records(grammar, group)
    evidence = grammar.verb(group, "evidence", consents.save_evidence, tr("write a scan of a form out of the vault"))
    evidence.add_argument("--case", required=True, type=words, metavar="ID")
    evidence.add_argument("--evidence", required=True, type=words, metavar="ID")
    evidence.add_argument("-o", "--out", required=True, type=Path, metavar="FILE")
    form = grammar.verb(group, "form", consent_forms.form, tr("make a form to print and sign"))
    notice = grammar.verb(group, "notice", consent_forms.notice, tr("make the notice that goes with the form"))
    for parser in (form, notice):
        parser.add_argument("--case", required=True, type=words, metavar="ID")
        parser.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.pdf")
        parser.add_argument("--built-in", action="store_true", help=tr("take the form that comes with vigtool"))
        parser.add_argument("--templates", type=Path, metavar="FOLDER", help=tr("where the organisation's forms lie"))
    form.add_argument("--people", type=ids, default=[], metavar="ID,…", help=tr("whose form (default: everyone's)"))
    form.add_argument(
        "--purposes", type=ids, default=[], metavar="NAME,…", help=tr("what is asked (default: what the case asks)")
    )


def _withdrawing(grammar: "Grammar", group: "Verbs") -> None:
    withdraw = grammar.verb(group, "withdraw", withdrawals.withdraw_consents, tr("withdraw a consent, or all of them"))
    withdraw.add_argument("--person", required=True, type=words, metavar="ID")
    withdraw.add_argument(
        "--purpose", type=_purpose, metavar="NAME", help=tr("which one (default: everything in force)")
    )
    _said(withdraw)
    letter = grammar.verb(group, "letter", withdrawals.letter, tr("write to those who may have copies"))
    letter.add_argument("--person", required=True, type=words, metavar="ID")
    letter.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.pdf")


def _said(parser: "ArgumentParser") -> None:
    parser.add_argument("--by", type=words, default="", metavar="TEXT", help=tr("who answered, a guardian for a child"))
    parser.add_argument("--guardian", type=words, metavar="ID", help=tr("which guardian of the case answered"))
    parser.add_argument("--notice", type=words, default="", metavar="VERSION", help=tr("which notice was handed out"))
    parser.add_argument(
        "--evidence", type=Path, default=[], nargs="+", metavar="FILE", help=tr("scans or photos of the signed form")
    )


def _terms(parser: "ArgumentParser") -> None:
    parser.add_argument(
        "--from", dest="since", type=day, metavar="DATE", help=tr("the first day on which it holds (YYYY-MM-DD)")
    )
    parser.add_argument("--until", type=day, metavar="DATE", help=tr("the last day on which it holds (YYYY-MM-DD)"))
    parser.add_argument(
        "--recipients",
        type=ids,
        default=[],
        metavar="ID,…",
        help=tr("the contacts to whom alone it may be handed (default: not limited)"),
    )
    parser.add_argument(
        "--basis",
        type=LegalBasis,
        choices=list(LegalBasis),
        help=tr("on which the processing stands by law (default: what the purpose proposes)"),
    )


def _purpose(text: str) -> Purpose:
    return Purpose(words(text))
