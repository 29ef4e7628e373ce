"""What the window shows while no vault is open: open one, make one and keep its recovery key, or bring one back."""

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.recovery_key_form import RecoveryKeyForm
from vigtool.gui.shared.tokens import READING_WIDTH, Space
from vigtool.gui.unlocking.create_form import CreateForm
from vigtool.gui.unlocking.lock_form import LockForm
from vigtool.gui.unlocking.open_form import OpenForm
from vigtool.gui.unlocking.two_circles import TwoCircles
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.gui.unlocking.restore_form import RestoreForm

Form: TypeAlias = "OpenForm | CreateForm | RecoveryKeyForm | RestoreForm"


class StartPage(QWidget):
    """``opened`` carries a workspace, of an old vault or a new one whose recovery key is kept.

    ``corner`` takes what the window wants to have at hand before a vault is open.
    """

    opened = Signal(object)

    def __init__(
        self,
        recent: Path | None,
        work_factor: int = 18,
        parent: QWidget | None = None,
        *,
        locked: bool = False,
        read_only: bool = False,
        backup: Path | None = None,
    ) -> None:
        """``locked``: ``recent`` was open a moment ago (``read_only`` or not) and is to be opened again.

        ``backup`` is where the last backup was made, as far as that is known.
        """
        super().__init__(parent)
        self._recent, self._backup = recent, backup
        self._work_factor = work_factor
        self._made: Workspace | None = None
        self.form: Form | None = None
        self._restoring: RestoreForm | None = None
        self._first: QWidget = self
        self._place = QVBoxLayout()
        self.corner = QHBoxLayout()
        self._lay_out()
        if recent is not None and locked:
            self._offer_unlocking(recent, read_only=read_only)
        elif recent is not None:
            self.offer_opening()
        else:
            self.offer_creation()

    @property
    def unsettled(self) -> bool:
        """True while a recovery key is shown that nobody has kept yet, or a backup is being brought back."""
        return self._made is not None or (self._restoring is not None and self._restoring.job.running)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the user will want it."""
        super().showEvent(event)
        self._first.setFocus()

    def stop(self) -> None:
        """Stop what is under way and close what nobody took; the page goes away."""
        self._stop_form()
        if self._made is not None:
            self._made.close()
            self._made = None

    @Slot()
    def offer_opening(self) -> None:
        """Show the form that opens a vault."""
        form = OpenForm(self._recent)
        form.opened.connect(self.opened)
        form.creation_asked.connect(self.offer_creation)
        form.restoring_asked.connect(self.offer_restoring)
        self._show(form)
        self._first = form.secret if self._recent else form.folder
        self._first.setFocus()

    def _offer_unlocking(self, folder: Path, *, read_only: bool) -> None:
        form = LockForm(folder, read_only=read_only)
        form.opened.connect(self.opened)
        form.creation_asked.connect(self.offer_opening)
        self._show(form)
        self._first = form.secret

    @Slot()
    def offer_creation(self) -> None:
        """Show the form that makes a vault."""
        form = CreateForm(self._work_factor)
        form.back_button.setText(tr("Back") if self._recent else tr("Open a vault that exists"))
        form.back_button.set_icon("arrow-left" if self._recent else "folder-open")
        form.created.connect(self._show_recovery_key)
        form.left.connect(self.offer_opening)
        form.restoring_asked.connect(self.offer_restoring)
        self._show(form)
        self._first = form.create_button
        self._first.setFocus()

    @Slot()
    def offer_restoring(self) -> None:
        """Show the form that brings a vault back from its backup."""
        from vigtool.gui.unlocking.restore_form import RestoreForm  # noqa: PLC0415 - the window comes without it

        form = RestoreForm(self._backup)
        form.opened.connect(self.opened)
        form.left.connect(self.offer_opening if self._recent else self.offer_creation)
        self._show(form)
        self._restoring = form
        self._first = form.secret if self._backup else form.backup
        self._first.setFocus()

    @Slot(object, str)
    def _show_recovery_key(self, made: Workspace, key: str) -> None:
        self._made = made
        form = RecoveryKeyForm(key, made.id)
        form.kept.connect(self._go_on)
        self._show(form)
        self._first = form.print_button
        self._first.setFocus()

    @Slot()
    def _go_on(self) -> None:
        made, self._made = self._made, None
        self.opened.emit(made)

    def _stop_form(self) -> None:
        if self.form is not None and not isinstance(self.form, RecoveryKeyForm):
            self.form.stop()

    def _show(self, form: Form) -> None:
        self._stop_form()
        clear(self._place)
        self.form, self._restoring = form, None
        self._place.addWidget(form)
        self.setAccessibleName(tr("Start"))

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(_welcome(), 4)
        sheet = QWidget()
        sheet.setProperty("role", "page")
        self._place.setContentsMargins(0, 0, 0, 0)
        held = QWidget()
        held.setMaximumWidth(with_text(READING_WIDTH))
        held.setLayout(self._place)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(Space.HUGE, Space.WIDE, Space.WIDE, Space.HUGE)
        self.corner.addStretch(1)
        column.addLayout(self.corner)
        column.addStretch(1)
        column.addWidget(held)
        column.addStretch(1)
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setWidget(sheet)
        whole.addWidget(view, 6)


def _welcome() -> QFrame:
    side = QFrame()
    side.setObjectName("welcome")
    column = QVBoxLayout(side)
    column.setContentsMargins(Space.HUGE, Space.HUGE, Space.HUGE, Space.HUGE)
    column.setSpacing(Space.SMALL)
    column.addWidget(label("vigtool", "brand"))
    column.addWidget(TwoCircles(), 1)
    column.addWidget(label(tr("See what works between people"), "welcome", wrap=True))
    column.addWidget(
        label(
            tr("Films for Video Interaction Guidance, encrypted on this computer and shown only with consent."),
            wrap=True,
        )
    )
    return side
