"""One line of what is being handed out: how far it is, and what can be done with it."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.gui.exporting.errands import UNDER_WAY, Errand, State
from vigtool.gui.exporting.outcomes import Outcome, outcome_of
from vigtool.gui.shared.buttons import Button, Rank, button
from vigtool.gui.shared.choosing import show_in_folder
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.job_panel import STEPS
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import ICON, Space
from vigtool.services.errors import ConsentRefused, NotCovered
from vigtool.wording.refusals import refusal_lines
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import tr, trn

Names = Callable[[], Mapping[PersonId, str]]
"""What the people are called whom a refusal may name."""

_SIGNS: Final = {
    State.WAITING: "hourglass",
    State.RUNNING: "hourglass",
    State.STOPPING: "hourglass",
    State.DONE: "circle-check",
    State.STOPPED: "circle-minus",
    State.KEPT: "shield-check",
}


class ErrandRow(QFrame):
    """``stop_asked``, ``receipt_asked``, ``consents_asked`` and ``cover_asked`` follow its buttons."""

    stop_asked = Signal()
    receipt_asked = Signal()
    consents_asked = Signal()
    cover_asked = Signal()

    def __init__(self, errand: Errand, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.errand, self._names = errand, names
        self.outcome: Outcome | None = None
        self.files = ElidedLabel("", "small")
        self.told = label("", "small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, STEPS)
        self.bar.setAccessibleName(errand.what)
        self.stop_button = Button(tr("Stop"), "x")
        self.stop_button.clicked.connect(self.stop_asked)
        self._shown: State | None = None
        self._sign = row()
        self.folder_button = button(tr("Show in folder"), "folder-open", self._show_folder, Rank.QUIET)
        self.receipt_button = button(tr("Receipt…"), "file-text", self.receipt_asked.emit, Rank.QUIET)
        self.consents_button = button(tr("Go to the consents"), "shield-check", self.consents_asked.emit, Rank.QUIET)
        self.cover_button = button(tr("Go to the first gap"), "eye-off", self.cover_asked.emit, Rank.QUIET)
        ways = row(self.folder_button, self.receipt_button, self.consents_button, self.cover_button, None)
        head = row(self._sign, ElidedLabel(errand.what, "strong"), self.stop_button, gap=Space.MEDIUM)
        head.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
        whole.setSpacing(Space.HAIR)
        whole.addLayout(head)
        whole.addWidget(self.bar)
        below = column(self.files, self.told, ways, gap=Space.HAIR)
        below.setContentsMargins(with_text(ICON) + Space.MEDIUM, 0, 0, 0)  # below the words, not below the sign
        whole.addLayout(below)
        self.show_state(None)

    def show_state(self, seconds_left: float | None) -> None:
        """Show how far it is; ``seconds_left`` is for the one that is under way."""
        errand = self.errand
        if errand.state is not self._shown:
            self._shown = errand.state
            self._show_parts()
        if errand.queued.total > 0:
            self.bar.setValue(errand.queued.done * STEPS // errand.queued.total)
        words = self._words(seconds_left)
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _show_parts(self) -> None:
        state = self.errand.state
        self.bar.setVisible(state in (State.RUNNING, State.STOPPING))
        self.stop_button.setVisible(state in UNDER_WAY)
        self.stop_button.setEnabled(state is not State.STOPPING)
        clear(self._sign)
        self._sign.addWidget(drawing(_SIGNS[state]))
        if state is State.DONE:
            self.outcome = outcome_of(self.errand.report)
            self.files.say(", ".join(path.name for path in self.outcome.files))
        self.files.setVisible(self.outcome is not None)
        self._offer_ways()

    def _offer_ways(self) -> None:
        done, error = self.outcome, self.errand.error
        for way, offered in (
            (self.folder_button, done is not None),
            (self.receipt_button, done is not None and bool(done.seqs)),
            (self.consents_button, isinstance(error, ConsentRefused)),
            (self.cover_button, isinstance(error, NotCovered)),
        ):
            way.setVisible(offered)

    def _show_folder(self) -> None:
        if self.outcome is not None:
            show_in_folder(self.outcome.files[0])

    def _words(self, seconds_left: float | None) -> str:
        match self.errand.state:
            case State.WAITING:
                return tr("It waits for its turn.")
            case State.STOPPING:
                return tr("Stopping…")
            case State.STOPPED:
                return tr("Stopped. Nothing was left behind.")
            case State.RUNNING:
                return left_words(seconds_left)
            case State.KEPT:
                return self._why()
            case State.DONE:
                return "  \N{MIDDLE DOT}  ".join(self._done_words())

    def _done_words(self) -> list[str]:
        outcome = self.outcome
        if outcome is None:
            return []
        return list(outcome.told)

    def _why(self) -> str:
        error = self.errand.error
        if isinstance(error, ConsentRefused):
            return " ".join([tr("It stays in the vault."), *refusal_lines(error.refusal, self._names())])
        if isinstance(error, NotCovered):
            return tr("It stays in the vault: {person} is no longer covered everywhere.").format(
                person=self._names().get(error.person, tr("Somebody"))
            )
        if error is None:
            return ""
        sentence = sentence_for(error)
        return f"{sentence.what} {sentence.next_step}".strip()


def left_words(seconds: float | None) -> str:
    """How long it takes still, in words."""
    if seconds is None:
        return tr("Made and checked: how long it takes shows in a moment.")
    if seconds < 60:  # noqa: PLR2004 - a minute
        count = max(5, round(seconds / 5) * 5)
        return trn("About {count} second left", "About {count} seconds left", count).format(count=count)
    count = round(seconds / 60)
    return trn("About {count} minute left", "About {count} minutes left", count).format(count=count)
