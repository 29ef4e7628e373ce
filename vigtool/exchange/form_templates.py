"""Texts and layouts of the printed forms: those that come with the program, or an organisation's own in their place.

An organisation's folder has files of the same names (``consent_form.fi.json``, ``consent_form.typ``, …); what is not
there is built in. Texts are data with places in braces; a layout reads files of its own folder only, loads no packages
from anywhere, and gets every text as data.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from vigtool.exchange.errors import BadTemplate, ReportNotMade, UnknownLanguage
from vigtool.exchange.report_setting import set_pages, settable
from vigtool.exchange.report_words import LANGUAGES
from vigtool.exchange.resource_files import resource

MOST_BYTES: Final = 256 * 1024
"""Of a template's file; the built-in ones have a few kilobytes."""

_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
_PACKAGE: Final = re.compile(rb"[\"']@")
"""How a typst template names a package, which typst would fetch from the internet."""


@dataclass(frozen=True, slots=True)
class FormTemplates:
    """Where forms come from; ``folder`` is the organisation's, None where there is none."""

    folder: Path | None = None

    def texts(self, form: str, language: str) -> Mapping[str, str]:
        """The texts of a form (``consent_form``, ``consent_notice``) in a language.

        Raises ``UnknownLanguage``, ``ResourceMissing``, ``BadTemplate``.
        """
        if language not in LANGUAGES:
            raise UnknownLanguage(language)
        name = f"{form}.{language}.json"
        built_in = msgspec.json.decode(resource("reports", name).read_bytes(), type=dict[str, str])
        own = self._own(name)
        return built_in if own is None else _checked(name, own, built_in)

    def set(self, form: str, page: object, made_at: datetime) -> bytes:
        """The form as a tagged PDF of A4 pages. Raises ``ReportNotMade``, ``ResourceMissing``, ``BadTemplate``."""
        name = f"{form}.typ"
        own = self._own(name)
        if own is None:
            return set_pages(form, resource("reports", name).read_bytes(), page, made_at)
        if _PACKAGE.search(own):
            raise BadTemplate(name)
        try:
            return set_pages(form, own, page, made_at, self.folder)
        except ReportNotMade:
            raise BadTemplate(name) from None

    def _own(self, name: str) -> bytes | None:
        if self.folder is None:
            return None
        try:
            with (self.folder / name).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise BadTemplate(name) from None
        if len(data) > MOST_BYTES:
            raise BadTemplate(name)
        return data


def filled(text: str, places: Mapping[str, str]) -> str:
    """A text with its places filled; what fills them is never looked at for places of its own."""
    return _PLACE.sub(lambda found: places.get(found[1], found[0]), text)


def _checked(name: str, data: bytes, built_in: Mapping[str, str]) -> Mapping[str, str]:
    """An organisation's own texts: those that it has, each with no other places than the built-in text."""
    try:
        own = msgspec.json.decode(data, type=dict[str, str])
    except (msgspec.MsgspecError, UnicodeError):
        raise BadTemplate(name) from None
    if "version" not in own or not own["version"].strip():
        raise BadTemplate(name)  # else two texts would go by one version
    for key, text in own.items():
        if key not in built_in or not set(_PLACE.findall(text)) <= set(_PLACE.findall(built_in[key])):
            raise BadTemplate(name)
    return {**built_in, **{key: settable(text) for key, text in own.items()}}
