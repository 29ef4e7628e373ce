"""A film in the list: opened by the row, changed by the pencil beside it, its marks exchanged by the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

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
    """``chosen`` opens the film, ``edit_asked`` changes what is said of it, ``erase_asked`` destroys it.

    ``marks_out_asked`` saves its marks for another program, ``marks_in_asked`` brings in some.
    """

    chosen = Signal()
    edit_asked = Signal()
    erase_asked = Signal()
    marks_out_asked = Signal()
    marks_in_asked = Signal()

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
        self.marks_button = self._exchange(film.label)
        if read_only or sign.erased:
            self.marks_button.hide()
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
        line.addWidget(self.marks_button)
        line.addWidget(self.edit_button)
        line.addWidget(self.erase_button)
        self._page.addLayout(line)

    def open_marks_menu(self) -> None:
        """Offer both ways."""
        self.marks_menu.popup(self.marks_button.mapToGlobal(QPoint(0, self.marks_button.height())))

    def _exchange(self, film: str) -> Button:
        name = tr("Marks of {film}: to and from other programs").format(film=film)
        made = Button("", "arrow-down-up", Rank.QUIET, name=name)
        self.marks_menu = QMenu(self)
        self.marks_menu.setAccessibleName(name)
        self.marks_menu.addAction(tr("Save the marks for another program…"), self.marks_out_asked.emit)
        self.marks_menu.addAction(tr("Bring in marks from another program…"), self.marks_in_asked.emit)
        made.clicked.connect(lambda _checked=False: self.open_marks_menu())
        return made

    def show_views(self, views: ViewRow) -> None:
        """Show under the film how the children in it stand to being seen."""
        self.views = views
        self._page.addWidget(views)
