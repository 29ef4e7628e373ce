import re
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigtool.domain.cases import Recording
from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.domain.identifiers import ALPHABET, LENGTH, CaseId, RecordingId, is_identifier
from vigtool.domain.progress import ignore_progress
from vigtool.domain.ticks import TimeBase

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_recording_knows_its_length_exactly() -> None:
    film = Recording(
        RecordingId("f1mf1mf1mf1m"), CaseId("case0case0ca"), "f", "", 1, 7, TimeBase(1001, 30_000), 7, (), None, NOON
    )
    assert film.duration == Fraction(7007, 30_000)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_twelve_characters_of_the_alphabet_are_an_identifier(text: str) -> None:
    assert is_identifier(text)
    assert not is_identifier(text[1:])
    assert not is_identifier(text + "\n")
    assert not is_identifier("/" + text[1:])


def test_the_alphabet_has_thirty_two_characters_and_none_that_sounds_or_looks_like_another() -> None:
    assert len(set(ALPHABET)) == 32
    assert not re.search("[ilouA-Z]", ALPHABET)


def test_progress_without_a_listener_is_taken_and_never_cancels() -> None:
    ignore_progress(3, 10)


def test_cancelling_is_one_of_the_typed_errors() -> None:
    with pytest.raises(VigtoolError):
        raise Cancelled
