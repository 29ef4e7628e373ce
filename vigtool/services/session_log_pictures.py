"""The pictures of a session's log: a small still of each moment, each on its own permit and with its own entry.

A log is for the guidance's own records, so its pictures leave for the guidance, as the preset for session logs says.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Final

from vigtool.domain.events import StillExported
from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.progress import Progress, part_of
from vigtool.domain.purposes import Purposes
from vigtool.domain.renditions import StillForm
from vigtool.exchange.field_types import LoggedTime
from vigtool.exchange.jpeg_pictures import Jpeg
from vigtool.exchange.session_log import LoggedMoment, LoggedPicture, Pseudonym, SessionLog
from vigtool.services.frame_handovers import FrameHandover
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.marking import moment
from vigtool.services.masking import masking
from vigtool.services.people import person
from vigtool.services.recordings import frame_times, is_erased
from vigtool.services.reviewing import spared_moments
from vigtool.services.session_log_gathering import key_frame
from vigtool.services.workspace import Workspace

WIDEST: Final = 480
"""Pixels across; wider pictures are made smaller."""


@dataclass(frozen=True, slots=True)
class _Pictured:
    """A moment's picture on its way out; ``covered`` are those of its film, ``masked`` those in this very frame."""

    moment: MomentId
    handover: FrameHandover
    time: LoggedTime
    covered: tuple[PersonId, ...]
    masked: tuple[Pseudonym, ...]


class LogPictures:
    """The pictures of the moments of a log, but for those of erased films and those that a client wants spared.

    Whoever is covered anywhere in a film is to be covered in its pictures.
    """

    def __init__(self, ws: Workspace, log: SessionLog) -> None:
        """Ask for a permit for each. Raises as ``FrameHandover`` does."""
        self._ws, self._case = ws, log.case
        self._pictured = [self._asked(one) for one in log.moments if self._is_pictured(one)]

    def made(self, log: SessionLog, progress: Progress) -> tuple[SessionLog, dict[MomentId, Jpeg]]:
        """The log with its pictures told in it, and their pixels. Raises as ``FrameHandover.picture`` does."""
        files, told = dict[MomentId, Jpeg](), dict[MomentId, LoggedPicture]()
        for number, one in enumerate(self._pictured):
            still = one.handover.picture("jpeg", part_of(progress, number, len(self._pictured)), WIDEST)
            files[one.moment] = Jpeg(still.file, still.width, still.height)
            sha256 = hashlib.sha256(still.file).hexdigest()
            told[one.moment] = LoggedPicture(one.handover.frame, one.time, sha256, one.masked)
        moments = tuple(replace(one, picture=told.get(one.moment)) for one in log.moments)
        return replace(log, moments=moments), files

    def events(self, sha256: str) -> list[StillExported]:
        """What is put on record: that each left in the file of this hash.

        Asks for everything again: raises as ``FrameHandover.renewed`` does, ``UnknownId`` for a moment that was
        removed, and ``ChangedMeanwhile`` for one that a client wants spared now or that would be another picture.
        """
        given = [one.handover.renewed() for one in self._pictured]
        for one in self._pictured:
            if not self._is_as_begun(one):
                raise ChangedMeanwhile(one.handover.film.id)
        left = zip(self._pictured, given, strict=True)
        return [one.handover.event(permit, sha256, StillForm.LOG_PICTURE) for one, permit in left]

    def _is_as_begun(self, one: _Pictured) -> bool:
        covered = _covered_in(self._ws, one.handover.film.id)
        spared = one.moment in spared_moments(self._ws, self._case)
        return not spared and (covered, self._frame(one.moment)) == (one.covered, one.handover.frame)

    def _is_pictured(self, one: LoggedMoment) -> bool:
        return not is_erased(self._ws, one.recording) and one.moment not in spared_moments(self._ws, self._case)

    def _asked(self, one: LoggedMoment) -> _Pictured:
        frame, times = self._frame(one.moment), frame_times(self._ws, one.recording)
        covered = _covered_in(self._ws, one.recording)
        handover = FrameHandover(self._ws, one.recording, frame, Purposes.GUIDANCE, {"masked": covered})
        begins = LoggedTime.of(times.seconds_from_start(times.tick_of(frame)))
        seen = tuple(Pseudonym.of(person(self._ws, who)) for who in handover.seen_covered)
        return _Pictured(one.moment, handover, begins, covered, seen)

    def _frame(self, moment_id: MomentId) -> int:
        its = moment(self._ws, moment_id)
        return key_frame(its, frame_times(self._ws, its.recording))


def _covered_in(ws: Workspace, film: RecordingId) -> tuple[PersonId, ...]:
    return tuple(one.person for one in masking(ws, film).masks if one.points)
