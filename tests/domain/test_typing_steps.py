"""Typing is told from every other edit: nothing but the words of one moment differs."""

from dataclasses import replace

import pytest

from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.domain.ticks import Span
from vigtool.domain.typing_steps import typed_between

TURN = Turn(PersonId("child"), TurnKind.OWN, Span(2, 4), "looks")
ONE = Moment(MomentId("a"), RecordingId("film"), Span(0, 9), 0, turns=(TURN,))
OTHER = replace(ONE, id=MomentId("b"))
MARKS = Marks((ONE, OTHER))


@pytest.mark.parametrize(
    "words",
    [
        replace(ONE, title="Gaze"),
        replace(ONE, note="why"),
        replace(ONE, question="What helped?"),
        replace(ONE, turns=(replace(TURN, words="looks up"),)),
    ],
)
def test_words_of_one_moment_are_typing(words: Moment) -> None:
    assert typed_between(MARKS, MARKS.with_moment(words)) == ONE.id


@pytest.mark.parametrize(
    "after",
    [
        MARKS,
        MARKS.without(ONE.id),
        MARKS.with_moment(replace(ONE, id=MomentId("c"), title="new")),
        MARKS.with_moment(replace(ONE, title="Gaze", starred=True)),
        MARKS.with_moment(replace(ONE, turns=(replace(TURN, span=Span(2, 5)),))),
        MARKS.with_moment(replace(ONE, title="Gaze")).with_moment(replace(OTHER, title="Gaze")),
    ],
)
def test_anything_else_is_not(after: Marks) -> None:
    assert typed_between(MARKS, after) is None
