"""The entries of the book of keys: what the window and the workspace do by key, in the chosen language."""

from vigtool.gui.actions import Action, actions, key_id
from vigtool.gui.key_book import Entry
from vigtool.gui.preparing.deed_words import deed_words
from vigtool.gui.preparing.key_groups import deed_groups
from vigtool.gui.preparing.key_table import DEFAULT_KEYS, FIXED, Deed
from vigtool.wording.translation import tr


def entry_groups() -> list[tuple[str, list[Entry]]]:
    """All entries by what they are for."""
    groups = [(tr("Everywhere"), [window_entry(one) for one in actions()])]
    for heading, lines in deed_groups():
        groups.append((heading, [_deed_entry(deed) for deeds, _words in lines for deed in deeds]))
    return groups


def window_entry(of: Action) -> Entry:
    """The entry of one of the window's actions."""
    return Entry(key_id(of.id), of.text, of.shortcuts, everywhere=True)


def _deed_entry(deed: Deed) -> Entry:
    return Entry(deed.value, deed_words(deed), DEFAULT_KEYS[deed], fixed=deed in FIXED)
