"""Events as bytes and back: strict JSON of the event's fields, as docs/format.md lays down.

``msgspec`` reads plain dataclasses but no union of them, so the changes of moments have a form of their own here, and
those of a case in ``case_changes``, those of masks in ``masking_form``.
"""

from typing import Final, TypeAlias

import msgspec

from vigtool.domain.errors import VigtoolError
from vigtool.domain.events import ACT_NAMES, CaseEdited, Event, MarksChanged, MasksChanged
from vigtool.domain.identifiers import CaseId, ConsentId, MomentId, RecordingId
from vigtool.domain.marks import Change, MomentRemoved, MomentSet
from vigtool.domain.moments import Moment
from vigtool.services import masking_form
from vigtool.services.case_changes import CaseEditedForm, event_of, form_of
from vigtool.services.masking_form import MasksChangedForm


class UnreadableEvent(VigtoolError):
    """A journal entry holds no event that this version knows."""

    def __init__(self, act: str) -> None:
        super().__init__(act)
        self.act = act


class _Change(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A change of one moment; exactly one of the two is there."""

    set: Moment | None = None
    removed: MomentId | None = None


class _Marks(msgspec.Struct, forbid_unknown_fields=True):
    """The form of ``MarksChanged``."""

    case: CaseId
    recording: RecordingId
    step: str
    changes: list[_Change]
    consents: tuple[ConsentId, ...] = ()


_Form: TypeAlias = _Marks | CaseEditedForm | MasksChangedForm
_FORMS: Final[dict[type[Event], type[_Form]]] = {
    MarksChanged: _Marks,
    CaseEdited: CaseEditedForm,
    MasksChanged: MasksChangedForm,
}
_DECODERS: Final[dict[str, msgspec.json.Decoder[Event | _Form]]] = {
    act: msgspec.json.Decoder(_FORMS.get(kind, kind)) for kind, act in ACT_NAMES.items()
}


def _written(change: Change) -> _Change:
    match change:
        case MomentSet(moment):
            return _Change(set=moment)
        case MomentRemoved(moment_id):
            return _Change(removed=moment_id)


def _read(change: _Change) -> Change:
    if change.set is not None and change.removed is None:
        return MomentSet(change.set)
    if change.removed is not None and change.set is None:
        return MomentRemoved(change.removed)
    raise UnreadableEvent(ACT_NAMES[MarksChanged])


def encode(event: Event) -> bytes:
    """Put an event's fields into JSON."""
    if isinstance(event, MarksChanged):
        changes = [_written(change) for change in event.changes]
        return msgspec.json.encode(_Marks(event.case, event.recording, event.step, changes, event.consents))
    if isinstance(event, CaseEdited):
        return msgspec.json.encode(form_of(event))
    if isinstance(event, MasksChanged):
        return msgspec.json.encode(masking_form.form_of(event))
    return msgspec.json.encode(event)


def decode(act: str, body: bytes) -> Event:
    """Make the event of an act's name from its JSON. Raises ``UnreadableEvent``."""
    decoder = _DECODERS.get(act)
    if decoder is None:
        raise UnreadableEvent(act)
    try:
        event = decoder.decode(body)
    except msgspec.MsgspecError as error:
        raise UnreadableEvent(act) from error
    if isinstance(event, _Marks):
        changes = tuple(_read(one) for one in event.changes)
        return MarksChanged(event.case, event.recording, event.step, changes, event.consents)
    if isinstance(event, CaseEditedForm):
        return event_of(event)
    if isinstance(event, MasksChangedForm):
        return _masks_changed(act, event)
    return event


def _masks_changed(act: str, form: MasksChangedForm) -> MasksChanged:
    try:
        return masking_form.event_of(form)
    except ValueError as error:
        raise UnreadableEvent(act) from error
