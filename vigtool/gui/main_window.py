"""The window: composes what is to be seen, and keeps nothing of its own.

The workplace, and with it everything that decodes films, is imported only when a vault opens (or a moment after the
window is there): so the window comes at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator, Slot
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget

from vigtool.gui.actions import ActionId, actions
from vigtool.gui.keys_dialog import KeysDialog
from vigtool.gui.locker import Locker
from vigtool.gui.locking.handover import Handover
from vigtool.gui.rail import PLACES
from vigtool.gui.route import Route
from vigtool.gui.settings_menu import SettingsMenu
from vigtool.gui.shared.accessible_windows import holds_popups
from vigtool.gui.shared.appearance import Scheme, dress
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.icons import icon
from vigtool.gui.shared.palettes import LIGHT
from vigtool.gui.shared.spoken_times import locale
from vigtool.gui.shared.tab_order import go_on_by_tab
from vigtool.gui.shared.window_place import NAME, kept_place, proper_place, screens_now
from vigtool.gui.unlocking.start_page import StartPage
from vigtool.wording.translation import set_language, tr

if TYPE_CHECKING:
    from vigtool.domain.identifiers import RecordingId
    from vigtool.gui.shared.preferences import PreferenceFile
    from vigtool.gui.workplace import Workplace
    from vigtool.services.workspace import Workspace

QT_WORDS = "qtbase"
SIZE = (1280, 800)
SMALLEST = (1000, 640)
APP_ICON = 128


@holds_popups
class MainWindow(QMainWindow):
    """Shows the start page, or the workplace of an open vault; the other of the two is None.

    ``work_factor`` is scrypt's, for new vaults.
    """

    def __init__(self, preferences: PreferenceFile, *, work_factor: int = 18) -> None:
        super().__init__()
        self._preferences = preferences
        self._work_factor = work_factor
        self._shortcuts: list[QAction] = []
        self.workplace: Workplace | None = None
        self.start_page: StartPage | None = None
        self._locked: Handover | None = None
        self.setWindowTitle("vigtool")
        self.setWindowIcon(icon("clapperboard", LIGHT.accent, APP_ICON))
        self.setMinimumSize(*SMALLEST)
        self._take_place()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self.locker = Locker(self, self, preferences, self.show_locked)
        self._speak(preferences.now.language)
        self.show_start()

    def show_start(self) -> None:
        """Show the page on which a vault is opened or made; an open one is closed."""
        self._leave()
        page = self._start_page()
        page.opened.connect(self.enter)
        settings = Button(tr("Settings"), "languages", Rank.QUIET)
        menu = self._settings_menu()
        settings.clicked.connect(lambda _checked=False: menu.open_below(settings))
        page.corner.addWidget(settings)
        self._put(page)
        self.start_page = page

    def show_locked(self, handover: Handover) -> None:
        """Show the lock screen; the passphrase leads back to where the user was."""
        self._locked = handover
        self.show_start()

    @Slot(object)
    def enter(self, ws: Workspace, film: RecordingId | None = None) -> None:
        """Show an open vault: where it was left when it was locked, straight in Prepare if a film is named."""
        self._preferences.change(vault=str(ws.folder))
        locked, self._locked = self._locked, None
        self._work_in(ws, None if locked is None or locked.vault != ws.folder else route_of(locked))
        if film is not None and self.workplace is not None:
            self.workplace.show_film(film)

    @Slot(str)
    def speak(self, language: str) -> None:
        """Change the language: the window is built anew around the same workspace, at the same place."""
        if self._held_by_work():
            return
        self._preferences.change(language=language)
        self._speak(language)
        self._rebuild()

    @Slot(object)
    def wear(self, scheme: Scheme) -> None:
        """Change the colours."""
        if self._held_by_work():
            return
        self._preferences.change(scheme=scheme)
        self._dress()
        self._rebuild()

    @Slot(int)
    def write_in(self, text_percent: int) -> None:
        """Change the size of text: the window is built anew, since its measures follow the text."""
        if self._held_by_work():
            return
        self._preferences.change(text_percent=text_percent)
        self._dress()
        self._rebuild()

    @Slot(object)
    def do(self, wanted: ActionId) -> None:
        """Do one of the window's actions."""
        workplace = self.workplace
        if self.locker.cover is not None and wanted not in (ActionId.LOCK, ActionId.QUIT):
            return
        if wanted in PLACES and workplace is not None:
            workplace.go(wanted)
        elif wanted is ActionId.KEYS:
            self._open_keys()
        elif wanted is ActionId.LOCK:
            self.locker.lock()
        elif wanted is ActionId.QUIT:
            self.close()

    @property
    def in_use(self) -> bool:
        """Whether it is looked at, or spoken to, without being touched."""
        return self.workplace is not None and self.workplace.in_use

    @property
    def receiving(self) -> bool:
        """Whether what is put on record now comes by itself, with nobody there perhaps."""
        return self.workplace is not None and self.workplace.supervising.reach.watch.receiving

    def hide_page(self) -> None:
        """Show nothing of the vault; what is under way goes on."""
        if self.workplace is not None:
            self.workplace.hide()

    def put_away(self) -> Handover | None:
        """Put on record what is being typed, close the vault, and tell where the user was; None without a vault."""
        workplace = self.workplace
        if workplace is None:
            return None
        workplace.settle()
        route, ws = workplace.whereabouts, workplace.ws
        self._keep_place()
        self._leave()
        return Handover(ws.folder, ws.read_only, route.place, route.case, route.film, route.tick, route.moment)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Lead Tab through what is shown as one reads it."""
        return go_on_by_tab(self, forward=next) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press a button as Space does, where nothing nearer wanted it: outside of dialogs Qt does not."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            if not event.isAutoRepeat():
                focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way and close the vault; remember where the window was."""
        self._keep_place()
        self._leave()
        super().closeEvent(event)

    def _keep_place(self) -> None:
        place = kept_place(self.normalGeometry(), maximized=self.isMaximized())
        self._preferences.change_size(NAME, *place)

    def _take_place(self) -> None:
        """Be where the window was last, if that is a place that can be seen."""
        proper = proper_place(self._preferences.now.sizes.get(NAME, ()), screens_now(), SMALLEST)
        if proper is None:
            self.resize(*SIZE)
            return
        place, maximized = proper
        self.setGeometry(place)
        if maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _open_keys(self) -> None:
        dialog = KeysDialog(self._preferences, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.keys_changed.connect(self._show_keys)
        dialog.open()

    @Slot()
    def _show_keys(self) -> None:
        self._set_shortcuts()
        if self.workplace is not None:
            self.workplace.show_keys()

    def _held_by_work(self) -> bool:
        workplace, start = self.workplace, self.start_page
        if workplace is not None and workplace.busy:
            workplace.show_work()
            return True
        return start is not None and start.unsettled

    def _rebuild(self) -> None:
        workplace = self.workplace
        if workplace is None:
            self.show_start()
            return
        route, ws = workplace.whereabouts, workplace.ws
        workplace.stop()
        self._work_in(ws, route)

    def _work_in(self, ws: Workspace, route: Route | None = None) -> None:
        from vigtool.gui.workplace import Workplace  # noqa: PLC0415 - see the module's docstring

        page = Workplace(ws, self._settings_menu(), route, preferences=self._preferences)
        page.chosen.connect(self.do)
        self._put(page)
        self.workplace = page
        self.locker.begin(ws)

    def _start_page(self) -> StartPage:
        if self._locked is not None:
            return StartPage(self._locked.vault, self._work_factor, locked=True, read_only=self._locked.read_only)
        kept = self._preferences.now.vault
        recent = Path(kept) if kept and (Path(kept) / "vault.json").is_file() else None
        backup = self._preferences.now.backup
        return StartPage(recent, self._work_factor, backup=Path(backup) if backup else None)

    def _leave(self) -> None:
        self.locker.end()
        workplace, start = self.workplace, self.start_page
        if workplace is not None:
            workplace.stop()
            workplace.ws.close()
        elif start is not None:
            start.stop()
        self._put(None)

    def _put(self, page: QWidget | None) -> None:
        self.workplace = self.start_page = None
        old = self.takeCentralWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        if page is not None:
            self.setCentralWidget(page)

    def _settings_menu(self) -> SettingsMenu:
        for old in self.findChildren(SettingsMenu):
            old.deleteLater()
        menu = SettingsMenu(self._preferences.now, self)
        menu.language_chosen.connect(self.speak)
        menu.scheme_chosen.connect(self.wear)
        menu.text_chosen.connect(self.write_in)
        return menu

    def _dress(self) -> None:
        running = QApplication.instance()
        if isinstance(running, QApplication):
            dress(running, self._preferences.now.scheme, self._preferences.now.text_percent)

    def _follow_system(self) -> None:
        """Wear what the system wears now, where that was chosen."""
        if self._preferences.now.scheme is Scheme.SYSTEM:
            self._dress()

    def _speak(self, language: str) -> None:
        set_language(language)
        speak_qt(language)
        self._set_shortcuts()

    def _set_shortcuts(self) -> None:
        for old in self._shortcuts:
            self.removeAction(old)
            old.deleteLater()
        self._shortcuts = []
        for shown in actions(self._preferences.now.keys):
            made = QAction(shown.text, self)
            made.setShortcuts([QKeySequence(one) for one in shown.shortcuts])
            made.triggered.connect(lambda _checked=False, wanted=shown.id: self.do(wanted))
            self.addAction(made)
            self._shortcuts.append(made)


def route_of(handover: Handover) -> Route:
    """Where the user was; a place that this window does not have is the list of cases."""
    place = ActionId(handover.place) if handover.place in PLACES else ActionId.CASES
    return Route(place, handover.case, handover.film, handover.tick, handover.moment)


def speak_qt(language: str) -> None:
    """Let Qt's own words (its menus in text fields, its dialogs, its calendar) follow; its source is English."""
    running = QApplication.instance()
    if running is None:
        return
    for old in running.findChildren(QTranslator, QT_WORDS):
        running.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(locale())
    words = QTranslator(running)
    words.setObjectName(QT_WORDS)
    if words.load(f"{QT_WORDS}_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        running.installTranslator(words)
