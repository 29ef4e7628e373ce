"""OpenTimelineIO edit lists (``.otio``) over exported clips: one after another, with their key frames and turns.

Source: the OpenTimelineIO JSON serialization (Timeline.1, Stack.1, Track.1, Clip.1, ExternalReference.1, Marker.2).
Clip.1 is written because every version of the library reads it. What edit lists have no place for stands under
``vigtool`` in the metadata, which programs keep.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Any, Final

import msgspec

from vigtool.exchange.annotations.clips_on_disk import ClipOnDisk, LaidClip, laid_out, losses_of_layout
from vigtool.exchange.annotations.marked_film import (
    MILLISECOND,
    TIMES,
    Loss,
    MarkedFilm,
    MarkedMoment,
    MarkedTurn,
    times_of,
)
from vigtool.exchange.annotations.plain_text import one_line, plain, whole_stretch

FINEST: Final = 10_000_000
"""Ticks per second at most; finer time bases are rounded to milliseconds."""


def write_otio(film: MarkedFilm, clips: Iterable[ClipOnDisk]) -> bytes:
    """The clips of a film's moments as a timeline, in the order of the film; times are exact where the film's are.

    The rate is that of the film's frames, or of a time base that holds all times where its frames vary. A clip refers
    to its file by relative URL, and begins at 0 in it; where it begins in the film stands in its metadata.
    """
    laid = laid_out(film, clips)
    step = _step(film, laid)
    track = _item("Track.1", "Clips", kind="Video", children=[_clip(film, one, step) for one in laid])
    whole = _object(
        "Timeline.1",
        metadata={"vigtool": {"film": film.id}},
        name=one_line(film.name),
        global_start_time=None,
        tracks=_item("Stack.1", "tracks", children=[track]),
    )
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def otio_losses(film: MarkedFilm, clips: Iterable[ClipOnDisk]) -> tuple[Loss, ...]:
    """What the edit list does not hold: moments without a clip, what lies outside its clip, times that are rounded."""
    laid = laid_out(film, clips)
    step = _step(film, laid)
    uneven = sum((at / step).denominator != 1 for one in laid for at in _times(one))
    return (*losses_of_layout(film, laid), *((Loss(TIMES, uneven),) if uneven else ()))


def _step(film: MarkedFilm, laid: Iterable[LaidClip]) -> Fraction:
    """What the times are counted in, in seconds."""
    times = [at for one in laid for at in _times(one)]
    if film.frame is not None and all((at / film.frame).denominator == 1 for at in times):
        return film.frame
    ticks = lcm(*(at.denominator for at in times))
    return Fraction(1, ticks) if ticks <= FINEST else MILLISECOND


def _times(laid: LaidClip) -> tuple[Fraction, ...]:
    """All times that are written, counted from the clip's first frame as they are there."""
    clip, moment = laid.clip, laid.moment
    return tuple(at - clip.begin for at in (clip.end, moment.key_end, *times_of(moment)))


def _clip(film: MarkedFilm, laid: LaidClip, step: Fraction) -> dict[str, Any]:
    clip, moment = laid.clip, laid.moment
    whole = _range(Fraction(0), clip.end - clip.begin, step)
    media = _object(
        "ExternalReference.1",
        metadata={"vigtool": {"sha256": clip.sha256}},
        name=clip.file_name,
        available_range=whole,
        target_url=clip.url,
    )
    return _item(
        "Clip.1",
        one_line(moment.title) or moment.id,
        metadata={"vigtool": _about(moment) | {"begin": str(clip.begin), "end": str(clip.end)}},
        source_range=whole,
        markers=_markers(film, laid, step),
        media_reference=media,
    )


def _about(moment: MarkedMoment) -> dict[str, Any]:
    """What a clip has no place for."""
    return {
        "what": "clip",
        "moment": moment.id,
        "title": plain(moment.title),
        "note": plain(moment.note),
        "question": plain(moment.question),
        "starred": moment.starred,
        "principles": [{"id": one.id, "name": one.name} for one in moment.principles],
    }


def _markers(film: MarkedFilm, laid: LaidClip, step: Fraction) -> list[dict[str, Any]]:
    moment = laid.moment
    found = []
    part = laid.part(moment.begin, moment.end)
    if laid.is_wider and part is not None:
        found.append(_marker("Moment", "CYAN", _range(*part, step), {"what": "moment"}, moment.note))
    if laid.shows_key:
        key = moment.key - laid.clip.begin
        # The key frame may be the clip's last.
        until = min(moment.key_end, laid.clip.end) - laid.clip.begin
        found.append(_marker("Key frame", "RED", _range(key, until, step), {"what": "key"}, moment.note))
    for turn, stretch in laid.turns():
        found.append(_turn(film, turn, _range(*stretch, step)))
    return found


def _turn(film: MarkedFilm, turn: MarkedTurn, stretch: dict[str, Any]) -> dict[str, Any]:
    person = one_line(film.name_of(turn.person))
    about = {"what": "turn", "kind": turn.kind.value, "person": person}
    return _marker(f"{person}: {turn.kind.value}", "GREEN", stretch, about, turn.words)


def _marker(name: str, color: str, stretch: dict[str, Any], about: dict[str, str], comment: str) -> dict[str, Any]:
    return _object(
        "Marker.2",
        metadata={"vigtool": about},
        name=name,
        color=color,
        marked_range=stretch,
        comment=plain(comment),
    )


def _range(begin: Fraction, end: Fraction, step: Fraction) -> dict[str, Any]:
    first, last = whole_stretch(begin, end, step)
    return _object("TimeRange.1", start_time=_time(first, step), duration=_time(last - first, step))


def _time(value: int, step: Fraction) -> dict[str, Any]:
    """The rate is a double in this format: 30000/1001 stands there as the nearest one."""
    rate = 1 / step
    return _object("RationalTime.1", rate=rate.numerator if rate.denominator == 1 else float(rate), value=value)


def _item(schema: str, name: str, **fields: object) -> dict[str, Any]:
    empty: dict[str, object] = {"metadata": {}, "source_range": None, "effects": [], "markers": [], "enabled": True}
    return _object(schema, name=name, **(empty | fields))


def _object(schema: str, **fields: object) -> dict[str, Any]:
    return {"OTIO_SCHEMA": schema, **fields}
