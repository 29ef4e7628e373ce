"""What is asked before marks leave the vault: for which program, what for, to whom, with names or not, and where to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from vigtool.domain.purposes import Purpose, Purposes
from vigtool.exchange.annotations.format_names import OVER_CLIPS, SUFFIXES, Format
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_target, documents, typed_path
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.services.exchanging import MarksWish
from vigtool.wording.exchange_words import format_name
from vigtool.wording.names import purpose_name
from vigtool.wording.translation import tr

LONGEST: Final = 200
"""Letters of a recipient."""


class MarksChoice(QWidget):
    """``changed`` follows each choice, ``format_changed`` that of the format, before it."""

    changed = Signal()
    format_changed = Signal()

    def __init__(self, purposes: Sequence[Purpose], parent: QWidget | None = None) -> None:
        """``purposes`` are those that can be chosen."""
        super().__init__(parent)
        self.format = QComboBox()
        for format_ in Format:
            self.format.addItem(format_name(format_), format_)
        self.purpose = QComboBox()
        for purpose in purposes:
            self.purpose.addItem(purpose_name(purpose), purpose)
        self.purpose.setCurrentIndex(max(self.purpose.findData(Purposes.GUIDANCE), 0))
        self.recipient = QLineEdit()
        self.recipient.setMaxLength(LONGEST)
        self.names = QCheckBox(tr("Write people's names, not role and number"))
        self.beside = label(tr("It speaks of the clips that lie in the same folder: hand these out first."), wrap=True)
        self.line = QLineEdit(str(_free(self._offered())))
        self._lay_out()
        self.format.currentIndexChanged.connect(self._format_changed)
        for signal in (self.purpose.currentIndexChanged, self.line.textChanged, self.recipient.textChanged):
            signal.connect(self.changed)
        self.names.toggled.connect(self.changed)
        self._show_clips()

    def chosen_format(self) -> Format:
        """The format in which the marks are to leave."""
        return Format(self.format.currentData())

    def wish(self) -> MarksWish:
        """All that was chosen, but for the place."""
        return MarksWish(
            self.chosen_format(),
            Purpose(self.purpose.currentData()),
            named=self.names.isChecked(),
            recipient=self.recipient.text().strip(),
        )

    def target(self) -> Path | None:
        """The file to be written, in a folder if only that was named; None while the line is empty."""
        path = typed_path(self.line.text())
        if path is None:
            return None
        suffix = SUFFIXES[self.chosen_format()]
        if path.is_dir():
            return _free((path / tr("marks")).with_suffix(suffix))
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    def _lay_out(self) -> None:
        choose = Button(tr("Choose…"), "folder-open")
        choose.clicked.connect(self._choose)
        line = row(self.line, choose)
        line.setStretch(0, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.LARGE)
        page.addLayout(field(tr("For which program?"), self.format))
        page.addWidget(self.beside)
        page.addLayout(field(tr("What is it for?"), self.purpose))
        page.addLayout(field(tr("Who gets it?"), self.recipient, tr("Stays in the log; may be left empty.")))
        page.addWidget(self.names)
        page.addLayout(
            field(tr("Where to?"), self.line, tr("A name that tells nothing of the family is best."), extra=line)
        )

    def _offered(self) -> Path:
        return (documents() / tr("marks")).with_suffix(SUFFIXES[self.chosen_format()])

    def _show_clips(self) -> None:
        self.beside.setVisible(self.chosen_format() in OVER_CLIPS)

    @Slot()
    def _format_changed(self) -> None:
        self._show_clips()
        path = typed_path(self.line.text())
        if path is not None and path.suffix.lower() in SUFFIXES.values():
            self.line.setText(str(_free(path.with_suffix(SUFFIXES[self.chosen_format()]))))
        self.format_changed.emit()
        self.changed.emit()

    @Slot()
    def _choose(self) -> None:
        suffix = SUFFIXES[self.chosen_format()]
        kind = format_name(self.chosen_format()).partition(" (")[0]
        chosen = choose_target(
            self, tr("Where to put the marks"), self.target() or self._offered(), f"{kind} (*{suffix})"
        )
        if chosen is not None:
            self.line.setText(str(chosen))


def _free(path: Path) -> Path:
    """The path, or the same with a number, so that no older file is offered to be replaced."""
    number, free = 2, path
    while free.exists():
        free = path.with_stem(f"{path.stem} {number}")
        number += 1
    return free
