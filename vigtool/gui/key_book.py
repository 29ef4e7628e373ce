"""All keys that the user can change, those of the window and those of the workspace, and who has which.

A key of the window works everywhere, so it needs something held beside it; a key that writes a sign with AltGr on a
Nordic layout belongs to writing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt

from vigtool.gui.shared.chords import Held, Key, canonical, chord_of, is_sign
from vigtool.gui.shared.preferences import PreferenceFile

WITH_ALTGR: Final = frozenset(
    {Key.Key_At, Key.Key_sterling, Key.Key_Dollar, Key.Key_Bar, Key.Key_Backslash, Key.Key_AsciiTilde}
    | {Key.Key_BraceLeft, Key.Key_BraceRight, Key.Key_BracketLeft, Key.Key_BracketRight, Key.Key_mu}
    | {Key(0x20AC)}  # the euro, for which Qt has no name
)
"""Signs that Finnish, Swedish, Norwegian and Danish layouts write with AltGr."""
LEADING: Final = frozenset({Key.Key_Tab, Key.Key_Backtab, Key.Key_Escape})
"""Keys by which everybody moves through the window and out of things."""
FUNCTION: Final = range(Key.Key_F1, Key.Key_F35 + 1)


class Unfit(StrEnum):
    """Why a key cannot be had."""

    NO_KEY = "no-key"
    WRITES = "writes"
    LEADS = "leads"
    NEEDS_HELD = "needs-held"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a key does: ``id`` is what the preferences know it by; ``everywhere``: a key of the window."""

    id: str
    words: str
    defaults: tuple[str, ...]
    everywhere: bool = False
    fixed: bool = False


class KeyBook:
    """Answers who has a key, and gives keys; every change is remembered at once."""

    def __init__(self, entries: Iterable[Entry], preferences: PreferenceFile) -> None:
        self.entries = tuple(entries)
        self._preferences = preferences

    def keys(self, entry: Entry) -> tuple[str, ...]:
        """The keys of an entry in Qt's portable writing; none when another has taken them over."""
        changed = self._preferences.now.keys.get(entry.id)
        return entry.defaults if changed is None or entry.fixed else tuple(changed)

    def changed(self, entry: Entry) -> bool:
        """Whether an entry has other keys than at first."""
        return self.keys(entry) != entry.defaults

    def unfit(self, entry: Entry, text: str) -> Unfit | None:
        """Why an entry cannot have a key, None if it can."""
        chord = chord_of(text)
        if chord is None:
            return Unfit.NO_KEY
        key, held = chord
        if key in LEADING:
            return Unfit.LEADS
        if _writes(key, held):
            return Unfit.WRITES
        free = key in FUNCTION or bool(held & (Held.ControlModifier | Held.AltModifier | Held.MetaModifier))
        return Unfit.NEEDS_HELD if entry.everywhere and not free else None

    def owner(self, text: str, but_for: Entry) -> Entry | None:
        """Who else has a key, on some layout."""
        wanted = chord_of(text)
        if wanted is None:
            return None
        for entry in self.entries:
            chords = [chord_of(one) for one in self.keys(entry)]
            if entry is not but_for and any(one and canonical(one) == canonical(wanted) for one in chords):
                return entry
        return None

    def give(self, entry: Entry, text: str) -> None:
        """Let a key be an entry's only one, and nobody else's."""
        self._take(text, entry)
        self._put(entry, (text,))

    def reset(self, entry: Entry) -> None:
        """Give an entry back the keys that it had at first, as far as nobody has them now."""
        self._put(entry, tuple(text for text in entry.defaults if self.owner(text, entry) is None))

    def take_back(self, entry: Entry) -> None:
        """Give an entry back the keys that it had at first, from whoever has them now."""
        for text in entry.defaults:
            self._take(text, entry)
        self._put(entry, entry.defaults)

    def reset_all(self) -> None:
        """Give everything the keys that it had at first."""
        self._preferences.change(keys={})

    def _take(self, text: str, entry: Entry) -> None:
        while (owner := self.owner(text, entry)) is not None and not owner.fixed:
            self._put(owner, tuple(one for one in self.keys(owner) if not _same(one, text)))

    def _put(self, entry: Entry, texts: tuple[str, ...]) -> None:
        keys = {one: kept for one, kept in self._preferences.now.keys.items() if one != entry.id}
        if texts != entry.defaults:
            keys[entry.id] = list(texts)
        self._preferences.change(keys=keys)


def _same(one: str, other: str) -> bool:
    chords = chord_of(one), chord_of(other)
    return chords[0] is not None and chords[1] is not None and canonical(chords[0]) == canonical(chords[1])


def _writes(key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
    """Windows tells AltGr as Ctrl and Alt together; elsewhere the sign itself tells it."""
    both = Held.ControlModifier | Held.AltModifier
    altgr = held & both == both and (is_sign(key) or Key.Key_A <= key <= Key.Key_Z)
    return altgr or key in WITH_ALTGR
