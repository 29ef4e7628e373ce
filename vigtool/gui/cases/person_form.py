"""Naming a person of a case."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from vigtool.domain.people import Role
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.names import role_name
from vigtool.wording.translation import tr


class PersonForm(QFrame):
    """``given`` carries name and role, ``left`` nothing."""

    given = Signal(str, object)
    left = Signal()

    def __init__(self, *, first: bool) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.role = QComboBox()
        for role in Role:
            self.role.addItem(role_name(role), role)
        self.role.setCurrentIndex(list(Role).index(Role.CHILD))
        self.add_button = Button(tr("Add"), "user-plus", Rank.FILLED if first else Rank.OUTLINED)
        self.add_button.setEnabled(False)
        leave = Button(tr("Done"), "", Rank.QUIET)
        leave.setVisible(not first)
        line = QHBoxLayout()
        line.setSpacing(Space.MEDIUM)
        line.addLayout(field(tr("Name"), self.name), 3)
        line.addLayout(field(tr("Role"), self.role), 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, Space.SMALL)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(line)
        page.addWidget(
            label(
                tr("The name stays in the vault. What leaves it says only the role, such as Parent 1."),
                "small",
                wrap=True,
            )
        )
        page.addLayout(row(self.add_button, leave, None))
        self.name.textChanged.connect(self._enable)
        self.name.returnPressed.connect(self._give)
        self.add_button.clicked.connect(self._give)
        leave.clicked.connect(self.left)

    @Slot()
    def _enable(self) -> None:
        self.add_button.setEnabled(bool(self.name.text().strip()))

    @Slot()
    def _give(self) -> None:
        if self.add_button.isEnabled():
            self.given.emit(self.name.text().strip(), Role(self.role.currentData()))
            self.name.clear()
            self.name.setFocus()
