"""That somebody withdrew, and that a package was erased thereupon."""

from typing import Annotated

from msgspec import Meta

from vigtool.exchange.field_types import Instant
from vigtool.exchange.packages.forms import (
    MOST_FILMS,
    MOST_PEOPLE,
    Form,
    NoteText,
    PackageField,
    PersonField,
    RecordingField,
)


class WithdrawalNotice(Form, frozen=True, kw_only=True, tag_field="kind", tag="notice"):
    """The body of a notice to whoever has a package: ``people`` withdrew, the ``films`` with them are to be erased.

    People and films by the ids that they have in the handover.
    """

    people: Annotated[tuple[PersonField, ...], Meta(max_length=MOST_PEOPLE)]
    films: Annotated[tuple[RecordingField, ...], Meta(max_length=MOST_FILMS)]
    withdrawn_at: Instant


class ErasureReceipt(Form, frozen=True, kw_only=True, tag_field="kind", tag="receipt"):
    """The body of a receipt: the package is erased there.

    ``notice`` is the notice upon which it was, empty where it had run out. ``checkpoint`` is the signed state of the
    log of whoever erased it.
    """

    notice: PackageField | None
    erased_at: Instant
    checkpoint: NoteText
