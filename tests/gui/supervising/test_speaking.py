"""Spoken comments in the window: recorded, listened to, thrown away, kept, heard."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.preparing.sounding import Device
from tests.gui.supervising.voices import SpokenInto
from tests.spoken_sounds import TONE, flac_of, wav_of
from vigtool.domain.comments import Comment
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.purposes import Purposes
from vigtool.gui.supervising.comments_dialog import CommentsDialog
from vigtool.gui.supervising.microphone import Trouble
from vigtool.gui.workplace import Workplace
from vigtool.services.comments import CommentDesk, comments_of
from vigtool.services.consents import record_consent
from vigtool.services.recordings import recordings
from vigtool.services.spoken_comments import sound_of


class Room:
    """The comments on the family's film, with a microphone and loudspeakers that a test has in its hands."""

    def __init__(self, family: Family, qtbot: QtBot, microphone: SpokenInto, output: Device) -> None:
        self.family, self.microphone, self.output = family, microphone, output
        self.film: RecordingId = recordings(family.ws, family.case.id)[0].id
        self.desk = CommentDesk(family.ws, self.film)
        self._qtbot = qtbot

    def dialog(self) -> CommentsDialog:
        made = CommentsDialog(self.family.ws, self.film, {}, microphone=self.microphone, output=self.output)
        self._qtbot.addWidget(made)
        made.show()
        return made

    def said(self) -> list[Comment]:
        return comments_of(self.family.ws, self.film)


@pytest.fixture
def room(family: Family, chosen: MomentId, qtbot: QtBot) -> Room:
    assert chosen
    return Room(family, qtbot, SpokenInto(), Device())


def test_what_is_spoken_is_listened_to_and_kept(room: Room, qtbot: QtBot) -> None:
    dialog = room.dialog()
    speaking = dialog.speaking
    assert not dialog.say_button.isEnabled()
    speaking.speak_button.click()
    assert (speaking.stop_button.isVisible(), speaking.speak_button.isVisible()) == (True, False)
    for _half in range(3):
        room.microphone.speak()
    assert speaking.level.part > 0
    assert "0:01" in speaking.time.text()
    assert not dialog.say_button.isEnabled()
    speaking.stop_button.click()
    assert not room.microphone.on
    assert "0:02" in speaking.listen_button.text()
    speaking.listen_button.click()
    qtbot.waitUntil(lambda: room.output.has_played(1.6), timeout=20_000)
    heard = room.output.samples()
    assert np.array_equal(np.rint(heard[: 3 * len(TONE)] * 32768), np.tile(TONE, 3))
    assert not heard[3 * len(TONE) :].any()
    room.output.time = 1.5
    qtbot.waitUntil(lambda: not speaking.listen_button.playing, timeout=20_000)
    dialog.words.setPlainText("Kuuntele")
    dialog.say_button.click()
    (made,) = room.said()
    assert made.text == "Kuuntele"
    assert sound_of(room.family.ws, made)[1] == wav_of(np.tile(TONE, 3))
    assert (speaking.voice, speaking.speak_button.isVisible()) == (None, True)
    assert list(dialog.threads.play_buttons) == [made.id]


def test_it_can_be_thrown_away_and_spoken_anew(room: Room) -> None:
    dialog = room.dialog()
    for _time in range(2):
        dialog.speaking.speak_button.click()
        room.microphone.speak()
        dialog.speaking.stop_button.click()
        dialog.speaking.away_button.click()
        assert (dialog.speaking.voice, dialog.say_button.isEnabled()) == (None, False)


@pytest.mark.parametrize("trouble", [Trouble.MISSING, Trouble.REFUSED])
def test_without_a_microphone_there_is_a_next_step(
    family: Family, chosen: MomentId, qtbot: QtBot, trouble: Trouble
) -> None:
    assert chosen
    dialog = Room(family, qtbot, SpokenInto(trouble), Device()).dialog()
    dialog.speaking.speak_button.click()
    assert dialog.message.isVisible()
    assert dialog.message.accessibleName().endswith("Or write.")
    assert dialog.speaking.speak_button.isVisible()


def test_what_was_spoken_before_the_microphone_went_is_there(room: Room) -> None:
    dialog = room.dialog()
    dialog.speaking.speak_button.click()
    room.microphone.speak()
    room.microphone.lose()
    assert dialog.message.isVisible()
    assert dialog.speaking.voice is not None
    assert dialog.speaking.voice.pcm == TONE.tobytes()
    assert (dialog.speaking.listen_button.isVisible(), dialog.say_button.isEnabled()) == (True, True)


def test_after_five_minutes_it_ends_by_itself(room: Room) -> None:
    dialog = room.dialog()
    dialog.speaking.speak_button.click()
    slow = 100
    room.microphone.speak(bytes(2 * slow * 299), slow)
    assert dialog.speaking.recording.running
    room.microphone.speak(bytes(2 * slow * 2), slow)
    assert not room.microphone.on
    assert dialog.speaking.voice is not None
    assert dialog.speaking.voice.seconds == 300
    assert dialog.message.isVisible()


def test_silence_is_told(room: Room) -> None:
    dialog = room.dialog()
    dialog.speaking.speak_button.click()
    room.microphone.speak(bytes(2 * 48_000 * 4))
    assert "?" in dialog.speaking.time.text()
    room.microphone.speak()
    assert "?" not in dialog.speaking.time.text()


def test_what_was_spoken_is_not_lost_by_closing(room: Room) -> None:
    dialog = room.dialog()
    dialog.speaking.speak_button.click()
    room.microphone.speak()
    dialog.close_button.click()
    assert (dialog.isVisible(), room.microphone.on) == (True, False)
    assert dialog.message.isVisible()
    dialog.speaking.away_button.click()
    dialog.close_button.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize("sound", [wav_of(TONE), flac_of(TONE)], ids=["wav", "flac"])
def test_a_spoken_comment_is_heard_and_stopped(room: Room, qtbot: QtBot, sound: bytes) -> None:
    made = room.desk.add("", sound=sound)
    dialog = room.dialog()
    button = dialog.threads.play_buttons[made.id]
    button.click()
    assert button.playing
    qtbot.waitUntil(lambda: room.output.has_played(0.5), timeout=60_000)
    assert np.array_equal(np.rint(room.output.samples()[: len(TONE)] * 32768), TONE)
    button.click()
    assert not button.playing
    assert not dialog.listening.player.playing


def test_what_cannot_be_heard_is_told(room: Room, qtbot: QtBot) -> None:
    broken = room.desk.add("", sound=b"fLaC" + bytes(100))
    whole = room.desk.add("", sound=wav_of(TONE))
    dialog = room.dialog()
    dialog.threads.play_buttons[broken.id].click()
    qtbot.waitUntil(dialog.message.isVisible, timeout=60_000)
    assert not dialog.threads.play_buttons[broken.id].playing
    room.output.there = False
    dialog.threads.play_buttons[whole.id].click()
    qtbot.waitUntil(dialog.message.isVisible, timeout=60_000)
    assert not dialog.threads.play_buttons[whole.id].playing
    record_consent(room.family.ws, room.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    dialog.threads.play_buttons[whole.id].click()
    assert dialog.message.isVisible()
    assert not dialog.listening.job.running


def test_nothing_is_heard_once_the_window_is_hidden_or_loudspeakers_are_gone(room: Room, qtbot: QtBot) -> None:
    made = room.desk.add("", sound=wav_of(TONE))
    dialog = room.dialog()
    button = dialog.threads.play_buttons[made.id]
    button.click()
    qtbot.waitUntil(lambda: room.output.has_played(0.1), timeout=60_000)
    room.output.time = None
    qtbot.waitUntil(lambda: not button.playing, timeout=20_000)
    assert dialog.message.isVisible()
    room.output.time = 0.0
    button.click()
    qtbot.waitUntil(lambda: dialog.listening.player.playing, timeout=60_000)
    dialog.hide()
    assert not dialog.listening.player.playing
    assert not room.output.there


def test_an_own_comment_is_worded_otherwise_where_it_stands(room: Room) -> None:
    made = room.desk.add("Katso")
    spoken = room.desk.add("", sound=wav_of(TONE))
    dialog = room.dialog()
    dialog.words.setPlainText("Kesken")
    dialog.edit(made)
    assert (dialog.words.toPlainText(), dialog.speaking.isVisible()) == ("Katso", False)
    dialog.words.setPlainText("Katso!")
    dialog.say_button.click()
    assert dialog.words.toPlainText() == "Kesken"
    dialog.edit(spoken)
    dialog.words.setPlainText("Tuossa")
    dialog.leave_button.click()
    assert (dialog.words.toPlainText(), dialog.leave_button.isVisible()) == ("Kesken", False)
    assert sorted((one.text, one.sound) for one in room.said()) == sorted(
        (("Katso!", None), ("", spoken.sound)), key=str
    )


def test_who_speaks_uses_the_window(room: Room, place: Workplace) -> None:
    dialog = CommentsDialog(room.family.ws, room.film, {}, place, microphone=room.microphone, output=room.output)
    assert not place.in_use
    dialog.speaking.speak_button.click()
    assert place.in_use
    dialog.speaking.stop_button.click()
    assert not place.in_use
    dialog.speaking.forget()
