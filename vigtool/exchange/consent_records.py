"""Consent records for programs of others: JSON-LD after the DPV guide to ISO/IEC TS 27560:2023.

Source: Data Privacy Vocabularies and Controls Community Group, "Consent Records and Receipts as per ISO/IEC TS
27560:2023 using DPV" (profile ``dpv-27560:record``), whose terms and nesting are kept. The context stands in the
document, so that whoever reads it needs no network; a digest of a scan has the terms that DCAT 3 takes from SPDX.
"""

from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta, field

from vigtool.exchange.field_types import ConsentField, Instant, PurposeField, Sha256Hex

FORMAT: Final = "vigtool-consent-records"
PROFILE: Final = "https://w3id.org/dpv/schema/dpv-27560#record"

_LINKS: Final = ("dct:conformsTo", "dpv:hasDataController", "dpv:hasLegalBasis", "dpv:isIndicatedBy", "spdx:algorithm")

CONTEXT: Final[dict[str, Any]] = {
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@id": name, "@type": "@id"} for name in _LINKS},
    "dct:created": {"@id": "dct:created", "@type": "xsd:dateTime"},
    "dpv:isIndicatedAtTime": {"@id": "dpv:isIndicatedAtTime", "@type": "xsd:dateTime"},
}
"""What the names in a document mean; values under ``_LINKS`` are terms or identifiers, no texts."""

Urn: TypeAlias = Annotated[str, Meta(pattern="^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Day: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Days: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}/([0-9]{4}-[0-9]{2}-[0-9]{2}|[.]{2})$")]
"""From the first day to the last, or on ("..", ISO 8601-2)."""


State: TypeAlias = Literal["dpv:ConsentGiven", "dpv:ConsentRefused", "dpv:ConsentWithdrawn", "dpv:ConsentExpired"]
"""What an event made of the consent, in DPV's terms."""

Basis: TypeAlias = Literal[
    "eu-gdpr:A6-1-a", "eu-gdpr:A6-1-b", "eu-gdpr:A6-1-c", "eu-gdpr:A6-1-d", "eu-gdpr:A6-1-e", "eu-gdpr:A6-1-f"
]
"""GDPR, article 6(1), letters a to f."""


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of a document; what is not known is left out."""


class Words(Part, frozen=True):
    """A text in a language."""

    language: str = field(name="@language")
    text: str = field(name="@value")


class Entity(Part, frozen=True):
    """Somebody of the case under the pseudonym, a contact by its id, or who answers for the processing by law."""

    id: Urn = field(name="@id")
    types: tuple[str, ...] = field(name="@type")
    pseudonym: str | None = field(name="dct:identifier", default=None)
    name: str | None = field(name="dpv:hasName", default=None)
    contacts: tuple[str, ...] = field(name="dpv:hasContact", default=())


class PurposeOf(Part, frozen=True, tag_field="@type", tag="dpv:Purpose"):
    """What the answer is about: its id, its name, and the sentence to which people agree."""

    id: Urn = field(name="@id")
    identifier: PurposeField = field(name="dct:identifier")
    names: tuple[Words, ...] = field(name="dct:title", default=())
    says: tuple[Words, ...] = field(name="dct:description", default=())


class Process(Part, frozen=True, tag_field="@type", tag="dpv:Process"):
    """The processing that is agreed to, and its basis by law."""

    purpose: PurposeOf = field(name="dpv:hasPurpose")
    basis: Basis | None = field(name="dpv:hasLegalBasis", default=None)
    controller: Urn | None = field(name="dpv:hasDataController", default=None)
    recipients: tuple[Entity, ...] = field(name="dpv:hasRecipient", default=())


class Notice(Part, frozen=True, tag_field="@type", tag="dpv:ConsentNotice"):
    """The version of the text that was handed out."""

    version: str = field(name="dct:identifier")


class Checksum(Part, frozen=True, tag_field="@type", tag="spdx:Checksum"):
    """The SHA-256 of a file."""

    algorithm: str = field(name="spdx:algorithm")
    value: Sha256Hex = field(name="spdx:checksumValue")


class Scan(Part, frozen=True):
    """A scan of the signed form, which stays in the vault."""

    id: Urn = field(name="@id")
    identifier: str = field(name="dct:identifier")
    media_type: str = field(name="dct:format")
    checksum: Checksum = field(name="spdx:checksum")


class Until(Part, frozen=True, tag_field="@type", tag="dpv:UntilTimeDuration"):
    """The last day on which an answer holds."""

    day: Day = field(name="rdf:value")


class Event(Part, frozen=True):
    """An answer, or that it ran out."""

    state: State = field(name="@type")
    at: Instant = field(name="dpv:isIndicatedAtTime")
    by: Urn | None = field(name="dpv:isIndicatedBy", default=None)
    until: Until | None = field(name="dpv:hasDuration", default=None)
    valid: Days | None = field(name="dct:valid", default=None)
    method: tuple[Scan, ...] = field(name="dpv:hasIndicationMethod", default=())


class ConsentRecord(Part, frozen=True, tag_field="@type", tag="dpv:ConsentRecord"):
    """One answer to one purpose."""

    id: Urn = field(name="@id")
    identifier: ConsentField = field(name="dct:identifier")
    profile: str = field(name="dct:conformsTo")
    created: Instant = field(name="dct:created")
    subject: Entity = field(name="dpv:hasDataSubject")
    process: Process = field(name="dpv:hasProcess")
    events: tuple[Event, ...] = field(name="dpv:hasConsentStatus")
    notice: Notice | None = field(name="dpv:hasNotice", default=None)
    entities: tuple[Entity, ...] = field(name="dpv:hasEntity", default=())


class ConsentRecords(Part, frozen=True):
    """A document: the context and a record for each answer."""

    context: dict[str, Any] = field(name="@context")
    records: tuple[ConsentRecord, ...] = field(name="@graph")
