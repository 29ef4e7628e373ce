"""What happens in the demo film: the turns of the two, and three moments worth marking.

The times are those of the drawing (``acting`` follows them), so whoever marks these moments marks what is really seen.
Nothing here is a sentence for people: ``words`` are keys that the layers above turn into a language.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeAlias

Who: TypeAlias = Literal["adult", "child"]
Kind: TypeAlias = Literal["initiative", "reception", "response"]

DEMO_SECONDS: Final = Fraction(40)


@dataclass(frozen=True, slots=True)
class DemoTurn:
    """One turn over the half-open ``[start, end)`` in seconds of the film; ``words`` is the key of its sentence."""

    start: Fraction
    end: Fraction
    who: Who
    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class DemoMoment:
    """A moment ``[start, end)`` in seconds with the time of its key picture and the turns that it holds."""

    start: Fraction
    end: Fraction
    key: Fraction
    words: str
    turns: tuple[DemoTurn, ...]


def _turn(start: str, end: str, who: Who, kind: Kind, words: str) -> DemoTurn:
    return DemoTurn(Fraction(start), Fraction(end), who, kind, words)


_BLOCK: Final = (
    _turn("3", "5.2", "child", "initiative", "demo.child_holds_up_block"),
    _turn("5.2", "7.4", "adult", "reception", "demo.adult_leans_in_and_smiles"),
    _turn("7.4", "9.8", "adult", "response", "demo.adult_points_to_tower"),
    _turn("9.8", "12.2", "child", "response", "demo.child_puts_block_on_tower"),
    _turn("12.2", "14", "adult", "reception", "demo.adult_nods"),
    _turn("14", "17", "adult", "response", "demo.adult_claps"),
)
_BIRD: Final = (
    _turn("20", "22.4", "child", "initiative", "demo.child_points_to_bird"),
    _turn("22.4", "24.4", "adult", "reception", "demo.adult_follows_and_looks_back"),
    _turn("24.4", "27", "adult", "response", "demo.adult_waves_to_bird"),
    _turn("27", "29.5", "child", "response", "demo.child_laughs_and_waves"),
)
_OFFER: Final = (
    _turn("29.5", "31.5", "adult", "initiative", "demo.adult_offers_block"),
    _turn("31.5", "33.5", "child", "reception", "demo.child_looks_up_and_smiles"),
    _turn("33.5", "36", "child", "response", "demo.child_finishes_tower"),
    _turn("36", "38.5", "adult", "reception", "demo.adult_nods_and_smiles"),
)

DEMO_TURNS: Final = (*_BLOCK, *_BIRD, *_OFFER)
"""All turns in the order of time."""

DEMO_MOMENTS: Final = (
    DemoMoment(Fraction(3), Fraction("9.8"), Fraction("6.4"), "demo.moment_block", _BLOCK[:3]),
    DemoMoment(Fraction(20), Fraction("29.5"), Fraction("24"), "demo.moment_bird", _BIRD),
    DemoMoment(Fraction("29.5"), Fraction("38.5"), Fraction("33"), "demo.moment_offer", _OFFER),
)
"""The three moments that the demo vault marks."""
