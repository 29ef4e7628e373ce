"""The films of a case by their cycles, and what can be changed of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain import case_edits as edits
from vigtool.domain.accountability import Erasing
from vigtool.domain.case_edits import CaseStep
from vigtool.domain.casebook import FilmCard
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Stance
from vigtool.domain.cycles import Cycle, SyncedBy
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CycleId, PersonId, RecordingId
from vigtool.domain.people import Person
from vigtool.gui.cases.casework import Casework
from vigtool.gui.cases.clock_form import ClockForm
from vigtool.gui.cases.cycle_form import CycleForm
from vigtool.gui.cases.cycle_place import CyclePlace, Place
from vigtool.gui.cases.cycle_section import CycleSection
from vigtool.gui.cases.film_form import FilmFacts, FilmForm
from vigtool.gui.cases.film_row import FilmRow
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.cases.put_away import PutAway
from vigtool.gui.cases.view_form import ViewForm
from vigtool.gui.cases.view_row import ViewRow
from vigtool.gui.shared.cycle_words import cycle_heading
from vigtool.gui.shared.film_signs import film_sign
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.tokens import Space
from vigtool.services.childrens_views import asked_in, hear_view
from vigtool.services.consents import child_views
from vigtool.services.erasure_plans import Target
from vigtool.services.identifying import new_identifier
from vigtool.services.people import people
from vigtool.services.recordings import recordings
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class FilmList(QWidget):
    """``film_chosen`` carries a RecordingId, ``spoke`` the form that has opened.

    ``marks_out_asked`` and ``marks_in_asked`` carry the RecordingId whose marks are to be exchanged.
    """

    film_chosen = Signal(str)
    spoke = Signal(object)
    erase_asked = Signal(object)
    marks_out_asked = Signal(str)
    marks_in_asked = Signal(str)

    def __init__(self, ws: Workspace, casework: Casework, words: Callable[[], KindWords]) -> None:
        super().__init__()
        self._ws, self._casework, self._words = ws, casework, words
        self.form: FilmForm | CycleForm | ClockForm | ViewForm | None = None
        self.rows: dict[RecordingId, FilmRow] = {}
        self.sections: dict[CycleId, CycleSection] = {}
        self.away: PutAway | None = None
        self._form_place = QVBoxLayout()
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.HAIR)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(self._form_place)
        column.addLayout(self._list)

    def refresh(self) -> None:
        """Show films and cycles as they are now."""
        self.leave_form()
        clear(self._list)
        book, words = self._casework.book, self._words()
        known = people(self._ws, book.case.id)
        films = recordings(self._ws, book.case.id)
        self.rows = {film.id: self._row(film, known) for film in reversed(films)}
        for film, shown in self.rows.items():
            shown.chosen.connect(partial(self.film_chosen.emit, film))
            shown.edit_asked.connect(partial(self.edit_film, film))
            shown.erase_asked.connect(partial(self.erase_asked.emit, Target(Erasing.FILM, film)))
            shown.marks_out_asked.connect(partial(self.marks_out_asked.emit, film))
            shown.marks_in_asked.connect(partial(self.marks_in_asked.emit, film))
        self.sections = {cycle.id: self._section(cycle, words) for cycle in reversed(book.cycles)}
        for section in self.sections.values():
            self._list.addWidget(section)
        self._add_others(titled=bool(book.cycles))
        cards = [card for card in book.films if card.away]
        self.away = PutAway(cards, read_only=self._casework.read_only) if cards else None
        if self.away is not None:
            self.away.back_asked.connect(self.bring_back)
            self._list.addWidget(self.away)

    def edit_film(self, film: RecordingId) -> None:
        """Show the form of a film."""
        book, words = self._casework.book, self._words()
        card, cycle = book.film(film), book.cycle_of(film)
        if card is None:
            return
        mine = None if cycle is None else cycle.place_of(film)
        chosen = Place(None, next(iter(words.parts))) if cycle is None or mine is None else Place(cycle.id, mine.part)
        place = CyclePlace(book.cycles, chosen, words.cycle, words.parts)
        beside = cycle is not None and mine is not None and len(cycle.films_of(mine.part)) > 1
        form = FilmForm(card, book.people, place, beside=beside)
        form.given.connect(partial(self._keep_film, card))
        form.away_asked.connect(partial(self._put_away, film))
        form.clock_asked.connect(partial(self.edit_clock, film))
        self._show_form(form)
        form.name.setFocus()

    def ask_view(self, film_id: RecordingId, person: str) -> None:
        """Show the form in which a child's view of a film is noted."""
        card = self._casework.book.film(film_id)
        child = self._casework.book.person(PersonId(person))
        if card is None or child is None:
            return
        known = next((one for one in child_views(self._ws, film_id) if one.person == child.id), None)
        form = ViewForm(child, card.label, known)
        form.given.connect(partial(self._keep_view, film_id, child.id))
        self._show_form(form)
        next(iter(form.stances.values())).setFocus()

    def edit_clock(self, film_id: RecordingId) -> None:
        """Show the form in which a film is put on one clock with another."""
        cycle = self._casework.book.cycle_of(film_id)
        mine = None if cycle is None else cycle.place_of(film_id)
        if cycle is None or mine is None:
            return
        films = {film.id: film for film in recordings(self._ws, self._casework.book.case.id)}
        others = [films[one.recording] for one in cycle.films_of(mine.part) if one != mine and one.recording in films]
        if not others or film_id not in films:
            return
        form = ClockForm(self._ws, films[film_id], others, cycle)
        form.given.connect(partial(self._keep_clock, film_id))
        form.off_asked.connect(partial(self._unsync, film_id))
        self._show_form(form)
        form.other.setFocus()

    def edit_cycle(self, cycle_id: CycleId) -> None:
        """Show the form of a cycle."""
        cycle = self._casework.book.cycle(cycle_id)
        if cycle is None:
            return
        form = CycleForm(cycle, self._words().question)
        form.given.connect(partial(self._keep_cycle, cycle_id))
        self._show_form(form)
        form.name.setFocus()

    def place_film(self, film: RecordingId, place: Place) -> bool:
        """Put a film where it belongs, into a new cycle if that was chosen, as one step; tell whether it was done."""
        cycle_id = CycleId(new_identifier()) if place.new else place.cycle
        return self._casework.do(
            CaseStep.CYCLE_FILM_OUT if cycle_id is None else CaseStep.CYCLE_FILM,
            partial(edits.film_placed, film=film, cycle_id=cycle_id, part=place.part, new=place.new),
        )

    @property
    def busy(self) -> bool:
        """Whether two films are being listened to."""
        return isinstance(self.form, ClockForm) and self.form.job.running

    def leave_form(self) -> None:
        """Show no form."""
        if isinstance(self.form, ClockForm):
            self.form.stop()
        clear(self._form_place)
        self.form = None

    def _show_form(self, form: FilmForm | CycleForm | ClockForm | ViewForm) -> None:
        self.leave_form()
        self.form = form
        form.left.connect(self.leave_form)
        self._form_place.addWidget(form)
        self.spoke.emit(form)

    def _row(self, film: Recording, known: Sequence[Person]) -> FilmRow:
        sign = film_sign(self._ws, film.id)
        made = FilmRow(film, known, read_only=self._casework.read_only, sign=sign)
        children = [] if sign.erased else asked_in(self._ws, film.id)
        if children:
            views = ViewRow(children, child_views(self._ws, film.id), read_only=self._casework.read_only)
            views.asked.connect(partial(self.ask_view, film.id))
            made.show_views(views)
        return made

    def _section(self, cycle: Cycle, words: KindWords) -> CycleSection:
        heading = cycle_heading(cycle, words.cycle)
        made = CycleSection(cycle, words.parts, self.rows, heading=heading, read_only=self._casework.read_only)
        made.edit_asked.connect(partial(self.edit_cycle, cycle.id))
        made.remove_asked.connect(partial(self._remove_cycle, cycle.id))
        return made

    def _add_others(self, *, titled: bool) -> None:
        placed = {film.recording for section in self.sections.values() for film in section.cycle.films}
        others = [shown for film, shown in self.rows.items() if film not in placed]
        if others and titled:
            self._list.addWidget(label(tr("Films in no cycle yet"), "small"))
        for shown in others:
            self._list.addWidget(shown)

    def _keep_film(self, card: FilmCard, facts: FilmFacts) -> None:
        self.leave_form()
        film = card.id
        named = self._casework.do(CaseStep.FILM_LABEL, partial(edits.film_named, film=film, label=facts.label))
        if named and self._casework.do(
            CaseStep.FILM_PEOPLE, partial(edits.film_with_people, film=film, people=facts.people)
        ):
            self.place_film(film, facts.place)

    def _keep_view(self, film: RecordingId, child: PersonId, stance: Stance, words: str, by: str) -> None:
        try:
            hear_view(self._ws, film, child, stance, words, by)
        except (VigtoolError, OSError) as error:
            self._casework.failed.emit(error)
            return
        self.leave_form()
        self._casework.changed.emit()

    def _keep_cycle(self, cycle_id: CycleId, name: str, question: str) -> None:
        self.leave_form()
        self._casework.do(
            CaseStep.CYCLE_WORDS, partial(edits.cycle_described, cycle_id=cycle_id, name=name, question=question)
        )

    def _keep_clock(self, film: RecordingId, other: str, lag_ns: int, by: SyncedBy) -> None:
        self.leave_form()
        self._casework.do(
            CaseStep.FILMS_SYNCED,
            partial(edits.films_synced, film=film, other=RecordingId(other), lag_ns=lag_ns, by=by),
        )

    def _unsync(self, film: RecordingId) -> None:
        self.leave_form()
        self._casework.do(CaseStep.FILM_UNSYNCED, partial(edits.film_unsynced, film=film))

    def _remove_cycle(self, cycle_id: CycleId) -> None:
        self._casework.do(CaseStep.CYCLE_REMOVED, partial(edits.without_cycle, cycle_id=cycle_id))

    def _put_away(self, film: RecordingId) -> None:
        self.leave_form()
        self._casework.do(CaseStep.FILM_AWAY, partial(edits.film_put_away, film=film))

    def bring_back(self, film: str) -> None:
        """Bring the card of a film back that was put away."""
        self._casework.do(CaseStep.FILM_BACK, partial(edits.film_brought_back, film=RecordingId(film)))
