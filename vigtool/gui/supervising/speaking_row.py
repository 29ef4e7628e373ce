"""Speaking a comment: record it, listen to it, throw it away; it is kept when the comment is said."""

from fractions import Fraction
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.shared.announcing import announce
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.spoken_times import spoken_length
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.level_bar import LevelBar
from vigtool.gui.supervising.microphone import Microphone, Trouble
from vigtool.gui.supervising.play_button import Listening, PlayButton
from vigtool.gui.supervising.voice import Voice
from vigtool.gui.supervising.voice_recording import MOST_SECONDS, Full, VoiceRecording
from vigtool.wording.translation import tr

PATIENCE_S: Final = 3
"""Seconds of silence after which it is said that nothing is heard."""


class SpeakingRow(QWidget):
    """``changed`` when something was spoken, or is no more."""

    changed = Signal()

    def __init__(self, listening: Listening, message: MessagePanel, microphone: Microphone | None = None) -> None:
        super().__init__()
        self._listening, self._message = listening, message
        self.recording = VoiceRecording(microphone, self)
        self.speak_button = Button(tr("Speak it"), "mic")
        self.stop_button = Button(tr("Stop speaking"), "square")
        self.listen_button = PlayButton(tr("your spoken comment"))
        self.away_button = Button(tr("Throw away"), "trash-2", Rank.LINK, name=tr("Throw away what you spoke"))
        self.time = label("", "small", wrap=True)
        self.level = LevelBar()
        self._lay_out()
        for button, deed in (
            (self.speak_button, self.start),
            (self.stop_button, self.recording.stop),
            (self.listen_button, self._listen),
            (self.away_button, self.forget),
        ):
            button.clicked.connect(deed)
        self.recording.changed.connect(self._show_time)
        self.recording.ended.connect(self._tell_end)
        self._show_state()

    @property
    def voice(self) -> Voice | None:
        """What was spoken and not said yet; None while it is still being spoken."""
        return None if self.recording.running else self.recording.voice

    @property
    def holds_something(self) -> bool:
        """Whether something would be lost now."""
        return self.recording.running or self.recording.voice is not None

    @Slot()
    def start(self) -> None:
        """Record from now on."""
        self._listening.stop()
        self._message.clear()
        self.level.part = 0.0
        self.recording.start()
        self._show_state()
        self._show_time()
        if self.recording.running:
            self.stop_button.setFocus()

    @Slot()
    def forget(self) -> None:
        """Let go of what was spoken."""
        self._listening.stop()
        self.recording.forget()
        self._show_state()
        self.speak_button.setFocus()

    @Slot()
    def _listen(self) -> None:
        voice = self.voice
        if voice is not None:
            self._listening.toggle(self.listen_button, voice)

    @Slot()
    def _show_time(self) -> None:
        now = self.recording
        self.level.show_level(now.level)
        if now.running and not now.was_heard and now.seconds >= PATIENCE_S:
            self.time.setText(tr("Nothing is heard yet. Is the microphone switched on?"))
            return
        told = tr("{time} of at most {limit}")
        limit = spoken_length(Fraction(MOST_SECONDS))
        self.time.setText(told.format(time=spoken_length(Fraction(int(now.seconds))), limit=limit))

    @Slot(object)
    def _tell_end(self, why: Trouble | Full | None) -> None:
        """Say why it ended; what was spoken until then can be heard."""
        self._show_state()
        (self.speak_button if self.voice is None else self.listen_button).setFocus()
        spoken = self.voice is not None
        match why:
            case Full.FULL:
                self._message.tell(
                    tr("A spoken comment has at most five minutes."), tr("Say this one, then speak another.")
                )
            case Trouble.MISSING:
                self._message.warn(
                    tr("No microphone was found that can be used."),
                    tr("Connect one, see that no other program holds it, and press Speak it again. Or write."),
                )
            case Trouble.REFUSED:
                self._message.warn(
                    tr("This computer does not let vigtool use the microphone."),
                    tr("Allow it in the settings of the system, under privacy. Or write."),
                )
            case Trouble.LOST if spoken:
                self._message.warn(
                    tr("The microphone is gone. What you spoke until then is here."),
                    tr("Listen to it; then say it, or throw it away and speak again."),
                )
            case Trouble.LOST:
                self._message.warn(
                    tr("The microphone gives nothing."), tr("Connect it once more and press Speak it again. Or write.")
                )
            case None:
                announce(self, tr("Stopped."))

    def _show_state(self) -> None:
        running, voice = self.recording.running, self.voice
        self.speak_button.setVisible(not running and voice is None)
        for part in (self.stop_button, self.level, self.time):
            part.setVisible(running)
        for part in (self.listen_button, self.away_button):
            part.setVisible(voice is not None)
        if voice is not None:
            self.listen_button.show_length(Fraction(round(voice.seconds)))
        self.changed.emit()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.SMALL)
        whole.addLayout(lines(self.speak_button, self.stop_button, self.listen_button, self.away_button))
        whole.addWidget(self.level)
        whole.addWidget(self.time)
