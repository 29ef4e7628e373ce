"""What microphones give, as one channel of signed 16-bit samples."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PySide6.QtMultimedia import QAudioFormat

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FULL: Final = 32_768

_Form = QAudioFormat.SampleFormat
_NUMBERS: Final[dict[QAudioFormat.SampleFormat, tuple[np.dtype[Any], int, int]]] = {
    _Form.UInt8: (np.dtype("u1"), 128, 128),
    _Form.Int16: (np.dtype("<i2"), 0, _FULL),
    _Form.Int32: (np.dtype("<i4"), 0, 1 << 31),
    _Form.Float: (np.dtype("<f4"), 0, 1),
}
"""Of each form: how numbers are written, which of them is silence, and how far the loudest is from it."""


def is_understood(form: QAudioFormat) -> bool:
    """Whether ``to_one_channel`` takes what a device gives in this form."""
    return form.isValid() and form.sampleFormat() in _NUMBERS


def to_one_channel(data: bytes, form: QAudioFormat) -> bytes:
    """The mean of all channels; what is no whole sample of all of them is left out."""
    written, silence, full = _NUMBERS[form.sampleFormat()]
    channels = form.channelCount()
    whole = len(data) // (written.itemsize * channels) * channels
    if written == np.dtype("<i2") and channels == 1:
        return data[: whole * written.itemsize]
    numbers = np.frombuffer(data, written, whole).reshape(-1, channels).astype(np.float64)
    mean = np.nan_to_num((numbers.mean(axis=1) - silence) / full)
    near: NDArray[np.float64] = np.rint(mean * _FULL).clip(-_FULL, _FULL - 1)
    return near.astype("<i2").tobytes()
