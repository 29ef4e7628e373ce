"""The folder that packages come through: which it is, what lies there and waits, and what has to be asked."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_folder
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column, lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.supervising.folder_watch import FolderWatch
from vigtool.gui.supervising.told_row import ToldRow
from vigtool.services.errors import FileUnreadable
from vigtool.services.outgoing import outside
from vigtool.services.package_folder import Found, Lying
from vigtool.services.workspace import Workspace
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import tr, trn

MOST: Final = 12
"""Files that are told of one by one."""
_TOLD: Final = (Lying.ARRIVING, Lying.WAITING, Lying.REFUSED)


class FolderSection(Card):
    """``rows`` by files that are not taken in, ``asks`` by notices that ask first."""

    def __init__(self, ws: Workspace, watch: FolderWatch, preferences: PreferenceFile) -> None:
        super().__init__(tr("A folder that packages come through"))
        self._ws, self._watch, self._preferences = ws, watch, preferences
        self.choose_button = Button(tr("Choose a folder…"), "folder-open")
        self.leave_button = Button(tr("Stop watching it"), "eye-off")
        self.message = MessagePanel()
        self.away = MessagePanel()
        self.rows: dict[Path, ToldRow] = {}
        self.asks: dict[Path, ToldRow] = {}
        self._where = column()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._entering = label(tr("Something came: it is being taken in…"), "strong", wrap=True)
        self._bar.setAccessibleName(self._entering.text())
        self._list = QVBoxLayout()
        self._shown: object = None
        self._lay_out()
        self.choose_button.clicked.connect(self._choose)
        self.leave_button.clicked.connect(self.leave)
        watch.changed.connect(self.refresh)
        watch.taker.progressed.connect(self._progress)
        self.refresh()

    def watch(self, folder: Path) -> None:
        """Watch a folder from now on, and after the next opening too."""
        self.message.clear()
        try:
            outside(folder, self._ws.folder)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        kept = {**self._preferences.now.watched, self._ws.id: str(folder)}
        self._preferences.change(watched=kept)
        self._watch.watch(folder)

    @Slot()
    def leave(self) -> None:
        """Watch nothing any more; what lies in the folder stays there."""
        kept = {vault: path for vault, path in self._preferences.now.watched.items() if vault != self._ws.id}
        self._preferences.change(watched=kept)
        self._watch.stop()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show how it stands with the folder; what looks the same is left alone, for who reads or listens to it."""
        folder, watch = self._watch.folder(), self._watch
        entering = watch.entering is not None
        for part in (self._entering, self._bar):
            part.setHidden(not entering)
        now = (folder, list(watch.found), list(watch.asking), watch.trouble is None, entering)
        if now == self._shown:
            return
        self._shown = now
        clear(self._where)
        if folder is not None:
            self._where.addWidget(ElidedLabel(str(folder), "small"))
        self.choose_button.setText(tr("Choose a folder…") if folder is None else tr("Choose another folder…"))
        self.choose_button.setVisible(not self._ws.read_only)
        self.leave_button.setVisible(folder is not None)
        self._show_trouble()
        self._show_files()

    def _lay_out(self) -> None:
        told = tr(
            "A folder that is kept in step with others, such as one on a file server. What comes there for you is "
            "taken in by itself, and what you make can go there. Nothing in it is ever deleted from here."
        )
        self.body.addWidget(label(told, "muted", wrap=True))
        self.body.addLayout(self._where)
        for part in (self.message, self.away, self._entering, self._bar):
            self.body.addWidget(part)
        self.body.addLayout(self._list)
        self.body.addLayout(lines(self.choose_button, self.leave_button))

    def _show_trouble(self) -> None:
        trouble = self._watch.trouble
        if trouble is None:
            self.away.clear()
        elif self.away.isHidden():  # told once, however often it is looked for
            if isinstance(trouble, FileUnreadable):
                self.away.warn(
                    tr("The folder cannot be read now."),
                    tr("Perhaps its server or stick is away. It is looked for again by itself."),
                )
            else:
                self.away.explain(trouble)

    def _show_files(self) -> None:
        clear(self._list)
        self.asks = {one.file: self._ask(one) for one in self._watch.asking}
        told = [one for one in self._watch.found if one.state in _TOLD]
        self.rows = {one.file: _row(one) for one in told[:MOST]}
        for row in (*self.asks.values(), *self.rows.values()):
            self._list.addWidget(row)
        more = len(told) - MOST
        if more > 0:
            words = trn("And {count} file more waits there.", "And {count} files more wait there.", more)
            self._list.addWidget(label(words.format(count=more), "muted", wrap=True))

    def _ask(self, notice: Found) -> ToldRow:
        """A notice: nothing is erased before somebody says so."""
        name = "" if notice.incoming is None else notice.incoming.sender.name
        told = tr(
            "Somebody in what you were handed has taken their consent back. It is erased here when you say so; the "
            "receipt goes into this folder."
        )
        row = ToldRow("hand", name, told)
        row.offer(tr("Erase it…"), "trash-2", tr("Erase what {name} handed over…").format(name=name))
        row.asked.connect(partial(self._confirm, notice))
        return row

    def _confirm(self, notice: Found) -> None:
        self.message.tell(tr("Erase it now?"), tr("Its film, your marks and your words on it are destroyed for good."))
        self.message.add_step(tr("Erase for good"), "trash-2", partial(self._obey, notice))
        self.message.add_step(tr("Not yet"), "x", self.message.clear)

    def _obey(self, notice: Found) -> None:
        self.message.clear()
        self._watch.obey(notice)

    @Slot()
    def _choose(self) -> None:
        chosen = choose_folder(self, tr("Folder that packages come through"), self._watch.folder())
        if chosen is not None:
            self.watch(chosen)

    @Slot(object, object)
    def _progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, 1000 if total > 0 else 0)
        if total > 0:
            self._bar.setValue(done * 1000 // total)


def _row(found: Found) -> ToldRow:
    if found.error is None or found.state is Lying.ARRIVING:
        return ToldRow("hourglass", found.file.name, tr("Still on its way: it is not whole yet."))
    sentence = sentence_for(found.error)
    sign = "hourglass" if found.state is Lying.WAITING else "info"
    return ToldRow(sign, found.file.name, f"{sentence.what} {sentence.next_step}".strip())
