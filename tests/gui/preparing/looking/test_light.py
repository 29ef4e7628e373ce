"""Light on a picture: the order of its tones is kept, nothing is done when nothing is wanted, the film's stay as is."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from vigtool.gui.playing.lamp import Lamp, Light

LIGHTS = [Light(lighter, contrast) for lighter in (-100, -30, 0, 40, 100) for contrast in (-100, -30, 0, 40, 100)]


def ramp() -> NDArray[np.uint8]:
    """Every grey once, 256 x 70: more rows than the lamp takes at once."""
    greys = np.broadcast_to(np.arange(256, dtype=np.uint8)[None, :, None], (70, 256, 4)).copy()
    greys[:, :, 3] = 255
    return greys


def lit(pixels: NDArray[np.uint8], light: Light, scale: int = 1) -> NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
    canvas = QImage(width * scale, height * scale, QImage.Format.Format_RGB32)
    canvas.fill(0)
    painter = QPainter(canvas)
    Lamp().draw(painter, image, canvas.rect(), canvas.rect(), light)
    painter.end()
    return np.frombuffer(canvas.constBits(), np.uint8).reshape(height * scale, width * scale, 4).copy()


@pytest.mark.parametrize("light", LIGHTS, ids=str)
def test_no_tone_overtakes_another_and_grey_stays_grey(qapp: QApplication, light: Light) -> None:  # noqa: ARG001 - paints
    seen = lit(ramp(), light).astype(int)
    assert (seen[:, :, 0] == seen[:, :, 1]).all()
    assert (seen[:, :, 1] == seen[:, :, 2]).all()
    assert (seen == seen[0]).all()
    assert (np.diff(seen[0, :, 0]) >= -1).all()  # the blends round, by one level at the most


def test_lighter_and_darker_are(qapp: QApplication) -> None:  # noqa: ARG001 - paints
    plain, middle = ramp(), slice(20, 200)
    assert (lit(plain, Light(lighter=50))[0, middle, 0] > plain[0, middle, 0]).all()
    assert (lit(plain, Light(lighter=-50))[0, middle, 0] < plain[0, middle, 0]).all()
    assert lit(plain, Light(lighter=50))[0, 40, 0] == pytest.approx(40 * 1.75, abs=1)


def test_contrast_spreads_the_tones_about_the_middle(qapp: QApplication) -> None:  # noqa: ARG001 - paints
    strong, weak = (lit(ramp(), Light(contrast=amount))[0, :, 0].astype(int) for amount in (100, -100))
    assert (strong[:64] <= 1).all()
    assert strong[128] == pytest.approx(128, abs=2)
    assert (strong[193:] >= 254).all()
    assert weak[0] == pytest.approx(0.6 * 128, abs=1)
    assert weak[255] == pytest.approx(0.6 * 128 + 0.4 * 255, abs=1)


@pytest.mark.parametrize("light", LIGHTS, ids=str)
def test_the_picture_itself_is_only_read(qapp: QApplication, light: Light) -> None:  # noqa: ARG001 - paints
    pixels = ramp()
    lit(pixels, light)
    lit(pixels, light, scale=2)
    assert np.array_equal(pixels, ramp())


@pytest.mark.parametrize("size", [(256, 70), (1024, 280)])
@pytest.mark.parametrize("light", [Light(30, 60), Light(30, 0), Light(-30, -60)], ids=str)
def test_only_what_is_seen_is_painted(qapp: QApplication, size: tuple[int, int], light: Light) -> None:  # noqa: ARG001
    canvas = QImage(100, 100, QImage.Format.Format_RGB32)
    canvas.fill(0xFF336699)
    pixels = ramp()
    image = QImage(pixels.data, 256, 70, 1024, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    Lamp().draw(painter, image, QRect(-100, -5, *size), QRect(10, 20, 30, 40), light)
    painter.end()
    seen = np.frombuffer(canvas.constBits(), np.uint8).reshape(100, 100, 4)
    outside = np.ones((100, 100), bool)
    outside[20:60, 10:40] = False
    assert (seen[outside] == (0x99, 0x66, 0x33, 0xFF)).all()
    assert not (seen[20:60, 10:40] == (0x99, 0x66, 0x33, 0xFF)).all(axis=2).any()
    if size == (256, 70):
        assert np.array_equal(seen[20:60, 10:40], lit(pixels, light)[25:65, 110:140])
