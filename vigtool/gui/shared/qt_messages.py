"""Qt's messages go into the log: of plugins and sound servers that are not there nobody needs to hear."""

import logging
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.INFO,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_qt_messages() -> None:
    """Send Qt's messages to the logger ``vigtool.qt`` from now on; critical ones still reach the terminal."""
    qInstallMessageHandler(_log)


def _log(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    logging.getLogger("vigtool.qt").log(_LEVELS.get(kind, logging.ERROR), "%s", text)
