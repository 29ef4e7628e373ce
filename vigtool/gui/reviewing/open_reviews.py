"""Reviews that were begun and not ended: whoever comes back goes on, or ends them with what is on record."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from vigtool.domain.reviewing import ReviewBegun
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.spoken_times import spoken_time
from vigtool.gui.shared.tokens import Space
from vigtool.services.cases import case
from vigtool.services.reviewing import shown_in
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class OpenReviews(Card):
    """``go_on_asked`` and ``end_asked`` carry the ``ReviewBegun``."""

    go_on_asked = Signal(object)
    end_asked = Signal(object)

    def __init__(self, ws: Workspace, reviews: Sequence[ReviewBegun]) -> None:
        super().__init__(
            tr("A review is not ended yet"), tr("What was shown and said in it is on record; nothing is lost.")
        )
        self.go_on_buttons: list[Button] = []
        self.end_buttons: list[Button] = []
        for one in reviews:
            name = case(ws, one.case).name
            count = len(shown_in(ws, one.case, one.session))
            told = trn("shown once", "shown {count} times", count).format(count=count) if count else ""
            words = "  \N{MIDDLE DOT}  ".join(filter(None, (spoken_time(one.begun_at), told)))
            go_on, end = Button(tr("Go on"), "play"), Button(tr("End it…"), "check", Rank.QUIET)
            go_on.setAccessibleDescription(name)
            end.setAccessibleDescription(name)
            go_on.clicked.connect(lambda _checked=False, begun=one: self.go_on_asked.emit(begun))
            end.clicked.connect(lambda _checked=False, begun=one: self.end_asked.emit(begun))
            self.go_on_buttons.append(go_on)
            self.end_buttons.append(end)
            told_line = column(ElidedLabel(name, "strong", end=True), ElidedLabel(words, "small", end=True), gap=2)
            line = row(gap=Space.MEDIUM)
            line.addLayout(told_line, 1)
            line.addWidget(go_on)
            line.addWidget(end)
            self.body.addLayout(line)
