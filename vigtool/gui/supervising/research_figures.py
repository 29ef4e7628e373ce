"""How much two people agree, in the figures of research: for those who ask, never beside the words."""

from collections.abc import Iterator

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from vigtool.domain.agreement import STEPS, Agreement, Estimate
from vigtool.gui.playing.time_words import decimal_mark
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class ResearchFigures(QWidget):
    """Empty until figures are told. ``rows`` are they: what is measured, the figure, between which it lies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[str, str, str]] = []
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(Space.WIDE)
        told = tr(
            "They tell nothing about anybody's skill. One film says little, whatever the figure: pool several. How "
            "they are worked out stands in the documentation, in comparison.md."
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        page.addWidget(label(told, "small", wrap=True))
        page.addLayout(self._table)

    def tell(self, found: Agreement | None) -> None:
        """Show the figures of a film; None: they were not worked out."""
        clear(self._table)
        self.rows = [] if found is None else list(_rows(found))
        for place, row in enumerate(self.rows):
            for column, text in enumerate(row):
                self._table.addWidget(label(text, "" if column == 1 else "small", wrap=True), place, column)
        self._table.setColumnStretch(2, 1)


def _rows(found: Agreement) -> Iterator[tuple[str, str, str]]:
    for least, estimate in zip(STEPS, found.f1, strict=True):
        part = _number(float(least), 1)
        yield (tr("F1, from {part} in common on").format(part=part), *_told(estimate))
    yield (tr("Krippendorff's alpha for unitizing: where"), *_told(found.where))
    yield (tr("Krippendorff's alpha for unitizing: where and what"), *_told(found.what))


def _told(estimate: Estimate) -> tuple[str, str]:
    if estimate.value is None:
        return tr("none"), tr("Too little is marked for a figure.")
    value = _number(float(estimate.value), 3)
    if estimate.low is None or estimate.high is None:
        return value, tr("Too little is marked for an interval.")
    low, high = (_number(float(one), 3) for one in (estimate.low, estimate.high))
    return value, tr("95 % between {low} and {high}").format(low=low, high=high)


def _number(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace(".", decimal_mark())
