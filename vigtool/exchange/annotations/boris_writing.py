"""A BORIS project (format 7.0) of one observation: the film's marks as events, ready to be opened and analysed there.

Source: the projects that BORIS 7 to 10 write, and what they read of them. BORIS asks for the film by the name that it
has here. A film of varying rate has a rate of 0 there, for BORIS wants a number.
"""

from collections.abc import Iterable
from itertools import zip_longest
from string import ascii_lowercase
from typing import Final

import msgspec

from vigtool.exchange.annotations.boris_coding import Behaviour, Coded, coded, ethogram
from vigtool.exchange.annotations.marked_film import MarkedFilm, rounded
from vigtool.exchange.annotations.plain_text import one_line

VERSION: Final = "7.0"
_PLAYERS: Final = 8
_NUMERIC: Final = 2
"""BORIS's type of a modifier that is a number."""


def write_boris(film: MarkedFilm, language: str) -> bytes:
    """The film as a ``.boris`` file, the principles by their names in ``fi``, ``sv`` or ``en``."""
    name = name_of_observation(film)
    behaviours = list(ethogram(film, language).values())
    categories = list(dict.fromkeys(one.category for one in behaviours))
    project = {
        "time_format": "hh:mm:ss",
        "project_date": "",
        "project_name": name,
        "project_description": "",
        "project_format_version": VERSION,
        "subjects_conf": _numbered(_subject(at, one_line(one.name)) for at, one in enumerate(film.people, 1)),
        "behaviors_conf": _numbered(_line(one, key) for one, key in zip_longest(behaviours, _keys(len(behaviours)))),
        "behavioral_categories": categories,
        "behavioral_categories_config": _numbered({"name": one, "color": ""} for one in categories),
        "independent_variables": {},
        "coding_map": {},
        "behaviors_coding_map": [],
        "converters": {},
        "observations": {name: _observation(film, name, coded(film, language))},
    }
    return msgspec.json.format(msgspec.json.encode(project), indent=1) + b"\n"


def name_of_observation(film: MarkedFilm) -> str:
    """What an observation of the film is called: a name is needed, so the film's id where it has none."""
    return one_line(film.name) or film.id


def _numbered(values: Iterable[object]) -> dict[str, object]:
    return {str(at): one for at, one in enumerate(values)}


def _keys(count: int) -> str:
    """A key for each behaviour as far as there are letters; more are coded with the mouse."""
    return ascii_lowercase[:count]


def _subject(number: int, name: str) -> dict[str, str]:
    return {"key": str(number) if number < 10 else "", "name": name, "description": ""}  # noqa: PLR2004 - digit keys


def _line(behaviour: Behaviour, key: str | None) -> dict[str, object]:
    sets = ({"name": one, "description": "", "type": _NUMERIC, "values": []} for one in behaviour.modifiers)
    return {
        "type": "State event" if behaviour.state else "Point event",
        "key": key or "",
        "code": behaviour.code,
        "description": behaviour.description,
        "color": "",
        "category": behaviour.category,
        "modifiers": _numbered(sets),
        "excluded": "",
        "coding map": "",
    }


def _observation(film: MarkedFilm, name: str, marks: Iterable[Coded]) -> dict[str, object]:
    rate = round(float(1 / film.frame), 3) if film.frame else 0.0
    return {
        "file": {str(player): [name] if player == 1 else [] for player in range(1, _PLAYERS + 1)},
        "type": "MEDIA",
        "date": "",
        "description": "",
        "time offset": 0.0,
        "events": [event for _, event in sorted(_events(marks), key=lambda one: one[0])],
        "observation time interval": [0, 0],
        "independent_variables": {},
        "visualize_spectrogram": False,
        "visualize_waveform": False,
        "close_behaviors_between_videos": False,
        "media_creation_date_as_offset": False,
        "media_scan_sampling_duration": 0,
        "image_display_duration": 1,
        "media_info": {
            "length": {name: rounded(film.end) / 1000},
            "fps": {name: rate},
            "hasVideo": {name: True},
            "hasAudio": {name: True},
            "offset": {"1": 0.0},
        },
        "observation_id": name,
    }


def _events(marks: Iterable[Coded]) -> Iterable[tuple[int, list[object]]]:
    for mark in marks:
        yield mark.begin, _event(mark, mark.begin, mark.comment)
        if mark.behaviour.state:
            yield mark.end, _event(mark, mark.end, mark.comment_at_end)


def _event(mark: Coded, at: int, comment: str) -> list[object]:
    modifiers = "|".join(map(str, mark.modifiers))
    return [at / 1000, mark.subject, mark.behaviour.code, modifiers, comment, "NA"]
