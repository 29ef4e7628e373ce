"""Names that look like others: a card says itself whose it is, so a name must not pass for one that is known already.

After Unicode Technical Standard 39, Unicode Security Mechanisms (https://www.unicode.org/reports/tr39/): a name in
letters of several scripts at once is not taken (section 5.2, "Single Script"), and two names that have the same
*skeleton* (section 4) are taken for the same. The table has the letters of Latin, Greek and Cyrillic that look alike
in ordinary print; accents, the size of letters, blanks and points do not tell names apart.
"""

import unicodedata
from typing import Final

MOST_LETTERS: Final = 80
"""In the name of a contact."""

_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
"""Letters and marks that show nothing; the variation selectors are more of the kind."""
_SELECTORS: Final = range(0xFE00, 0xFE10)

_LOOK_LIKE: Final = {
    "a": "\u0430\u03b1\u0251",
    "b": "\u0432\u03b2",
    "c": "\u0441\u03f2\u03c2",
    "d": "\u0501\u0111",
    "e": "\u0435\u0454\u0259",
    "g": "\u0261\u050d",
    "h": "\u04bb\u0127\u043d",
    "i": "\u0456\u03b9\u0131l1|!",
    "j": "\u0458\u03f3",
    "k": "\u043a\u03ba",
    "m": "\u043c",
    "n": "\u03b7\u043f",
    "o": "\u043e\u03bf\u03c3\u00f80",
    "p": "\u0440\u03c1",
    "q": "\u051b",
    "r": "\u0433",
    "s": "\u04555",
    "t": "\u0442\u03c4",
    "u": "\u03c5",
    "v": "\u03bd\u0475",
    "w": "\u051d\u03c9\u0461",
    "x": "\u0445\u03c7",
    "y": "\u0443\u03b3\u04af",
    "\u0437": "3",
}
_CAPITALS_LOOK_LIKE: Final = {
    "e": "\u0395",
    "m": "\u039c",
    "h": "\u0397",
    "n": "\u039d",
    "y": "\u03a5",
    "z": "\u0396",
    "p": "\u03a1",
}
"""Where the small letter looks like another one, or like none."""

_SMALL: Final = {one: seen for seen, alike in _LOOK_LIKE.items() for one in alike}
_CAPITAL: Final = {one: seen for seen, alike in _CAPITALS_LOOK_LIKE.items() for one in alike}
_PAIRS: Final = (("rn", "m"), ("vv", "w"))
_MOST_MARKS: Final = 2
"""One above the other; more hide what stands around them."""


def is_fit_name(name: str) -> bool:
    """Tell whether a name can be shown without passing for another.

    Something to read in one line of letters, digits, points and single blanks, composed (NFC), without signs that
    cannot be seen, in one script, of ``MOST_LETTERS`` at most.
    """
    kinds = "".join(" " if char == " " else unicodedata.category(char)[0] for char in name)
    shown = all(kind in "LMNP " for kind in kinds) and not any(_is_unseen(char) for char in name)
    tidy = name == " ".join(name.split(" ")).strip() == unicodedata.normalize("NFC", name) and "  " not in name
    return (
        shown
        and tidy
        and len(name) <= MOST_LETTERS
        and "M" * (_MOST_MARKS + 1) not in kinds
        and _is_of_one_script(name)
    )


def skeleton(name: str) -> str:
    """What of a name meets the eye: names with the same skeleton look alike."""
    plain = "".join(_CAPITAL.get(char, char) for char in unicodedata.normalize("NFKD", name))
    bare = unicodedata.normalize("NFKD", plain.casefold())
    found = "".join(_SMALL.get(char, char) for char in bare if char.isalnum() or char in _SMALL)
    for pair, one in _PAIRS:
        found = found.replace(pair, one)
    return found


def _is_unseen(char: str) -> bool:
    return char in _UNSEEN or ord(char) in _SELECTORS


def _is_of_one_script(name: str) -> bool:
    """Whether it has letters, and they are of one script, by the first word of their Unicode names."""
    return len({unicodedata.name(char, "").split(" ", maxsplit=1)[0] for char in name if char.isalpha()}) == 1
