"""What this machine remembers of how its user likes to work. Never a name, never anything of a case.

Whatever the file does not say properly is as if it had not been said: a spoilt file costs the memory, not the work.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final, Self, TypedDict, Unpack

from platformdirs import user_config_path

from vigtool.gui.shared.appearance import Scheme
from vigtool.wording.translation import LANGUAGES, system_language

FILE: Final = "preferences.json"
REACTION_MS: Final = range(2001)
ROLL_MS: Final = range(5001)
LOCK_MINUTES: Final = (1, 2, 5, 10, 15, 30, 60)
"""Minutes without use after which the vault locks; one that never locks is no choice."""
BLANK_MINUTES: Final = (0, 1, 2, 3, 5, 10, 15)
"""Minutes without use after which a review shows nothing; 0 for never."""
TEXT_PERCENT: Final = (100, 125, 150, 175, 200)
SIZE: Final = range(-100_000, 100_001)
"""Pixels that a screen can have, or the place of a window on several of them."""
ID: Final = re.compile(r"[a-z0-9-]{1,40}")
LONGEST_KEY: Final = 40


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is remembered.

    ``vault``: the folder that was opened last, ``backup``: that of its last backup; an empty text when there was none.
    ``watched``: the folder that packages come through, by the vault's id.
    ``reaction_ms`` (0 to 2000) is taken off a live mark, ``before_ms`` and ``after_ms`` (0 to 5000) are added around
    it. ``text_percent``: the size of the text. ``lock_minutes``: so long nobody uses the window before the vault
    locks, ``blank_minutes``: before the picture of a review goes dark, 0 for never. ``keys``: changed keys in Qt's
    portable writing, by the id of what they do. ``hints_gone``: the ids of hints that are no longer wanted. ``sizes``:
    of the window and of its parts, by the part's name. ``package``: how the last package for supervision was made, in
    numbers (how much film, how large, for how many days); nothing of whom or what it showed.
    """

    language: str
    scheme: Scheme = Scheme.SYSTEM
    vault: str = ""
    backup: str = ""
    watched: Mapping[str, str] = field(default_factory=dict)
    reaction_ms: int = 500
    before_ms: int = 0
    after_ms: int = 0
    text_percent: int = 100
    lock_minutes: int = 10
    blank_minutes: int = 5
    keys: Mapping[str, list[str]] = field(default_factory=dict)
    hints_gone: tuple[str, ...] = ()
    sizes: Mapping[str, list[int]] = field(default_factory=dict)
    package: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: object) -> Self:
        """What a kept JSON value says, and the defaults for whatever it does not say properly."""
        fields = kept if isinstance(kept, dict) else {}
        language = fields.get("language")
        scheme = fields.get("scheme")
        vault, backup = fields.get("vault"), fields.get("backup")
        return cls(
            language=language if language in LANGUAGES else system_language(),
            scheme=Scheme(scheme) if scheme in list(Scheme) else Scheme.SYSTEM,  # a list of any kind is no key of a set
            vault=vault if isinstance(vault, str) else "",
            backup=backup if isinstance(backup, str) else "",
            watched=_folders(fields.get("watched")),
            reaction_ms=_number(fields.get("reaction_ms"), REACTION_MS, 500),
            before_ms=_number(fields.get("before_ms"), ROLL_MS, 0),
            after_ms=_number(fields.get("after_ms"), ROLL_MS, 0),
            text_percent=_number(fields.get("text_percent"), TEXT_PERCENT, 100),
            lock_minutes=_number(fields.get("lock_minutes"), LOCK_MINUTES, 10),
            blank_minutes=_number(fields.get("blank_minutes"), BLANK_MINUTES, 5),
            keys=_keys(fields.get("keys")),
            hints_gone=tuple(sorted({one for one in _texts(fields.get("hints_gone")) if ID.fullmatch(one)})),
            sizes=_sizes(fields.get("sizes")),
            package=_numbers(fields.get("package")),
        )


class Changes(TypedDict, total=False):
    """Values of ``Preferences`` to be remembered from now on."""

    language: str
    scheme: Scheme
    vault: str
    backup: str
    watched: Mapping[str, str]
    reaction_ms: int
    before_ms: int
    after_ms: int
    text_percent: int
    lock_minutes: int
    blank_minutes: int
    keys: Mapping[str, list[str]]
    hints_gone: tuple[str, ...]
    sizes: Mapping[str, list[int]]
    package: Mapping[str, int]


class PreferenceFile:
    """The file in which the preferences lie; by default in the user's folder for settings."""

    def __init__(self, folder: Path | None = None, *, kept: bool = True) -> None:
        """``kept`` False begins with the defaults and writes nothing, for a demonstration."""
        self.kept = kept
        self.folder = folder or user_config_path("vigtool", appauthor=False)
        self._path = self.folder / FILE
        self.now = Preferences.of(self._read() if kept else None)

    def change(self, **new: Unpack[Changes]) -> None:
        """Remember other values. A folder that cannot be written costs the memory, not the work."""
        self.now = replace(self.now, **new)
        if not self.kept:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            half = self._path.with_suffix(".part")
            half.write_text(json.dumps(asdict(self.now)), encoding="utf-8")
            half.replace(self._path)
        except OSError:
            return

    def change_size(self, part: str, *numbers: int) -> None:
        """Remember the size of one part of the window."""
        self.change(sizes={**self.now.sizes, part: list(numbers)})

    def _read(self) -> object:
        try:
            return json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None


def _number(kept: object, allowed: range | tuple[int, ...], otherwise: int) -> int:
    proper = isinstance(kept, int) and not isinstance(kept, bool) and kept in allowed
    return kept if proper and isinstance(kept, int) else otherwise


def _texts(kept: object) -> list[str]:
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []


def _keys(kept: object) -> dict[str, list[str]]:
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {
        deed: [one for one in _texts(texts) if one and len(one) <= LONGEST_KEY]
        for deed, texts in pairs
        if isinstance(texts, list) and ID.fullmatch(deed)
    }


def _folders(kept: object) -> dict[str, str]:
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {vault: path for vault, path in pairs if ID.fullmatch(vault) and isinstance(path, str) and path}


def _numbers(kept: object) -> dict[str, int]:
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {name: number for name, number in pairs if ID.fullmatch(name) and _is_size(number)}


def _is_size(kept: object) -> bool:
    return isinstance(kept, int) and not isinstance(kept, bool) and kept in SIZE


def _sizes(kept: object) -> dict[str, list[int]]:
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {
        part: numbers
        for part, numbers in pairs
        if ID.fullmatch(part) and isinstance(numbers, list) and all(map(_is_size, numbers))
    }
