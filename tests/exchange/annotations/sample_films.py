"""Marked films: one with everything in it, one with nothing, and a strategy for any that the domain can make."""

from dataclasses import replace
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Role
from vigtool.domain.principles import Wording
from vigtool.exchange.annotations.marked_film import (
    MarkedFilm,
    MarkedMoment,
    MarkedPrinciple,
    MarkedTurn,
    Participant,
)

FRAME: Final = Fraction(1001, 30000)
"""The length of a frame of the samples: their times are no whole milliseconds."""

HARD_TEXT: Final = 'äiti & "lapsi" <b>]]>; =1+1, --> \'\t|\n\u05d8\u05d5\u05d1 😀 e\u0301 --'
"""What needs escaping in one format or another: markup, separators, a formula, a cue arrow, right to left, an emoji."""


def at(frame: int) -> Fraction:
    """When a frame of the samples begins, in seconds."""
    return frame * FRAME


CHILD: Final = Participant(PersonId("ch1dch1dch1d"), "Child 1", Role.CHILD)
PARENT: Final = Participant(PersonId("parentparent"), "Parent 2", Role.PARENT)
TURNING: Final = MarkedPrinciple("own.3.turning", Wording("Kääntyminen kohti", "Att vända sig mot", "Turning towards"))
PAUSE: Final = MarkedPrinciple("own.3.pause", Wording("Tauko", "Paus", "A pause"))
WORDLESS: Final = MarkedPrinciple("strange.1.lost-words", Wording("", "", ""))
"""A principle of a pack that is not there any more."""

FIRST: Final = MarkedMoment(
    id=MomentId("m0mentm0ment"),
    begin=at(120),
    end=at(250),
    key=at(133),
    key_end=at(134),
    title="Katse ja hymy",
    note="The child holds up the block.\nThe parent waits, looks, and smiles.",
    question="Mitä huomaat tässä?",
    starred=True,
    turns=(
        MarkedTurn(CHILD.id, TurnKind.INITIATIVE, at(120), at(160), "holds up the block"),
        MarkedTurn(PARENT.id, TurnKind.RECEPTION, at(155), at(200), "looks and smiles"),
        MarkedTurn(PARENT.id, TurnKind.RESPONSE, at(200), at(230)),
        MarkedTurn(CHILD.id, TurnKind.OWN, at(230), at(250), "laughs"),
    ),
    principles=(TURNING, PAUSE),
)
OVERLAPPING: Final = MarkedMoment(
    id=MomentId("0ver1apping0"),
    begin=at(200),
    end=at(300),
    key=at(200),
    key_end=at(201),
    title=HARD_TEXT,
    note=HARD_TEXT,
    turns=(MarkedTurn(PARENT.id, TurnKind.INITIATIVE, at(210), at(240), HARD_TEXT),),
    principles=(PAUSE, WORDLESS),
)
TOUCHING: Final = MarkedMoment(id=MomentId("t0ach1ngt0ac"), begin=at(300), end=at(301), key=at(300), key_end=at(301))
"""One frame long, without words, from where the one before ends."""

LATE: Final = MarkedMoment(
    id=MomentId("1ate1ate1ate"),
    begin=Fraction(3725),
    end=Fraction(3729),
    key=Fraction(3726),
    key_end=Fraction(3726) + FRAME,
    title="After an hour",
)
SAMPLE: Final = MarkedFilm(
    id=RecordingId("f1mf1mf1mf1m"),
    name="Film 1",
    end=Fraction(4000),
    frame=FRAME,
    people=(CHILD, PARENT),
    moments=(FIRST, OVERLAPPING, TOUCHING, LATE),
)
EMPTY: Final = replace(SAMPLE, people=(), moments=())
VARIABLE: Final = replace(SAMPLE, frame=None)


def _texts() -> st.SearchStrategy[str]:
    return st.one_of(
        st.text(max_size=20), st.sampled_from(("", HARD_TEXT, "a\x00b\x0b", "\r\n", " ", "\ufffe", "\ud800"))
    )


@st.composite
def _turns(draw: st.DrawFn, first: int, last: int) -> MarkedTurn:
    begin = draw(st.integers(first, last - 1))
    end = draw(st.integers(begin + 1, last))
    person = draw(st.sampled_from((CHILD.id, PARENT.id, PersonId("strangerstra"))))
    return MarkedTurn(person, draw(st.sampled_from(TurnKind)), at(begin), at(end), draw(_texts()))


@st.composite
def _moments(draw: st.DrawFn, number: int) -> MarkedMoment:
    first = draw(st.integers(0, 900))
    last = draw(st.integers(first + 1, first + 90))
    key = draw(st.integers(first, last - 1))
    return MarkedMoment(
        id=MomentId(f"{number:012}"),
        begin=at(first),
        end=at(last),
        key=at(key),
        key_end=at(key + 1),
        title=draw(_texts()),
        note=draw(_texts()),
        question=draw(_texts()),
        starred=draw(st.booleans()),
        turns=tuple(sorted(draw(st.lists(_turns(first, last), max_size=3)), key=lambda one: (one.begin, one.end))),
        principles=tuple(draw(st.lists(st.sampled_from((TURNING, PAUSE, WORDLESS)), unique=True))),
    )


@st.composite
def marked_films(draw: st.DrawFn) -> MarkedFilm:
    """Any film of half a minute with up to five moments, which may overlap, begin together and hold any text."""
    moments = [draw(_moments(number)) for number in range(draw(st.integers(0, 5)))]
    in_order = tuple(sorted(moments, key=lambda one: (one.begin, one.end)))
    return replace(SAMPLE, name=draw(_texts()), end=at(1000), moments=in_order)
