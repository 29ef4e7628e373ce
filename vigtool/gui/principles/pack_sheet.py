"""A pack to be read: its categories with their keys, and under each what can be seen, with examples."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vigtool.domain.principles import Category, Item, Pack
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import language, tr


class PackSheet(QWidget):
    """One pack in the language that is spoken."""

    def __init__(self, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, Space.SMALL, 0)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(pack.source.in_language(language()), "muted", wrap=True))
        for category in pack.categories:
            page.addWidget(_card(category))
        page.addStretch(1)


def _card(category: Category) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    name = category.name.in_language(language())
    key = label(str(category.key), "key")
    key.setAccessibleName(tr("Key {key}").format(key=category.key))
    heading = row(key, label(name, "section", wrap=True), gap=Space.MEDIUM)
    heading.setStretch(1, 1)
    heading.setAlignment(key, Qt.AlignmentFlag.AlignTop)
    body = QVBoxLayout(card)
    body.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
    body.setSpacing(Space.MEDIUM)
    body.addLayout(heading)
    body.addWidget(label(category.description.in_language(language()), "muted", wrap=True))
    for depth, item in category.in_order():
        body.addLayout(_item(item, depth))
    return card


def _item(item: Item, depth: int) -> QHBoxLayout:
    words = column(
        label(item.name.in_language(language()), "strong", wrap=True),
        label(item.description.in_language(language()), wrap=True),
        gap=Space.HAIR,
    )
    for example in item.examples:
        shown = tr("For example: {example}").format(example=example.in_language(language()))
        words.addWidget(label(shown, "small", wrap=True))
    line = QHBoxLayout()
    line.setContentsMargins(depth * Space.WIDE, 0, 0, 0)
    line.addLayout(words, 1)
    return line
