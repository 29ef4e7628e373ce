"""An organisation's policy as a file: the JSON text of a signed note; ``docs/policy.md`` describes the form.

Signatures are checked elsewhere; here a text becomes a policy, or the line of its first mistake is told.
"""

from collections.abc import Iterator
from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from vigtool.domain.policy import BUILT_IN, LOCK_MINUTES, Contact, Organisation, Policy
from vigtool.domain.purposes import STANDARD_PURPOSES, LegalBasis
from vigtool.domain.retention import STANDARD_TERMS, Terms
from vigtool.exchange.errors import UnreadableDocument
from vigtool.exchange.json_places import Path
from vigtool.exchange.pack_form import TEXT, Form, LongText, NameText
from vigtool.exchange.placed_forms import PlacedForm, doubled
from vigtool.exchange.purposes import PurposeForm, card_of

FORMAT: Final = "vigtool-policy"
FORMAT_VERSION: Final = 1

MOST_BYTES: Final = 256 * 1024
"""Of a file; a policy has a few kilobytes."""

_Language: TypeAlias = Literal["fi", "sv", "en"]
_Folder: TypeAlias = Annotated[str, Meta(max_length=1000, pattern=TEXT)]


class BadPolicy(UnreadableDocument):
    """A text is no policy as it stands: the first mistake lies in this line, from 1."""

    def __init__(self, where: str, line: int) -> None:
        super().__init__(FORMAT, where)
        self.line = line


class _Contact(Form, frozen=True):
    what: NameText
    how: LongText


class _Organisation(Form, frozen=True):
    name: NameText
    contacts: Annotated[tuple[_Contact, ...], Meta(max_length=20)] = ()


class _Retention(Form, frozen=True):
    film_months: Annotated[int, Meta(ge=0, le=600)] = STANDARD_TERMS.film_months
    log_years: Annotated[int, Meta(ge=1, le=200)] = STANDARD_TERMS.log_years
    remind_days: Annotated[int, Meta(ge=0, le=365)] = STANDARD_TERMS.remind_days


class _PolicyFile(Form, frozen=True, kw_only=True):
    """See ``vigtool.domain.policy.Policy``; ``key`` is whose signature the next policy will need, as one word."""

    format: Literal["vigtool-policy"]
    format_version: Literal[1]
    version: Annotated[int, Meta(ge=1, le=999_999)]
    key: str = ""
    organisation: _Organisation
    retention: _Retention = msgspec.field(default_factory=_Retention)
    lock_after_minutes: Annotated[int, Meta(ge=1, le=LOCK_MINUTES)] = LOCK_MINUTES
    backup_reminder_days: Annotated[int, Meta(ge=1, le=365)] = BUILT_IN.backup_reminder_days
    legal_basis: LegalBasis | None = None
    notice_languages: Annotated[tuple[_Language, ...], Meta(min_length=1)] = ("fi", "sv", "en")
    templates: _Folder | None = None
    purposes: Annotated[tuple[PurposeForm, ...], Meta(max_length=30)] = ()


class _Numbered(msgspec.Struct, frozen=True):
    """What every policy has, of whatever form."""

    version: Annotated[int, Meta(ge=1, le=999_999)]


def from_json(text: str) -> Policy:
    """The policy in a text. Raises ``BadPolicy``, and ``UnknownVersion`` for one of a newer form."""
    form = _form(text)
    return Policy(
        version=form.version,
        organisation=Organisation(
            form.organisation.name, tuple(Contact(one.what, one.how) for one in form.organisation.contacts)
        ),
        terms=Terms(form.retention.film_months, form.retention.log_years, form.retention.remind_days),
        lock_after_minutes=form.lock_after_minutes,
        own_purposes=tuple(card_of(one) for one in form.purposes),
        templates=form.templates or "",
        basis=form.legal_basis,
        notice_languages=form.notice_languages,
        backup_reminder_days=form.backup_reminder_days,
    )


def key_named_in(text: str) -> str:
    """The key that a policy names as its own, as one word; an empty text where it names none. Raises ``BadPolicy``."""
    return _form(text).key


def version_named_in(text: str) -> int:
    """The number of a policy, of one that ``from_json`` does not take, too. Raises ``BadPolicy``."""
    try:
        return msgspec.json.decode(text.encode("utf-8", "surrogatepass"), type=_Numbered).version
    except (msgspec.MsgspecError, RecursionError):
        raise BadPolicy("$.version", 1) from None


def to_be_signed(text: str, key: str) -> str:
    """A policy's text in the one way in which it is signed, naming this key. Raises as ``from_json`` does."""
    form = msgspec.structs.replace(_form(text), key=key)
    return msgspec.json.format(msgspec.json.encode(form), indent=2).decode() + "\n"


def _form(text: str) -> _PolicyFile:
    return _FORM.read(text.encode("utf-8", "surrogatepass"))


def _contradictions(form: _PolicyFile) -> Iterator[Path]:
    """What the form cannot say: nothing is there twice, and what is built in keeps its meaning."""
    yield from doubled("purposes", [one.id for one in form.purposes])
    yield from (("purposes", number, "id") for number, one in enumerate(form.purposes) if one.id in STANDARD_PURPOSES)
    yield from doubled("notice_languages", form.notice_languages)


_FORM: Final = PlacedForm(FORMAT, FORMAT_VERSION, _PolicyFile, MOST_BYTES, BadPolicy, _contradictions)
