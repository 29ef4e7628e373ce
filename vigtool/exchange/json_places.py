"""Where in a JSON text each value stands, so that whoever wrote it by hand can be told the line.

``msgspec`` names the path of a mistake, ``json`` the line of a broken text; neither tells the line of a path, or that
an object has the same name twice (RFC 8259, 4: "names SHOULD be unique"). Lines and columns count from 1.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple, NoReturn, TypeAlias

from vigtool.domain.errors import VigtoolError

Path: TypeAlias = tuple[str | int, ...]
"""From the whole, ``()``, by names of members and numbers of elements."""

DEEPEST: Final = 32
"""Brackets in brackets; deeper texts are refused before anything recurses into them."""

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[][{},:]|[^][{},:"\s]+', re.DOTALL)
"""A string without an end reaches to the end of the text, lest each quote in it be tried as a beginning."""

_BRACKET: Final = re.compile(r'"(?:[^"\\]|\\.)*"?|[][{}]', re.DOTALL)
_OPENING: Final = frozenset("[{")
_CLOSING: Final = frozenset("]}")


class BrokenJson(VigtoolError):
    """No JSON: what stands at this line and column cannot stand there."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}")
        self.line = line
        self.column = column


class DeepJson(VigtoolError):
    """More brackets in brackets than ``limit``, from this line on."""

    def __init__(self, line: int, limit: int) -> None:
        super().__init__(f"line {line}, {limit}")
        self.line = line
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Doubled:
    """A member whose name the object has already."""

    path: Path
    line: int


@dataclass(slots=True)
class _Place:
    """The line of a value (a member's is that of its name), and the places of what stands in it."""

    line: int
    inner: "dict[str | int, _Place]" = field(default_factory=dict)


@dataclass(slots=True)
class PlacedJson:
    """A JSON text as values (where a name stands twice, the last one's), with the line of each path."""

    value: object
    place: _Place
    doubled: list[Doubled] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """The line of a path: of a member's name, of an element's begin, or of the nearest thing around it."""
        place = self.place
        for step in path:
            if step not in place.inner:
                break
            place = place.inner[step]
        return place.line


def read_placed(text: str) -> PlacedJson:
    """Read a JSON text. Raises ``BrokenJson`` or ``DeepJson``."""
    _demand_shallow(text)
    try:
        value = json.loads(text, parse_constant=_no_constant, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise BrokenJson(error.lineno, error.colno) from None
    except _NoNumber as no_number:
        raise BrokenJson(*_first_place(_tokens(text), no_number.text)) from None
    walk = _Walk(_tokens(text))
    return PlacedJson(value, walk.whole(), walk.doubled)


class _Token(NamedTuple):
    """A tuple, for a hostile file has hundreds of thousands."""

    text: str
    line: int
    column: int


def _tokens(text: str) -> list[_Token]:
    found = []
    line, line_start, counted = 1, 0, 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        line += text.count("\n", counted, start)
        line_start = max(line_start, text.rfind("\n", counted, start) + 1)
        counted = start
        found.append(_Token(match[0], line, start - line_start + 1))
    return found


def _demand_shallow(text: str) -> None:
    depth = 0
    for match in _BRACKET.finditer(text):
        sign = match[0]
        if sign in _OPENING:
            depth += 1
            if depth > DEEPEST:
                raise DeepJson(text.count("\n", 0, match.start()) + 1, DEEPEST)
        elif sign in _CLOSING:
            depth -= 1


class _NoNumber(Exception):
    """What ``json`` takes for a number and JSON does not, or a number that no form of ours could hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def _no_constant(text: str) -> NoReturn:
    """Python's ``json`` lets NaN and Infinity pass, RFC 8259 does not."""
    raise _NoNumber(text)


def _whole(text: str) -> int:
    """Python refuses numbers of some thousand digits by a ``ValueError``; so many help nobody."""
    if len(text) > 20:  # noqa: PLR2004 - as many signs as a number of 64 bits has
        raise _NoNumber(text)
    return int(text)


def _first_place(tokens: list[_Token], text: str) -> tuple[int, int]:
    return next((one.line, one.column) for one in tokens if one.text.startswith(text))


class _Walk:
    """Goes along the tokens of a text that is known to be JSON."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = iter(tokens)
        self.doubled: list[Doubled] = []

    def whole(self) -> _Place:
        """The place of the whole text, with all places in it."""
        token = next(self._tokens)
        place = _Place(token.line)
        self._enter(token, place, ())
        return place

    def _enter(self, token: _Token, place: _Place, path: Path) -> None:
        if token.text == "{":
            self._members(place, path)
        elif token.text == "[":
            self._elements(place, path)

    def _members(self, place: _Place, path: Path) -> None:
        for token in self._tokens:
            if token.text == "}":
                return
            if token.text == ",":
                continue
            name: str = json.loads(token.text)
            if name in place.inner:
                self.doubled.append(Doubled((*path, name), token.line))
            next(self._tokens)  # the colon
            self._put(next(self._tokens), token.line, place, (*path, name))

    def _elements(self, place: _Place, path: Path) -> None:
        for token in self._tokens:
            if token.text == "]":
                return
            if token.text != ",":
                self._put(token, token.line, place, (*path, len(place.inner)))

    def _put(self, token: _Token, line: int, around: _Place, path: Path) -> None:
        place = around.inner[path[-1]] = _Place(line)
        self._enter(token, place, path)
