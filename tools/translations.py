"""Bring the translation catalogues up to date: ``python -m tools.translations``.

Collects every sentence given to ``tr`` and ``trn``, merges it into the catalogues of each language
(what is already translated stays), and compiles them. What is left untranslated is listed, and makes the command fail.
"""

import sys
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCES: Final = {"wording": ("wording",), "gui": ("gui", "app.py"), "cli": ("cli",)}
LANGUAGES: Final = ("fi", "sv")
KEYWORDS: Final = {"tr": None, "trn": (1, 2)}


def collect(domain: str, root: Path = ROOT) -> Catalog:
    """Every sentence of one catalogue's sources."""
    catalog = Catalog(charset="utf-8")
    for source in SOURCES[domain]:
        place = root / "vigtool" / source
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
                catalog.add(message)
    return catalog


def path_of(domain: str, language: str, root: Path = ROOT) -> Path:
    """Where a catalogue's text form lies."""
    return root / "resources" / "translations" / language / f"{domain}.po"


def load(domain: str, language: str, root: Path = ROOT) -> Catalog:
    """A catalogue as it stands, empty when there is none yet."""
    path = path_of(domain, language, root)
    if not path.is_file():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def refresh(domain: str, language: str) -> list[str]:
    """Merge, write and compile one catalogue; return the sentences that wait for a translation."""
    catalog = load(domain, language)
    dates = catalog.creation_date, catalog.revision_date
    catalog.update(collect(domain), no_fuzzy_matching=True)
    catalog.creation_date, catalog.revision_date = dates  # a run that finds nothing new changes no file
    catalog.obsolete.clear()
    path = path_of(domain, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=True, omit_header=False, no_location=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)
    return untranslated(catalog)


def untranslated(catalog: Catalog) -> list[str]:
    """The sentences of a catalogue that lack a form in its language."""
    missing = []
    for message in catalog:
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.id and not all(forms):
            missing.append(str(message.id))
    return missing


def main() -> int:
    """Refresh every catalogue and list what is missing."""
    missing = [(domain, lang, text) for domain in SOURCES for lang in LANGUAGES for text in refresh(domain, lang)]
    for domain, lang, text in missing:
        sys.stderr.write(f"{lang} {domain}: {text}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
