"""Handing out the log of a session as JSON and PDF: on record first, then there under its name."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.events import SessionLogExported
from vigtool.domain.identifiers import SessionId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.exchange.report_words import report_words
from vigtool.exchange.session_log import to_json
from vigtool.exchange.session_log_pdf import render_pdf
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import make_folder, small_files
from vigtool.services.purposes import purposes
from vigtool.services.session_log_gathering import gather
from vigtool.services.session_log_pictures import LogPictures
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LogReport:
    """Where the two forms of a session's log lie, and their hashes."""

    json: Path
    pdf: Path
    json_sha256: str
    pdf_sha256: str


class SessionLogExport:
    """The job of handing out a session's log in a language; its result is the ``LogReport``."""

    def __init__(
        self, ws: Workspace, session_id: SessionId, folder: Path, language: str, *, pictures: bool = False
    ) -> None:
        """Gather what the journal holds.

        With ``pictures`` each moment has a small still, for which the permits are asked. Raises ``UnknownId``,
        ``UnknownLanguage``, and with pictures as ``StillExport`` does.
        """
        self._ws = ws
        words = report_words(language)
        names = {f"purpose.{card.id}": card.name.in_language(language) for card in purposes(ws)}
        self._words = {**words, **names}
        self._language = language
        self._folder = folder
        self._log = gather(ws, session_id)
        self._pictures = LogPictures(ws, self._log) if pictures else None
        self._written: tuple[bytes, bytes] | None = None

    def run(self, progress: Progress) -> None:
        """Have the pictures made, and set the pages, in memory. With pictures raises as ``StillExport.run`` does."""
        progress(0, 1)
        log, pictures = (self._log, {}) if self._pictures is None else self._pictures.made(self._log, progress)
        self._written = to_json(log), render_pdf(log, self._words, self._language, pictures)
        progress(1, 1)

    def finish(self) -> LogReport:
        """Put the export and each picture on record, then give both files their names.

        Raises ``CannotWrite``, ``NoSpace``, ``TargetInVault``, and with pictures as ``StillExport.finish`` does; then
        nothing is left.
        """
        if self._written is None:
            raise NotRun
        json, pdf = self._written
        stem = f"session-{self._log.session}"
        report = LogReport(self._folder / f"{stem}.json", self._folder / f"{stem}.pdf", sha256_of(json), sha256_of(pdf))
        case, session = self._log.case, self._log.session
        left = [] if self._pictures is None else self._pictures.events(report.pdf_sha256)
        make_folder(self._folder, self._ws.folder)
        with small_files({report.json: json, report.pdf: pdf}, self._ws.folder):
            for event in left:
                self._ws.record(event)
            self._ws.record(SessionLogExported(case, session, report.json_sha256, report.pdf_sha256))
        return report

    def abandon(self) -> None:
        """Forget the pages; nothing was written yet."""
        self._written = None


def sha256_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def export_session_log(
    ws: Workspace,
    session_id: SessionId,
    folder: Path,
    language: str,
    progress: Progress = ignore_progress,
    *,
    pictures: bool = False,
) -> LogReport:
    """Hand out a session's log on this thread; see ``SessionLogExport``."""
    return complete(SessionLogExport(ws, session_id, folder, language, pictures=pictures), progress)
