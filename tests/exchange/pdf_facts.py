"""What a PDF says about itself and on its pages, read by other code than the one that wrote it."""

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, as Qt's reader (pdfium) takes it out."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise ValueError(document.error())
    texts = [document.getAllText(number).text() for number in range(document.pageCount())]
    document.close()
    return texts


def xmp(pdf: bytes) -> str:
    """The XMP packet of the document."""
    found = re.search(rb"<\?xpacket begin.*?<\?xpacket end", pdf, re.DOTALL)
    if found is None:
        raise ValueError
    return found[0].decode("utf-8")


def without_spaces(text: str) -> str:
    """A text without white space, line ends and soft hyphens, for finding words that were broken over lines."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]", "", text)


def figures(pdf: bytes) -> list[str]:
    """What each picture is in words (its alternative text), empty for one without."""
    return [_string(tag) for tag in re.findall(rb"/S\s*/Figure.*?>>\s*endobj", pdf, re.DOTALL)]


def _string(tag: bytes) -> str:
    """The /Alt of a structure element: UTF-16 in hex, or plain letters in parentheses."""
    if coded := re.search(rb"/Alt\s*<FEFF([0-9A-F]*)>", tag):
        return bytes.fromhex(coded[1].decode()).decode("utf-16-be")
    plain = re.search(rb"/Alt\s*\(([^)]*)\)", tag)
    return "" if plain is None else plain[1].decode("ascii")
