"""What the program sees to before something leaves, so that nobody has to wonder."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class Checks(QWidget):
    """``compared`` is the line that holds for what plays alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.HAIR)
        self.compared = _line("file-check-2", tr("Then the clip is opened again and compared with the film."))
        for line in (
            _line("shield-check", tr("Everyone in the film is asked: it is made only if all of them consent.")),
            _line("eye-off", tr("Place, device and names are taken out of the file.")),
            self.compared,
        ):
            lines.addWidget(line)


def _line(icon_name: str, text: str) -> QWidget:
    held = QWidget()
    line = row(drawing(icon_name), label(text, "muted", wrap=True), gap=Space.MEDIUM)
    line.setContentsMargins(0, 0, 0, 0)
    line.setStretch(1, 1)
    line.setAlignment(Qt.AlignmentFlag.AlignTop)
    held.setLayout(line)
    return held
