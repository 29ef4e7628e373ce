"""What more is wanted of each clip: film before and after, slow and standing parts, words, a card, a size."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from vigtool.domain.moments import Moment
from vigtool.domain.presets import Preset
from vigtool.domain.renditions import PLAIN, CaptionsAs, ClipWish, wish_for_review
from vigtool.domain.ticks import TimeBase
from vigtool.gui.exporting.choice_box import ChoiceBox
from vigtool.gui.exporting.pauses import PausesChoice
from vigtool.gui.exporting.slow_choice import NOTHING, PLANNED, SlowChoice
from vigtool.gui.shared.film_sizes import FILM_SIZES, size_names
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.seconds_field import SecondsField
from vigtool.gui.shared.tokens import Space
from vigtool.services.render_plans import Size
from vigtool.wording.translation import tr


class WishesChoice(QWidget):
    """``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, base_of: Callable[[Moment], TimeBase], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        none = tr("none")
        self.lead_in = SecondsField(tr("Film before the moment"), none=none)
        self.lead_out = SecondsField(tr("Film after the moment"), none=none)
        self.freeze = SecondsField(tr("The key picture stands for"), none=tr("it does not"))
        self.card = SecondsField(tr("A card with the title, for"), none=none)
        self.captions, self.large = ChoiceBox(), ChoiceBox()
        self.slow = SlowChoice(base_of)
        self.pauses = PausesChoice(base_of)
        told = tr("This shows more than the moment: everyone in the film is asked.")
        self.more_shown = label(told, "small", wrap=True)
        self._fill()
        self._lay_out()
        for seconds in (self.lead_in, self.lead_out, self.freeze, self.card):
            seconds.valueChanged.connect(self._change)
        for box in (self.captions, self.large):
            box.currentIndexChanged.connect(self._change)
        for part in (self.slow, self.pauses):
            part.changed.connect(self.changed)
        self._change()

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """The moments are these now."""
        self.slow.show_moments(moments)
        self.pauses.show_moments(moments)

    def show_preset(self, preset: Preset | None) -> None:
        """Set everything as a ready-made way has it; the pauses stay."""
        wish = PLAIN if preset is None else preset.wish
        self.lead_in.show_seconds(wish.lead_in)
        self.lead_out.show_seconds(wish.lead_out)
        self.freeze.show_seconds(wish.freeze)
        self.card.show_seconds(wish.card)
        self._choose_captions(wish.captions_as)
        self.slow.choose(PLANNED if preset is not None and preset.as_in_review else NOTHING)
        self.large.setCurrentIndex(FILM_SIZES.index(_nearest(None if preset is None else preset.most)))

    def offer_beside(self, *, offered: bool) -> None:
        """Offer the words in a file of their own, or not: with a family's copy there is none."""
        chosen, place = self.captions.currentData(), self.captions.findData(CaptionsAs.BESIDE)
        if offered == (place >= 0):
            return
        self.captions.blockSignals(True)  # noqa: FBT003 - Qt's signature
        if offered:
            self.captions.addItem(tr("in a file beside it"), CaptionsAs.BESIDE)
        else:
            self._choose_captions(CaptionsAs.BURNT_IN if chosen == CaptionsAs.BESIDE else chosen)
            self.captions.removeItem(place)
        self.captions.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def chosen_size(self) -> Size | None:
        """The largest size in pixels, None for the film's own."""
        return FILM_SIZES[self.large.currentIndex()]

    def wish_of(self, moment: Moment) -> ClipWish:
        """What is wanted of a moment's clip."""
        slow, speed = self.slow.slow_of(moment)
        planned = wish_for_review(moment).freeze if self.slow.planned else Fraction(0)
        return ClipWish(
            lead_in=self.lead_in.seconds(),
            lead_out=self.lead_out.seconds(),
            slow=slow,
            slow_speed=speed,
            freeze=max(self.freeze.seconds(), planned),
            pauses=self.pauses.pauses_of(moment),
            captions_as=CaptionsAs(self.captions.currentData()),
            card=self.card.seconds(),
        )

    def _change(self) -> None:
        self.more_shown.setVisible(bool(self.lead_in.seconds() or self.lead_out.seconds()))
        self.changed.emit()

    def _choose_captions(self, wanted: CaptionsAs) -> None:
        """Choose a way of the words; where there are none beside, those that were to be there go into the picture."""
        place = self.captions.findData(wanted)
        self.captions.setCurrentIndex(self.captions.findData(CaptionsAs.BURNT_IN) if place < 0 else place)

    def _fill(self) -> None:
        for key, name in (
            (CaptionsAs.NOWHERE, tr("not shown")),
            (CaptionsAs.BURNT_IN, tr("in the picture")),
            (CaptionsAs.BESIDE, tr("in a file beside it")),
        ):
            self.captions.addItem(name, key)
        self.large.addItems(size_names())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.MEDIUM)
        grid.setVerticalSpacing(Space.SMALL)
        for place, one in enumerate((self.lead_in, self.lead_out, self.freeze, self.card)):
            grid.addLayout(field(one.accessibleName(), one), place // 2, place % 2)
        grid.addLayout(field(tr("The words of the turns"), self.captions), 2, 0)
        grid.addLayout(field(tr("How large"), self.large), 2, 1)
        for place in range(2):
            grid.setColumnStretch(place, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        page.addLayout(grid)
        for part in (self.more_shown, self.slow, self.pauses):
            page.addWidget(part)


def _nearest(most: Size | None) -> Size | None:
    """The offered size that is nearest to one that a preset has."""
    if most is None:
        return None
    return min((one for one in FILM_SIZES if one is not None), key=lambda one: abs(one[0] - most[0]))
