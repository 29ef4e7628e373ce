"""One conversation: typed messages, time limits, and an end that is noticed."""

import os
import sys
from collections.abc import Iterator
from multiprocessing import Pipe
from threading import Thread

import pytest

from vigtool.engine.channel import Channel
from vigtool.engine.descriptors import receive_descriptor, send_descriptor
from vigtool.engine.errors import ChannelClosed, ChannelGarbled, ChannelSilent
from vigtool.engine.messages import TASK_ANSWERS, Beat, Done, Part


@pytest.fixture
def ends() -> Iterator[tuple[Channel, Channel]]:
    ours, theirs = (Channel(end) for end in Pipe())
    yield ours, theirs
    ours.close()
    theirs.close()


def test_messages_arrive_as_they_were(ends: tuple[Channel, Channel]) -> None:
    ours, theirs = ends
    said = [Beat(3, 4), Part(b"\0" * 70_000), Done()]

    def speak() -> None:
        for one in said:
            theirs.send(one)

    speaker = Thread(target=speak)
    speaker.start()
    assert [ours.receive(TASK_ANSWERS) for _ in said] == said
    speaker.join()


def test_silence_has_an_end(ends: tuple[Channel, Channel]) -> None:
    with pytest.raises(ChannelSilent):
        ends[0].receive(TASK_ANSWERS, 0.05)


def test_what_is_no_message_is_refused(ends: tuple[Channel, Channel]) -> None:
    ours, theirs = ends
    os.write(theirs.fileno(), b"\0\0\0\x03abc")
    with pytest.raises(ChannelGarbled):
        ours.receive(TASK_ANSWERS)


@pytest.mark.parametrize(
    "said",
    [
        b"\x83\xa4type\xa6failed\xa4kind\xa2\xff\xfe\xa5facts\x80",
        b"\x82\xa4type\xa4beat\xa1x" + b"\x91" * 20_000 + b"\xc0",
    ],
    ids=["no text", "endless nesting"],
)
def test_what_a_decoder_stumbles_over_is_refused(ends: tuple[Channel, Channel], said: bytes) -> None:
    ours, theirs = ends
    os.write(theirs.fileno(), len(said).to_bytes(4, "big") + said)
    with pytest.raises(ChannelGarbled):
        ours.receive(TASK_ANSWERS)


def test_a_message_without_end_is_refused_before_it_is_read(ends: tuple[Channel, Channel]) -> None:
    ours, theirs = ends
    os.write(theirs.fileno(), b"\x7f\xff\xff\xff")
    with pytest.raises(ChannelClosed):
        ours.receive(TASK_ANSWERS)


def test_the_end_is_noticed_by_whoever_waits(ends: tuple[Channel, Channel]) -> None:
    ours, theirs = ends
    noticed: list[Exception] = []

    def wait() -> None:
        try:
            ours.receive(TASK_ANSWERS)
        except ChannelClosed as error:
            noticed.append(error)

    waiting = Thread(target=wait)
    waiting.start()
    theirs.close()
    ours.close()  # waits until nobody receives
    waiting.join()
    assert len(noticed) == 1
    with pytest.raises(ChannelClosed):
        ours.send(Done())


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows have no such limit")
def test_the_limit_is_for_messages_that_are_begun_not_for_waiting(ends: tuple[Channel, Channel]) -> None:
    ours, theirs = ends
    ours.limit(0.05)

    def speak_late() -> None:
        assert not theirs.ready(0.3)
        theirs.send(Done())

    speaker = Thread(target=speak_late)
    speaker.start()
    assert ours.receive(TASK_ANSWERS) == Done()
    speaker.join()
    os.write(theirs.fileno(), b"\0\0\0\x64half")
    with pytest.raises(ChannelSilent):
        ours.receive(TASK_ANSWERS)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows have no such limit")
def test_nobody_waits_for_ever_until_a_message_is_taken(ends: tuple[Channel, Channel]) -> None:
    ours, _theirs = ends
    ours.limit(0.05)
    with pytest.raises(ChannelSilent):
        ours.send(Part(b"\0" * (8 << 20)))


@pytest.mark.skipif(sys.platform == "win32", reason="handles go another way, into another process")
def test_a_descriptor_goes_over(ends: tuple[Channel, Channel]) -> None:
    ours, theirs = ends
    reading, writing = os.pipe()
    send_descriptor(ours, writing)
    os.close(writing)
    arrived = receive_descriptor(theirs)
    os.write(arrived, b"here")
    os.close(arrived)
    assert os.read(reading, 10) == b"here"
    os.close(reading)
    os.write(ours.fileno(), b"\0")
    with pytest.raises(ChannelGarbled):
        receive_descriptor(theirs)
    ours.close()
    with pytest.raises(ChannelClosed):
        receive_descriptor(theirs)
