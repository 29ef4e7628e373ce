import numpy as np
import pytest
import segno
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from vigtool.exchange.qr import qr_svg

CHECKPOINT = (
    "vigtool/abcdefghjkmn\n1234\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n\u2014 vigtool/abcdefghjkmn "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
MODULE = 5
"""Pixels."""


def drawn(svg: str) -> NDArray[np.uint8]:
    """The picture that a viewer makes of the code, on a background that is not white."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    assert renderer.isValid()
    size = renderer.viewBox().size() * MODULE
    image = QImage(size, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.gray)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


def test_the_picture_has_the_modules_of_the_code_in_a_white_zone_of_four() -> None:
    code = segno.make(CHECKPOINT, error="m", micro=False, encoding="utf-8")
    dark = np.pad(np.array([list(row) for row in code.matrix], bool), 4)
    seen = drawn(qr_svg(CHECKPOINT))[MODULE // 2 :: MODULE, MODULE // 2 :: MODULE]
    assert np.array_equal(seen, np.where(dark, 0, 255))


def test_a_camera_reads_the_text_back() -> None:
    cv2 = pytest.importorskip("cv2", reason="OpenCV, which is no dependency, reads the code here")
    picture = np.repeat(drawn(qr_svg(CHECKPOINT))[..., np.newaxis], 3, axis=2)
    assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == CHECKPOINT


def test_a_text_that_no_code_can_hold_is_refused() -> None:
    assert qr_svg("x" * 2331)
    with pytest.raises(ValueError, match="too large"):
        qr_svg("x" * 2332)
