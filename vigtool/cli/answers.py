"""What a verb says: one JSON value or plain lines on standard output, sentences for people on standard error."""

import io
import json
import re
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TextIO, TypeAlias

_BREAKS: Final = re.compile("[\x7f-\x9f\u2028\u2029]")
"""What some readers take for the end of a line, or a terminal for a command, though JSON need not escape it."""

_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What would let a name in plain lines feign another line or column, command the terminal, or turn its neighbours."""

Value: TypeAlias = str | int | float | bool | Sequence["Value"] | Mapping[str, "Value"] | None
Fields: TypeAlias = Mapping[str, Value]


class Answers:
    """Where a verb puts its answer. ``as_json`` chooses JSON over plain lines."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, messages: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._messages = messages or sys.stderr

    def one(self, fields: Fields) -> None:
        """Answer with one thing: a JSON object, or a line for each field."""
        if self.as_json:
            self._put(_json(fields))
        else:
            for name, value in fields.items():
                self._name(name, value)

    def many(self, things: Iterable[Fields]) -> None:
        """Answer with a list: a JSON array, or a line for each thing."""
        if self.as_json:
            self._put(_json(list(things)))
        else:
            self.lines(things)

    def lines(self, things: Iterable[Fields]) -> None:
        """Answer with one line a thing: a JSON object, or its values with tabs between them."""
        for fields in things:
            self._put(_json(fields) if self.as_json else "\t".join(_plain(value) for value in fields.values()))

    def say(self, sentence: str) -> None:
        """Tell the person at the keyboard something."""
        self._messages.write(f"{sentence}\n")
        self._messages.flush()

    def _name(self, name: str, value: Value) -> None:
        if isinstance(value, Sequence) and not isinstance(value, str):
            self._put(f"{name}:")
            for one in value:
                self._put(f"  {_plain(one)}")
        else:
            self._put(f"{name}: {_plain(value)}")

    def _put(self, line: str) -> None:
        self._out.write(f"{line}\n")
        self._out.flush()


def speak_utf8() -> None:
    r"""Let standard output and error be UTF-8 whatever the system's language is: JSON is, and so are our sentences.

    A byte of a file's name that is no UTF-8 is written as ``\udcXX``, which in JSON is the very escape for it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _json(value: Value) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _BREAKS.sub(_escaped, text)  # outside its strings JSON is ASCII; there these mean the same


def _escaped(found: "re.Match[str]") -> str:
    return f"\\u{ord(found[0]):04x}"


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return _UNSEEN.sub(_escaped, value)
    if isinstance(value, Mapping):
        return " ".join(f"{name}={_plain(one)}" for name, one in value.items())
    if isinstance(value, Sequence):
        return ",".join(_plain(one) for one in value)
    return "" if value is None else str(value)


Verb: TypeAlias = Callable[[Namespace, Answers], int]
"""What does a verb: takes the parsed options, answers, and returns the exit code."""
