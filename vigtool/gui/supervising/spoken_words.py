"""Six words to be read aloud or listened to, in the language in which both read them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel

from vigtool.gui.shared.form_rows import name_choice
from vigtool.gui.shared.labels import label
from vigtool.wording.translation import LANGUAGE_NAMES, language, tr


class WordsLanguage(QComboBox):
    """The language of the words: the two who compare them may have their windows in other languages.

    ``chosen`` follows the choice.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        name_choice(self, tr("Language of the six words"))
        for code, name in LANGUAGE_NAMES.items():
            self.addItem(name, code)
        self.setCurrentIndex(self.findData(language()))
        self.currentIndexChanged.connect(lambda _place: self.chosen.emit())

    @property
    def language(self) -> str:
        """``fi``, ``sv`` or ``en``."""
        return str(self.currentData())


def words_label(name: str) -> QLabel:
    """Where six words stand; ``name`` says whose they are."""
    made = label("", "secret", wrap=True)
    made.setAccessibleName(name)
    return made


def say_words(where: QLabel, name: str, words: str) -> None:
    """Show six words, and have a screen reader say whose they are with them."""
    where.setText(words)
    where.setAccessibleName(f"{name} {words}")
