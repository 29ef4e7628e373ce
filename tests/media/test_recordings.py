"""Every frame asked of every shared recording is the true one; what is no film, or broken, says so by type."""

import random

import pytest

from tests.media.corpus import MEDIA, Recording, Truth, asked_frames, recordings, truths
from tests.media.tally import Tally
from tests.shared_material import needs_shared
from vigtool.media.errors import DamagedFilm, MediaError, NoPicture, NotAFilm, NothingDecodable
from vigtool.media.film import Film
from vigtool.media.frame_store import FrameStore
from vigtool.media.index_building import build_index

pytestmark = needs_shared

REFUSED: dict[str, dict[str, object]] = {
    "bad_audio_only.mp4": {"is": NoPicture, "has_sound": True},
    "bad_missing_moov.mp4": {"is": DamagedFilm, "damage": "no_sample_table"},
    "bad_picture.mp4": {"is": NotAFilm, "kind": "picture"},
    "bad_text.mp4": {"is": NotAFilm, "kind": "text"},
    "bad_zero_byte.mp4": {"is": NotAFilm, "kind": "empty"},
    "index_only_no_samples.mp4": {"is": NothingDecodable, "reason": "no_pictures"},
    "invalid-bitstream.webm": {"is": NothingDecodable, "reason": "no_pictures"},
    "sample_eac3.mp4": {"is": NoPicture, "has_sound": True},
    "zero_empty_stsc.mp4": {"is": NothingDecodable, "reason": "no_pictures"},
}
DAMAGED = {
    "bad_bytes_flipped.mp4": range(100, 200),
    "bad_truncated.mkv": range(0),
    "bad_truncated_faststart.mp4": range(0),
    "corrupted.mp4": range(29, 49),
}
"""The frames in which the truth's two decoders differ: no more and no fewer may be called damaged."""
_A_FEW = 6 << 20
EMPTY_STREAMS = {("sample_empty_track.mp4", 1)}


def _films() -> list[Recording]:
    return [one for one in recordings() if one.name not in REFUSED]


@pytest.mark.parametrize("recording", _films(), ids=lambda one: ascii(one.name))
def test_asked_frames_are_the_true_ones(recording: Recording, tally: Tally) -> None:
    tally.recordings += 1
    for truth in truths(recording):
        if (recording.name, truth.stream) not in EMPTY_STREAMS:
            tally.streams += 1
            _ask(recording, truth, tally)


def _ask(recording: Recording, truth: Truth, tally: Tally) -> None:
    wrong = []
    with recording.path.open("rb") as file:
        index = build_index(file, stream=truth.stream)
        assert index.frames == len(truth.frames)
        with Film(file, index) as film:
            for n in asked_frames(recording.name, index.frames):
                frame = film.frame(n)
                faults = truth.faults(frame) + ["damaged"] * (frame.damaged and recording.name not in DAMAGED)
                tally.asked += 1
                tally.right += not faults
                wrong += [(n, faults)] if faults else []
        with Film(file, index, FrameStore(_A_FEW)) as film:
            run = range(max(index.frames // 2 - 4, 0), min(index.frames // 2 + 4, index.frames))
            wrong += [(one.n, faults) for one in film.frames(run.start, run.stop) if (faults := truth.faults(one))]
            wrong += [(n, faults) for n in reversed(run) if (faults := truth.faults(film.frame(n)))]
    assert wrong == []


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("budget", [0, 48 << 20])
@pytest.mark.parametrize("order", ["forwards", "backwards", "jumping"])
def test_damaged_films_give_every_frame_and_say_which_are_damaged(name: str, order: str, budget: int) -> None:
    recording = Recording(name)
    (truth,) = truths(recording)
    with recording.path.open("rb") as file:
        index = build_index(file)
        assert index.frames == len(truth.frames)
        numbers = list(range(index.frames))
        if order == "backwards":
            numbers.reverse()
        if order == "jumping":
            random.Random(2).shuffle(numbers)
            numbers = numbers[:60]
        with Film(file, index, FrameStore(budget)) as film:
            frames = [film.frame(n) for n in numbers]
    assert {frame.n: faults for frame in frames if (faults := truth.faults(frame))} == {}
    assert sorted(frame.n for frame in frames if frame.damaged) == sorted({*DAMAGED[name]} & {*numbers})


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_frames_says_what_is_wrong(name: str, tally: Tally) -> None:
    expected = dict(REFUSED[name])
    kind = expected.pop("is")
    assert isinstance(kind, type)
    with (MEDIA / name).open("rb") as file, pytest.raises(MediaError) as caught:
        build_index(file)
    assert type(caught.value) is kind
    assert expected.items() <= vars(caught.value).items()
    tally.recordings += 1
    tally.refused += 1


@pytest.mark.parametrize(("name", "stream"), EMPTY_STREAMS)
def test_a_stream_without_frames_says_so(name: str, stream: int) -> None:
    with (MEDIA / name).open("rb") as file, pytest.raises(NothingDecodable) as caught:
        build_index(file, stream=stream)
    assert (caught.value.stream, caught.value.reason) == (stream, "no_packets")


def test_the_refused_are_those_without_frames_and_the_picture() -> None:
    empty = {one.name for one in recordings() if not any(truth.frames for truth in truths(one))}
    assert set(REFUSED) == empty | {"bad_picture.mp4"}
