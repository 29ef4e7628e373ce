"""Choosing the language, and putting a sentence into it.

The source text of every sentence is its English form; catalogues (gettext, one for each layer that speaks) hold
Finnish and Swedish. ``tests/wording`` proves that both are complete. Translators have tools for gettext.
"""

import gettext
import locale
import os
from typing import Final

from vigtool.exchange.resource_files import resource

LANGUAGES: Final = ("fi", "sv", "en")
LANGUAGE_NAMES: Final = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
"""Each by its own name, the same whatever is spoken."""
DOMAINS: Final = ("wording", "gui", "cli")


class _Chosen:
    """The one language in which this process speaks; a window or command sets it before its first sentence."""

    language: str = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def system_language() -> str:
    """The language of the user's system if we speak it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2] if value[:2] in LANGUAGES else "en"
    code = locale.getlocale()[0] or ""
    return {"Fi": "fi", "Sw": "sv", "fi": "fi", "sv": "sv"}.get(code[:2], "en")


def set_language(language: str) -> None:
    """Speak ``fi``, ``sv`` or ``en`` from now on. Raises ``ValueError`` for another."""
    if language not in LANGUAGES:
        raise ValueError(language)
    chain = gettext.NullTranslations()
    if language != "en":
        for domain in DOMAINS:
            with resource("translations", language, f"{domain}.mo").open("rb") as file:
                catalogue = gettext.GNUTranslations(file)
            catalogue.add_fallback(chain)
            chain = catalogue
    _Chosen.language = language
    _Chosen.catalogue = chain


def language() -> str:
    """The language that is spoken now."""
    return _Chosen.language


def tr(text: str) -> str:
    """The sentence in the chosen language. Placeholders ``{name}`` are filled by the caller with ``str.format``."""
    return _Chosen.catalogue.gettext(text)


def trn(singular: str, plural: str, count: int) -> str:
    """The form for a count of a sentence in the chosen language."""
    return _Chosen.catalogue.ngettext(singular, plural, count)
