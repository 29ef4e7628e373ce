"""Composes what reaches other vaults and comes from them by itself: the watched folder, notices, and a guest's end."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.accountability import Erased
from vigtool.domain.events import Event
from vigtool.domain.supervision import GuestErased
from vigtool.gui.actions import ActionId
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.supervising.folder_watch import FolderWatch
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.services.guests import guests
from vigtool.services.workspace import Workspace


class ReachWork(QObject):
    """Belongs to a window; watches the folder that the user chose for this vault from the start on.

    ``pages`` are the window's that are there, ``go`` shows a place.
    """

    def __init__(
        self,
        ws: Workspace,
        window: QWidget,
        pages: Mapping[ActionId, QWidget],
        go: Callable[[ActionId], None],
        preferences: PreferenceFile,
    ) -> None:
        super().__init__(window)
        self._ws, self._pages, self._go = ws, pages, go
        self.preferences = preferences
        self.watch = FolderWatch(ws, self)
        self.watch.taken.connect(self._show)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        ws.listeners.append(self._heard)
        kept = preferences.now.watched.get(ws.id)
        if kept:
            self.watch.watch(Path(kept))

    def build(self) -> SupervisionPage:
        """Make the page of supervision."""
        return SupervisionPage(self._ws, self.watch, self.preferences)

    def stop(self) -> None:
        """Watch nothing any more; the window goes away."""
        self._ws.listeners.remove(self._heard)
        self._soon.stop()
        self.watch.stop()

    @Slot()
    def show_reach(self) -> None:
        """Go to who is to be told of a withdrawal."""
        self._go(ActionId.SUPERVISION)
        page = self._pages.get(ActionId.SUPERVISION)
        if isinstance(page, SupervisionPage):
            page.show_reach()

    @Slot()
    def _show(self) -> None:
        """Show on the page what is so now."""
        page = self._pages.get(ActionId.SUPERVISION)
        if isinstance(page, SupervisionPage):
            page.refresh()

    def _heard(self, event: Event) -> None:
        """A guest is about to be erased: its film must not stay open. When it is, the page says what is owed."""
        if isinstance(event, (Erased, GuestErased)):
            self._soon.start(0)
        if not isinstance(event, GuestErased):
            return
        films = {film.recording for one in guests(self._ws) if one.package == event.package for film in one.films}
        page = self._pages.get(ActionId.PREPARE)
        if isinstance(page, PreparePage) and page.material.recording in films:
            page.closed.emit()
            self._go(ActionId.SUPERVISION)
