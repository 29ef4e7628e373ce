"""Writing the records of processing of a vault as a file for the printer."""

from collections import Counter
from pathlib import Path

from vigtool.domain.events import ACT_NAMES, ClipExported, StillExported
from vigtool.domain.exchanging import MarksExported
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purpose
from vigtool.exchange.processing_records import HandedOut, ProcessingRecords, records_pdf
from vigtool.services.event_codec import decode
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import write_file
from vigtool.services.policy import policy
from vigtool.services.purposes import proposed_basis, purposes
from vigtool.services.users import users
from vigtool.services.workspace import Workspace


class RecordsMaking:
    """The job of writing the records of processing; its result is where they lie."""

    def __init__(self, ws: Workspace, out: Path, language: str) -> None:
        """Gather what is set and what was handed out."""
        self._out, self._folder, self._language = out, ws.folder, language
        cards = purposes(ws)
        self._records = ProcessingRecords(
            vault=ws.id,
            made_at=ws.clock(),
            policy=policy(ws),
            purposes=cards,
            basis={card.id: proposed_basis(ws, card.id) for card in cards},
            handed_out=_handed_out(ws),
            users=len(users(ws)),
        )
        self._pdf: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Set the pages, in memory. Raises ``UnknownLanguage``, ``ReportNotMade``."""
        progress(0, 1)
        self._pdf = records_pdf(self._records, self._language)
        progress(1, 1)

    def finish(self) -> Path:
        """Give the file its name. Raises ``CannotWrite``, ``NoSpace``, ``TargetInVault``."""
        if self._pdf is None:
            raise NotRun
        write_file(self._out, self._pdf, self._folder)
        return self._out

    def abandon(self) -> None:
        """Forget the pages; nothing was written yet."""
        self._pdf = None


def make_records(ws: Workspace, out: Path, language: str, progress: Progress = ignore_progress) -> Path:
    """Write the records on this thread; see ``RecordsMaking``."""
    return complete(RecordsMaking(ws, out, language), progress)


def _handed_out(ws: Workspace) -> tuple[HandedOut, ...]:
    clips, stills, marks = (_counted(ws, ACT_NAMES[kind]) for kind in (ClipExported, StillExported, MarksExported))
    occurring = [card.id for card in purposes(ws) if card.id in {*clips, *stills, *marks}]
    return tuple(HandedOut(one, clips[one], stills[one], marks[one]) for one in occurring)


def _counted(ws: Workspace, act: str) -> Counter[Purpose]:
    events = (decode(act, body) for body in ws.index.select(act))
    return Counter(one.purpose for one in events if isinstance(one, (ClipExported, StillExported, MarksExported)))
