"""XML of other programs, read without trust: no document types, no entities, nothing deep, nothing endless.

Expat is given the whole rest of a file at once: with pieces, older versions of it go over a long tag again and again
(CVE-2023-52425). What it may meet in one go is bounded beforehand, so that no file takes long.
"""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from vigtool.exchange.annotations.errors import FileUnfit, Unfit

MOST_XML_BYTES: Final = 16 * 1024 * 1024
"""The largest XML file that is read: five times what ten thousand marks with their notes need."""

MOST_ELEMENTS: Final = 110_000
"""Twenty thousand annotations of ELAN with their time slots: as many marks as are read of any format."""

MOST_ATTRIBUTES: Final = 400_000
"""Twice what so many annotations have. Equals signs are counted, so one in a text counts as well."""

MOST_DEPTH: Final = 32

_PROLOG: Final = 64 * 1024
"""The first element begins within so many bytes. A document type can only stand before it, so it is met in these."""

_LONG_RUN: Final = re.compile(rb"<[^<]{65536}")
"""A tag, or a text after one, that is longer than any mark: a tag with a million attributes takes expat seconds."""


@dataclass(slots=True)
class Element:
    """An element; ``line`` counts from 1, ``text`` is what stands directly in it, in one piece."""

    name: str
    attributes: dict[str, str]
    line: int
    children: Sequence["Element"] = ()
    text: str = ""

    def all(self, name: str) -> Iterator["Element"]:
        """The children of a name, in their order."""
        return (one for one in self.children if one.name == name)

    def within(self) -> Iterator["Element"]:
        """The element itself and everything in it, in the order of the file."""
        left = [self]
        while left:
            element = left.pop()
            yield element
            left.extend(reversed(element.children))

    def get(self, attribute: str, default: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(attribute, default)


class _Reading:
    """One file on its way through expat."""

    def __init__(self, format_: str, encodings: frozenset[str]) -> None:
        self._format = format_
        self._encodings = encodings
        self._open: list[tuple[Element, list[str], list[Element]]] = []
        self._count = 0
        self.root: Element | None = None
        self._expat = expat.ParserCreate("utf-8")
        self._expat.buffer_text = True
        self._expat.XmlDeclHandler = self._declared
        self._expat.StartDoctypeDeclHandler = self._document_type
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._characters

    def parse(self, data: bytes, *, last: bool) -> None:
        try:
            self._expat.Parse(data, last)
        except expat.ExpatError as error:
            undefined = error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]
            why = Unfit.ENTITIES if undefined else Unfit.NOT_THIS_FORMAT
            raise FileUnfit(self._format, why, error.lineno) from None

    def _unfit(self, why: Unfit) -> FileUnfit:
        return FileUnfit(self._format, why, self._expat.CurrentLineNumber)

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in self._encodings:
            raise self._unfit(Unfit.NOT_TEXT)

    def _document_type(self, *_: object) -> None:
        raise self._unfit(Unfit.ENTITIES)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise self._unfit(Unfit.TOO_LARGE)
        if len(self._open) == MOST_DEPTH:
            raise self._unfit(Unfit.TOO_DEEP)
        element = Element(name, attributes, self._expat.CurrentLineNumber)
        if self._open:
            self._open[-1][2].append(element)
        else:
            self.root = element
        self._open.append((element, [], []))

    def _end(self, _name: str) -> None:
        element, pieces, children = self._open.pop()
        element.text = "".join(pieces)
        if children:  # most have none: a list that lives for each of them would keep the garbage collector busy
            element.children = children

    def _characters(self, text: str) -> None:
        self._open[-1][1].append(text)


def read_xml(data: bytes, format_: str) -> Element:
    """The outermost element of a file in UTF-8, or in UTF-16 with its mark.

    Raises ``FileUnfit`` (``TOO_LARGE``, ``NOT_TEXT``, ``ENTITIES``, ``TOO_DEEP``, or ``NOT_THIS_FORMAT`` for what is no
    XML), whose ``format`` is ``format_``.
    """
    if len(data) > MOST_XML_BYTES:
        raise FileUnfit(format_, Unfit.TOO_LARGE)
    utf16 = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8")
    except UnicodeDecodeError:
        raise FileUnfit(format_, Unfit.NOT_TEXT) from None
    if "\0" in text:
        raise FileUnfit(format_, Unfit.NOT_TEXT)
    plain = text.encode() if utf16 else data
    if plain.count(b"=") > MOST_ATTRIBUTES or _LONG_RUN.search(plain):
        raise FileUnfit(format_, Unfit.TOO_LARGE)
    reading = _Reading(format_, frozenset(("utf-16",) if utf16 else ("utf-8",)))
    reading.parse(plain[:_PROLOG], last=len(plain) <= _PROLOG)
    if reading.root is None:
        raise FileUnfit(format_, Unfit.NOT_THIS_FORMAT)
    if len(plain) > _PROLOG:
        reading.parse(plain[_PROLOG:], last=True)
    return reading.root
