"""Spoken comments are heard through the engine, whoever made them; what cannot be heard is said."""

import struct
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import pytest

from tests.in_process_tasks import run_in_process
from tests.services.casework import Family
from tests.spoken_sounds import TONE, flac_of, wav_of
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purposes
from vigtool.engine.errors import EngineCrashed
from vigtool.engine.film_source import FilmSource
from vigtool.engine.task_names import SPOKEN, TaskName
from vigtool.engine.tasks import run_task
from vigtool.services.answer_errors import SoundTooLong, SoundUnreadable
from vigtool.services.comments import CommentDesk
from vigtool.services.errors import ConsentRefused
from vigtool.services.jobs import NotRun, complete
from vigtool.services.spoken_hearing import SpokenHearing, spoken_length
from vigtool.vault.errors import Damaged, Part


def crashing(
    source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
) -> Iterator[bytes]:
    progress(0, 1)
    assert (task, argument) == (SPOKEN, b"")
    raise EngineCrashed(signal=source.file.fileno())


def endless(
    source: FilmSource, task: TaskName, argument: bytes = b"", progress: Progress = ignore_progress
) -> Iterator[bytes]:
    progress(0, 1)
    assert (task, argument, source.file.closed) == (SPOKEN, b"", False)
    yield from repeat(bytes(1 << 24), 100)


@pytest.fixture
def desk(family: Family, tmp_path: Path) -> CommentDesk:
    family.ws.run_task = run_in_process
    return CommentDesk(family.ws, family.film(tmp_path).id)


def test_what_was_spoken_is_heard_through_the_real_engine(family: Family, desk: CommentDesk) -> None:
    family.ws.run_task = run_task
    for sound in (wav_of(TONE), flac_of(TONE)):
        assert complete(SpokenHearing(family.ws, desk.add("", sound=sound))) == TONE.tobytes()


def test_how_long_it_is_is_known_before_it_is_heard(family: Family, desk: CommentDesk) -> None:
    odd = wav_of(TONE)[:12] + b"LIST\x03\x00\x00\x00abc\x00" + wav_of(TONE)[12:]
    for sound in (wav_of(TONE), flac_of(TONE), odd):
        assert spoken_length(family.ws, desk.add("", sound=sound)) == pytest.approx(0.5)
    nothing = b"RIFF\xff\xff\xff\xffWAVE"
    without_rate = nothing + b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 0, 0, 2, 16) + b"data\x04\x00\x00\x00abcd"
    unknown = (
        nothing,
        nothing + bytes(4000),
        nothing + b"fmt \xff\xff\xff\xff",
        without_rate,
        b"fLaC",
        b"fLaC\x01" + bytes(50),
    )
    for sound in (*unknown, b"fLaC" + bytes(50)):
        assert spoken_length(family.ws, desk.add("", sound=sound)) is None


def test_what_cannot_be_heard_is_said(family: Family, desk: CommentDesk) -> None:
    broken = desk.add("", sound=b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(200))
    with pytest.raises(SoundUnreadable):
        complete(SpokenHearing(family.ws, broken))
    made = desk.add("", sound=wav_of(TONE))

    family.ws.run_task = crashing
    with pytest.raises(SoundUnreadable):
        complete(SpokenHearing(family.ws, made))


def test_an_engine_without_end_fills_no_memory(family: Family, desk: CommentDesk) -> None:
    family.ws.run_task = endless
    with pytest.raises(SoundTooLong):
        complete(SpokenHearing(family.ws, desk.add("", sound=wav_of(TONE))))


def test_a_changed_sound_is_not_heard(family: Family, desk: CommentDesk) -> None:
    made = desk.add("", sound=wav_of(TONE))
    (file,) = (family.ws.folder / "evidence").iterdir()
    whole = bytearray(file.read_bytes())
    whole[-20_000] ^= 1
    file.write_bytes(whole)
    with pytest.raises(Damaged) as found:
        complete(SpokenHearing(family.ws, made))
    assert (found.value.part, found.value.id) == (Part.EVIDENCE, made.sound)
    file.unlink()
    for act in (SpokenHearing, spoken_length):
        with pytest.raises(Damaged):
            act(family.ws, made)


def test_it_can_be_cancelled(family: Family, desk: CommentDesk) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    job = SpokenHearing(family.ws, desk.add("", sound=wav_of(TONE)))
    with pytest.raises(Cancelled):
        job.run(cancel)
    job.abandon()
    with pytest.raises(NotRun):
        job.finish()


def test_after_a_withdrawal_it_is_not_heard(family: Family, desk: CommentDesk) -> None:
    made = desk.add("", sound=wav_of(TONE))
    family.answer(Purposes.GUIDANCE, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        SpokenHearing(family.ws, made)
