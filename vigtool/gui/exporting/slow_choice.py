"""Which part of a moment runs slowly, and how slowly."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.moments import Moment
from vigtool.domain.renditions import wish_for_review
from vigtool.domain.ticks import Span, TimeBase
from vigtool.gui.exporting.choice_box import ChoiceBox
from vigtool.gui.exporting.spans import length_of, tick_in
from vigtool.gui.shared.form_rows import field, name_choice
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.seconds_field import SecondsField
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

PLANNED: Final = "planned"
NOTHING: Final = "nothing"
ALL: Final = "all"
PART: Final = "part"

Slow = tuple[Span | None, Fraction]
"""The slow part, None for none, and its speed."""


class SlowChoice(QWidget):
    """``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, base_of: Callable[[Moment], TimeBase], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base_of = base_of
        self._moments: Sequence[Moment] = ()
        self.what, self.speed = ChoiceBox(), ChoiceBox()
        self.begin, self.end = SecondsField(tr("From")), SecondsField(tr("To"))
        for speed, name in ((Fraction(1, 2), tr("at half speed")), (Fraction(1, 4), tr("at a quarter"))):
            self.speed.addItem(name, (speed.numerator, speed.denominator))
        name_choice(self.speed, tr("How slowly"))
        self._part = QWidget()
        part = row(label(tr("From"), "muted"), self.begin, label(tr("To"), "muted"), self.end, None)
        self._part.setLayout(part)
        part.setContentsMargins(0, 0, 0, 0)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.HAIR)
        both = row(self.what, self.speed)
        both.setStretch(0, 1)
        page.addLayout(field(tr("Slowly"), self.what, extra=both))
        page.addWidget(self._part)
        self.what.currentIndexChanged.connect(self._show)
        self.speed.currentIndexChanged.connect(self.changed)
        for one in (self.begin, self.end):
            one.valueChanged.connect(self.changed)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """The moments are these now: only of a single one a turn or a part can be chosen."""
        before, self._moments = self.what.currentData(), tuple(moments)
        self.what.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.what.clear()
        for key, name in self._offered():
            self.what.addItem(name, key)
        self.what.setCurrentIndex(max(self.what.findData(before), 0))
        self.what.blockSignals(False)  # noqa: FBT003 - Qt's signature
        if len(moments) == 1:
            most = float(length_of(moments[0], self._base_of(moments[0])))
            for one in (self.begin, self.end):
                one.setRange(0.0, most)
            self.end.setValue(most)
        self._show()

    def choose(self, what: str) -> None:
        """Choose ``PLANNED``, ``NOTHING``, ``ALL``, ``PART`` or a turn by its place."""
        self.what.setCurrentIndex(max(self.what.findData(what), 0))

    @property
    def planned(self) -> bool:
        """Whether it is as the guider wishes it for the review."""
        return bool(self.what.currentData() == PLANNED)

    def slow_of(self, moment: Moment) -> Slow:
        """The slow part of a moment."""
        what, speed = self.what.currentData(), Fraction(*self.speed.currentData())
        if what == PLANNED:
            shown = wish_for_review(moment)
            return shown.slow, shown.slow_speed
        if what == ALL:
            return moment.span, speed
        if what == PART:
            return self._part_of(moment), speed
        if what == NOTHING:
            return None, speed
        return moment.turns[int(what)].span, speed

    def _part_of(self, moment: Moment) -> Span | None:
        base = self._base_of(moment)
        begin = tick_in(moment, base, self.begin.seconds())
        end = tick_in(moment, base, self.end.seconds()) + 1
        return Span(begin, end) if begin < end else None

    def _offered(self) -> list[tuple[str, str]]:
        listed = [
            (PLANNED, tr("as planned for the review")),
            (NOTHING, tr("nothing")),
            (ALL, tr("all of it")),
        ]
        if len(self._moments) == 1:
            turns = self._moments[0].turns
            listed += [
                (str(place), tr("turn {number}: {words}").format(number=place + 1, words=_short(one.words)))
                for place, one in enumerate(turns)
            ]
            listed.append((PART, tr("a part…")))
        return listed

    @Slot()
    def _show(self) -> None:
        what = self.what.currentData()
        self.speed.setVisible(what not in (PLANNED, NOTHING))
        self._part.setVisible(what == PART)
        self.changed.emit()


def _short(words: str) -> str:
    one = " ".join(words.split())
    return one if len(one) <= 40 else one[:39] + "…"  # noqa: PLR2004 - letters that a choice has room for
