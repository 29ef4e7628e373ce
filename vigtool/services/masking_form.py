"""The form in which the journal and the index keep masks: points as short rows, for a film may have thousands."""

from itertools import pairwise
from typing import TypeAlias, assert_never

import msgspec

from vigtool.domain.events import MasksChanged
from vigtool.domain.identifiers import CaseId, ConsentId, MaskId, PersonId, RecordingId
from vigtool.domain.masking import (
    Box,
    Mask,
    MaskChange,
    MaskPoint,
    MaskRemoved,
    MaskSet,
    VoiceMask,
    VoicesSet,
)
from vigtool.domain.ticks import Span

Row: TypeAlias = tuple[int, bool, tuple[int, int, int, int] | None]
"""Tick, whether it was set by hand, and the box (left, top, right, bottom), null where the person is not there."""


class MaskForm(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A mask; in a change with its points ``within`` a span."""

    id: MaskId
    recording: RecordingId
    person: PersonId
    points: list[Row] = []
    within: Span | None = None


class ChangeForm(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A change; exactly one of the three is there."""

    set: MaskForm | None = None
    removed: MaskId | None = None
    voices: tuple[VoiceMask, ...] | None = None

    def __post_init__(self) -> None:
        if sum(one is not None for one in (self.set, self.removed, self.voices)) != 1:
            raise ValueError("one change")


class MasksChangedForm(msgspec.Struct, forbid_unknown_fields=True):
    """The form of ``MasksChanged``."""

    case: CaseId
    recording: RecordingId
    step: str
    changes: list[ChangeForm]
    consents: tuple[ConsentId, ...]


def form_of(event: MasksChanged) -> MasksChangedForm:
    """The event as it is written."""
    changes = [_written(change) for change in event.changes]
    return MasksChangedForm(event.case, event.recording, event.step, changes, event.consents)


def event_of(form: MasksChangedForm) -> MasksChanged:
    """The event that was read. Raises ``ValueError`` for points that no mask can have."""
    return MasksChanged(
        form.case, form.recording, form.step, tuple(_read(change) for change in form.changes), form.consents
    )


def mask_bytes(mask: Mask) -> bytes:
    """A mask as the index keeps it."""
    return msgspec.json.encode(_form(mask))


def mask_of(body: bytes) -> Mask:
    """The mask that the index keeps."""
    return _mask(msgspec.json.decode(body, type=MaskForm))


def voices_bytes(voices: tuple[VoiceMask, ...]) -> bytes:
    """The spans without voices as the index keeps them."""
    return msgspec.json.encode(voices)


def voices_of(body: bytes) -> tuple[VoiceMask, ...]:
    """The spans without voices that the index keeps."""
    return msgspec.json.decode(body, type=tuple[VoiceMask, ...])


def _form(mask: Mask, within: Span | None = None) -> MaskForm:
    return MaskForm(mask.id, mask.recording, mask.person, [_row(point) for point in mask.points], within)


def _mask(form: MaskForm) -> Mask:
    points = tuple(_point(row) for row in form.points)
    if any(after.tick <= before.tick for before, after in pairwise(points)):
        raise ValueError("points in order")
    return Mask(form.id, form.recording, form.person, points)


def _row(point: MaskPoint) -> Row:
    box = point.box
    sides = None if box is None else (box.left, box.top, box.right, box.bottom)
    return point.tick, point.by_hand, sides


def _point(row: Row) -> MaskPoint:
    tick, by_hand, sides = row
    return MaskPoint(tick, None if sides is None else Box(*sides), by_hand)


def _written(change: MaskChange) -> ChangeForm:
    match change:
        case MaskSet(mask, within):
            return ChangeForm(set=_form(mask, within))
        case MaskRemoved(mask_id):
            return ChangeForm(removed=mask_id)
        case VoicesSet(voices):
            return ChangeForm(voices=voices)
    assert_never(change)


def _read(form: ChangeForm) -> MaskChange:
    if form.set is not None:
        return MaskSet(_mask(form.set), form.set.within)
    if form.removed is not None:
        return MaskRemoved(form.removed)
    return VoicesSet(form.voices or ())
