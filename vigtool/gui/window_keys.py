"""The keys that work in the whole window, for the list of keys of an open film."""

from vigtool.gui.actions import actions
from vigtool.gui.preparing.key_help import Group
from vigtool.gui.preparing.key_table import KeyWords
from vigtool.gui.shared.key_words import key_in_words
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.wording.translation import tr


def window_keys(preferences: PreferenceFile) -> list[Group]:
    """The keys as they are set now, in words."""
    shown = actions(preferences.now.keys)
    lines = [KeyWords(tuple(map(key_in_words, one.shortcuts)), one.text) for one in shown if one.shortcuts]
    return [(tr("Everywhere"), lines)]
