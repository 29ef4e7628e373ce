"""Handing out a still on a page to be printed, with the clients' own words."""

import hashlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from vigtool.domain.deciding import Permit
from vigtool.domain.identifiers import MomentId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purpose
from vigtool.domain.renditions import StillForm
from vigtool.domain.reviewing import WordsHeard
from vigtool.exchange.jpeg_pictures import Jpeg
from vigtool.exchange.still_card import StillCard, card_pdf
from vigtool.services.frame_handovers import FrameHandover
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.handovers import More
from vigtool.services.jobs import NotRun, complete
from vigtool.services.lookups import select
from vigtool.services.marking import moment
from vigtool.services.outgoing import OutgoingFile, small_file
from vigtool.services.projection import WORDS
from vigtool.services.purposes import purpose_card
from vigtool.services.recordings import frame_times, recording
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CardReport:
    """A card that was handed out: where it lies, which frame is on it, its hash, its entry in the journal."""

    card: Path
    frame: int
    sha256: str
    seq: int


def words_to(ws: Workspace, moment_id: MomentId) -> list[str]:
    """What clients said to a moment in all reviews, each one's latest. Raises ``UnknownId``."""
    case = recording(ws, moment(ws, moment_id).recording).case
    heard = select(ws.index, WORDS, WordsHeard, case=case)
    return [one.words for one in heard if one.moment == moment_id and one.words]


class StillCardExport:
    """The job of handing out a moment's key frame as a page with words; its result is the ``CardReport``."""

    def __init__(
        self,
        ws: Workspace,
        moment_id: MomentId,
        purpose: Purpose,
        out: Path,
        language: str,
        *,
        words: Sequence[str] | None = None,
        **more: Unpack[More],
    ) -> None:
        """Ask for the permit. ``words`` are what the clients said, None for what is on record.

        Raises as ``StillExport`` does.
        """
        self._ws, self._out, self._language = ws, out, language
        self._moment = moment(ws, moment_id)
        frame = frame_times(ws, self._moment.recording).frame_at(self._moment.key)
        self._handover = FrameHandover(ws, self._moment.recording, frame, purpose, more)
        self._said = words_to(ws, moment_id) if words is None else None
        self._words = tuple(words or self._said or ())
        self._purpose = purpose_card(ws, purpose).name.in_language(language)
        self._written: tuple[OutgoingFile, str] | None = None

    def renew(self) -> None:
        """Ask again before the work begins, since time went by. Raises as ``finish`` does."""
        self._renewed()

    def run(self, progress: Progress) -> None:
        """Have the frame decoded and set the page.

        Raises an ``EngineError``, ``UnreachableFrame``, ``UnknownLanguage``, ``ReportNotMade``, ``CannotWrite``,
        ``NoSpace``; then nothing is left.
        """
        progress(0, 1)
        still = self._handover.picture("jpeg", lambda _done, _total: progress(0, 1))
        card = StillCard(
            jpeg=Jpeg(still.file, still.width, still.height),
            title=self._moment.title,
            words=self._words,
            purpose=self._purpose,
            made_at=self._ws.clock(),
            masked=self._handover.is_masked,
        )
        pdf = card_pdf(card, self._language)
        self._written = small_file(self._out, pdf, self._ws.folder), hashlib.sha256(pdf).hexdigest()
        progress(1, 1)

    def finish(self) -> CardReport:
        """Put the export on record, then give the page its name.

        Raises as ``StillExport.finish`` does, and ``ChangedMeanwhile`` where the clients' words are others now.
        """
        if self._written is None:
            raise NotRun
        outgoing, sha256 = self._written
        with closing(outgoing):
            given = self._renewed()
            entry = self._ws.record(self._handover.event(given, sha256, StillForm.CARD))
            outgoing.publish()
        return CardReport(self._out, self._handover.frame, sha256, entry.seq)

    def abandon(self) -> None:
        """Leave nothing of it."""
        if self._written is not None:
            self._written[0].close()

    def _renewed(self) -> Permit:
        moment(self._ws, self._moment.id)  # whose title and words are on the page may not be there any more
        given = self._handover.renewed()
        if self._said is not None and words_to(self._ws, self._moment.id) != self._said:
            raise ChangedMeanwhile(self._moment.recording)
        return given


def export_card(
    ws: Workspace,
    moment_id: MomentId,
    purpose: Purpose,
    out: Path,
    language: str,
    progress: Progress = ignore_progress,
    *,
    words: Sequence[str] | None = None,
    **more: Unpack[More],
) -> CardReport:
    """Hand out a card on this thread; see ``StillCardExport``."""
    return complete(StillCardExport(ws, moment_id, purpose, out, language, words=words, **more), progress)
