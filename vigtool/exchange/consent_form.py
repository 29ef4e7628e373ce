"""A consent form to print and sign, and the notice that goes with it: what stands on their pages.

Unlike the reports, a form has people's names on it: it is theirs to read and to sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from vigtool.domain.people import Deciding
from vigtool.domain.policy import Organisation
from vigtool.domain.purposes import PurposeCard, Purposes
from vigtool.domain.retention import Terms
from vigtool.exchange.form_templates import FormTemplates, filled
from vigtool.exchange.report_setting import settable
from vigtool.exchange.report_times import day_text
from vigtool.exchange.report_words import report_words

FORM: Final = "consent_form"
NOTICE: Final = "consent_notice"

SECTIONS: Final = 9
_WITH_PURPOSES: Final = 3
"""The section of the notice under which all purposes stand with their legal basis: GDPR, article 13(1)(c)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Someone on a form: by name, as ``role`` calls them; ``guardians`` decide where somebody else does.

    ``has_view``: what the person thinks is asked as well. ``only``: to whom alone something may be handed for
    supervision by the yes that stands, by name.
    """

    name: str
    role: str
    guardians: tuple[str, ...] = ()
    deciding: Deciding = Deciding.ANY
    has_view: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A purpose on a form, and the legal basis that stands beside it."""

    card: PurposeCard
    basis: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What every page needs to know."""

    language: str
    made_at: datetime
    organisation: Organisation
    questions: Sequence[Question]
    terms: Terms
    may_limit: bool = False
    """Whether there is room to name those to whom alone something may be handed for supervision."""


@dataclass(frozen=True, slots=True)
class _PurposeRow:
    name: str
    says: str
    basis: str
    only: str = ""
    """To whom alone; what ends in a colon has room after it."""


@dataclass(frozen=True, slots=True)
class _Child:
    heading: str
    how: str
    choices: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    heading: str
    decides: str
    purposes: tuple[_PurposeRow, ...]
    child: _Child | None
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _FormPage:
    language: str
    words: Mapping[str, str]
    made: str
    organisation: str
    contacts: tuple[str, ...]
    intro: str
    received: str
    sheets: tuple[_Sheet, ...]
    footer: str


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class _NoticePage:
    language: str
    title: str
    made: str
    purpose: str
    basis: str
    sections: tuple[_Section, ...]
    page: str
    footer: str


def notice_version(templates: FormTemplates, language: str) -> str:
    """The version of the notice that is in force in a language. Raises as ``FormTemplates.texts`` does."""
    return templates.texts(NOTICE, language)["version"]


def consent_form(templates: FormTemplates, paper: Paper, people: Sequence[Asked]) -> bytes:
    """A sheet for each of the people, as a PDF. Raises as ``FormTemplates`` does."""
    words = templates.texts(FORM, paper.language)
    notice = notice_version(templates, paper.language)
    page = _FormPage(
        language=paper.language,
        words=words,
        made=_made(words, paper),
        organisation=settable(paper.organisation.name),
        contacts=_contacts(paper.organisation),
        intro=words["intro"],
        received=filled(words["notice.received"], {"version": notice}),
        sheets=tuple(_sheet(words, paper, one) for one in people),
        footer=filled(words["footer"], {"version": words["version"], "notice": notice}),
    )
    return templates.set(FORM, page, paper.made_at)


def consent_notice(templates: FormTemplates, paper: Paper) -> bytes:
    """The information that GDPR, article 13 asks for, as a PDF. Raises as ``FormTemplates`` does."""
    words = templates.texts(NOTICE, paper.language)
    page = _NoticePage(
        language=paper.language,
        title=words["title"],
        made=_made(words, paper),
        purpose=words["purpose"],
        basis=words["basis"],
        sections=tuple(_section(templates, words, paper, number) for number in range(1, SECTIONS + 1)),
        page=words["page"],
        footer=filled(words["footer"], {"version": words["version"]}),
    )
    return templates.set(NOTICE, page, paper.made_at)


def _made(words: Mapping[str, str], paper: Paper) -> str:
    return filled(words["made"], {"day": day_text(paper.made_at.date(), report_words(paper.language))})


def _contacts(organisation: Organisation) -> tuple[str, ...]:
    return tuple(settable(f"{one.what}: {one.how}") for one in organisation.contacts)


def _sheet(words: Mapping[str, str], paper: Paper, asked: Asked) -> _Sheet:
    name = settable(asked.name)
    fill = partial(filled, places={"name": name, "guardians": ", ".join(map(settable, asked.guardians))})
    rows = tuple(_limited(words, paper, _row(words, paper, one), one, asked) for one in paper.questions)
    child = None
    if asked.has_view:
        choices = tuple(words[f"child.{one}"] for one in ("willing", "unsure", "unwilling"))
        child = _Child(fill(words["child"]), words["child.how"], choices, words["child.words"])
    return _Sheet(f"{name} ({asked.role})", fill(words[_deciding(asked)]), rows, child, _signatures(words, asked))


def _deciding(asked: Asked) -> str:
    if len(asked.guardians) > 1:
        return f"decides.{asked.deciding}"
    return "decides.guardian" if asked.guardians or asked.has_view else "decides.own"


def _signatures(words: Mapping[str, str], asked: Asked) -> tuple[str, ...]:
    """Whoever decides signs; where nobody is named who decides for a child, there is room for one guardian."""
    if asked.guardians:
        return tuple(filled(words["signature.of"], {"name": settable(one)}) for one in asked.guardians)
    if asked.has_view:
        return (f"{words['signature.guardian']}, {words['signature.name']}",)
    return (filled(words["signature.of"], {"name": settable(asked.name)}),)


def _row(words: Mapping[str, str], paper: Paper, question: Question) -> _PurposeRow:
    card, language = question.card, paper.language
    basis = filled(words["basis"], {"basis": words[f"basis.{question.basis}"]})
    return _PurposeRow(settable(card.name.in_language(language)), settable(card.says.in_language(language)), basis)


def _limited(
    words: Mapping[str, str], paper: Paper, made: _PurposeRow, question: Question, asked: Asked
) -> _PurposeRow:
    if question.card.id != Purposes.SUPERVISION:
        return made
    if asked.only:
        return replace(made, only=filled(words["only"], {"names": ", ".join(map(settable, asked.only))}))
    return replace(made, only=words["only.blank"]) if paper.may_limit else made


def _section(templates: FormTemplates, words: Mapping[str, str], paper: Paper, number: int) -> _Section:
    organisation = paper.organisation
    places = {
        "organisation": settable(organisation.name) or words["organisation.blank"],
        "contacts": "\n".join(_contacts(organisation)),
        "film_months": str(paper.terms.film_months),
        "log_years": str(paper.terms.log_years),
    }
    text = filled(words[f"{number}.text"], places)
    rows = [_row(templates.texts(FORM, paper.language), paper, one) for one in paper.questions]
    bases = [templates.texts(FORM, paper.language)[f"basis.{one.basis}"] for one in paper.questions]
    table = tuple((row.name, row.says, basis) for row, basis in zip(rows, bases, strict=True))
    lines = tuple(line for line in text.split("\n") if line.strip())
    return _Section(words[f"{number}.heading"], lines, table if number == _WITH_PURPOSES else ())
