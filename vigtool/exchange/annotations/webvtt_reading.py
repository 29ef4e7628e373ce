"""WebVTT of any kind, captions, subtitles or chapters, as marks (W3C WebVTT, sections 4 and 6).

The first line of a cue is the mark's title, what follows its note; the first voice is the person, its class the kind.
How a cue looks and where it stands is left out. A browser skips a cue with a wrong time; here the file is refused with
the line, lest marks be missed in silence.
"""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from html import unescape
from typing import Final

from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.marked_film import FoundMark, FoundMarks
from vigtool.exchange.annotations.plain_text import text_of

WEBVTT: Final = "webvtt"

MOST_WEBVTT_BYTES: Final = 4 * 1024 * 1024
MOST_TAGS: Final = 100_000
"""Tags and escapes in a file; with the bytes and the marks they bound the time that any file takes."""

_ARROW: Final = "-->"
_SIGNATURE: Final = re.compile(r"WEBVTT(?:[ \t]|$)")
_STAMP: Final = r"(?:(\d{1,6}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES: Final = re.compile(rf"[ \t]*{_STAMP}[ \t]*-->[ \t]*{_STAMP}(?:[ \t]+(.*))?[ \t]*", re.ASCII)
_KEYWORD: Final = re.compile(r"(NOTE|STYLE|REGION)(?=[ \t]|$)")
_TAG: Final = re.compile(r"<([^>]*)>?")
"""A tag without an end reaches to the end of the text, as in browsers: no place is tried twice."""
_VOICE: Final = re.compile(r"v(\.\S*)?(?:\s+(.*))?", re.DOTALL)


def read_webvtt(data: bytes) -> FoundMarks:
    """The cues of a WebVTT file. Raises ``FileUnfit``."""
    text = text_of(data, WEBVTT, MOST_WEBVTT_BYTES)
    lines = text.split("\n")
    if not _SIGNATURE.match(lines[0]):
        raise FileUnfit(WEBVTT, Unfit.NOT_THIS_FORMAT)
    if text.count("<") + text.count("&") > MOST_TAGS or text.count(_ARROW) > MOST_MARKS:
        raise FileUnfit(WEBVTT, Unfit.TOO_LARGE)
    left_out: Counter[str] = Counter()
    marks = [mark for start, block in _blocks(lines, left_out) if (mark := _mark(block, start, left_out))]
    return FoundMarks(tuple(sorted(marks, key=lambda one: one.begin)), left_out)


def _blocks(lines: list[str], left_out: Counter[str]) -> Iterator[tuple[int, list[str]]]:
    """Each block after the header with the number of its first line; an arrow begins a cue also without a gap."""
    start = next((at for at, line in enumerate(lines[1:], 1) if not line or _ARROW in line), len(lines))
    if start > 1:
        left_out["header"] = start - 1
    block: list[str] = []
    timed = False
    for at, line in enumerate([*lines[start:], ""], start + 1):
        if block and (not line or (_ARROW in line and (timed or len(block) > 1))):
            yield at - len(block), block
            block, timed = [], False
        if line:
            timed = timed or _ARROW in line
            block.append(line)


def _mark(block: list[str], start: int, left_out: Counter[str]) -> FoundMark | None:
    timed = next((at for at, line in enumerate(block[:2]) if _ARROW in line), None)
    if timed is None:
        found = _KEYWORD.match(block[0])
        left_out[found[1] if found else "block"] += 1
        return None
    times = _TIMES.fullmatch(block[timed])
    begin, end = (_seconds(times, 1), _seconds(times, 5)) if times else (Fraction(1), Fraction(0))
    if times is None or end < begin:
        raise FileUnfit(WEBVTT, Unfit.BAD_TIME, start + timed)
    left_out.update(_setting(one) for one in (times[9] or "").split())
    text, person, kind = _spoken("\n".join(block[timed + 1 :]), left_out)
    title, _, note = text.partition("\n")
    return FoundMark(begin, end if end > begin else None, title, note, kind, person)


def _seconds(times: re.Match[str], first: int) -> Fraction:
    hours, minutes, seconds, thousandths = (int(times[first + at] or 0) for at in range(4))
    return Fraction(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths, 1000)


def _spoken(text: str, left_out: Counter[str]) -> tuple[str, str, str]:
    """What a cue says without its tags, by whom, and the first class of that voice."""
    voices: list[tuple[str, str]] = []
    for tag in _TAG.findall(text):
        voice = _VOICE.fullmatch(tag)
        if voice and not voices:
            voices.append((" ".join(unescape(voice[2] or "").split()), (voice[1] or "")[1:].partition(".")[0]))
        elif not tag.startswith("/"):
            left_out[_name(tag)] += 1
    person, kind = voices[0] if voices else ("", "")
    return unescape(_TAG.sub("", text)), person, kind


def _setting(text: str) -> str:
    name = text.partition(":")[0]
    return name if name in {"vertical", "line", "position", "size", "align", "region"} else "setting"


def _name(tag: str) -> str:
    """A tag's name as the format has it; of what it does not have nothing is told, for it may be anything."""
    name = re.split(r"[\s.]", tag, maxsplit=1)[0]
    return f"<{name}>" if name in {"b", "c", "i", "u", "v", "lang", "ruby", "rt"} else "<>"
