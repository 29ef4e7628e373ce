"""The colour sets of the window, two of them of high contrast, and which one a widget stands in.

Whoever paints asks ``colours()``, which finds out from the application's Qt palette: no second place knows the choice.
Every pair in ``TEXT_PAIRS`` keeps WCAG AA (4.5:1; in high contrast AAA, 7:1), every pair in ``SHAPE_PAIRS`` 3:1;
``tests/gui`` measures them.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """One colour set, ``#rrggbb`` each.

    ``ground`` lies behind everything, ``surface`` under cards, ``raised`` under what is hovered or set apart on a card.
    ``line`` parts things, ``edge`` outlines what can be used; ``faint`` is what cannot be used now.
    ``notice`` is for what needs attention (a refusal, a problem): warm, never alarming.
    """

    ground: str
    surface: str
    raised: str
    line: str
    edge: str
    faint: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    notice_soft: str
    on_notice_soft: str
    given: str
    refused: str
    withdrawn: str
    expired: str
    unknown: str


LIGHT: Final = Colours(
    ground="#f6f4f0",
    surface="#ffffff",
    raised="#f1eee8",
    line="#e2ddd4",
    edge="#8a8478",
    faint="#8a8478",
    text="#23262a",
    muted="#5b6068",
    accent="#1d6b66",
    accent_hover="#165651",
    on_accent="#ffffff",
    accent_soft="#dcedea",
    on_accent_soft="#134f4b",
    notice_soft="#fbeed6",
    on_notice_soft="#5f4308",
    given="#1b6a45",
    refused="#4f5662",
    withdrawn="#71437f",
    expired="#7d5310",
    unknown="#5f646b",
)

DARK: Final = Colours(
    ground="#16181b",
    surface="#1e2125",
    raised="#282c31",
    line="#343a40",
    edge="#7d858e",
    faint="#7d858e",
    text="#e9e7e3",
    muted="#a9b0b8",
    accent="#63c4ba",
    accent_hover="#80d4cb",
    on_accent="#0c2422",
    accent_soft="#1f3d3b",
    on_accent_soft="#b5e6e0",
    notice_soft="#3d3119",
    on_notice_soft="#f2d79c",
    given="#7ccf9f",
    refused="#b4bcc8",
    withdrawn="#d0a6dd",
    expired="#e2b66a",
    unknown="#a3aab2",
)

HIGH_CONTRAST: Final = Colours(
    ground="#000000",
    surface="#0a0a0a",
    raised="#1f1f1f",
    line="#d0d0d0",
    edge="#ffffff",
    faint="#9a9a9a",
    text="#ffffff",
    muted="#e4e4e4",
    accent="#ffe14d",
    accent_hover="#fff0a0",
    on_accent="#000000",
    accent_soft="#2b2600",
    on_accent_soft="#ffe98a",
    notice_soft="#33210a",
    on_notice_soft="#ffd9a0",
    given="#7dffb0",
    refused="#d9e2f0",
    withdrawn="#f0c2ff",
    expired="#ffc966",
    unknown="#dcdcdc",
)

HIGH_CONTRAST_LIGHT: Final = Colours(
    ground="#fffffe",
    surface="#ffffff",
    raised="#f2f2f2",
    line="#303030",
    edge="#000000",
    faint="#6a6a6a",
    text="#000000",
    muted="#262626",
    accent="#004ba0",
    accent_hover="#003a7d",
    on_accent="#ffffff",
    accent_soft="#e2eeff",
    on_accent_soft="#002b5e",
    notice_soft="#fff0d0",
    on_notice_soft="#442c00",
    given="#004d26",
    refused="#2f3642",
    withdrawn="#4d1c5e",
    expired="#573500",
    unknown="#333333",
)

COLOUR_SETS: Final = {
    "light": LIGHT,
    "dark": DARK,
    "high-contrast": HIGH_CONTRAST,
    "high-contrast-light": HIGH_CONTRAST_LIGHT,
}
"""Every set that can be worn; no two have the same ground, by which ``colours`` tells them apart."""
CONTRASTING: Final = (HIGH_CONTRAST, HIGH_CONTRAST_LIGHT)
"""The sets in which every control has an outline and the focus a thick ring."""
_WORN: Final = {of.ground: of for of in COLOUR_SETS.values()}

TEXT_PAIRS: Final = (
    ("text", "ground"),
    ("text", "surface"),
    ("text", "raised"),
    ("muted", "ground"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("accent", "surface"),
    ("accent", "ground"),
    ("accent", "raised"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent_soft", "accent_soft"),
    ("on_notice_soft", "notice_soft"),
    *(
        (state, ground)
        for state in ("given", "refused", "withdrawn", "expired", "unknown")
        for ground in ("surface", "raised")
    ),
)
"""(foreground, background) of words."""

SHAPE_PAIRS: Final = (
    ("edge", "surface"),
    ("edge", "ground"),
    ("accent", "surface"),
    ("accent", "ground"),
    ("accent", "raised"),
    ("on_accent", "accent"),
)
"""(foreground, background) of outlines by which a control or its focus is recognised."""


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance, 0 to 1."""
    seen = QColor(colour)
    red, green, blue = (_linear(channel) for channel in (seen.redF(), seen.greenF(), seen.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's own


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours() -> Colours:
    """The colour set that the application wears; a widget's own palette would tell its stylesheet's background."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    worn = _WORN.get(window.name())
    if worn is not None:
        return worn
    return DARK if window.lightnessF() < 0.5 else LIGHT  # noqa: PLR2004 - the middle


def qt_palette(of: Colours) -> QPalette:
    """The Qt palette of a colour set, for Fusion."""
    role = QPalette.ColorRole
    palette = QPalette()
    for key, colour in {
        role.Window: of.ground,
        role.WindowText: of.text,
        role.Base: of.surface,
        role.AlternateBase: of.raised,
        role.Text: of.text,
        role.Button: of.surface,
        role.ButtonText: of.text,
        role.BrightText: of.on_accent,
        role.Highlight: of.accent,
        role.HighlightedText: of.on_accent,
        role.Accent: of.accent,
        role.Link: of.accent,
        role.LinkVisited: of.accent,
        role.ToolTipBase: of.text,
        role.ToolTipText: of.surface,
        role.PlaceholderText: of.muted,
        role.Light: of.surface,
        role.Midlight: of.raised,
        role.Mid: of.line,
        role.Dark: of.edge,
        role.Shadow: of.line,
    }.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(of.faint))
    return palette
