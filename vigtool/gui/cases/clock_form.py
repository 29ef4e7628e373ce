"""Putting two films that ran at the same time on one clock: by a sound that both heard, or by ear."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from vigtool.domain.cases import Recording
from vigtool.domain.cycles import NANOSECONDS, Cycle, SyncedBy, seconds_between
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import RecordingId
from vigtool.gui.cases.seconds_field import PLACES, SecondsField
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.spoken_times import locale
from vigtool.gui.shared.tokens import Space
from vigtool.services.offsets import OffsetSearch, Suggestion
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class ClockForm(QFrame):
    """``given`` carries the other film (RecordingId), nanoseconds and a ``SyncedBy``; ``off_asked``, ``left`` nothing.

    The nanoseconds say how much later this film begins than the other.
    """

    given = Signal(str, object, object)
    off_asked = Signal()
    left = Signal()

    def __init__(self, ws: Workspace, film: Recording, others: Sequence[Recording], cycle: Cycle) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self._ws, self._film, self._cycle = ws, film, cycle
        self._others = {one.id: one for one in others}
        self._suggested: Suggestion | None = None
        self.other = NameChoice()
        for one in others:
            self.other.addItem(one.label, one.id)
        self.now = label("", "muted", wrap=True)
        self.listen_button = Button(tr("Find a sound that both heard"), "volume-2")
        self.job = JobPanel()
        self.message = MessagePanel()
        self.found = label("", wrap=True)
        self.use_button = Button(tr("Use it"), "check")
        self.here, self.there = SecondsField(film.duration), SecondsField(film.duration)
        self.ear_button = Button(tr("Use these times"), "check")
        self.off_button = Button(tr("Not at the same time after all"), "", Rank.QUIET)
        self.leave_button = Button(tr("Leave it as it was"), "", Rank.QUIET)
        self._lay_out()
        self._connect()
        self._show_other()

    @property
    def other_film(self) -> RecordingId:
        """The film that is chosen beside this one."""
        return RecordingId(self.other.currentData())

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    @Slot()
    def listen(self) -> None:
        """Look for a sound that both films hold."""
        self._forget()
        try:
            search = OffsetSearch(self._ws, self._film.id, self.other_film)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.listen_button.setEnabled(False)
        self.job.start(tr("Listening to both films\N{HORIZONTAL ELLIPSIS}"), search, self._suggest)

    def _suggest(self, found: Suggestion) -> None:
        self.listen_button.setEnabled(True)
        self._suggested = found
        words = [_later(found.lag, self._film, self._others[found.other])]
        if found.onsets == 1:
            words.append(tr("It rests on a single sound: look at both films at that time before you use it."))
        self.found.setText(" ".join(words))
        self.found.show()
        self.use_button.show()

    @Slot()
    def _use(self) -> None:
        if self._suggested is not None:
            lag = int(self._suggested.lag * NANOSECONDS)
            self.given.emit(self._suggested.other, lag, SyncedBy.CLAP)

    @Slot()
    def _use_ear(self) -> None:
        later = self.there.seconds - self.here.seconds
        self.given.emit(self.other_film, int(later * NANOSECONDS), SyncedBy.EAR)

    @Slot()
    def _show_other(self) -> None:
        self._forget()
        other = self._others[self.other_film]
        self.there.set_longest(other.duration)
        mine, its = self._cycle.place_of(self._film.id), self._cycle.place_of(other.id)
        lag = None if mine is None or its is None else seconds_between(mine, its)
        self.now.setText(tr("Not on one clock yet.") if lag is None else _later(lag, self._film, other))
        self.off_button.setVisible(mine is not None and mine.synced_by is not None)

    @Slot()
    def _forget(self) -> None:
        self._suggested = None
        self.message.clear()
        self.listen_button.setEnabled(True)
        self.found.hide()
        self.use_button.hide()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self._forget()
        self.message.explain(error)

    def _connect(self) -> None:
        self.other.currentIndexChanged.connect(self._show_other)
        self.listen_button.clicked.connect(self.listen)
        self.use_button.clicked.connect(self._use)
        self.ear_button.clicked.connect(self._use_ear)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._forget)
        self.off_button.clicked.connect(lambda _checked=False: self.off_asked.emit())
        self.leave_button.clicked.connect(lambda _checked=False: self.left.emit())

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(tr("Two films of the same time"), "section", wrap=True))
        page.addLayout(field(tr("The film that ran beside {film}").format(film=self._film.label), self.other))
        page.addWidget(self.now)
        page.addLayout(row(self.listen_button, None))
        for part in (self.job, self.message, self.found):
            page.addWidget(part)
        page.addLayout(row(self.use_button, None))
        page.addWidget(label(tr("Or by ear: where do you hear the same sound in each, such as a clap?"), wrap=True))
        page.addLayout(
            row(
                field(tr("In this film (seconds)"), self.here),
                field(tr("In the other film (seconds)"), self.there),
                None,
            )
        )
        page.addLayout(row(self.ear_button, None))
        page.addLayout(row(self.off_button, self.leave_button, None))


def _later(lag: Fraction, film: Recording, other: Recording) -> str:
    seconds = locale().toString(float(abs(lag)), "f", PLACES)
    words = (
        tr("{film} begins {seconds} s after {other}.") if lag >= 0 else tr("{film} begins {seconds} s before {other}.")
    )
    return words.format(film=film.label, seconds=seconds, other=other.label)
