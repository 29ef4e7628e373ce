"""The comparison as pages: what both noticed and what one alone did, in words first, then moment by moment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Final, TypeAlias

from vigtool.exchange.comparison import Both, ComparisonDocument, Figure, FilmPart, OnlyOne, Place, Research, Seen
from vigtool.exchange.comparison_table import SIDES, NameOf
from vigtool.exchange.listing import Listing, Table, listing_pdf, listing_words
from vigtool.exchange.report_setting import settable
from vigtool.exchange.report_times import day_text
from vigtool.exchange.report_words import report_words

REPORT: Final = "comparison"

Words: TypeAlias = Mapping[str, str]


def comparison_pdf(
    document: ComparisonDocument, told: Sequence[Sequence[str]], language: str, name_of: NameOf
) -> bytes:
    """The comparison as PDF/A-2a and PDF/UA-1; ``told`` are the sentences that sum up each film, in its language.

    Raises ``UnknownLanguage``, ``ReportNotMade``.
    """
    words, common = listing_words(REPORT, language), report_words(language)
    sides = {key: SIDES[side].in_language(language) for key, side in (("a", document.a), ("b", document.b))}
    filled = {key: text.replace("{a}", sides["a"]).replace("{b}", sides["b"]) for key, text in words.items()}
    report = _Report(filled, common["pattern.decimal"], name_of, several=len(document.films) > 1)
    intro = [filled["intro"].format(day=day_text(document.made_at, common)), filled["no_words"]]
    if len(document.films) == 1:
        intro += map(settable, told[0])
    parts = [*zip(document.films, told, strict=True)]
    listing = Listing(
        language=language,
        title=words["title"],
        for_whom=filled["for_whom"],
        intro=tuple(intro),
        tables=tuple(table for number, part in enumerate(parts, 1) for table in report.tables(number, *part)),
        page=words["page"],
        footer=words["footer"].format(vault=document.vault),
    )
    return listing_pdf(REPORT, listing, document.made_at)


class _Report:
    """Words that are filled in but for numbers."""

    def __init__(self, words: Words, decimal: str, name_of: NameOf, *, several: bool) -> None:
        self._words, self._decimal, self._name_of, self._several = words, decimal, name_of, several

    def tables(self, number: int, film: FilmPart, told: Sequence[str]) -> Iterator[Table]:
        """Those of one film; where there are several its sentences stand above the first."""
        said = settable(" ".join(told)) if self._several else ""
        yield self._table(number, "both", 4, said, map(self._both, film.both))
        yield self._table(number, "only_a", 3, "", map(self._alone, film.only_a))
        yield self._table(number, "only_b", 3, "", map(self._alone, film.only_b))
        if film.research is not None:
            yield self._table(number, "research", 3, self._words["research.told"], self._figures(film.research))

    def _table(self, number: int, key: str, columns: int, intro: str, rows: Iterable[tuple[str, ...]]) -> Table:
        heading = self._words[f"{key}.heading"]
        if self._several:
            heading = self._words["pattern.film"].format(number=number, heading=heading)
        heads = tuple(self._words[f"{key}.{column}"] for column in range(1, columns + 1))
        return Table(heading, intro, heads, tuple(rows), self._words["none"])

    def _both(self, one: Both) -> tuple[str, ...]:
        later = {"begins": one.begins, "ends": one.ends, "key": one.key}
        moved = [self._words[f"later.{key}"].format(frames=f"{frames:+}") for key, frames in later.items() if frames]
        seen = {"same": one.same, "only_a": one.only_a, "only_b": one.only_b}
        named = [self._words[f"seen.{key}"].format(names=self._names(part)) for key, part in seen.items() if part]
        return self._when(one.a), self._frames(one.a), "\n".join(moved) or self._words["same"], "\n".join(named) or "-"

    def _alone(self, one: OnlyOne) -> tuple[str, ...]:
        return self._when(one.place), self._frames(one.place), self._names(one.seen) or "-"

    def _when(self, place: Place) -> str:
        return " - ".join(self._clock(Fraction(at)) for at in (place.begin, place.end))

    def _clock(self, seconds: Fraction) -> str:
        minutes, rest = divmod(floor(seconds * 10), 600)  # as the window shows it: never rounded up
        return f"{minutes}:{rest // 10:02d}{self._decimal}{rest % 10}"

    def _frames(self, place: Place) -> str:
        return self._words["frames"].format(first=place.first, last=place.stop - 1, key=place.key)

    def _names(self, seen: Iterable[Seen]) -> str:
        return settable(", ".join(self._name_of(one) for one in seen))

    def _figures(self, research: Research) -> Iterator[tuple[str, ...]]:
        for step in research.steps:
            yield self._figure(self._words["research.f1"].format(part=step.least_overlap), step.f1)
        yield self._figure(self._words["research.where"], research.alpha_where)
        yield self._figure(self._words["research.what"], research.alpha_what)

    def _figure(self, name: str, figure: Figure) -> tuple[str, ...]:
        value, low, high = (
            self._words["none"] if one is None else f"{one:.4f}".replace(".", self._decimal)
            for one in (figure.value, figure.low, figure.high)
        )
        between = self._words["research.between"].format(low=low, high=high) if figure.low is not None else "-"
        return name, value, between
