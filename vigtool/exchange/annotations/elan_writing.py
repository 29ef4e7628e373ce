"""A film's marks as a file of ELAN, format 3.0 (schema EAFv3.0.xsd of the Max Planck Institute, December 2016).

Times are whole milliseconds. The file names no medium but a clip that lies beside it. It bears no date of its own: the
same marks give the same bytes.
"""

from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree as ET

from vigtool.domain.moments import TurnKind
from vigtool.domain.principles import Wording
from vigtool.exchange.annotations.elan_terms import (
    CONSTRAINTS,
    DESCRIPTIONS,
    LANGUAGE_IDS,
    LANGUAGE_LABELS,
    STARRED,
    TierType,
    turn_words,
)
from vigtool.exchange.annotations.elan_tiers import STAR, Annotation, Tier, principle_name, tiers_of
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm, losses
from vigtool.exchange.annotations.plain_text import plain
from vigtool.exchange.errors import UnknownLanguage

_SCHEMA: Final = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"

_DATE: Final = "1970-01-01T00:00:00+00:00"
"""The schema demands a date; this one says none."""

Entries = dict[str, Wording]
"""A vocabulary: its entries' ids with their words."""


def write_elan(film: MarkedFilm, language: str = "en", clip: str = "") -> bytes:
    """The file, UTF-8 with a newline at the end; tiers and values are worded in ``language`` (``fi``, ``sv``, ``en``).

    ``clip`` is the name of an MP4 in the same folder that ELAN shows with the marks. Raises ``UnknownLanguage``, and
    ``ValueError`` for a clip that is more than a name.
    """
    if language not in LANGUAGE_IDS:
        raise UnknownLanguage(language)
    if set(clip) & set("/\\:") or clip in {".", ".."}:
        raise ValueError("a clip lies beside the file")
    languages = [language, *(one for one in LANGUAGE_IDS if one != language)]
    tiers = tiers_of(film, language)
    root = ET.Element("ANNOTATION_DOCUMENT", AUTHOR="", DATE=_DATE, FORMAT="3.0", VERSION="3.0")
    root.set("xmlns:xsi", _INSTANCE)
    root.set("xsi:noNamespaceSchemaLocation", _SCHEMA)
    _header(root, film, clip, sum(len(tier.annotations) for tier in tiers))
    _tiers(root, tiers, _time_order(root, tiers))
    vocabularies = _vocabularies(film, tiers, languages)
    _types(root, tiers, vocabularies)
    for each in languages:
        ET.SubElement(root, "LANGUAGE", LANG_ID=LANGUAGE_IDS[each], LANG_LABEL=LANGUAGE_LABELS[each])
    for constraint, description in DESCRIPTIONS.items():
        ET.SubElement(root, "CONSTRAINT", STEREOTYPE=constraint, DESCRIPTION=description)
    for type_, entries in vocabularies.items():
        _vocabulary(root, type_, entries, languages)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + document + b"\n"


def elan_losses(film: MarkedFilm) -> tuple[Loss, ...]:
    """What ELAN cannot hold: the parts of milliseconds."""
    return losses(film, ())


def _header(root: ET.Element, film: MarkedFilm, clip: str, annotations: int) -> None:
    header = ET.SubElement(root, "HEADER", MEDIA_FILE="", TIME_UNITS="milliseconds")
    if clip:
        url = "./" + quote(clip, safe="")
        ET.SubElement(header, "MEDIA_DESCRIPTOR", MEDIA_URL=url, RELATIVE_MEDIA_URL=url, MIME_TYPE="video/mp4")
    ET.SubElement(header, "PROPERTY", NAME="vigtool film").text = plain(film.name)
    # ELAN numbers new annotations from here.
    ET.SubElement(header, "PROPERTY", NAME="lastUsedAnnotationId").text = str(annotations)


def _time_order(root: ET.Element, tiers: list[Tier]) -> dict[Annotation, tuple[str, str]]:
    """Write the time slots in the order of their times, two for each annotation with times of its own."""
    own = [one for tier in tiers for one in tier.annotations if one.parent is None]
    ends = sorted((time, place, end) for place, one in enumerate(own) for end, time in enumerate((one.begin, one.end)))
    order = ET.SubElement(root, "TIME_ORDER")
    ids: dict[tuple[int, int], str] = {}
    for number, (time, place, end) in enumerate(ends, 1):
        ids[place, end] = f"ts{number}"
        ET.SubElement(order, "TIME_SLOT", TIME_SLOT_ID=f"ts{number}", TIME_VALUE=str(time))
    return {one: (ids[place, 0], ids[place, 1]) for place, one in enumerate(own)}


def _tiers(root: ET.Element, tiers: list[Tier], slots: dict[Annotation, tuple[str, str]]) -> None:
    ids: dict[Annotation, str] = {}
    for tier in tiers:
        element = ET.SubElement(root, "TIER", TIER_ID=tier.name, LINGUISTIC_TYPE_REF=tier.type)
        if tier.person:
            element.set("PARTICIPANT", tier.person)
        if tier.parent is not None:
            element.set("PARENT_REF", tier.parent.name)
        for one in tier.annotations:
            ids[one] = f"a{len(ids) + 1}"
            outer = ET.SubElement(element, "ANNOTATION")
            if one.parent is None:
                begin, end = slots[one]
                inner = ET.SubElement(outer, "ALIGNABLE_ANNOTATION", ANNOTATION_ID=ids[one])
                inner.attrib.update(TIME_SLOT_REF1=begin, TIME_SLOT_REF2=end)
            else:
                inner = ET.SubElement(outer, "REF_ANNOTATION", ANNOTATION_ID=ids[one], ANNOTATION_REF=ids[one.parent])
            if one.entry:
                inner.set("CVE_REF", one.entry)
            ET.SubElement(inner, "ANNOTATION_VALUE").text = one.value


def _types(root: ET.Element, tiers: list[Tier], vocabularies: dict[TierType, Entries]) -> None:
    for type_ in dict.fromkeys(tier.type for tier in tiers):
        constraint = CONSTRAINTS[type_]
        aligned = type_ in {TierType.MOMENT, TierType.KEY, TierType.TURN}
        element = ET.SubElement(root, "LINGUISTIC_TYPE", LINGUISTIC_TYPE_ID=type_, GRAPHIC_REFERENCES="false")
        element.set("TIME_ALIGNABLE", str(aligned).lower())
        if constraint is not None:
            element.set("CONSTRAINTS", constraint)
        if type_ in vocabularies:
            element.set("CONTROLLED_VOCABULARY_REF", type_)


def _vocabularies(film: MarkedFilm, tiers: list[Tier], languages: list[str]) -> dict[TierType, Entries]:
    """The vocabularies of the types that have one, as far as their tiers are there."""
    principles = {seen.id: seen for moment in film.moments for seen in moment.principles}
    all_of_them: dict[TierType, Entries] = {
        TierType.STAR: {STAR: STARRED},
        TierType.PRINCIPLE: {
            id_: Wording(**{each: principle_name(seen, each) for each in languages}) for id_, seen in principles.items()
        },
        TierType.TURN: {kind: turn_words(kind) for kind in TurnKind},
    }
    return {type_: entries for type_, entries in all_of_them.items() if any(tier.type is type_ for tier in tiers)}


def _vocabulary(root: ET.Element, type_: TierType, entries: Entries, languages: list[str]) -> None:
    vocabulary = ET.SubElement(root, "CONTROLLED_VOCABULARY", CV_ID=type_)
    for each in languages:
        ET.SubElement(vocabulary, "DESCRIPTION", LANG_REF=LANGUAGE_IDS[each])
    for id_, words in entries.items():
        entry = ET.SubElement(vocabulary, "CV_ENTRY_ML", CVE_ID=id_)
        for each in languages:
            value = ET.SubElement(entry, "CVE_VALUE", LANG_REF=LANGUAGE_IDS[each])
            value.text = words.in_language(each)
