"""Showing the recovery key, once: to be printed, and only then to go on."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import choose_pdf
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.recovery_sheet import draw_recovery_sheet, in_groups
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class RecoveryKeyForm(QWidget):
    """``kept`` says that the user has it on paper."""

    kept = Signal()

    def __init__(self, key: str, vault_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._vault_id = vault_id
        self.shown = label(in_groups(key), "secret")
        self.shown.setAccessibleName(tr("Recovery key"))
        self.print_button = Button(tr("Print…"), "printer")
        self.save_button = Button(tr("Save as PDF…"), "save")
        self.message = MessagePanel()
        self.on_paper = QCheckBox(tr("I have it on paper, in a safe place"))
        self.go_on = Button(tr("Go on to the vault"), "arrow-right", Rank.FILLED)
        self.go_on.setEnabled(False)
        self._lay_out()
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.on_paper.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(self.kept)

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("role", "card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        inner.addWidget(self.shown)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(tr("Your recovery key"), "title", wrap=True))
        page.addWidget(
            label(
                tr(
                    "It opens the vault if you ever lose the passphrase, and there is no other way. "
                    "It is shown only now. Print it and keep it apart from the computer."
                ),
                "muted",
                wrap=True,
            )
        )
        page.addWidget(sheet)
        page.addLayout(row(self.print_button, self.save_button, None))
        page.addWidget(self.message)
        page.addLayout(row(self.on_paper, None))
        page.addLayout(row(self.go_on, None))

    @Slot()
    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            draw_recovery_sheet(printer, self._key, self._vault_id)

    @Slot()
    def _save(self) -> None:
        target = choose_pdf(self, tr("Save the recovery key"), tr("Recovery key"))
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Write the sheet as a PDF."""
        writer = QPdfWriter(str(target))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        draw_recovery_sheet(writer, self._key, self._vault_id)
        if target.is_file():
            self.message.tell(
                tr("The sheet is saved."),
                tr("Print it, then delete the file: a key beside its vault protects nothing."),
            )
        else:
            self.message.warn(tr("The sheet could not be saved there."), tr("Choose another folder, or print it."))
