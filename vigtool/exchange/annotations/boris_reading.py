"""BORIS projects (``.boris``, formats to 7) as marks, one observation at a time: each is of another film.

Source: the projects of BORIS's own tests, and its ``project_functions`` for what older ones lack. The times of events
include the observation's time offset, which is taken off here. A time is the decimal number that stands in the file.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

import msgspec

from vigtool.exchange.annotations.boris_pairing import BORIS, Ethogram, Event, paired
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS, read_json
from vigtool.exchange.annotations.marked_film import FoundMarks
from vigtool.exchange.annotations.plain_text import seconds_of

MOST_PROJECT_BYTES: Final = 8 * 1024 * 1024
"""Room for twice the events of ``MOST_MARKS`` states."""

_NEWEST: Final = 7


class _Event(msgspec.Struct, array_like=True):
    time: Decimal | None
    subject: str
    behaviour: str
    modifiers: str = ""
    comment: str = ""


class _Observation(msgspec.Struct):
    events: list[_Event]
    file: dict[str, list[str]] | list[str] | str = ""
    offset: Decimal = msgspec.field(default=Decimal(0), name="time offset")


class _ModifierSet(msgspec.Struct):
    name: str = ""


class _Behaviour(msgspec.Struct):
    code: str
    type: str
    modifiers: dict[str, _ModifierSet] | str | None = None


class _Project(msgspec.Struct):
    behaviors_conf: dict[str, _Behaviour]
    observations: dict[str, _Observation]
    project_format_version: str = ""


def boris_observations(data: bytes) -> tuple[str, ...]:
    """The names of a project's observations, in its order. Raises ``FileUnfit``."""
    return tuple(_project(data).observations)


def read_boris(data: bytes, observation: str | None = None) -> FoundMarks:
    """The marks of one observation of a project: the named one, or the first that has any.

    The others are counted as ``observations`` in ``left_out``, and the films after the first as ``file``. Raises
    ``FileUnfit``, with ``NO_TIMES`` for an observation that is not there.
    """
    project = _project(data)
    names = [observation] if observation is not None else [*project.observations]
    chosen = [one for name in names if (one := project.observations.get(name)) is not None]
    if observation is not None and not chosen:
        raise FileUnfit(BORIS, Unfit.NO_TIMES)
    left_out: Counter[str] = Counter()
    if not chosen:
        return FoundMarks((), left_out)
    one = next((one for one in chosen if one.events), chosen[0])
    if len(one.events) > 2 * MOST_MARKS:
        raise FileUnfit(BORIS, Unfit.TOO_LARGE)
    left_out.update({"observations": len(project.observations) - 1, "file": _films(one) - 1})
    known = _ethogram(project.behaviors_conf)
    marks = paired(_events(one, known, left_out), left_out, known.sets)
    return FoundMarks(tuple(marks), +left_out)


def _project(data: bytes) -> _Project:
    if len(data) > MOST_PROJECT_BYTES:
        raise FileUnfit(BORIS, Unfit.TOO_LARGE)
    project = read_json(data, BORIS, _Project)
    version = project.project_format_version.partition(".")[0].strip()
    if version.isdecimal() and (len(version) > 2 or int(version) > _NEWEST):  # noqa: PLR2004 - no version of 3 digits
        raise FileUnfit(BORIS, Unfit.NEWER)
    return project


def _ethogram(lines: Mapping[str, _Behaviour]) -> Ethogram:
    known = Ethogram()
    for line in lines.values():
        if line.type.startswith("State event"):
            known.states.add(line.code)
        if isinstance(line.modifiers, dict):
            known.sets[line.code] = tuple(one.name for one in line.modifiers.values())
    return known


def _events(observation: _Observation, known: Ethogram, left_out: Counter[str]) -> Iterator[Event]:
    for one in observation.events:
        if one.time is None:
            left_out["events without time"] += 1
            continue
        at = seconds_of(one.time, BORIS) - seconds_of(observation.offset, BORIS)
        if at < 0:
            raise FileUnfit(BORIS, Unfit.BAD_TIME)
        state = one.behaviour in known.states
        yield Event(at, one.subject, one.behaviour, one.modifiers, one.comment, state)


def _films(observation: _Observation) -> int:
    if isinstance(observation.file, dict):
        return max(1, sum(len(one) for one in observation.file.values()))
    return 1
