"""The button with which something spoken is heard, and one place that lets one thing at a time be heard."""

from fractions import Fraction

from PySide6.QtCore import QObject, Slot

from vigtool.domain.comments import Comment
from vigtool.domain.errors import VigtoolError
from vigtool.gui.playing.speaker import Output
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.jobs import JobRunner
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.spoken_times import spoken_length
from vigtool.gui.supervising.voice import Voice
from vigtool.gui.supervising.voice_player import VoicePlayer
from vigtool.services.spoken_hearing import SpokenHearing
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class PlayButton(Button):
    """Says how long it is, and Stop while it is heard. ``about`` tells a screen reader what is heard."""

    def __init__(self, about: str) -> None:
        super().__init__("", "play")
        self._about = about
        self._seconds: Fraction | None = None
        self.playing = False
        self.show_length(None)

    def show_length(self, seconds: Fraction | None) -> None:
        """Say how long it is, at least a second; None where that is not known."""
        self._seconds = None if seconds is None else max(seconds, Fraction(1))
        self._say()

    def show_playing(self, *, playing: bool) -> None:
        """Be what stops it, or what begins it."""
        self.playing = playing
        self.set_icon("square" if playing else "play")
        self._say()

    def _say(self) -> None:
        if self.playing:
            words = tr("Stop listening")
        elif self._seconds is None:
            words = tr("Listen")
        else:
            words = tr("Listen, {length}").format(length=spoken_length(self._seconds))
        self.set_words(words)
        self.setAccessibleName(f"{words}: {self._about}")


class Listening(QObject):
    """Plays what is kept of a comment, decoded by the engine, or a voice in memory; ``message`` says what is wrong."""

    def __init__(
        self, ws: Workspace, message: MessagePanel, output: Output | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ws, self._message = ws, message
        self.player = VoicePlayer(output, self)
        self.job = JobRunner(self)
        self._button: PlayButton | None = None
        self.player.ended.connect(self.stop)
        self.player.lost.connect(self._lose)
        self.job.done.connect(self._hear)
        self.job.failed.connect(self._fail)

    def toggle(self, button: PlayButton, what: Voice | Comment) -> None:
        """Let it be heard from its beginning, instead of what is heard now; or stop it."""
        again = button is self._button
        self.stop()
        if again:
            return
        self._message.clear()
        if isinstance(what, Voice):
            self._button = button
            self._play(what)
            return
        try:
            job = SpokenHearing(self._ws, what)
        except (VigtoolError, OSError) as error:
            self._message.explain(error)
            return
        self._button = button
        button.show_playing(playing=True)
        self.job.start(job)

    @Slot()
    def stop(self) -> None:
        """Be silent."""
        self.player.stop()
        self.job.stop()
        button, self._button = self._button, None
        if button is not None:
            button.show_playing(playing=False)

    def close(self) -> None:
        """Be silent for good."""
        self.stop()
        self.player.close()

    @Slot(object)
    def _hear(self, pcm: bytes) -> None:
        self._play(Voice(pcm))

    def _play(self, voice: Voice) -> None:
        if self._button is None:
            return
        if self.player.play(voice):
            self._button.show_playing(playing=True)
            return
        self.stop()
        self._message.warn(
            tr("There is nothing here to hear it with."),
            tr("Connect loudspeakers or headphones, then press Listen again."),
        )

    @Slot(object)
    def _fail(self, error: VigtoolError | OSError) -> None:
        self.stop()
        self._message.explain(error)

    @Slot()
    def _lose(self) -> None:
        self.stop()
        self._message.warn(tr("The loudspeakers or headphones are gone."), tr("Connect them, then press Listen again."))
