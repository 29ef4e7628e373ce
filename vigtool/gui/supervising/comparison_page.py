"""The page on which a supervisor sees the trainee's moments beside the own, after the blind pass."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.exchange.comparison import Side
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_target, documents
from vigtool.gui.shared.guest_films import film_name
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card, Page
from vigtool.gui.shared.unfolding import Unfolding
from vigtool.gui.supervising.comparison_view import ComparisonView
from vigtool.gui.supervising.research_figures import ResearchFigures
from vigtool.services.comparison import Compared, ComparisonExport, GuestComparing
from vigtool.services.workspace import Workspace
from vigtool.wording.comparison_words import summary_words
from vigtool.wording.translation import language, tr

RESEARCH: Final = "research"


class ComparisonPage(Page):
    """``frame_asked`` carries a RecordingId and a frame to be shown in Prepare; ``left``: back to the guests."""

    frame_asked = Signal(str, int)
    left = Signal()

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        told = tr("What both of you noticed, what each alone did, and how they differ. It is no score.")
        super().__init__(tr("Side by side"), told, parent=parent)
        self._ws = ws
        self._case = CaseId("")
        self._compared: Compared | None = None
        self.back = Button(tr("Back"), "arrow-left")
        self.save = Button(tr("Save the comparison…"), "save")
        self.film = QComboBox()
        self.film.setAccessibleName(tr("Film"))
        self.job, self.message = JobPanel(), MessagePanel()
        self.view_of = ComparisonView(ws, (Side.TRAINEE, Side.SUPERVISOR))
        self.card = Card(tr("Moments of both"))
        self.card.head.addWidget(self.film)
        self.figures = ResearchFigures()
        self.research = Unfolding({RESEARCH: (tr("Figures for research"), self.figures)})
        for one in (self.view_of, self.research):
            self.card.body.addWidget(one)
        for button in (self.back, self.save):
            self.title_row.addWidget(button)
        for part in (self.message, self.job, self.card):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.card.hide()
        self._wire()

    def show_guest(self, case_id: CaseId) -> None:
        """Compare a guest's marks with one's own."""
        self._case = case_id
        self.card.hide()
        self._compare(self._show, research=False)

    def work_out_figures(self) -> None:
        """Work out the agreement for research; from then on what is saved has it, too."""
        self._compare(self._show_figures, research=True)

    def _compare(self, show: Callable[[Compared], None], *, research: bool) -> None:
        self.message.clear()
        self.save.setEnabled(False)
        try:
            job = GuestComparing(self._ws, self._case, research=research)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.job.start(tr("Laying the moments side by side…"), job, show)

    def save_to(self, out: Path) -> None:
        """Hand the comparison out."""
        self.message.clear()
        if self._compared is None:
            return
        try:
            job = ComparisonExport(self._ws, self._compared, out, language(), summary_words)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.job.start(tr("Saving the comparison…"), job, self._saved)

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    def first_field(self) -> QWidget | None:
        """The list of moments."""
        return self.view_of.list

    def _show(self, compared: Compared) -> None:
        self._compared = compared
        self.film.clear()
        self.film.addItems([film_name(self._ws, one.recording) for one in compared.films])
        self.film.setVisible(len(compared.films) > 1)
        self.save.setEnabled(not self._ws.read_only)
        self.card.show()
        self.view_of.list.setFocus()

    def _show_figures(self, compared: Compared) -> None:
        self._compared = compared
        self.save.setEnabled(not self._ws.read_only)
        self.figures.tell(compared.films[self.film.currentIndex()].agreement)

    @Slot(int)
    def _choose(self, place: int) -> None:
        if self._compared is not None and 0 <= place < len(self._compared.films):
            self.view_of.tell(self._compared.films[place])
            self.figures.tell(self._compared.films[place].agreement)

    @Slot(str)
    def _turned(self, key: str) -> None:
        if key == RESEARCH and not self.figures.rows and not self.job.running:
            self.work_out_figures()

    @Slot()
    def _save(self) -> None:
        pages, table, name = tr("Pages to print (PDF)"), tr("Table for Excel (CSV)"), tr("comparison")
        kinds = f"{pages} (*.pdf);;{table} (*.csv);;JSON (*.json)"
        out = choose_target(self, tr("Save the comparison"), documents() / f"{name}.pdf", kinds)
        if out is not None:
            self.save_to(out)

    def _saved(self, _sha256: str) -> None:
        told = tr("Frames, times and principles are in it, and nobody's words. It is on record.")
        self.message.tell(tr("The comparison is saved."), told)

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self.message.explain(error)

    @Slot()
    def _cancelled(self) -> None:
        self.message.tell(tr("Stopped, as you asked."), tr("Nothing half-done was left behind."))

    def _wire(self) -> None:
        self.film.currentIndexChanged.connect(self._choose)
        self.view_of.frame_asked.connect(self.frame_asked)
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(self._save)
        self.research.turned.connect(self._turned)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)
