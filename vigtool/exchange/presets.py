"""Presets as files (``resources/presets/*.json``): ``docs/leaving.md`` describes the form."""

from fractions import Fraction
from functools import cache
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from vigtool.domain.presets import Preset
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import Purpose
from vigtool.domain.renditions import CaptionsAs, ClipWish
from vigtool.exchange.errors import UnreadableDocument
from vigtool.exchange.pack_form import Form, Identifier, Name, Text
from vigtool.exchange.resource_files import resource

FORMAT: Final = "vigtool-preset"
BUILT_IN: Final = ("family", "supervision", "training-day", "session-log")
"""In the order in which they are offered."""

Milliseconds = Annotated[int, Meta(ge=0, le=60_000)]
Pixels = Annotated[int, Meta(ge=16, le=8192)]


class _Preset(Form, frozen=True):
    """See ``vigtool.domain.presets.Preset``; times in milliseconds."""

    format: Literal["vigtool-preset"]
    format_version: Literal[1]
    id: Identifier
    name: Name
    says: Text
    purpose: Identifier
    lead_in: Milliseconds = 0
    lead_out: Milliseconds = 0
    freeze: Milliseconds = 0
    card: Milliseconds = 0
    captions: CaptionsAs = CaptionsAs.NOWHERE
    as_in_review: bool = False
    most: tuple[Pixels, Pixels] | None = None


def from_json(data: bytes) -> Preset:
    """The preset of a file. Raises ``UnreadableDocument``."""
    try:
        form = msgspec.json.decode(data, type=_Preset)
    except (msgspec.MsgspecError, UnicodeError):
        # "from None": the message of msgspec may quote the value that it did not like.
        raise UnreadableDocument(FORMAT, "$") from None
    wish = ClipWish(
        lead_in=_seconds(form.lead_in),
        lead_out=_seconds(form.lead_out),
        freeze=_seconds(form.freeze),
        captions_as=form.captions,
        card=_seconds(form.card),
    )
    name, says = (Wording(one.fi, one.sv, one.en) for one in (form.name, form.says))
    return Preset(form.id, name, says, Purpose(form.purpose), wish, form.as_in_review, form.most)


@cache
def built_in_presets() -> tuple[Preset, ...]:
    """The presets that come with the program. Raises ``ResourceMissing``, ``UnreadableDocument``."""
    return tuple(from_json(resource("presets", f"{name}.json").read_bytes()) for name in BUILT_IN)


def _seconds(milliseconds: int) -> Fraction:
    return Fraction(milliseconds, 1000)
