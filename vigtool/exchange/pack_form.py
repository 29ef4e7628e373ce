"""The form of a principle pack's file.

From these types come the published schema and the checks of the reader, so that the two cannot differ;
``docs/principle-packs.md`` is the page for people.
"""

from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

FORMAT: Final = "vigtool-principle-pack"
FORMAT_VERSION: Final = 1

MOST_BYTES: Final = 512 * 1024
"""Of a file; a pack of some thirty items in three languages has 30 KB."""

IDENTIFIER: Final = "^[a-z0-9]+(-[a-z0-9]+)*(?![\\s\\S])"
"""Lower-case words with hyphens between them. ``$`` would let a line break at the end pass."""

TEXT: Final = (
    "^(?![\\s\\S]*[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff])(?!\\s*$)"
)
"""Something to read, in one line, without signs that cannot be seen but turn or break what stands around them."""

Identifier: TypeAlias = Annotated[str, Meta(max_length=40, pattern=IDENTIFIER)]
NameText: TypeAlias = Annotated[str, Meta(max_length=120, pattern=TEXT)]
LongText: TypeAlias = Annotated[str, Meta(max_length=1000, pattern=TEXT)]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all objects of a pack's file have in common: no field that is not named here."""


class Name(Form, frozen=True):
    """A name in the three languages."""

    fi: NameText
    sv: NameText
    en: NameText


class Text(Form, frozen=True):
    """A sentence or some in the three languages."""

    fi: LongText
    sv: LongText
    en: LongText


class PackItem(Form, frozen=True, kw_only=True):
    """See ``vigtool.domain.principles.Item``."""

    id: Identifier
    under: Identifier | None = None
    name: Name
    description: Text
    examples: Annotated[tuple[Text, ...], Meta(max_length=6)] = ()


class PackCategory(Form, frozen=True):
    """See ``vigtool.domain.principles.Category``."""

    id: Identifier
    key: Annotated[int, Meta(ge=1, le=6)]
    name: Name
    description: Text
    items: Annotated[tuple[PackItem, ...], Meta(max_length=60)]


class PackFile(Form, frozen=True):
    """See ``vigtool.domain.principles.Pack``; ``format_version`` is the form's, ``version`` the pack's own."""

    format: Literal["vigtool-principle-pack"]
    format_version: Literal[1]
    id: Identifier
    version: Annotated[int, Meta(ge=1, le=9999)]
    name: Name
    source: Text
    categories: Annotated[tuple[PackCategory, ...], Meta(min_length=1, max_length=6)]
