"""One stylesheet for the whole window, written from the tokens and a colour set.

Widgets say what they are by object name or the properties ``rank`` (buttons), ``role`` (labels, frames); no widget
has a stylesheet of its own.
"""

from string import Template
from typing import Final

from vigtool.exchange.resource_files import resource
from vigtool.gui.shared import tokens
from vigtool.gui.shared.palettes import DARK, Colours

_CONTROLS: Final = """
QWidget { font-size: ${body}pt; color: $text; }
QToolTip { background: $text; color: $surface; border: 0; padding: 6px 8px; font-size: ${small}pt; }
QPushButton, QCheckBox, QRadioButton { outline: 0; }
QPushButton { background: $surface; color: $text; border: 1px solid $line; border-radius: ${radius}px;
  padding: 7px 14px; min-height: 20px; }
QPushButton[bare="yes"] { padding: 7px; min-width: 20px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $edge; background: $ground; }
QPushButton[rank="filled"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[rank="filled"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[rank="filled"]:disabled { background: $raised; color: $edge; border-color: $raised; }
QPushButton[rank="quiet"] { background: transparent; border-color: transparent; }
QPushButton[rank="quiet"]:hover { background: $raised; }
QPushButton:focus { border: 2px solid $accent; padding: 6px 13px; }
QPushButton[bare="yes"]:focus { padding: 6px; }
QPushButton[rank="filled"]:focus { border: 2px solid $text; }
QPushButton[tone="given"] { color: $given; text-align: left; padding: 7px 10px; }
QPushButton[tone="refused"] { color: $refused; text-align: left; padding: 7px 10px; }
QPushButton[tone="withdrawn"] { color: $withdrawn; text-align: left; padding: 7px 10px; }
QPushButton[tone="expired"] { color: $expired; text-align: left; padding: 7px 10px; }
QPushButton[tone="unknown"] { color: $unknown; text-align: left; padding: 7px 10px; }
QPushButton[rank="link"] { background: transparent; border: 0; padding: 4px 8px 4px 0; color: $muted;
  font-weight: 500; }
QPushButton[rank="link"]:hover { color: $accent; background: transparent; }
QPushButton[rank="link"]:focus { border: 0; border-bottom: 2px solid $accent; padding: 4px 8px 2px 0; }
QPushButton[rank="row"] { background: transparent; border-color: transparent; padding: 0; text-align: left; }
QPushButton[rank="row"]:hover { background: $raised; }
QPushButton[rank="sheet"] { background: $surface; border-color: $line; border-radius: ${card}px; padding: 0; }
QPushButton[rank="sheet"]:hover { border-color: $accent; background: $surface; }
QPushButton[rank="sheet"]:focus, QPushButton[rank="row"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton::menu-indicator { width: 0; }
QLineEdit, QPlainTextEdit, QTextEdit, QDateTimeEdit, QComboBox, QSpinBox { background: $surface; color: $text;
  border: 1px solid $edge; border-radius: ${radius}px; padding: 7px 10px; min-height: 20px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateTimeEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 6px 9px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QDateTimeEdit:disabled, QComboBox:disabled { background: $raised;
  color: $muted; border-color: $line; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $raised; border-color: $line; }
QComboBox::drop-down, QDateTimeEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right;
  border: 0; width: 28px; background: transparent; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: url("$arrow"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line; padding: 4px; outline: 0;
  selection-background-color: $accent_soft; selection-color: $on_accent_soft; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QCheckBox, QRadioButton { spacing: 9px; padding: 3px 2px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; border-radius: 5px; padding: 1px 0; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; background: $surface;
  border: 1px solid $edge; border-radius: 5px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; background: $on_accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $raised; border-color: $line; }
QProgressBar { background: $raised; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenu { background: $surface; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 7px 26px 7px 12px; border-radius: 5px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu::item:disabled { color: $edge; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_PLACES: Final = """
QMainWindow, QDialog { background: $ground; }
QFrame#welcome { background: $accent_soft; border: 0; }
QFrame#welcome QLabel { color: $on_accent_soft; }
QLabel[role="brand"] { font-size: ${section}pt; font-weight: 600; color: $accent; }
QLabel[role="welcome"] { font-size: ${title}pt; font-weight: 600; }
QFrame#rail { background: $surface; border: 0; border-right: 1px solid $line; }
QPushButton[rank="place"] { text-align: left; background: transparent; border: 0; border-radius: ${radius}px;
  padding: 9px 12px; font-weight: 500; color: $muted; }
QPushButton[rank="place"]:hover { background: $raised; color: $text; }
QPushButton[rank="place"]:checked { background: $accent_soft; color: $on_accent_soft; }
QPushButton[rank="place"]:focus { border: 2px solid $accent; padding: 7px 10px; }
QPushButton[rank="place"]:disabled { color: $edge; background: transparent; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: ${card}px; }
QFrame#popup { background: $surface; border: 1px solid $edge; border-radius: 0; }
QFrame[role="row"] { background: transparent; border: 0; border-radius: ${radius}px; }
QFrame[role="row"]:hover { background: $raised; }
QFrame[role="hint"] { background: $accent_soft; border: 0; border-radius: ${radius}px; }
QFrame[role="hint"] QLabel { color: $on_accent_soft; }
QFrame[role="notice"] { background: $notice_soft; border: 0; border-radius: ${radius}px; }
QFrame[role="notice"] QLabel { color: $on_notice_soft; }
QFrame[role="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[role="drop"] { background: transparent; border: 1px dashed $edge; border-radius: ${card}px; }
QFrame[role="drop"][over="yes"] { background: $accent_soft; border: 2px dashed $accent; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLineEdit[role="title"] { font-size: ${title}pt; font-weight: 600; padding: 3px 8px; }
QLabel[role="section"] { font-size: ${section}pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}pt; }
QLabel[role="field"] { font-weight: 500; }
QLabel[role="key"] { background: $raised; border: 1px solid $line; border-radius: 5px; padding: 2px 7px; }
QLabel[role="secret"], QLineEdit[role="secret"], QPlainTextEdit[role="secret"] {
  font-size: ${section}pt; font-weight: 500; }
"""


def stylesheet(of: Colours) -> str:
    """The whole stylesheet in a colour set."""
    filled = {name: getattr(of, name) for name in of.__slots__}
    ground = "dark" if of is DARK else "light"
    measures = {
        "arrow": resource("icons", f"arrow-on-{ground}.svg").as_posix(),
        "check": resource("icons", f"check-on-{ground}.svg").as_posix(),
        "small": tokens.TYPE_SMALL,
        "body": tokens.TYPE_BODY,
        "section": tokens.TYPE_SECTION,
        "title": tokens.TYPE_TITLE,
        "radius": tokens.RADIUS_CONTROL,
        "card": tokens.RADIUS_CARD,
    }
    return Template(_CONTROLS + _PLACES).substitute(filled, **measures)
