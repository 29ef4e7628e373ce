"""Covering people in a film: edits are put on record at once, and nobody leaves uncovered who was to be covered.

Who hands out a picture asks for the permit with ``masked=``, holds it by ``demand_covered`` before the pictures are
made and again before they leave, and covers what ``boxes_to_cover`` says. Masked is not anonymous.
"""

from collections.abc import Collection, Iterator, Mapping

from vigtool.domain.deciding import Permit
from vigtool.domain.events import ACT_NAMES, MasksChanged
from vigtool.domain.history import History
from vigtool.domain.identifiers import MaskId, PersonId, RecordingId
from vigtool.domain.masking import Box, Mask, Masking, boxes_of, uncovered
from vigtool.domain.purposes import Act, Purposes
from vigtool.services.consents import grounds, permit
from vigtool.services.errors import NotCovered, UnknownId
from vigtool.services.histories import REACH, begun_anew, events_about, remembered
from vigtool.services.history_desk import HistoryDesk
from vigtool.services.identifying import new_identifier
from vigtool.services.masking_form import mask_of, voices_of
from vigtool.services.people import person
from vigtool.services.projection import MASK, PERSON, VOICES
from vigtool.services.recordings import frame_times, recording
from vigtool.services.workspace import Workspace


def masking(ws: Workspace, recording_id: RecordingId) -> Masking:
    """All that is covered in a film; nothing for one that nobody covered anything in."""
    voices = ws.index.get(VOICES, recording_id)
    found = Masking(voices=() if voices is None else voices_of(voices))
    for body in ws.index.select(MASK, parent=recording_id):
        found = found.with_mask(mask_of(body))
    return found


def uncovered_of(
    ws: Workspace, recording_id: RecordingId, frames: range, people: Collection[PersonId]
) -> dict[PersonId, tuple[range, ...]]:
    """For each of these people the runs of frames in which nobody has said where they are. Raises ``UnknownId``."""
    times, there = frame_times(ws, recording_id), masking(ws, recording_id)
    return {one: uncovered(there.of_people((one,)), times, frames) for one in dict.fromkeys(people)}


def whom_to_cover(
    ws: Workspace, recording_id: RecordingId, named: Collection[PersonId], seen: Collection[PersonId]
) -> tuple[PersonId, ...]:
    """Of those who are to be covered, the ones who are in what leaves of a film.

    They are ``seen`` in it, or they are covered in the film though nobody counts them among its people.
    """
    film, there = recording(ws, recording_id), masking(ws, recording_id)
    strangers = {one.person for one in there.masks if one.person not in film.people}
    return tuple(one for one in named if one in seen or one in strangers)


def demand_covered(ws: Workspace, recording_id: RecordingId, frames: range, masked: Collection[PersonId]) -> None:
    """Hold that each of these people is covered in each of these frames, or was seen not to be there.

    Raises ``NotCovered``, ``UnknownId``.
    """
    for one, gaps in uncovered_of(ws, recording_id, frames, masked).items():
        if gaps:
            raise NotCovered(recording_id, one, gaps)


def boxes_to_cover(
    ws: Workspace, recording_id: RecordingId, frames: range, masked: Collection[PersonId]
) -> Mapping[int, tuple[Box, ...]]:
    """What is to be covered in each of these frames that has somebody to be covered. Raises ``UnknownId``."""
    masks = masking(ws, recording_id).of_people(masked)
    return boxes_of(masks, frame_times(ws, recording_id), frames)


class MaskingDesk(HistoryDesk[Masking]):
    """The masks of one film while they are worked on, with undo and redo, over restarts of the program too.

    Asks for the permit to annotate when it is set up and before each edit: raises ``ConsentRefused``, ``UnknownId``. It
    reads the journal anew whenever something was put on record since, so that no edit undoes another unseen. The names
    of the steps are keys that the window has words for.
    """

    def __init__(self, ws: Workspace, recording_id: RecordingId) -> None:
        self._ws = ws
        self._recording = recording(ws, recording_id)
        self._permit()
        self._read_at = -1
        self._kept: History[Masking]

    @property
    def masking(self) -> Masking:
        """What is covered now."""
        return self._history.present

    def new_mask(self, person_id: PersonId) -> Mask:
        """An empty mask of a person, not yet among the others; the one that is there, if there is one.

        Raises ``UnknownId`` for somebody who is not of the film's case.
        """
        if person(self._ws, person_id).case != self._recording.case:
            raise UnknownId(PERSON, person_id)
        there = self.masking.of(person_id)
        return there or Mask(MaskId(new_identifier()), self._recording.id, person_id)

    def edit(self, step: str, masking: Masking) -> None:
        """Take over what is edited as one step; what changes nothing is no step."""
        self._take(step, self._history.edited(step, masking))

    @property
    def _history(self) -> History[Masking]:
        count = self._ws.vault.journal.count
        if self._read_at != count:
            self._kept = _history_of(self._ws, self._recording.id)
            self._read_at = count
        return self._kept

    def _permit(self) -> Permit:
        return permit(self._ws, Act.ANNOTATE, Purposes.GUIDANCE, self._recording.id)

    def _take(self, step: str, history: History[Masking]) -> None:
        changes = self.masking.changes_to(history.present)
        if not changes:
            return
        given = self._permit()
        given.require(Act.ANNOTATE, self._recording.id)
        self._ws.record(MasksChanged(self._recording.case, self._recording.id, step, changes, grounds(given)))
        self._kept = history
        self._read_at = self._ws.vault.journal.count


def _history_of(ws: Workspace, recording_id: RecordingId) -> History[Masking]:
    found = events_about(ws, recording_id, ACT_NAMES[MasksChanged])
    events = [event for event in found if isinstance(event, MasksChanged)]
    begin = _begin(ws, recording_id).apply(change for event in events[:-REACH] for change in event.changes)
    return remembered(begin, _states(begin, events[-REACH:]))


def _begin(ws: Workspace, recording_id: RecordingId) -> Masking:
    """What the case held when it began anew after one of its people was erased; else nothing."""
    begin = Masking()
    for one in begun_anew(ws, recording(ws, recording_id).case):
        if one.parent == recording_id and one.kind == MASK:
            begin = begin.with_mask(mask_of(one.body))
        elif one.parent == recording_id and one.kind == VOICES:
            begin = begin.with_voices(voices_of(one.body))
    return begin


def _states(state: Masking, events: list[MasksChanged]) -> Iterator[tuple[str, Masking]]:
    for event in events:
        state = state.apply(event.changes)
        yield event.step, state
