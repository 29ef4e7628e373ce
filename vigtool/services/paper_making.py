"""A paper with the same as data beside it, which needs no entry in the journal: it tells what is in the journal."""

from collections.abc import Callable
from pathlib import Path

from vigtool.domain.progress import Progress
from vigtool.services.jobs import NotRun
from vigtool.services.outgoing import beside, small_files


class PaperMaking:
    """The job of making it; its result is where the PDF lies. The data has its name with the ending ``.json``."""

    def __init__(self, target: Path, vault_folder: Path, data: bytes, set_pages: Callable[[], bytes]) -> None:
        """``set_pages`` makes the PDF from what was taken down already, in any thread."""
        self._target, self._folder = target, vault_folder
        self._data, self._set_pages = data, set_pages
        self._pdf: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Set the pages, in memory. Raises ``UnknownLanguage``, ``ReportNotMade``."""
        progress(0, 1)
        self._pdf = self._set_pages()
        progress(1, 1)

    def finish(self) -> Path:
        """Give both files their names. Raises ``CannotWrite``, ``NoSpace``, ``TargetInVault``."""
        if self._pdf is None:
            raise NotRun
        with small_files({beside(self._target, ".json"): self._data, self._target: self._pdf}, self._folder):
            return self._target

    def abandon(self) -> None:
        """Forget the pages; nothing was written yet."""
        self._pdf = None
