"""The manifest of a package: what is in it, from whom, for whom; strict JSON that has one form only.

Nothing in it is proved here: whoever reads a package checks the signature over the manifest first, then that
``sender`` is who signed and that ``to`` names this vault. ``docs/supervision.md`` describes the form for others.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from vigtool.domain.lookalikes import is_fit_name
from vigtool.exchange.contact_card import Card
from vigtool.exchange.field_types import Instant
from vigtool.exchange.packages.answer import SupervisorsAnswer
from vigtool.exchange.packages.errors import FORMAT, ManifestNewer, ManifestWrong
from vigtool.exchange.packages.forms import (
    MOST_BLOBS,
    MOST_RECIPIENTS,
    Form,
    KeyWord,
    MediaType,
    PackageField,
    Sha256Hex,
    Size,
)
from vigtool.exchange.packages.handover import Handover
from vigtool.exchange.packages.notices import ErasureReceipt, WithdrawalNotice
from vigtool.exchange.strict_json import place_of

VERSION: Final = 1
LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a manifest."""
YEARS: Final = range(1970, 9999)
"""Of points in time: beyond them a calendar has no room for time zones."""
MOST_PARTS: Final = 300_000
"""Brackets and commas in a manifest: what they stand for takes far more time and memory than its text."""

Body: TypeAlias = Handover | SupervisorsAnswer | WithdrawalNotice | ErasureReceipt


class Kind(StrEnum):
    """What a package is; the body's own word for it."""

    HANDOVER = "handover"
    ANSWER = "answer"
    NOTICE = "notice"
    RECEIPT = "receipt"


_KINDS: Final[dict[type[Body], Kind]] = {
    Handover: Kind.HANDOVER,
    SupervisorsAnswer: Kind.ANSWER,
    WithdrawalNotice: Kind.NOTICE,
    ErasureReceipt: Kind.RECEIPT,
}


class BlobFacts(Form, frozen=True):
    """What a blob of the package has to be; blobs lie in it in the order of the manifest."""

    sha256: Sha256Hex
    size: Size
    media_type: MediaType


class Manifest(Form, frozen=True, kw_only=True):
    """The whole document.

    ``to`` are the signing keys, as vkeys, of all vaults that the package is sealed to. ``about`` is the handover that
    an answer, a notice or a receipt belongs to, None for a handover itself. Raises ``ValueError`` where these do not
    fit together, where a blob belongs to nothing, where a body names one that is not there, for a film that says it is
    something else, for a time outside of ``YEARS``, and for a sender's name that cannot be told from others.
    """

    format: Literal["vigtool-manifest"] = FORMAT
    version: Literal[1] = VERSION
    id: PackageField
    made_at: Instant
    sender: Card
    to: Annotated[tuple[KeyWord, ...], Meta(min_length=1, max_length=MOST_RECIPIENTS)]
    about: PackageField | None
    body: Body
    blobs: Annotated[tuple[BlobFacts, ...], Meta(max_length=MOST_BLOBS)]

    def __post_init__(self) -> None:
        named = {blob for blob in self._blobs_named() if blob is not None}
        belongs = (self.about is None) == (self.kind is Kind.HANDOVER)
        fit = (
            is_fit_name(self.sender.name)
            and all(one.year in YEARS for one in self._times())
            and self._films_are_films()
        )
        if not belongs or named != set(range(len(self.blobs))) or not fit:
            raise ValueError(self.id)

    @property
    def kind(self) -> Kind:
        """What the package is."""
        return _KINDS[type(self.body)]

    def _blobs_named(self) -> list[int | None]:
        match self.body:
            case Handover(films=films):
                return [one.blob for one in films]
            case SupervisorsAnswer(comments=comments):
                return [one.blob for one in comments]
        return []

    def _films_are_films(self) -> bool:
        types = [one.media_type for one in self.blobs] if self.kind is Kind.HANDOVER else []
        return all(one.startswith("video/") or one == "application/octet-stream" for one in types)

    def _times(self) -> Iterator[datetime]:
        yield self.made_at
        match self.body:
            case Handover(consents=consents):
                yield from (one.recorded_at for one in consents)
            case SupervisorsAnswer(comments=comments):
                yield from (one.made_at for one in comments)
            case WithdrawalNotice(withdrawn_at=at) | ErasureReceipt(erased_at=at):
                yield at


class _Head(msgspec.Struct):
    """What says whether the rest can be understood at all."""

    format: str
    version: int


def to_bytes(manifest: Manifest) -> bytes:
    """The manifest as it lies in a package: UTF-8 JSON without blanks. Raises ``ManifestWrong`` where it breaks a rule.

    What is written can be read back, or it is not written.
    """
    try:
        data = msgspec.json.encode(manifest)
    except UnicodeEncodeError:
        raise ManifestWrong("$") from None
    read_manifest(data)
    return data


def read_manifest(data: bytes) -> Manifest:
    """The manifest in some bytes, which have to be just as ``to_bytes`` writes it.

    Raises ``ManifestWrong`` or, for a later version, ``ManifestNewer``.
    """
    if len(data) > LARGEST or sum(map(data.count, (b"{", b"[", b","))) > MOST_PARTS:
        raise ManifestWrong("$")
    try:
        head = msgspec.json.decode(data, type=_Head)
        if head.format == FORMAT and head.version > VERSION:
            raise ManifestNewer(head.version)
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        # "from None": the message of msgspec quotes the value that it did not like.
        raise ManifestWrong(place_of(error)) from None
    # Fields that stand there twice, or in another order, are the reader's choice elsewhere; here they are refused.
    if msgspec.json.encode(manifest) != data:
        raise ManifestWrong("$")
    return manifest
