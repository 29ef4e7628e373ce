"""Errors cross the border of the process as themselves, or as nothing that somebody chose inside it."""

import dataclasses

import pytest

from vigtool.engine.errors import ChannelGarbled, EngineFailed
from vigtool.engine.failures import error_of, failure_of
from vigtool.engine.film_results import unpack_facts, unpack_still, unpack_still_wish
from vigtool.engine.last_words import MOST_LINES, technical_lines
from vigtool.engine.messages import Fact, Failed
from vigtool.media import errors as media
from vigtool.vault.errors import Damaged, Part, WrongSecret

SAMPLES: list[Exception] = [
    media.NotAFilm("picture"),
    media.DamagedFilm("no_sample_table"),
    media.NoPicture(has_sound=True),
    media.NoSuchStream(3),
    media.UnknownCodec("cook"),
    media.NothingDecodable(0, "no_pictures"),
    media.NoSuchFrame(n=7, frames=3),
    media.UnreachableFrame(n=7),
    media.BadIndex("magic"),
    media.BrokenReader(asked=1, got=2),
    media.NoSound(),
    media.NoFrames(),
    media.ClipNotExact("picture"),
    media.BadRenderPlan("source"),
    media.SoundNotChangeable("slowed"),
    Damaged(Part.RECORDING, "abcdefghjkmn"),
]


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_a_films_error_comes_out_with_its_fields(error: Exception) -> None:
    arrived = error_of(failure_of(error))
    assert type(arrived) is type(error)
    fields = [one.name for one in dataclasses.fields(error)] if dataclasses.is_dataclass(error) else ["part", "id"]
    for name in fields:
        assert getattr(arrived, name, None) == getattr(error, name, None)
    for value in arrived.args:  # an error that was never made as one ends the process here
        assert str(value) in str(arrived)


@pytest.mark.parametrize(
    ("kind", "facts", "told"),
    [
        ("KeyError", {"word": "Aino"}, "KeyError"),
        ("WrongSecret", {}, "WrongSecret"),
        ("NoSuchFrame", {"n": "seven", "frames": 3}, "Garbled"),
        ("NoSuchFrame", {}, "Garbled"),
        ("NotAFilm", {"kind": "Aino"}, "Garbled"),
        ("Damaged", {"part": "kitchen", "id": "x"}, "Garbled"),
        ("OSError", {"errno": "Aino"}, "Garbled"),
        ("Aino is on the swing", {}, "Garbled"),
        ("A" * 200, {}, "Garbled"),
    ],
)
def test_whatever_else_is_said_becomes_one_plain_error(kind: str, facts: dict[str, Fact], told: str) -> None:
    error = error_of(Failed(kind, facts))
    assert isinstance(error, EngineFailed)
    assert error.kind == told


def test_an_unforeseen_error_keeps_its_words_inside() -> None:
    assert failure_of(ValueError("Aino")) == Failed("ValueError", {})
    assert failure_of(WrongSecret()) == Failed("WrongSecret", {})
    assert failure_of(OSError(5, "Aino", "aino.mp4")) == Failed("OSError", {"errno": 5})


NO_UTF_8 = (b'{"container": "\xff"}', b"\x83\xa5width\x01\xa6height\x01\xa3png\xa2\xff\xfe", b"\x81\xa1\xff\x01")


def test_results_are_checked() -> None:
    for data in (b"", b"{}", b"\xff", b'{"container": 3}', b"\x93\x01\x02\x03", *NO_UTF_8, b"[" * 9000, b"\x91" * 9000):
        for unpack in (unpack_facts, unpack_still, unpack_still_wish):
            with pytest.raises(ChannelGarbled):
                unpack(data)


def test_last_words_are_places_in_code_and_no_more() -> None:
    told = b"""Fatal Python error: Segmentation fault
Traceback (most recent call last):
  File "/home/aino/vigtool/media/film.py", line 12, in frame
    secret = "Aino"
  File "/usr/lib/python3.11/threading.py", line 975 in _bootstrap
ValueError: Aino is on the swing \xff
"""
    assert technical_lines(told) == ["fatal: Segmentation fault", "film.py:12 frame", "threading.py:975 _bootstrap"]
    assert len(technical_lines(b'File "a.py", line 1, in b\n' * 1000)) == MOST_LINES
