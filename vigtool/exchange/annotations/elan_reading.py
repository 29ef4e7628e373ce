"""Files of ELAN, formats 2.0 to 3.0, as marks: each annotation is one, of the kind that its tier is.

Our own files are known by the types of their tiers: what was written of one moment comes back as one mark.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from vigtool.exchange.annotations.elan_document import (
    Entries,
    annotations_of,
    parents_first,
    unit_of,
    vocabularies,
)
from vigtool.exchange.annotations.elan_left_out import left_out
from vigtool.exchange.annotations.elan_terms import FORMAT, LANGUAGE_IDS, TierType
from vigtool.exchange.annotations.elan_times import Span, spans
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS
from vigtool.exchange.annotations.marked_film import FoundMark, FoundMarks
from vigtool.exchange.annotations.safe_xml import Element, read_xml
from vigtool.exchange.errors import UnknownLanguage


def read_elan(data: bytes, language: str | None = None) -> FoundMarks:
    """The marks of a file; values out of its vocabularies in ``language`` (``fi``, ``sv``, ``en``) where they have it.

    ``left_out`` also counts values of vocabularies that the file does not hold (``CVE_REF``) and annotations that have
    no time (``TIME_SLOT``). Raises ``FileUnfit``, for a template and preferences of ELAN too, and ``UnknownLanguage``.
    """
    languages = _language_ids(language)
    if data.count(b"<ANNOTATION>") > MOST_MARKS:
        raise FileUnfit(FORMAT, Unfit.TOO_LARGE)
    root = read_xml(data, FORMAT)
    unit = unit_of(root)
    types = {one.get("LINGUISTIC_TYPE_ID"): one for one in root.all("LINGUISTIC_TYPE")}
    tiers = parents_first(root.all("TIER"))
    times = spans(root, tiers, {id_: one.get("CONSTRAINTS") for id_, one in types.items()})
    words = vocabularies(root)
    found = _Found(unit, times, languages)
    for tier in tiers:
        type_ = types.get(tier.get("LINGUISTIC_TYPE_REF"))
        vocabulary = "" if type_ is None else type_.get("CONTROLLED_VOCABULARY_REF")
        found.add(tier, words.get(vocabulary, {}))
    if found.left_out["TIME_SLOT"] and not found.marks:
        raise FileUnfit(FORMAT, Unfit.NO_TIMES)
    counts = found.left_out + left_out(root)
    return FoundMarks(found.in_order(), {what: counts[what] for what in sorted(counts)})


def _language_ids(language: str | None) -> frozenset[str]:
    if language is None:
        return frozenset()
    if language not in LANGUAGE_IDS:
        raise UnknownLanguage(language)
    return frozenset((language, LANGUAGE_IDS[language]))


class _Found:
    """The marks of the tiers so far, by the ids of their annotations."""

    def __init__(self, unit: Fraction, times: Mapping[str, Span], languages: frozenset[str]) -> None:
        self._unit = unit
        self._times = times
        self._languages = languages
        self._moments: dict[str, list[tuple[Fraction, str]]] = {}
        self.marks: dict[str, FoundMark] = {}
        self.left_out: Counter[str] = Counter()

    def in_order(self) -> tuple[FoundMark, ...]:
        # By the times in units, which are whole numbers: fractions take many times longer to compare.
        return tuple(self.marks[id_] for id_ in sorted(self.marks, key=lambda one: self._times[one][0] or 0))

    def add(self, tier: Element, entries: Entries) -> None:
        type_ = tier.get("LINGUISTIC_TYPE_REF")
        for one in annotations_of(tier):
            begin, end = self._times[one.get("ANNOTATION_ID")]
            if begin is None or end is None:
                self.left_out["TIME_SLOT"] += 1
                continue
            mark = FoundMark(
                self._seconds(begin),
                self._seconds(end) if end > begin else None,
                self._words(one, entries),
                kind=tier.get("TIER_ID"),
                person=tier.get("PARTICIPANT"),
            )
            if not self._joined(type_, tier, one, mark):
                self.marks[one.get("ANNOTATION_ID")] = mark
                if type_ == TierType.MOMENT:
                    self._moments.setdefault(mark.kind, []).append((mark.begin, one.get("ANNOTATION_ID")))
        self._moments.get(tier.get("TIER_ID"), []).sort()

    def _seconds(self, units: int) -> Fraction:
        # A product of fractions takes three times as long, which is much where there are thousands.
        return Fraction(units * self._unit.numerator, self._unit.denominator)

    def _words(self, annotation: Element, entries: Entries) -> str:
        words = next((value.text for value in annotation.all("ANNOTATION_VALUE")), "")
        reference = annotation.get("CVE_REF")
        if not reference:
            return words
        if reference not in entries:
            self.left_out["CVE_REF"] += 1
            return words
        return next((text for id_, text in entries[reference].items() if id_ in self._languages and text), words)

    def _joined(self, type_: str, tier: Element, annotation: Element, mark: FoundMark) -> bool:
        """Whether a mark became a part of the mark that it belongs to."""
        if type_ in {TierType.NOTE, TierType.TURN_WORDS}:
            above = annotation.get("ANNOTATION_REF")
            if above in self.marks and not self.marks[above].note:
                self.marks[above] = replace(self.marks[above], note=mark.title)
                return True
        if type_ == TierType.KEY:
            moments = self._moments.get(tier.get("PARENT_REF"), [])
            place = bisect_right(moments, mark.begin, key=lambda one: one[0]) - 1
            above = moments[place][1] if place >= 0 else ""
            if above and self.marks[above].key is None and mark.begin < (self.marks[above].end or 0):
                self.marks[above] = replace(self.marks[above], key=mark.begin)
                return True
        return False
