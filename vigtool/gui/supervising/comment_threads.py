"""The comments on a film, thread by thread, each with what can be done about it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.comments import Comment
from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, column, lines
from vigtool.gui.shared.spoken_times import spoken_time
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.play_button import Listening, PlayButton
from vigtool.services.contacts import contacts
from vigtool.services.spoken_hearing import spoken_length
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class CommentThreads(QWidget):
    """``answer_asked``, ``edit_asked``, ``back_asked`` carry the Comment; ``play_buttons`` are by the comments' ids."""

    answer_asked = Signal(object)
    edit_asked = Signal(object)
    back_asked = Signal(object)

    def __init__(self, ws: Workspace, listening: Listening, place: Callable[[Comment], str]) -> None:
        """``place`` says where a comment stands."""
        super().__init__()
        self._ws, self._listening, self._place = ws, listening, place
        self._names = {one.id: one.name for one in contacts(ws)}
        self.play_buttons: dict[str, PlayButton] = {}
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(Space.MEDIUM)

    def show_threads(self, threads: Sequence[Sequence[Comment]]) -> None:
        """Show these, and nothing else."""
        self._listening.stop()
        clear(self._list)
        self.play_buttons = {}
        for thread in threads:
            self._list.addLayout(self._thread(thread))
        if not threads:
            self._list.addWidget(label(tr("Nothing is said about this film yet."), "muted", wrap=True))

    def who(self, comment: Comment) -> str:
        """Whose comment it is."""
        if comment.by is None:
            return tr("You")
        return self._names.get(comment.by, tr("somebody who is no contact any more"))

    def _thread(self, thread: Sequence[Comment]) -> QVBoxLayout:
        first, *others = thread
        made = column(label(self._place(first), "field", wrap=True), gap=Space.HAIR)
        made.addLayout(self._said(first))
        for one in others:
            below = self._said(one)
            below.setContentsMargins(Space.WIDE, 0, 0, 0)
            made.addLayout(below)
        return made

    def _said(self, comment: Comment) -> QVBoxLayout:
        when = spoken_time(comment.made_at.astimezone())
        words = comment.text or tr("A spoken comment")
        made = column(label(words, wrap=True), label(f"{self.who(comment)}  ·  {when}", "small", wrap=True), gap=0)
        deeds: list[QWidget] = []
        if comment.sound is not None:
            deeds.append(self._play_button(comment))
        if not self._ws.read_only:
            deeds += self._deeds(comment, words)
        if deeds:
            made.addLayout(lines(*deeds))
        return made

    def _play_button(self, comment: Comment) -> PlayButton:
        who = self.who(comment)
        made = PlayButton(tr("spoken comment, {name}").format(name=who))
        try:
            made.show_length(spoken_length(self._ws, comment))
        except (VigtoolError, OSError):
            made.show_length(None)  # listening to it says what is wrong
        made.clicked.connect(partial(self._play_clicked, made, comment))
        self.play_buttons[comment.id] = made
        return made

    def _deeds(self, comment: Comment, words: str) -> list[QWidget]:
        found = [(self.answer_asked, tr("Answer"), tr("Answer: {words}"))]
        if comment.by is None:
            found.append((self.edit_asked, tr("Change"), tr("Change: {words}")))
            found.append((self.back_asked, tr("Take it back"), tr("Take back: {words}")))
        made: list[QWidget] = []
        for signal, caption, name in found:
            button = Button(caption, "", Rank.LINK)
            button.setAccessibleName(name.format(words=words))
            button.clicked.connect(partial(self._clicked, signal, comment))
            made.append(button)
        return made

    def _play_clicked(self, button: PlayButton, comment: Comment, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        self._listening.toggle(button, comment)

    def _clicked(self, signal: SignalInstance, comment: Comment, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's value
        signal.emit(comment)
