"""A scan or photo of a signed form, out of memory onto the screen; a PDF can be saved to be read elsewhere."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.services.evidence import PDF
from vigtool.wording.translation import tr

SIZE = QSize(720, 640)
NARROW = 400


class EvidenceDialog(QDialog):
    """``save_asked``: a copy is to be written out of the vault."""

    save_asked = Signal()

    def __init__(self, called: str, media_type: str, data: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Signed form"))
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(called, "strong", wrap=True))
        image = QImage() if media_type == PDF else QImage.fromData(data)
        if image.isNull():
            page.addWidget(label(_cannot_show(media_type), wrap=True))
            self.setMinimumWidth(with_text(NARROW))
        else:
            page.addWidget(_picture(image), 1)
            self.resize(SIZE)
        page.addWidget(label(tr("A saved copy is no longer encrypted."), "small", wrap=True))
        self.save_button = Button(tr("Save a copy…"), "download")
        close = Button(tr("Close"), "", Rank.QUIET)
        page.addLayout(row(self.save_button, close, None))
        self.save_button.clicked.connect(lambda _checked=False: self.save_asked.emit())
        close.clicked.connect(self.close)


def _cannot_show(media_type: str) -> str:
    if media_type == PDF:
        return tr("This form is a PDF. Save a copy to read it.")
    return tr("This picture cannot be shown. Save a copy to look at it elsewhere.")


def _picture(image: QImage) -> QScrollArea:
    shown = QLabel()
    shown.setAccessibleName(tr("Picture of the signed form"))
    wide = SIZE.width() - 4 * Space.WIDE
    fitted = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation) if image.width() > wide else image
    shown.setPixmap(QPixmap.fromImage(fitted))
    area = QScrollArea()
    area.setWidget(shown)
    area.setAccessibleName(tr("Picture of the signed form"))
    return area
