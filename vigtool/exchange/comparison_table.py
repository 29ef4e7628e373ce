"""The comparison as a table for people, of the same manner as the table of a film's marks (``csv_writing``)."""

import csv
from collections.abc import Callable, Iterator
from fractions import Fraction
from io import StringIO
from typing import Final, TypeAlias

from vigtool.domain.principles import Wording
from vigtool.exchange.annotations.csv_writing import safe, seconds_cell
from vigtool.exchange.comparison import Both, ComparisonDocument, OnlyOne, Place, Seen, Side

NameOf: TypeAlias = Callable[[Seen], str]
"""What a principle is called."""

SIDES: Final = {
    Side.TRAINEE: Wording("koulutettava", "deltagaren", "trainee"),
    Side.SUPERVISOR: Wording("työnohjaaja", "arbetshandledaren", "supervisor"),
    Side.VAULT: Wording("oma holvi", "eget valv", "own vault"),
    Side.FILE: Wording("tiedosto", "fil", "file"),
}

_BOTH: Final = Wording("molemmat", "båda", "both")
_FILM: Final = Wording("Video", "Video", "Film")
_WHO: Final = Wording("Kuka huomasi", "Vem lade märke", "Who noticed")
_OF_SIDE: Final = (
    Wording("{who}: hetki nro", "{who}: ögonblick nr", "{who}: moment no."),
    Wording("{who}: alkaa (s)", "{who}: börjar (s)", "{who}: begins (s)"),
    Wording("{who}: päättyy (s)", "{who}: slutar (s)", "{who}: ends (s)"),
    Wording("{who}: ensimmäinen ruutu", "{who}: första ruta", "{who}: first frame"),
    Wording("{who}: viimeinen ruutu", "{who}: sista ruta", "{who}: last frame"),
    Wording("{who}: avainruutu", "{who}: nyckelruta", "{who}: key frame"),
)
_REST: Final = (
    Wording("{b} alkaa myöhemmin (ruutua)", "{b} börjar senare (rutor)", "{b} begins later (frames)"),
    Wording("{b} päättyy myöhemmin (ruutua)", "{b} slutar senare (rutor)", "{b} ends later (frames)"),
    Wording("{b}: avainruutu myöhemmin (ruutua)", "{b}: nyckelruta senare (rutor)", "{b}: key frame later (frames)"),
    Wording("Periaatteet, jotka molemmat näkivät", "Principer som båda såg", "Principles that both saw"),
    Wording("Periaatteet: vain {a}", "Principer: endast {a}", "Principles: {a} only"),
    Wording("Periaatteet: vain {b}", "Principer: endast {b}", "Principles: {b} only"),
)
_NOWHERE: Final = ("",) * len(_OF_SIDE)


def write_csv(document: ComparisonDocument, language: str, name_of: NameOf) -> bytes:
    """The table with headings in ``fi``, ``sv`` or ``en``, in the order of the films and of time.

    Frames count from 0, the last frame belongs to the moment. Raises ``ValueError`` for another language.
    """
    text = StringIO(newline="")
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(_headings(document, language))
    table.writerows(_rows(document, language, name_of))
    return text.getvalue().encode("utf-8-sig")


def _headings(document: ComparisonDocument, language: str) -> Iterator[str]:
    a, b = (SIDES[side].in_language(language) for side in (document.a, document.b))
    yield _FILM.in_language(language)
    yield _WHO.in_language(language)
    for who in (a, b):
        yield from (one.in_language(language).format(who=who) for one in _OF_SIDE)
    yield from (one.in_language(language).format(a=a, b=b) for one in _REST)


def _rows(document: ComparisonDocument, language: str, name_of: NameOf) -> Iterator[tuple[str, ...]]:
    both, a, b = (one.in_language(language) for one in (_BOTH, SIDES[document.a], SIDES[document.b]))
    for number, film in enumerate(document.films, 1):
        rows = [(one.a.first, one.a.stop, both, _both(one, name_of)) for one in film.both]
        rows += [(one.place.first, one.place.stop, a, _only_a(one, name_of)) for one in film.only_a]
        rows += [(one.place.first, one.place.stop, b, _only_b(one, name_of)) for one in film.only_b]
        for _, _, who, cells in sorted(rows):
            yield (str(number), who, *cells)


def _both(one: Both, name_of: NameOf) -> tuple[str, ...]:
    later = (str(one.begins), str(one.ends), str(one.key))
    seen = (_names(part, name_of) for part in (one.same, one.only_a, one.only_b))
    return (*_place(one.a), *_place(one.b), *later, *seen)


def _only_a(one: OnlyOne, name_of: NameOf) -> tuple[str, ...]:
    return (*_place(one.place), *_NOWHERE, "", "", "", "", _names(one.seen, name_of), "")


def _only_b(one: OnlyOne, name_of: NameOf) -> tuple[str, ...]:
    return (*_NOWHERE, *_place(one.place), "", "", "", "", "", _names(one.seen, name_of))


def _place(place: Place) -> tuple[str, ...]:
    begin, end = (seconds_cell(Fraction(one)) for one in (place.begin, place.end))
    return (str(place.number), begin, end, str(place.first), str(place.stop - 1), str(place.key))


def _names(seen: tuple[Seen, ...], name_of: NameOf) -> str:
    return safe(", ".join(name_of(one) for one in seen))
