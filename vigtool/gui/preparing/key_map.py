"""Which key does what in the workspace now: the table, and over it what the user has changed."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtGui import QKeyEvent

from vigtool.gui.preparing.key_table import DEFAULT_KEYS, FIXED, REPEATING, Deed, KeyWords
from vigtool.gui.shared.chords import Chord, chord_of, meanings, pressed
from vigtool.gui.shared.key_words import key_caps, keys_in_words
from vigtool.gui.shared.preferences import PreferenceFile

MADE: Final = "{name} ({keys})"


class KeyMap:
    """Reads the preferences whenever it is asked, so a changed key holds at once."""

    def __init__(self, preferences: PreferenceFile | None = None) -> None:
        self._preferences = preferences or PreferenceFile(kept=False)
        self._changed: Mapping[str, list[str]] | None = None
        self._deeds: dict[Chord, Deed] = {}

    def keys(self, deed: Deed) -> tuple[str, ...]:
        """The keys of a deed in Qt's portable writing, the one that is told first; none if it has lost them."""
        changed = self._preferences.now.keys.get(deed)
        return DEFAULT_KEYS[deed] if changed is None or deed in FIXED else tuple(changed)

    def deed_of(self, event: QKeyEvent) -> Deed | None:
        """What a key that was pressed or let go does here; None for a repeat of what is not repeated."""
        deeds = self._table()
        deed = next((deeds[one] for one in meanings(pressed(event)) if one in deeds), None)
        return None if event.isAutoRepeat() and deed not in REPEATING else deed

    def tip(self, name: str, *deeds: Deed) -> str:
        """A tooltip: what it is, and the first key of each deed."""
        told = [self.keys(one)[0] for one in deeds if self.keys(one)]
        return MADE.format(name=name, keys=keys_in_words(told)) if told else name

    def line(self, words: str, *deeds: Deed) -> KeyWords:
        """A line of a sheet of keys: the first key of each deed, or all keys of a single one."""
        most = None if len(deeds) == 1 else 1
        texts = dict.fromkeys(text for deed in deeds for text in self.keys(deed)[:most])
        return KeyWords(tuple(key_caps(texts)), words)

    def _table(self) -> dict[Chord, Deed]:
        changed = self._preferences.now.keys
        if changed is not self._changed:
            self._changed = changed
            self._deeds = dict(_chords((deed, self.keys(deed)) for deed in Deed))
        return self._deeds


def _chords(table: Iterable[tuple[Deed, tuple[str, ...]]]) -> Iterable[tuple[Chord, Deed]]:
    for deed, keys in table:
        for text in keys:
            chord = chord_of(text)
            if chord is not None:
                yield chord, deed
