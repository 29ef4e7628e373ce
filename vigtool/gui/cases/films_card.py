"""The films of a case: bring in, open."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.case_edits import CaseStep, with_cycle
from vigtool.domain.cases import Recording
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CycleId
from vigtool.gui.cases.casework import Casework
from vigtool.gui.cases.cycle_place import CyclePlace, Place, next_place
from vigtool.gui.cases.drop_area import DropArea
from vigtool.gui.cases.film_list import FilmList
from vigtool.gui.cases.import_form import ImportForm
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.refusal_panel import RefusalPanel
from vigtool.services.errors import ConsentRefused, DuplicateFilm
from vigtool.services.identifying import new_identifier
from vigtool.services.people import people
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class FilmsCard(Card):
    """``film_chosen`` carries a RecordingId; ``changed`` says that a film came in, ``spoke`` which panel has news."""

    film_chosen = Signal(str)
    changed = Signal()
    consents_asked = Signal()
    spoke = Signal(object)
    erase_asked = Signal(object)

    def __init__(self, ws: Workspace, casework: Casework, words: Callable[[], KindWords]) -> None:
        super().__init__(tr("Films"))
        self._ws, self._casework, self._words = ws, casework, words
        self._case_id = casework.book.case.id
        self._brought: list[Recording] = []
        self._place = Place(None, next(iter(words().parts)))
        self._last_source = Path()
        self.message = MessagePanel()
        self.refusal = RefusalPanel()
        self.refusal.consents_asked.connect(self.consents_asked)
        self.form: ImportForm | None = None
        self.drop: DropArea | None = None
        self.list = FilmList(ws, casework, words)
        self.list.film_chosen.connect(self.film_chosen)
        self.list.spoke.connect(self.spoke)
        self.list.erase_asked.connect(self.erase_asked)
        self.cycle_button = Button(tr("New cycle"), "plus", Rank.QUIET)
        if ws.read_only:
            self.cycle_button.hide()
        self.cycle_button.clicked.connect(self._add_cycle)
        self.head.addWidget(self.cycle_button)
        self.planned = label("", "small", wrap=True)
        self.body.addWidget(self.planned)
        self._import_place = QVBoxLayout()
        self.body.addWidget(self.list)
        self.body.addLayout(self._import_place)
        for panel in (self.message, self.refusal):
            self.body.addWidget(panel)
        self.refresh()

    @property
    def busy(self) -> bool:
        """Whether a film is being brought in, or films are listened to."""
        return self.list.busy or (self.form is not None and self.form.job.running)

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.list.leave_form()
        if self.form is not None:
            self.form.stop()

    def refresh(self) -> None:
        """Show the films as they are now."""
        words = self._words()
        planned = words.kind.cycles
        usual = tr("{cycle}: {fewest} to {most} are usual")
        self.planned.setText(usual.format(cycle=words.cycle, fewest=planned.fewest, most=planned.most))
        self.list.refresh()
        if self.form is None:
            named = bool(people(self._ws, self._case_id))
            self._offer_place(urgent=named and not self.list.rows)

    @Slot(object)
    def offer(self, films: Sequence[Path]) -> None:
        """Ask who is in the films before they are brought in."""
        self.message.clear()
        self.refusal.clear()
        clear(self._import_place)
        self._brought = []
        self._last_source = films[0]
        book, words = self._casework.book, self._words()
        place = CyclePlace(book.cycles, next_place(book.cycles), words.cycle, words.parts)
        self.form = ImportForm(self._ws, self._case_id, films, people(self._ws, self._case_id), place)
        self.form.brought_in.connect(self._one_more)
        self.form.ended.connect(self._ended)
        self._import_place.addWidget(self.form)
        self.form.start_button.setFocus()

    def _offer_place(self, *, urgent: bool) -> None:
        clear(self._import_place)
        if self._ws.read_only:
            return
        if not people(self._ws, self._case_id):
            self._import_place.addWidget(label(tr("First name the people who are in the film."), "muted", wrap=True))
            return
        self.drop = DropArea(urgent=urgent)
        self.drop.films_given.connect(self.offer)
        self._import_place.addWidget(self.drop)

    @Slot(object)
    def _one_more(self, film: Recording) -> None:
        if self.form is not None:
            self._put_in_cycle(film, self.form.place.place)
        self._brought.append(film)
        self.refresh()

    def _put_in_cycle(self, film: Recording, place: Place) -> None:
        """Several films that are brought in at once belong to one cycle, the new one if one was asked for."""
        first = self._brought[0] if self._brought else None
        mine = None if first is None else self._casework.book.cycle_of(first.id)
        self.list.place_film(film.id, Place(mine.id, place.part) if place.new and mine is not None else place)

    @Slot()
    def _add_cycle(self) -> None:
        cycle_id = CycleId(new_identifier())
        if self._casework.do(CaseStep.CYCLE_ADDED, partial(with_cycle, cycle_id=cycle_id)):
            self.list.edit_cycle(cycle_id)

    @Slot(object)
    def _ended(self, error: VigtoolError | OSError | None) -> None:
        self.form = None
        self.refresh()
        if error is not None:
            self._explain(error)
        elif self._brought:
            count = len(self._brought)
            self.message.tell(
                trn("The film is in the vault.", "{count} films are in the vault.", count).format(count=count),
                tr("The original still lies outside it, in {folder}. When you are sure, delete it there.").format(
                    folder=self._last_source.parent
                ),
            )
            self.message.add_step(tr("Prepare"), "clapperboard", _choosing(self, self._brought[0]))
        if self._brought:
            self.changed.emit()
        for panel in (self.message, self.refusal):
            if not panel.isHidden():
                self.spoke.emit(panel)

    def _explain(self, error: VigtoolError | OSError) -> None:
        if isinstance(error, ConsentRefused):
            names = {person.id: person.name for person in people(self._ws, self._case_id)}
            self.refusal.explain(
                tr("The film waits outside: storing it needs everyone's consent to the guidance."),
                error.refusal,
                names,
                way=tr("Show the consents"),
            )
            return
        self.message.explain(error)
        if isinstance(error, DuplicateFilm):
            known = recording(self._ws, error.recording)
            if known.away and known.case == self._case_id:
                self.message.add_step(tr("Bring back"), "undo-2", lambda: self.list.bring_back(known.id))
            else:
                self.message.add_step(tr("Open it"), "clapperboard", _choosing(self, known))


def _choosing(card: FilmsCard, film: Recording) -> Callable[[], None]:
    return lambda *_checked: card.film_chosen.emit(film.id)
