"""How much of the film goes into a package, and how large: clips with or without film around them, or whole films."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from vigtool.domain.renditions import ClipWish
from vigtool.gui.shared.film_sizes import FILM_SIZES, size_names
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.seconds_field import SecondsField
from vigtool.gui.shared.tokens import Space
from vigtool.services.render_plans import Size
from vigtool.wording.translation import tr

WHOLE, BEFORE, AFTER, LARGE = "whole", "before", "after", "large"
_TENTHS = 10


class ClipChoice(QWidget):
    """``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, kept: Mapping[str, int], parent: QWidget | None = None) -> None:
        """``kept`` is what was chosen before; what it does not say is as it is for most."""
        super().__init__(parent)
        self.extent = QComboBox()
        self.extent.addItem(tr("Only the chosen moments, each as a clip"), False)  # noqa: FBT003 - an item's data
        self.extent.addItem(tr("The whole films in which they are"), True)  # noqa: FBT003 - an item's data
        self.extent.setCurrentIndex(bool(kept.get(WHOLE)))
        self.before = SecondsField(tr("Film before the moment"), none=tr("none"))
        self.after = SecondsField(tr("Film after the moment"), none=tr("none"))
        self.before.setValue(kept.get(BEFORE, 0) / _TENTHS)
        self.after.setValue(kept.get(AFTER, 0) / _TENTHS)
        self.large = QComboBox()
        self.large.addItems(size_names())
        self.large.setCurrentIndex(min(max(kept.get(LARGE, 0), 0), len(FILM_SIZES) - 1))
        self._around = QWidget()
        self._more_shown = label(
            tr("This shows more than the moment: everyone in the film is asked."), "small", wrap=True
        )
        self._lay_out()
        self._show()
        self.extent.currentIndexChanged.connect(self._show)
        self.large.currentIndexChanged.connect(self.changed)
        for seconds in (self.before, self.after):
            seconds.valueChanged.connect(self._show)

    @property
    def wish(self) -> ClipWish | None:
        """How the clips are cut, None for whole films."""
        if self.extent.currentData():
            return None
        return ClipWish(lead_in=self.before.seconds(), lead_out=self.after.seconds())

    @property
    def most(self) -> Size | None:
        """The largest size in pixels, None for the film's own."""
        return FILM_SIZES[self.large.currentIndex()]

    def choices(self) -> dict[str, int]:
        """What is chosen, to be kept for the next time."""
        return {
            WHOLE: int(self.extent.currentData()),
            BEFORE: round(self.before.value() * _TENTHS),
            AFTER: round(self.after.value() * _TENTHS),
            LARGE: self.large.currentIndex(),
        }

    def _lay_out(self) -> None:
        around = QHBoxLayout(self._around)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(Space.MEDIUM)
        for seconds in (self.before, self.after):
            around.addLayout(field(seconds.accessibleName(), seconds), 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(field(tr("How much of the film?"), self.extent))
        shown = column(self._around, self._more_shown, gap=Space.HAIR)
        page.addLayout(shown)
        page.addLayout(field(tr("How large"), self.large))

    @Slot()
    def _show(self) -> None:
        wish = self.wish
        self._around.setVisible(wish is not None)
        self._more_shown.setVisible(wish is None or bool(wish.lead_in or wish.lead_out))
        self.changed.emit()
