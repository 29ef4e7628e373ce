"""Watching a folder that packages come through: looked at every few seconds, and what is new is taken in by itself.

Belongs to a window with an open vault, not to the page, so that things come in wherever the user is. Files are read
beside the window; one is taken in at a time, and none while other long work is under way. A notice that would erase a
guest is never obeyed by itself: it is asked about.
"""

from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import PackageId
from vigtool.gui.shared.jobs import JobRunner, under_way
from vigtool.services.folder_mail import asks_first, post_owed, taking_from
from vigtool.services.incoming_packages import Reception
from vigtool.services.package_folder import Found, Lying, PackageFolder, in_order
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of
from vigtool.wording.translation import tr

LOOK_MS: Final = 5_000
LONGEST_WAIT: Final = 128
"""Looks. A file that could not be taken in is tried again after 1, 2, 4 and so on: it may be large, and not whole."""


class FolderWatch(QObject):
    """``changed`` follows each look and whatever comes of it, ``taken`` carries what was taken in.

    ``found`` is what lies there and how it stands, ``trouble`` why the folder could not be looked at the last time,
    ``entering`` is what is being taken in; ``asking`` are the notices that would erase what is here.
    """

    changed = Signal()
    taken = Signal(object)

    def __init__(self, ws: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ws = ws
        self._watched: PackageFolder | None = None
        self.found: list[Found] = []
        self.asking: list[Found] = []
        self.trouble: VigtoolError | OSError | None = None
        self.entering: Found | None = None
        self.looker, self.taker = JobRunner(self), JobRunner(self)
        self._tries, self._wait = Counter[Path](), Counter[Path]()
        self._said: dict[Path, Found] = {}
        self._agreed = set[PackageId]()
        self._posted, self._posting = (-1, -1), False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(LOOK_MS)
        self.timer.timeout.connect(self.look)
        self.looker.done.connect(self._looked)
        self.looker.failed.connect(self._not_looked)
        self.taker.done.connect(self._taken)
        self.taker.failed.connect(self._not_taken)

    @property
    def receiving(self) -> bool:
        """Whether something is being taken in or given back by itself."""
        return self.entering is not None or self._posting

    def folder(self) -> Path | None:
        """The folder that is watched."""
        return None if self._watched is None else self._watched.folder

    def watch(self, folder: Path) -> None:
        """Watch this folder from now on. A vault that may not be written takes nothing in, and watches nothing."""
        self.stop()
        if self._ws.read_only:
            return
        reception = Reception(pseudonym_of, folder, tr("The consent was taken back."))
        self._watched = PackageFolder(self._ws, folder, reception)
        self.changed.emit()
        self.look()

    def stop(self) -> None:
        """Watch nothing any more; of what was being taken in nothing is left."""
        self.timer.stop()
        self.looker.stop()
        self.taker.stop()
        self._watched, self.entering, self.trouble = None, None, None
        self.found, self.asking = [], []
        self._posted = (-1, -1)
        for memory in (self._tries, self._wait, self._said, self._agreed):
            memory.clear()

    @Slot()
    def look(self) -> None:
        """Look at the folder now, unless that is being done."""
        if self._watched is not None and not self.looker.running and not self.taker.running:
            self.looker.start(self._watched.looking())

    def obey(self, notice: Found) -> None:
        """Erase what a notice is about, as soon as nothing else is under way; the receipt goes into the folder."""
        if notice.incoming is not None:
            self._agreed.add(notice.incoming.id)
            self.look()

    @Slot(object)
    def _looked(self, found: list[Found]) -> None:
        self.trouble = None
        self.asking = [one for one in in_order(found) if asks_first(self._ws, one) and not self._is_agreed(one)]
        self.found = [self._said.get(one.file, one) if one.state is Lying.NEW else one for one in found]
        self._wait -= Counter(self._wait.keys())
        self._post()
        ready = [one for one in in_order(found) if not self._wait[one.file] and one not in self.asking]
        if ready and not under_way():
            self._enter(ready[0])
        else:
            self.timer.start()
        self.changed.emit()

    def _is_agreed(self, notice: Found) -> bool:
        return notice.incoming is not None and notice.incoming.id in self._agreed

    @Slot(object)
    def _not_looked(self, error: VigtoolError | OSError) -> None:
        self.found, self.asking, self.trouble = [], [], error
        self.timer.start()
        self.changed.emit()

    def _enter(self, found: Found) -> None:
        if self._watched is None:
            return
        self.timer.stop()
        self.entering = found
        try:
            self.taker.start(taking_from(self._ws, self._watched.folder, found, self._watched.reception))
        except (VigtoolError, OSError) as error:
            self._not_taken(error)
        self.changed.emit()

    @Slot(object)
    def _taken(self, taken: object) -> None:
        self.entering = None
        self.taken.emit(taken)
        self.look()

    @Slot(object)
    def _not_taken(self, error: VigtoolError | OSError) -> None:
        found, self.entering = self.entering, None
        if found is not None and self._watched is not None:
            if isinstance(error, VigtoolError):
                self._said[found.file] = self._watched.not_taken(found, error)
            self._tries[found.file] += 1
            self._wait[found.file] = min(2 ** self._tries[found.file], LONGEST_WAIT)
        self.look()

    def _post(self) -> None:
        """Put receipts that are owed where the packages that they are about came from."""
        state = (self._ws.vault.journal.count, len(self.found))
        if self._watched is not None and state != self._posted:
            self._posted, self._posting = state, True
            try:
                with suppress(VigtoolError):  # it stays owed, and is offered on the page
                    post_owed(self._ws, self._watched.folder, self.found)
            finally:
                self._posting = False
