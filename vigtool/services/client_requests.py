"""A client's request: everything about one person as a folder, on record before it is there.

In it: the overview as pages (``overview.pdf``) and for programs (``data.json``), the signed log with the program that
checks it (``log/``), the papers that belong to the person's answers (``papers/``), the clips that may be handed out
(``clips/``), and the hashes of all that (``files.txt``, as sha256sum has them).
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigtool.domain.accountability import ClientFolderMade
from vigtool.domain.identifiers import PersonId
from vigtool.domain.progress import Progress, ignore_progress, part_of
from vigtool.domain.purposes import Purposes
from vigtool.exchange.client_overview import LeftOut, overview_json, overview_pdf
from vigtool.services.client_clips import clips_for
from vigtool.services.client_gathering import ClientGathering, films_with, papers_of
from vigtool.services.clips import ClipExport
from vigtool.services.errors import FolderTaken
from vigtool.services.evidence import read_evidence
from vigtool.services.jobs import NotRun, complete
from vigtool.services.log_bundles import LogBundleMaking
from vigtool.services.outgoing import outside, small_files, writing_to
from vigtool.services.workspace import Workspace

OVERVIEW: Final = "overview.pdf"
DATA: Final = "data.json"
FILES: Final = "files.txt"
CLIPS: Final = "clips"
PAPERS: Final = "papers"
LOG: Final = "log"


@dataclass(frozen=True, slots=True)
class ClientFolder:
    """What was handed out: the folder, how many files are listed in it, the clips left out, the hash of the list."""

    folder: Path
    files: int
    clips: int
    left_out: tuple[LeftOut, ...]
    key: str
    sha256: str


class ClientFolderMaking:
    """The job of handing out everything about one person; its result is the ``ClientFolder``."""

    def __init__(self, ws: Workspace, person_id: PersonId, folder: Path, reason: str, language: str) -> None:
        """Gather what is on record.

        Raises ``UnknownId``, ``UnknownLanguage``, ``FolderTaken``, ``TargetInVault``, ``Damaged``.
        """
        self._ws, self._folder, self._language, self._reason = ws, folder, language, reason
        outside(folder, ws.folder)
        with writing_to(folder):
            if folder.exists() and any(folder.iterdir()):
                raise FolderTaken(folder)
        gathering = ClientGathering(ws, person_id, language)
        self._person = gathering.person
        chosen, self._left_out = clips_for(ws, person_id, films_with(ws, person_id))
        names = {paper: f"{PAPERS}/{name}" for paper, name in papers_of(ws, person_id).items()}
        self._papers = {name: read_evidence(ws, self._person.case, paper) for paper, name in names.items()}
        clips = {f"{CLIPS}/{one.id}.mp4": one.id for one in chosen}
        self._overview = gathering.overview(reason, tuple(clips), names, self._left_out)
        self._log = LogBundleMaking(ws, person_id, folder / LOG)
        whose = (person_id,)
        self._clips = [
            ClipExport(ws, one, Purposes.FAMILY_COPY, folder / name, to=whose) for name, one in clips.items()
        ]
        self._pages: tuple[bytes, bytes] | None = None
        self._made: list[Path] = []

    def run(self, progress: Progress) -> None:
        """Write the clips, each verified, and set the pages."""
        parts = len(self._clips) + 1
        try:
            self._make_folders()
            for number, clip in enumerate(self._clips):
                clip.run(part_of(progress, number, parts))
            self._log.run(part_of(progress, parts - 1, parts))
            self._pages = overview_pdf(self._overview, self._language), overview_json(self._overview)
        except BaseException:
            self.abandon()
            raise

    def finish(self) -> ClientFolder:
        """Put the clips, the log and the folder on record, and give all files their names.

        Raises ``ConsentRefused`` when a consent was withdrawn while the clips were written, ``CannotWrite``,
        ``NoSpace``; clips that are on record by then stay.
        """
        if self._pages is None:
            raise NotRun
        try:
            return self._handed_out(*self._pages)
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        """Leave nothing of it."""
        for clip in self._clips:
            clip.abandon()
        for folder in reversed(self._made):
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        self._made.clear()

    def _handed_out(self, pdf: bytes, data: bytes) -> ClientFolder:
        sums: dict[str, str] = {}
        for clip in self._clips:
            report = clip.finish()
            sums |= dict(map(self._sum, (report.clip, report.sidecar)))
        log = self._log.finish()
        sums |= dict(map(self._sum, (log.bundle, log.checkpoint, log.verifier)))
        contents = {OVERVIEW: pdf, DATA: data, **self._papers}
        sums |= {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()
        sha256 = hashlib.sha256(listed).hexdigest()
        files = {self._folder / name: content for name, content in {**contents, FILES: listed}.items()}
        with small_files(files, self._ws.folder):
            self._ws.record(ClientFolderMade(self._person.case, self._person.id, self._reason, sha256))
        return ClientFolder(self._folder, len(sums), len(self._clips), self._left_out, log.key, sha256)

    def _make_folders(self) -> None:
        wanted = [self._folder, *([self._folder / CLIPS] if self._clips else [])]
        wanted += [self._folder / PAPERS] if self._papers else []
        with writing_to(self._folder):
            for folder in wanted:
                if not folder.exists():
                    folder.mkdir(parents=True)
                    self._made.append(folder)

    def _sum(self, path: Path) -> tuple[str, str]:
        with path.open("rb") as file:
            return path.relative_to(self._folder).as_posix(), hashlib.file_digest(file, "sha256").hexdigest()


def make_client_folder(
    ws: Workspace,
    person_id: PersonId,
    folder: Path,
    reason: str,
    language: str,
    progress: Progress = ignore_progress,
) -> ClientFolder:
    """Hand out everything about one person on this thread; see ``ClientFolderMaking``."""
    return complete(ClientFolderMaking(ws, person_id, folder, reason, language), progress)
