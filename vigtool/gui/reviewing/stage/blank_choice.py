"""The choice after how long a pause the stage goes dark."""

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.preferences import BLANK_MINUTES, PreferenceFile
from vigtool.wording.translation import tr, trn


class BlankChoice(QWidget):
    """What is chosen is remembered at once, and counts for the next stage that is opened."""

    def __init__(self, preferences: PreferenceFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.minutes = QComboBox()
        for count in (*BLANK_MINUTES[1:], BLANK_MINUTES[0]):
            words = trn("{count} minute", "{count} minutes", count).format(count=count) if count else tr("Never")
            self.minutes.addItem(words, count)
        self.minutes.setCurrentIndex(self.minutes.findData(preferences.now.blank_minutes))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(field(tr("The picture goes dark after a pause of"), self.minutes))
        self.minutes.currentIndexChanged.connect(
            lambda _place: preferences.change(blank_minutes=self.minutes.currentData())
        )
