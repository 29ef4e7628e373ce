"""Voices in memory: what microphones give in whatever form, and what is done where there is none."""

import io
import sys
import wave

import numpy as np
import pytest
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QMediaDevices
from pytestqt.qtbot import QtBot

from tests.gui.supervising.voices import SpokenInto
from tests.spoken_sounds import TONE
from vigtool.gui.playing.sound_server import SERVER
from vigtool.gui.playing.speaker import Speaker
from vigtool.gui.supervising.microphone import SystemMicrophone, Trouble
from vigtool.gui.supervising.voice import Voice, loudest
from vigtool.gui.supervising.voice_recording import HEADER, Full, VoiceRecording
from vigtool.gui.supervising.voice_samples import is_understood, to_one_channel
from vigtool.services.spoken_comments import MOST_BYTES, WAV, sound_type

Form = QAudioFormat.SampleFormat


def form(kind: QAudioFormat.SampleFormat, channels: int) -> QAudioFormat:
    made = QAudioFormat()
    made.setSampleFormat(kind)
    made.setChannelCount(channels)
    made.setSampleRate(44_100)
    return made


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Form.Int16, np.array([1000, 2000, -32768, -32768, 32767, 32767, 5], "<i2")),
        (Form.Int32, np.array([1000, 2000, -32768, -32768, 32767, 32767, 5], "<i4") * 65_536),
        (Form.Float, np.array([1000, 2000, -40000, -40000, 32767, 32767, 5], "<f4") / 32_768),
        (Form.UInt8, np.array([131, 137, 0, 0, 255, 255, 9], "u1")),
    ],
)
def test_whatever_a_microphone_gives_becomes_one_channel(kind: QAudioFormat.SampleFormat, given: np.ndarray) -> None:
    numbers = np.frombuffer(to_one_channel(given.tobytes(), form(kind, 2)), "<i2")
    expected = [1536, -32768, 32512] if kind is Form.UInt8 else [1500, -32768, 32767]
    assert numbers.tolist() == expected


def test_one_channel_of_16_bits_stays_as_it_is() -> None:
    assert (is_understood(form(Form.Int16, 1)), is_understood(form(Form.Unknown, 1))) == (True, False)
    assert to_one_channel(TONE.tobytes() + b"\x01", form(Form.Int16, 1)) == TONE.tobytes()


def test_a_voice_is_a_wav_that_can_be_kept() -> None:
    made = Voice(TONE.tobytes(), 44_100).wav()
    assert sound_type(made) == WAV
    assert len(made) == len(TONE) * 2 + HEADER
    with wave.open(io.BytesIO(made)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
        assert file.readframes(len(TONE)) == TONE.tobytes()


def test_a_voice_of_another_rate_is_heard_as_fast_as_it_was_spoken() -> None:
    voice = Voice(TONE.tobytes(), 24_000)
    pieces = [np.frombuffer(voice.stereo(first, 1000), np.float32)[::2] for first in range(0, 50_000, 1000)]
    heard = np.concatenate(pieces) * 32_768
    assert np.allclose(heard[: 2 * len(TONE) : 2], TONE, atol=1)
    assert np.allclose(heard[1 : 2 * len(TONE) - 1 : 2], (TONE[:-1] + TONE[1:].astype(int)) / 2, atol=1)
    assert not heard[2 * len(TONE) :].any()
    assert voice.stereo(0, 0) == b""


def test_how_loud_it_is() -> None:
    assert (loudest(b""), loudest(bytes(20)), loudest(np.array([5, -32768], "<i2").tobytes())) == (0, 0, 1)


def test_without_a_device_the_microphone_says_so(qtbot: QtBot) -> None:
    told: list[Trouble] = []
    microphone = SystemMicrophone(find=QAudioDevice)
    microphone.start(lambda _pcm, _rate: None, told.append)
    microphone.stop()
    assert told == [Trouble.MISSING]
    assert qtbot


class Listed(QAudioDevice):
    """One that Qt tells of, whether it still works or not."""

    def isNull(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.mark.usefixtures("qtbot")
def test_where_the_sound_server_may_be_gone_no_device_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(QMediaDevices, "defaultAudioOutput", staticmethod(Listed))
    told: list[Trouble] = []
    speaker = Speaker()
    assert speaker.has_device()
    SERVER.doubt()
    try:
        SystemMicrophone(find=QAudioDevice).start(lambda _pcm, _rate: None, told.append)
        assert (told, speaker.has_device()) == ([Trouble.LOST], False)
    finally:
        SERVER.trust()
    assert speaker.has_device()
    speaker.close()


@pytest.mark.usefixtures("qtbot")
def test_a_recording_is_no_longer_than_what_can_be_kept() -> None:
    microphone, ends = SpokenInto(), list[object]()
    recording = VoiceRecording(microphone)
    recording.ended.connect(ends.append)
    recording.start()
    second = bytes(2 * 192_000)
    while microphone.on:
        microphone.speak(second, 192_000)
    assert ends == [Full.FULL]
    assert recording.voice is not None
    assert MOST_BYTES - 1 <= len(recording.voice.wav()) <= MOST_BYTES


@pytest.mark.usefixtures("qtbot")
def test_nothing_comes_after_the_end() -> None:
    microphone = SpokenInto()
    recording = VoiceRecording(microphone)
    recording.start()
    microphone.speak()
    recording.stop()
    microphone.on = True
    microphone.speak()
    assert recording.voice == Voice(TONE.tobytes())
    recording.forget()
    assert recording.seconds == 0
