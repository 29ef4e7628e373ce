"""Catalogues of purposes as files: ``docs/consent.md`` describes the form."""

from functools import cache
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from vigtool.domain.principles import Wording
from vigtool.domain.purposes import STANDARD_PURPOSES, Act, LegalBasis, Purpose, PurposeCard
from vigtool.exchange.errors import UnreadableDocument
from vigtool.exchange.pack_form import Form, Identifier, Name, Text
from vigtool.exchange.resource_files import resource

FORMAT: Final = "vigtool-purposes"


class PurposeForm(Form, frozen=True):
    """See ``vigtool.domain.purposes.PurposeCard``."""

    id: Identifier
    name: Name
    says: Text
    acts: Annotated[tuple[Act, ...], Meta(min_length=1)]
    basis: LegalBasis


class _Catalogue(Form, frozen=True):
    format: Literal["vigtool-purposes"]
    format_version: Literal[1]
    id: Identifier
    version: Annotated[int, Meta(ge=1, le=9999)]
    purposes: tuple[PurposeForm, ...]


def from_json(data: bytes) -> tuple[PurposeCard, ...]:
    """The purposes of a catalogue, in its order. Raises ``UnreadableDocument``; a standard purpose may not be missing.

    Neither may one be there twice.
    """
    try:
        form = msgspec.json.decode(data, type=_Catalogue)
    except (msgspec.MsgspecError, UnicodeError):
        # "from None": the message of msgspec may quote the value that it did not like.
        raise UnreadableDocument(FORMAT, "$") from None
    ids = [one.id for one in form.purposes]
    if len(set(ids)) != len(ids) or not set(STANDARD_PURPOSES) <= set(ids):
        raise UnreadableDocument(FORMAT, "$.purposes")
    return tuple(card_of(one) for one in form.purposes)


@cache
def built_in_purposes() -> tuple[PurposeCard, ...]:
    """The purposes that come with the program. Raises ``ResourceMissing``, ``UnreadableDocument``."""
    return from_json(resource("purposes", "standard.2.json").read_bytes())


def card_of(form: PurposeForm) -> PurposeCard:
    """The purpose that a form describes."""
    return PurposeCard(Purpose(form.id), _in_words(form.name), _in_words(form.says), frozenset(form.acts), form.basis)


def _in_words(texts: Name | Text) -> Wording:
    return Wording(texts.fi, texts.sv, texts.en)
