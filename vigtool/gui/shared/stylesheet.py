"""One stylesheet for the whole window, written from the tokens and a colour set.

Widgets say what they are by object name or the properties ``rank`` (buttons), ``role`` (labels, frames); no widget
has a stylesheet of its own.
"""

from string import Template
from typing import Final

from vigtool.exchange.resource_files import resource
from vigtool.gui.shared import tokens
from vigtool.gui.shared.palettes import CONTRASTING, DARK, HIGH_CONTRAST, Colours

_CONTROLS: Final = """
QWidget { font-size: ${body}pt; color: $text; }
QToolTip { background: $text; color: $surface; border: 0; padding: 6px 8px; font-size: ${small}pt; }
QPushButton, QCheckBox, QRadioButton { outline: 0; }
QPushButton { background: $surface; color: $text; border: ${o}px solid $button_line;
  border-radius: ${radius}px; padding: ${o_8}px ${o_15}px; min-height: ${row}px; }
QPushButton[bare="yes"] { padding: ${o_8}px; min-width: ${row}px; }
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $faint; background: $ground; border-color: $off_line; }
QPushButton[rank="filled"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[rank="filled"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[rank="filled"]:disabled { background: $raised; color: $faint; border-color: $off_filled; }
QPushButton[rank="quiet"] { background: transparent; border-color: $quiet_line; }
QPushButton[rank="quiet"]:hover { background: $raised; }
QPushButton:focus { border: ${f}px solid $accent; padding: ${f_8}px ${f_15}px; }
QPushButton[bare="yes"]:focus { padding: ${f_8}px; }
QPushButton[rank="filled"]:focus { border: ${f}px solid $text; outline: ${ring}px solid $on_accent;
  outline-offset: ${ring_out}px; outline-radius: 3px; }
QPushButton[tone="given"] { color: $given; text-align: left; padding: 7px 10px; }
QPushButton[tone="refused"] { color: $refused; text-align: left; padding: 7px 10px; }
QPushButton[tone="withdrawn"] { color: $withdrawn; text-align: left; padding: 7px 10px; }
QPushButton[tone="expired"] { color: $expired; text-align: left; padding: 7px 10px; }
QPushButton[tone="unknown"] { color: $unknown; text-align: left; padding: 7px 10px; }
QPushButton[rank="link"] { background: transparent; border: 0; $link_line padding: 4px 8px 4px 0; color: $muted;
  font-weight: 500; }
QPushButton[rank="link"]:hover { color: $accent; background: transparent; }
QPushButton[rank="link"]:focus { border: 0; border-bottom: ${f}px solid $accent; padding: 4px 8px ${f_link}px 0; }
QPushButton[rank="row"] { background: transparent; border-color: $quiet_line; padding: 0; text-align: left; }
QPushButton[rank="row"]:hover { background: $raised; }
QPushButton[rank="sheet"] { background: $surface; border-color: $button_line; border-radius: ${card}px; padding: 0; }
QPushButton[rank="sheet"]:hover { border-color: $accent; background: $surface; }
QPushButton[rank="sheet"]:focus, QPushButton[rank="row"]:focus { border: ${f}px solid $accent; padding: 0; }
QPushButton[rank="chip"] { border-radius: ${card}px; padding: ${o_5}px ${o_11}px; min-height: ${chip}px;
  text-align: left; }
QPushButton[rank="chip"]:checked { background: $accent_soft; color: $on_accent_soft; border-color: $accent; }
QPushButton[rank="chip"]:focus { border: ${f}px solid $accent; padding: ${f_5}px ${f_11}px; }
QPushButton::menu-indicator { width: 0; }
QLineEdit, QPlainTextEdit, QTextEdit, QDateTimeEdit, QComboBox, QAbstractSpinBox { background: $surface; color: $text;
  border: ${o}px solid $edge; border-radius: ${radius}px; padding: ${o_8}px ${o_11}px; min-height: ${row}px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateTimeEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: ${f}px solid $accent; padding: ${f_8}px ${f_11}px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  width: 0; border: none; }
QLineEdit:disabled, QPlainTextEdit:disabled, QDateTimeEdit:disabled, QComboBox:disabled { background: $raised;
  color: $muted; border-color: $off_line; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $raised; border-color: $off_line; }
QComboBox::drop-down, QDateTimeEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right;
  border: 0; width: 28px; background: transparent; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: url("$arrow"); width: ${box}px; height: ${box}px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: ${o}px solid $button_line;
  padding: 4px; outline: 0; selection-background-color: $accent_soft; selection-color: $on_accent_soft; }
QComboBox QAbstractItemView::item { min-height: ${item}px; padding: 0 8px; }
QCheckBox, QRadioButton { spacing: 9px; padding: ${b_3}px ${b_2}px; }
QCheckBox:focus, QRadioButton:focus { border: ${f}px solid $accent; border-radius: 5px; padding: 1px 0; }
QCheckBox::indicator, QRadioButton::indicator { width: ${box}px; height: ${box}px; background: $surface;
  border: ${o}px solid $edge; border-radius: 5px; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { border: ${ring_on}px solid $accent; width: ${dot}px; height: ${dot}px;
  background: $on_accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $raised; border-color: $off_line; }
QSlider { border: 2px solid transparent; border-radius: 6px; padding: 2px; }
QSlider:focus { border-color: $accent; }
QSlider:horizontal { min-height: 16px; }
QSlider::groove:horizontal { height: 16px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; margin: 6px 0; }
QSlider::add-page:horizontal { background: $edge; border-radius: 2px; margin: 6px 0; }
QSlider::handle:horizontal { background: $surface; border: 2px solid $accent; width: 12px; border-radius: 7px; }
QSlider::handle:horizontal:disabled { background: $ground; border-color: $faint; }
QProgressBar { background: $raised; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QListWidget { background: $surface; color: $text; border: 0; outline: 0; }
QListWidget::item { padding: 5px 4px; border-radius: 5px; color: $text; }
QListWidget::item:focus { border: ${f}px solid $accent; }
QListWidget::item:selected { background: $accent_soft; color: $on_accent_soft; }
QListWidget::indicator { width: ${box}px; height: ${box}px; background: $surface; border: ${o}px solid $edge;
  border-radius: 5px; }
QListWidget::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QAbstractItemView[role="entries"] { background: $surface; color: $text; border: 0; outline: 0; }
QAbstractItemView[role="entries"]::item { padding: 6px 10px; color: $text; }
QListView[role="entries"]::item { border-radius: ${radius}px; }
QAbstractItemView[role="entries"]::item:focus { border: ${f}px solid $accent; }
QAbstractItemView[role="entries"]::item:selected { background: $accent_soft; color: $on_accent_soft; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-bottom: ${o}px solid $line;
  padding: 6px 13px; font-weight: 500; }
QMenu { background: $surface; border: ${o}px solid $button_line; padding: 6px; }
QMenu::item { padding: 7px 26px 7px ${menu}px; border-radius: 5px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: ${box}px; height: ${box}px; left: 8px; }
QMenu::indicator:checked { background: $accent; border-radius: 5px; image: url("$check"); }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea:focus { border: ${f}px solid $accent; }
"""

_PLACES: Final = """
QMainWindow, QDialog { background: $ground; }
QFrame#welcome { background: $accent_soft; border: 0; }
QFrame#welcome QLabel { color: $on_accent_soft; }
QLabel[role="brand"] { font-size: ${section}pt; font-weight: 600; color: $accent; }
QLabel[role="welcome"] { font-size: ${title}pt; font-weight: 600; }
QFrame#rail { background: $surface; border: 0; border-right: ${o}px solid $line; }
QPushButton[rank="place"] { text-align: left; background: transparent; border: ${p}px solid $quiet_line;
  border-radius: ${radius}px; padding: ${p_9}px ${p_12}px; font-weight: 500; color: $muted; }
QPushButton[rank="place"]:hover { background: $raised; color: $text; }
QPushButton[rank="place"]:checked { background: $accent_soft; color: $on_accent_soft; border-color: $place_line; }
QPushButton[rank="place"]:focus { border: ${f}px solid $accent; padding: ${f_9}px ${f_12}px; }
QPushButton[rank="place"]:disabled { color: $faint; background: transparent; }
QFrame[role="card"] { background: $surface; border: ${o}px solid $line; border-radius: ${card}px; }
QFrame#popup { background: $surface; border: ${o}px solid $edge; border-radius: 0; }
QFrame[role="row"] { background: transparent; border: 0; border-radius: ${radius}px; }
QFrame[role="row"]:hover { background: $raised; }
QFrame[role="row"][chosen="yes"] { background: $accent_soft; }
QFrame[role="row"][chosen="yes"] QLabel { color: $on_accent_soft; }
QFrame[role="target"] { background: $accent; border: 0; }
QFrame[role="hint"] { background: $accent_soft; border: ${p}px solid $quiet_line; border-radius: ${radius}px; }
QFrame[role="hint"] QLabel { color: $on_accent_soft; }
QFrame[role="notice"] { background: $notice_soft; border: ${p}px solid $quiet_line; border-radius: ${radius}px; }
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
QLabel[role="key"] { background: $raised; border: ${o}px solid $line; border-radius: 5px; padding: 2px 7px; }
QLabel[role="secret"] { background: $raised; border: ${o}px solid $line; border-radius: ${radius}px;
  padding: 7px 10px; }
QLabel[role="secret"], QLineEdit[role="secret"], QPlainTextEdit[role="secret"] {
  font-size: ${section}pt; font-weight: 500; }
"""


def stylesheet(of: Colours, text_percent: int = 100) -> str:
    """The whole stylesheet in a colour set, its text ``text_percent`` of the usual size."""
    filled = {name: getattr(of, name) for name in of.__slots__}
    ground = "dark" if of in (DARK, HIGH_CONTRAST) else "light"
    pictures = {
        "arrow": resource("icons", f"arrow-on-{ground}.svg").as_posix(),
        "check": resource("icons", f"check-on-{ground}.svg").as_posix(),
    }
    whole = filled | pictures | _lines(of) | _outlines(of) | _measures(text_percent)
    return Template(_CONTROLS + _PLACES).substitute(whole)


def _measures(text_percent: int) -> dict[str, float]:
    """Sizes that follow the text: type in points, the rest in pixels."""
    box = round(16 * text_percent / 100)
    return {
        "small": tokens.TYPE_SMALL * text_percent / 100,
        "body": tokens.TYPE_BODY * text_percent / 100,
        "section": tokens.TYPE_SECTION * text_percent / 100,
        "title": tokens.TYPE_TITLE * text_percent / 100,
        "row": round(20 * text_percent / 100),
        "chip": round(16 * text_percent / 100),
        "item": round(28 * text_percent / 100),
        "box": box,
        "menu": box + 16,
        "round": box // 2 + 1,
        "dot": box // 2,
        "ring_on": (box - box // 2) // 2 + 1,
        "radius": tokens.RADIUS_CONTROL,
        "card": tokens.RADIUS_CARD,
    }


def _lines(of: Colours) -> dict[str, str]:
    """The colours of outlines; in high contrast nothing that can be used is without one."""
    strong = of in CONTRASTING
    return {
        "button_line": of.edge if strong else of.line,
        "quiet_line": of.line if strong else "transparent",
        "place_line": of.accent if strong else "transparent",
        "off_line": of.faint if strong else of.line,
        "off_filled": of.faint if strong else of.raised,
        "link_line": f"border-bottom: 1px solid {of.line};" if strong else "",
    }


def _outlines(of: Colours) -> dict[str, int]:
    """How thick outlines (``o``) and focus rings (``f``) are, and the padding that is left of each whole distance."""
    outline, focus, place = (2, 4, 2) if of in CONTRASTING else (1, 2, 0)
    roomy = focus - 1
    padding = {f"o_{whole}": whole - outline for whole in (5, 8, 11, 15)}
    padding |= {f"f_{whole}": whole - focus for whole in (5, 8, 9, 11, 12, 15)}
    padding |= {f"p_{whole}": whole - place for whole in (9, 12)}
    ring = {
        "ring": outline if place else 0,
        "ring_out": 6 - focus,
        "f_link": 4 - focus,
        "b_3": roomy + 2,
        "b_2": roomy + 1,
    }
    return {"o": outline, "f": focus, "p": place} | padding | ring
