"""How the window is laid out in which people are covered; what its parts do is told by ``bench``."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from vigtool.gui.masking.cover_view import CoverView
from vigtool.gui.masking.keys import Deed, tip
from vigtool.gui.masking.lanes import Lanes, Told, legend
from vigtool.gui.masking.material import Material
from vigtool.gui.masking.side import Side
from vigtool.gui.masking.transport import Transport
from vigtool.gui.masking.words import not_anonymous
from vigtool.gui.playing.time_words import clock_words
from vigtool.gui.shared.accessible_roles import spoken_as
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.hint import Hint, HintId
from vigtool.gui.shared.history_buttons import HistoryButtons
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.quiet_line import QuietLine
from vigtool.gui.shared.scrolling import Scroller
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

SIDE: Final = 300
"""Pixels beside the picture, at text of 100 %."""
MOST_LANES: Final = 130
"""Pixels of the strip at most: three people, and that there are more."""


@spoken_as(QAccessible.Role.Pane)
class CoverSheet(QWidget):
    """The picture with what can be done beside it, the strip below."""

    def __init__(self, material: Material, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CoverView()
        self.side = Side(material.people, read_only=material.read_only)
        self.transport = Transport(material.times, material.frames)
        self.lanes = Lanes(material.times, material.frames)
        self.strip = Scroller(self.lanes, takes_focus=True)
        self.strip.setAccessibleName(tr("What is covered and what is open"))
        self.history = HistoryButtons()
        self.preview = QCheckBox(tr("Show it covered"))
        self.preview.setToolTip(tip(self.preview.text(), Deed.PREVIEW))
        self.message = MessagePanel()
        self.job = JobPanel()
        self.left = QuietLine("circle-dashed", tr("Go there"))
        words = tr(
            "Draw a box around the person once, then let it follow both ways. Where it loses them, a gap is left."
        )
        self.hint = Hint(HintId.COVER_SOMEBODY, words, material.preferences)
        self._foot = row(self.left, gap=Space.MEDIUM)
        self._foot.setStretch(0, 1)
        self.setAccessibleName(tr("Cover somebody"))
        self.setFocusProxy(self.view)
        self._lay_out(_heading(material))

    def take_in(self, button: QWidget) -> None:
        """Have a button at the very end."""
        self._foot.addStretch(0)
        self._foot.addWidget(button)

    def show_lanes(self, lanes: list[Told]) -> None:
        """Show these on the strip, as high as they need."""
        self.lanes.show_lanes(lanes)
        self.strip.setFixedHeight(min(self.strip.wanted_height(self.width()), with_text(MOST_LANES)))

    def _lay_out(self, heading: str) -> None:
        beside = Scroller(self.side)
        beside.setFixedWidth(with_text(SIDE))
        middle = row(self.view, column(beside, self.job), gap=Space.MEDIUM)
        middle.setStretch(0, 1)
        above = row(ElidedLabel(heading, "section"), self.preview, self.history, gap=Space.MEDIUM)
        above.setStretch(0, 1)
        caution = label(not_anonymous(), "muted", wrap=True)
        caution.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        below = row(legend(), caution, gap=Space.MEDIUM)
        below.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.SMALL)
        whole.addLayout(above)
        whole.addWidget(self.hint)
        whole.addWidget(self.message)
        whole.addLayout(middle, 1)
        whole.addWidget(self.transport)
        whole.addWidget(self.strip)
        whole.addLayout(below)
        whole.addLayout(self._foot)


def _heading(material: Material) -> str:
    times, span = material.times, material.span
    begin, end = (clock_words(times.seconds_from_start(tick)) for tick in (span.start, span.end))
    return HEADING.format(what=tr("Cover somebody"), film=material.label, begin=begin, end=end)


HEADING: Final = "{what}  \N{MIDDLE DOT}  {film}  \N{MIDDLE DOT}  {begin} \N{EN DASH} {end}"
