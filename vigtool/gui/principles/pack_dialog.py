"""The principles of a case: choosing a pack, looking at it, loading one, wording one anew, writing one as a file."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.domain.principles import Pack
from vigtool.exchange.pack_errors import BadPack
from vigtool.exchange.principle_packs import draft_from_json, draft_to_json
from vigtool.gui.principles.choice_page import ChoicePage
from vigtool.gui.principles.translation_page import TranslationPage
from vigtool.gui.shared.choosing import choose_file, choose_target, documents
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.scrolling import room_for
from vigtool.gui.shared.tab_order import go_on_by_tab
from vigtool.gui.shared.tokens import Space
from vigtool.services.pack_files import read_pack_file, write_pack_file
from vigtool.services.principles import add_pack, as_new, choice_of, choose_pack, pack_of_case, packs
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH, HEIGHT = 860, 640


class PackDialog(QDialog):
    """``chosen`` carries the Pack with which the case is worked on from now on."""

    chosen = Signal(object)

    def __init__(self, ws: Workspace, case_id: CaseId, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        super().__init__(parent)
        self._ws, self._case_id = ws, case_id
        self._file = b""
        self.setWindowTitle(tr("Principles"))
        room = room_for(self)
        self.resize(min(with_text(WIDTH), room.width()), min(with_text(HEIGHT), room.height()))
        self.message = MessagePanel()
        self.choice = ChoicePage(read_only=ws.read_only)
        self.translation: TranslationPage | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.choice)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(tr("Principles that moments are described with"), "title", wrap=True))
        page.addWidget(self.message)
        page.addWidget(self._pages, 1)
        self._connect()
        self.choice.show_packs(packs(ws), pack_of_case(ws, case_id))
        self.choice.box.setFocus()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Lead Tab through what is shown as one reads it."""
        return go_on_by_tab(self, forward=next) or super().focusNextPrevChild(next)

    def reject(self) -> None:
        """Escape: back from the wording, then away; words that are kept nowhere are not lost without a word."""
        if self._pages.currentWidget() is not self.choice:
            self.show_choice()
        elif self.translation is not None and self.translation.dirty:
            self.message.tell(
                tr("What you have written for a pack is not kept yet."),
                tr("Go back to it and keep it, or save it as a file."),
            )
            self.message.add_step(tr("Back to the words"), "languages", self._show_translation)
            self.message.add_step(tr("Close without them"), "x", super().reject)
        else:
            super().reject()

    @Slot()
    def show_choice(self) -> None:
        """Show the packs again; what was written waits."""
        self.message.clear()
        self._pages.setCurrentWidget(self.choice)
        self.choice.box.setFocus()

    @Slot()
    def use(self) -> None:
        """Let the case work with the pack that is shown."""
        self._clear()
        pack = self.choice.pack
        try:
            choose_pack(self._ws, self._case_id, choice_of(pack))
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.chosen.emit(pack)
        self.accept()

    def load(self, path: Path) -> None:
        """Take a pack's file into the vault, or say line by line what keeps it from being one."""
        self._clear()
        try:
            self._file = read_pack_file(path)
            pack = add_pack(self._ws, self._file)
        except BadPack as error:
            self.choice.explain(error, may_complete=not self._ws.read_only)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
        else:
            self._show_added(pack)

    def word(self, pack: Pack) -> None:
        """Open a pack, or a draft of one, to be worded."""
        self._clear()
        if self.translation is not None:
            self._pages.removeWidget(self.translation)
            self.translation.deleteLater()
        self.translation = TranslationPage(pack)
        self._pages.addWidget(self.translation)
        self.translation.left.connect(self.show_choice)
        self.translation.keep_asked.connect(self.keep)
        self.translation.file_asked.connect(self._save_draft)
        self._show_translation()

    @Slot()
    def keep(self) -> None:
        """Take what was worded into the vault, as a version of its own."""
        if self.translation is None:
            return
        self.message.clear()
        made = as_new(self._ws, self.translation.draft)
        try:
            add_pack(self._ws, draft_to_json(made))
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.translation.settle()
        self.show_choice()
        self._show_added(made)

    def save(self, pack: Pack, target: Path) -> bool:
        """Write a pack or draft as a file; tell whether it was."""
        self.message.clear()
        try:
            write_pack_file(self._ws.folder, pack, target)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return False
        self.message.tell(
            tr("The file is written."), tr("It can be changed in any text editor, and loaded here again.")
        )
        return True

    def _connect(self) -> None:
        self.choice.use_asked.connect(self.use)
        self.choice.load_asked.connect(self._choose_file)
        self.choice.wording_asked.connect(self._word_shown)
        self.choice.file_asked.connect(self._save_shown)
        self.choice.problems.completion_asked.connect(self._complete)
        self.choice.left.connect(self.reject)

    def _clear(self) -> None:
        self.message.clear()
        self.choice.clear_words()

    def _show_added(self, pack: Pack) -> None:
        self.choice.show_packs(packs(self._ws), pack)
        self.message.tell(
            tr("The pack is in the vault."), tr("Moments that are described already keep the words that they have.")
        )
        self.choice.use_button.setFocus()

    @Slot()
    def _show_translation(self) -> None:
        if self.translation is not None:
            self.message.clear()
            self._pages.setCurrentWidget(self.translation)
            self.translation.first_field().setFocus()

    @Slot()
    def _complete(self) -> None:
        self.word(draft_from_json(self._file))

    @Slot()
    def _word_shown(self) -> None:
        if self.translation is not None and self.translation.dirty:
            self._show_translation()
        else:
            self.word(self.choice.pack)

    @Slot()
    def _choose_file(self) -> None:
        path = choose_file(self, tr("Load principles"), "JSON (*.json)")
        if path is not None:
            self.load(path)

    @Slot()
    def _save_shown(self) -> None:
        self._choose_target(self.choice.pack)

    @Slot()
    def _save_draft(self) -> None:
        if self.translation is not None and self._choose_target(as_new(self._ws, self.translation.draft)):
            self.translation.settle()

    def _choose_target(self, pack: Pack) -> bool:
        suggested = documents() / f"{pack.id}.{pack.version}.json"
        target = choose_target(self, tr("Save principles as a file"), suggested, "JSON (*.json)")
        return target is not None and self.save(pack, target)
