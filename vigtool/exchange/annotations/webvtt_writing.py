"""WebVTT: the moments as chapters, or what is said of the turns as captions (W3C WebVTT, sections 4.1 to 4.6).

Chapters may lie within one another but not across (4.5.1): one that is overlapped ends where the other begins. The
text after ``WEBVTT`` is the film's name in the file. Times are milliseconds. Both kinds are UTF-8 with LF.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from html import escape
from typing import Final

from vigtool.exchange.annotations.marked_film import HELD, MILLISECOND, TIMES, Loss, MarkedFilm, MarkedTurn, losses
from vigtool.exchange.annotations.plain_text import one_line, plain, whole_stretch

OVERLAPS: Final = "overlaps"
"""A chapter was cut where another begins."""

WORDLESS_TURNS: Final = "turns"
"""A turn without words has nothing to show."""


@dataclass(frozen=True, slots=True)
class _Cue:
    id: str
    begin: int
    end: int
    text: str


def write_webvtt_chapters(film: MarkedFilm) -> bytes:
    """A chapter for each moment, with its title; its id is the moment's."""
    return _file(film, _nested(_chapters(film)))


def webvtt_chapters_losses(film: MarkedFilm) -> tuple[Loss, ...]:
    """What is no part of chapters."""
    whole = _chapters(film)
    cut = sum(before.end != after.end for before, after in zip(whole, _nested(whole), strict=True))
    times = _inexact(at for one in film.moments for at in (one.begin, one.end))
    return (*losses(film, set(HELD) - {"title"}, None), *_counted({TIMES: times, OVERLAPS: cut}))


def write_webvtt_captions(film: MarkedFilm) -> bytes:
    """A caption for each turn with words, said by its person, the kind of the turn as the voice's class."""
    return _file(film, sorted(_captions(film), key=lambda one: (one.begin, -one.end)))


def webvtt_captions_losses(film: MarkedFilm) -> tuple[Loss, ...]:
    """What is no part of captions."""
    turns = [turn for moment in film.moments for turn in moment.turns]
    times = _inexact(at for one in turns if _words(one) for at in (one.begin, one.end))
    wordless = sum(not _words(one) for one in turns)
    return (*losses(film, set(HELD) - {"turns"}, None), *_counted({TIMES: times, WORDLESS_TURNS: wordless}))


def write_webvtt_cues(cues: Iterable[tuple[Fraction, Fraction, str]]) -> bytes:
    """Words with their times ``[begin, end)`` in seconds, in order; who says them is not told. No empty text."""
    return _text("", (_cue(str(number), *cue[:2], _shown(cue[2])) for number, cue in enumerate(cues, start=1)))


def _inexact(times: Iterable[Fraction]) -> int:
    return sum((at / MILLISECOND).denominator != 1 for at in times)


def _counted(counts: Mapping[str, int]) -> Iterable[Loss]:
    return (Loss(what, count) for what, count in counts.items() if count)


def _chapters(film: MarkedFilm) -> list[_Cue]:
    cues = (_cue(one.id, one.begin, one.end, escape(one_line(one.title), quote=False)) for one in film.moments)
    return sorted(cues, key=lambda one: (one.begin, -one.end))


def _nested(cues: Iterable[_Cue]) -> list[_Cue]:
    """Cues in the order of their begin, the longer first, none across another."""
    made: list[_Cue] = []
    around: list[int] = []
    for cue in cues:
        while around and made[around[-1]].end <= cue.begin:
            around.pop()
        while around and made[around[-1]].end < cue.end:
            crossed = around.pop()
            made[crossed] = replace(made[crossed], end=cue.begin)
        around.append(len(made))
        made.append(cue)
    return made


def _captions(film: MarkedFilm) -> Iterable[_Cue]:
    for moment in film.moments:
        for number, turn in enumerate(moment.turns, start=1):
            if words := _words(turn):
                name = escape(one_line(film.name_of(turn.person)), quote=False)
                text = f"<v.{turn.kind.value} {name}>{escape(words, quote=False)}</v>"
                yield _cue(f"{moment.id}-{number}", turn.begin, turn.end, text)


def _words(turn: MarkedTurn) -> str:
    return _lines(turn.words)


def _lines(text: str) -> str:
    """The words in lines of which none is empty: an empty line ends a cue."""
    return "\n".join(line.strip() for line in plain(text).split("\n") if line.strip())


def _shown(text: str) -> str:
    return escape(_lines(text), quote=False)


def _cue(id_: str, begin: Fraction, end: Fraction, text: str) -> _Cue:
    return _Cue(id_, *whole_stretch(begin, end), text)


def _file(film: MarkedFilm, cues: Iterable[_Cue]) -> bytes:
    return _text(one_line(film.name).replace("-->", "").strip(), cues)


def _text(name: str, cues: Iterable[_Cue]) -> bytes:
    blocks = [f"WEBVTT {name}".rstrip()]
    blocks += [f"{one.id}\n{_time(one.begin)} --> {_time(one.end)}\n{one.text}".rstrip("\n") for one in cues]
    return ("\n\n".join(blocks) + "\n").encode()


def _time(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
