"""OpenTimelineIO edit lists (``.otio``): each clip is a mark in its film, and so is each marker on a clip.

Times are those of the media from its first frame. Where a clip says in which part of which film it was cut (see
``otio_writing``), they are those of that film.
"""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS, read_json
from vigtool.exchange.annotations.marked_film import FoundMark, FoundMarks
from vigtool.exchange.annotations.otio_forms import FORMAT, KNOWN, Item, Marker, Stretch

_SECONDS: Final = re.compile(r"[0-9]{1,10}(/[1-9][0-9]{0,9})?")
_MOST_THINGS: Final = 2 * MOST_MARKS
"""Items, markers and effects."""

_PASSED_OVER: Final = frozenset({"Timeline", "SerializableCollection", "Stack", "Track", "Gap"})


def read_otio(data: bytes) -> FoundMarks:
    """The clips and markers of an edit list. Raises ``FileUnfit``.

    Effects, transitions and media that are no film are counted as left out, and so are markers that are on no clip:
    they are in the time of the edit.
    """
    whole = read_json(data, FORMAT, Item)
    if whole.kind not in KNOWN:
        raise FileUnfit(FORMAT, Unfit.NOT_THIS_FORMAT)
    left_out: Counter[str] = Counter()
    marks: list[FoundMark] = []
    things = 0
    for item in _all(whole):
        things += 1 + len(item.markers or ()) + len(item.effects or ())
        if things > _MOST_THINGS:
            raise FileUnfit(FORMAT, Unfit.TOO_LARGE)
        left_out.update(one.kind for one in item.effects or ())
        if item.kind == "Clip":
            marks += _marks(item, left_out)
        else:
            left_out.update({item.kind: item.kind not in _PASSED_OVER, "Marker": len(item.markers or ())})
    if len(marks) > MOST_MARKS:
        raise FileUnfit(FORMAT, Unfit.TOO_LARGE)
    if not marks and left_out["Clip"]:
        raise FileUnfit(FORMAT, Unfit.NO_TIMES)
    marks.sort(key=lambda one: one.begin)
    return FoundMarks(tuple(marks), {what: count for what, count in sorted(left_out.items()) if count})


def _all(whole: Item) -> Iterator[Item]:
    """Each item once, in the order of the file, however deep."""
    waiting = [whole]
    while waiting:
        item = waiting.pop()
        yield item
        waiting += reversed(list(item.inner()))


def _marks(clip: Item, left_out: Counter[str]) -> Iterator[FoundMark]:
    stretch = clip.stretch
    if clip.media and clip.media.kind == "GeneratorReference":
        left_out["GeneratorReference"] += 1
        return
    if stretch is None:
        left_out["Clip"] += 1
        return
    about = _about(clip.metadata)
    # Of a clip that was cut from a film, the first frame lies there; else the media is the film.
    moved = _film_time(about) - clip.first
    begin, length = moved + stretch.begin, stretch.length
    key = None
    others = []
    for marker in clip.markers or ():
        at = marker.marked_range or marker.range
        if at is None:
            left_out[marker.kind] += 1
            continue
        match _about(marker.metadata).get("what"):
            case "key":
                key = _not_before(moved + at.begin)
            case "moment":
                begin, length = moved + at.begin, at.length
            case _:
                others.append(_marker(marker, at, moved))
    yield FoundMark(
        _not_before(begin),
        begin + length if length else None,
        title=_text(about, "title") if about else clip.name or "",
        note=_text(about, "note"),
        kind=_text(about, "what") or (clip.media.name if clip.media else "") or "",
        key=key,
    )
    yield from others


def _marker(marker: Marker, at: Stretch, moved: Fraction) -> FoundMark:
    begin, length = _not_before(moved + at.begin), at.length
    about = _about(marker.metadata)
    return FoundMark(
        begin,
        begin + length if length else None,
        title="" if about else marker.name or "",
        note=marker.comment or "",
        kind=_text(about, "kind") or marker.kind,
        person=_text(about, "person"),
    )


def _about(metadata: dict[str, Any] | None) -> dict[str, Any]:
    """What this program wrote there, empty where it did not."""
    about = (metadata or {}).get("vigtool")
    return about if isinstance(about, dict) else {}


def _film_time(about: dict[str, Any]) -> Fraction:
    begin = _text(about, "begin")
    return Fraction(begin) if _SECONDS.fullmatch(begin) else Fraction(0)


def _text(about: dict[str, Any], name: str) -> str:
    text = about.get(name)
    return text if isinstance(text, str) else ""


def _not_before(begin: Fraction) -> Fraction:
    if begin < 0:
        raise FileUnfit(FORMAT, Unfit.BAD_TIME)
    return begin
