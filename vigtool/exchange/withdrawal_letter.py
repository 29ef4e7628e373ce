"""Letters to those who received something that rests on a consent which was withdrawn, ready for the printer.

A letter leaves the vault, so people stand in it by role and number. What it lists can be known again by the hash of the
file; a recipient whom nobody named is written in by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from vigtool.domain.identifiers import CaseId
from vigtool.domain.purposes import Purpose
from vigtool.domain.withdrawal import Departure
from vigtool.exchange.form_templates import FormTemplates, filled
from vigtool.exchange.report_setting import settable
from vigtool.exchange.report_times import day_text, instant_text
from vigtool.exchange.report_words import report_words
from vigtool.exchange.session_log import Pseudonym

LETTER: Final = "withdrawal_letter"


@dataclass(frozen=True, slots=True)
class ToRecipient:
    """What one recipient got: somebody of the case, or of elsewhere in words; None: nobody who was named."""

    recipient: Pseudonym | str | None
    got: Sequence[Departure]


@dataclass(frozen=True, slots=True)
class WithdrawalLetter:
    """Who withdrew what and when, and who is told. ``purposes`` are names in the letter's language."""

    language: str
    made_at: datetime
    case: CaseId
    person: Pseudonym
    withdrawn_on: date
    purposes: Mapping[Purpose, str]
    withdrawn: Sequence[Purpose]
    sheets: Sequence[ToRecipient]


@dataclass(frozen=True, slots=True)
class _Sheet:
    to: str
    known: bool
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _Page:
    language: str
    words: Mapping[str, str]
    made: str
    intro: str
    withdrawn: str
    ask: tuple[str, ...]
    sheets: tuple[_Sheet, ...]
    footer: str


def withdrawal_letter(templates: FormTemplates, letter: WithdrawalLetter) -> bytes:
    """A sheet for each recipient, as one PDF/A-2a and PDF/UA-1. Raises as ``FormTemplates`` does."""
    words, common = templates.texts(LETTER, letter.language), report_words(letter.language)
    withdrawn = ", ".join(_purpose(letter, one) for one in letter.withdrawn)
    day = day_text(letter.withdrawn_on, common)
    page = _Page(
        language=letter.language,
        words=words,
        made=filled(words["made"], {"day": day_text(letter.made_at.date(), common)}),
        intro=filled(words["intro"], {"person": _named(letter.person, common)}),
        withdrawn=filled(words["withdrawn"], {"day": day, "purposes": withdrawn}),
        ask=tuple(line for line in words["ask"].split("\n") if line.strip()),
        sheets=tuple(_sheet(letter, one, words, common) for one in letter.sheets),
        footer=filled(words["footer"], {"case": letter.case}),
    )
    return templates.set(LETTER, page, letter.made_at)


def _sheet(letter: WithdrawalLetter, to: ToRecipient, words: Mapping[str, str], common: Mapping[str, str]) -> _Sheet:
    rows = tuple(
        (
            instant_text(one.at, common),
            words[one.what],
            "" if one.purpose is None else _purpose(letter, one.purpose),
            "\n".join(f"{digest[:32]}\n{digest[32:]}" for digest in one.sha256),
        )
        for one in to.got
    )
    if to.recipient is None:
        return _Sheet(words["to.unknown"], known=False, rows=rows)
    named = settable(to.recipient) if isinstance(to.recipient, str) else _named(to.recipient, common)
    return _Sheet(f"{words['to']}: {named}", known=True, rows=rows)


def _named(person: Pseudonym, common: Mapping[str, str]) -> str:
    return common["pattern.pseudonym"].format(role=common[f"role.{person.role}"], number=person.number)


def _purpose(letter: WithdrawalLetter, purpose: Purpose) -> str:
    return settable(letter.purposes.get(purpose, purpose))
