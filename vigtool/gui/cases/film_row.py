"""A film in the list: opened by the row, changed by the pencil beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vigtool.domain.cases import Recording
from vigtool.domain.people import Person
from vigtool.gui.cases.view_row import ViewRow
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.film_signs import USABLE, FilmSign
from vigtool.gui.shared.rows import RowButton
from vigtool.gui.shared.spoken_times import spoken_date, spoken_length
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class FilmRow(QWidget):
    """``chosen`` opens the film, ``edit_asked`` changes what is said of it, ``erase_asked`` destroys it."""

    chosen = Signal()
    edit_asked = Signal()
    erase_asked = Signal()

    def __init__(self, film: Recording, people: Sequence[Person], *, read_only: bool, sign: FilmSign = USABLE) -> None:
        """``sign`` tells of a film that cannot be used."""
        super().__init__()
        names = {person.id: person.name for person in people}
        seen = ", ".join(names[one] for one in film.people if one in names)
        taken = spoken_date(film.captured_at or film.imported_at)
        dot = "  \N{MIDDLE DOT}  "
        state = sign.words or spoken_length(film.duration)
        self.open_button = RowButton(sign.icon, film.label, dot.join((taken, state, seen)))
        self.open_button.clicked.connect(lambda _checked=False: self.chosen.emit())
        name = tr("Change name, people or cycle of {film}").format(film=film.label)
        self.edit_button = Button("", "pencil", Rank.QUIET, name=name)
        if read_only:
            self.edit_button.hide()
        self.edit_button.clicked.connect(lambda _checked=False: self.edit_asked.emit())
        self.erase_button = Button("", "trash-2", Rank.QUIET, name=tr("Erase {film}").format(film=film.label))
        if read_only or sign.erased:
            self.erase_button.hide()
        self.erase_button.clicked.connect(lambda _checked=False: self.erase_asked.emit())
        self.views: ViewRow | None = None
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(Space.HAIR)
        line.addWidget(self.open_button, 1)
        line.addWidget(self.edit_button)
        line.addWidget(self.erase_button)
        self._page.addLayout(line)

    def show_views(self, views: ViewRow) -> None:
        """Show under the film how the children in it stand to being seen."""
        self.views = views
        self._page.addWidget(views)
