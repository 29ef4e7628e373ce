"""The sheet of paper with the recovery key: large type, groups of letters, and what to do with it."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter

from vigtool.gui.shared.fonts import FAMILY
from vigtool.wording.translation import tr

GROUP: Final = 5
GROUPS_IN_LINE: Final = 6


def in_groups(key: str) -> str:
    """A key in lines of groups, for reading and typing; spaces and line ends are no part of it."""
    begin, mark, rest = key.rpartition("-1")
    groups = [rest[start : start + GROUP] for start in range(0, len(rest), GROUP)]
    lines = [groups[start : start + GROUPS_IN_LINE] for start in range(0, len(groups), GROUPS_IN_LINE)]
    return "\n".join((begin + mark, *("  ".join(line) for line in lines)))


def draw_recovery_sheet(device: QPagedPaintDevice, key: str, vault_id: str) -> None:
    """Draw the sheet on a page of a printer or a PDF."""
    painter = QPainter(device)
    unit = device.logicalDpiX() / 25.4
    width = device.width() - 40 * unit
    top = 25 * unit
    for text, points, weight, gap in _paragraphs(key, vault_id):
        font = QFont(FAMILY)
        font.setPointSizeF(points)
        font.setWeight(weight)
        painter.setFont(font)
        area = QRectF(20 * unit, top, width, device.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        taken = painter.boundingRect(area, flags, text)
        painter.drawText(area, flags, text)
        top += taken.height() + gap * unit
    painter.end()


def _paragraphs(key: str, vault_id: str) -> tuple[tuple[str, float, QFont.Weight, int], ...]:
    normal, strong = QFont.Weight.Normal, QFont.Weight.DemiBold
    return (
        (tr("Recovery key"), 22, strong, 6),
        (tr("Vault {vault}").format(vault=vault_id), 11, normal, 12),
        (in_groups(key), 15, strong, 12),
        (
            tr(
                "With this key the vault opens when the passphrase is lost. Whoever holds it can open the vault: "
                "keep it with your most important papers, apart from the computer."
            ),
            11,
            normal,
            6,
        ),
        (tr("Type it in place of the passphrase. Spaces do not matter."), 11, normal, 0),
    )
