"""What a file of ELAN holds that marks cannot: counted, under the names of ELAN's schema."""

from collections import Counter
from typing import Final

from vigtool.exchange.annotations.safe_xml import Element

UNKNOWN: Final = "unknown element"
"""What the schema does not know is counted, and not named: the name may be anybody's."""

_ELEMENTS: Final = frozenset({"LICENSE", "LINKED_FILE_DESCRIPTOR", "LEXICON_REF", "CROSS_REF_LINK", "GROUP_REF_LINK"})

_ATTRIBUTES: Final = {
    "TIER": ("EXT_REF", "LANG_REF"),
    "ALIGNABLE_ANNOTATION": ("EXT_REF", "LANG_REF", "SVG_REF"),
    "REF_ANNOTATION": ("EXT_REF", "LANG_REF"),
    "LINGUISTIC_TYPE": ("EXT_REF", "LEXICON_REF"),
    "CONTROLLED_VOCABULARY": ("EXT_REF",),
    "CV_ENTRY_ML": ("EXT_REF",),
    "CV_ENTRY": ("EXT_REF",),
}

_UNDERSTOOD: Final = frozenset(
    [
        "ANNOTATION_DOCUMENT",
        "HEADER",
        "MEDIA_DESCRIPTOR",
        "PROPERTY",
        "TIME_ORDER",
        "TIME_SLOT",
        "ANNOTATION",
        "ANNOTATION_VALUE",
        "LOCALE",
        "LANGUAGE",
        "CONSTRAINT",
        "DESCRIPTION",
        "CVE_VALUE",
        "REF_LINK_SET",
        "EXTERNAL_REF",
    ]
)
"""The other elements of the schemas; what an external reference is for is counted where it is referred to."""


def left_out(root: Element) -> Counter[str]:
    """How often a file has what marks cannot hold.

    A medium that begins before or after the annotations' zero is among it (``TIME_ORIGIN``): which of several media is
    the film, the file does not say.
    """
    counts: Counter[str] = Counter()
    for one in root.within():
        if one.name in _ATTRIBUTES:
            counts.update(name for name in _ATTRIBUTES[one.name] if name in one.attributes)
        elif one.name not in _UNDERSTOOD:
            counts[one.name if one.name in _ELEMENTS else UNKNOWN] += 1
        elif one.name == "MEDIA_DESCRIPTOR":
            counts["TIME_ORIGIN"] += one.get("TIME_ORIGIN", "0") != "0"
    return counts
