"""What a patch of known colour must look like on the screen, calculated from the standards alone, in doubles.

Nothing here is taken from the program. The screen is that of ITU-R BT.709 (white D65); it shows signals by BT.1886
(gamma 2.4, black 0), those of films tagged sRGB or gamma 2.2 by these. HDR becomes SDR by the curve that the program
states: BT.2100's light on a display of 1000 cd/m2, BT.2020 to BT.709 primaries, clipped to 0..1000 cd/m2, then per
channel the EETF of BT.2390-10 5.4.1 from 1000 to 203 cd/m2, which is the screen's white.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

D65, C, DCI = (0.3127, 0.3290), (0.310, 0.316), (0.314, 0.351)
CHROMATICITIES: Final = {
    1: (0.640, 0.330, 0.300, 0.600, 0.150, 0.060, *D65),
    4: (0.67, 0.33, 0.21, 0.71, 0.14, 0.08, *C),
    5: (0.64, 0.33, 0.29, 0.60, 0.15, 0.06, *D65),
    6: (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *D65),
    7: (0.630, 0.340, 0.310, 0.595, 0.155, 0.070, *D65),
    8: (0.681, 0.319, 0.243, 0.692, 0.145, 0.049, *C),
    9: (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, *D65),
    11: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *DCI),
    12: (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *D65),
    22: (0.630, 0.340, 0.295, 0.605, 0.155, 0.077, *D65),
}
"""ITU-T H.273, table 2: x and y of red, green, blue, white."""
LUMA: Final = {
    1: (0.2126, 0.0722),
    4: (0.30, 0.11),
    5: (0.299, 0.114),
    6: (0.299, 0.114),
    7: (0.212, 0.087),
    9: (0.2627, 0.0593),
    10: (0.2627, 0.0593),
}
"""H.273, table 4: K_R and K_B of a matrix."""
CHECKER: Final = np.fromstring(
    """115 82 68  194 150 130  98 122 157  87 108 67  133 128 177  103 189 170  214 126 44  80 91 166  193 90 99
    94 60 108  157 188 64  224 163 46  56 61 150  70 148 73  175 54 60  231 199 31  187 86 149  8 133 161
    243 243 242  200 200 200  160 160 160  122 122 121  85 85 85  52 52 52""",
    sep=" ",
).reshape(24, 3)
"""The 24 patches of the ColorChecker as sRGB: D. Pascale, "RGB coordinates of the Macbeth ColorChecker" (2006)."""


@dataclass(frozen=True, slots=True)
class Tags:
    """H.273 code points; ``matrix`` 0 is RGB."""

    matrix: int
    transfer: int
    primaries: int
    full: bool = False

    def __str__(self) -> str:
        points = f"matrix {self.matrix} transfer {self.transfer} primaries {self.primaries}"
        return f"{points} {'full' if self.full else 'limited'}"


def grid(steps: int = 6) -> Floats:
    """Signals R', G', B' of a film, shape (steps ** 3, 3), 0 to 1."""
    one = np.linspace(0, 1, steps)
    return np.stack(np.meshgrid(one, one, one), axis=-1).reshape(-1, 3)


def srgb_light(signal: Floats) -> Floats:
    return np.where(signal <= 0.04045, signal / 12.92, ((signal + 0.055) / 1.055) ** 2.4)


def checker_signals(tags: Tags) -> tuple[Floats, Floats]:
    """Signals of the checker's patches in a film with these tags, and their light on the screen, both (n, 3).

    Without patches that the film's primaries cannot hold. Not for HDR.
    """
    light = srgb_light(CHECKER / 255)
    film = light @ np.linalg.inv(between_primaries(tags.primaries)).T
    fits = (film >= 0).all(axis=1) & (film <= 1).all(axis=1)
    return signal_of_light(film[fits], tags.transfer), light[fits]


def screen_light(signals: Floats, tags: Tags) -> Floats:
    """Light on the screen, 0..1, of a film's signals R', G', B'."""
    if tags.transfer in {16, 18}:
        return hdr_on_screen(signals, tags)
    light = light_of_signal(signals, tags.transfer)
    return np.clip(light @ between_primaries(tags.primaries).T, 0, 1)


def shown_light(codes: Floats, tags: Tags) -> Floats:
    """Light of the codes 0..255 that the screen got: what its own transfer makes of them."""
    if tags.transfer == 13:
        return srgb_light(codes / 255)
    return np.asarray((codes / 255) ** (2.2 if tags.transfer == 4 else 2.4))


def light_of_signal(signal: Floats, transfer: int) -> Floats:
    if transfer == 13:
        return srgb_light(signal)
    return np.asarray(signal ** {4: 2.2, 5: 2.8, 8: 1.0}.get(transfer, 2.4))


def signal_of_light(light: Floats, transfer: int) -> Floats:
    if transfer == 13:
        return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(light ** (1 / {4: 2.2, 5: 2.8, 8: 1.0}.get(transfer, 2.4)))


def _xyz(x: float, y: float) -> Floats:
    return np.array([x, y, 1 - x - y]) / y


def _rgb_to_xyz(primaries: int) -> Floats:
    x = CHROMATICITIES[primaries]
    columns = np.stack([_xyz(x[place], x[place + 1]) for place in (0, 2, 4)], axis=1)
    return np.asarray(columns @ np.diag(np.linalg.inv(columns) @ _xyz(x[6], x[7])))


def between_primaries(primaries: int) -> Floats:
    """The matrix from a film's light to BT.709's; its white to D65 by Bradford's matrix (ICC.1, annex E)."""
    cone = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
    own, ours = cone @ _xyz(*CHROMATICITIES[primaries][6:]), cone @ _xyz(*D65)
    adapted = np.linalg.inv(cone) @ np.diag(ours / own) @ cone
    return np.asarray(np.linalg.inv(_rgb_to_xyz(1)) @ adapted @ _rgb_to_xyz(primaries))


def pq_eotf(signal: Floats) -> Floats:
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 4096 * 128, 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    root = signal ** (1 / m2)
    return np.asarray(10000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1))


def pq_inverse(light: Floats) -> Floats:
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 4096 * 128, 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    power = (light / 10000) ** m1
    return np.asarray(((c1 + c2 * power) / (1 + c3 * power)) ** m2)


def hlg_inverse_oetf(signal: Floats) -> Floats:
    a, b = 0.17883277, 1 - 4 * 0.17883277
    c = 0.5 - a * np.log(4 * a)
    return np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)


def hlg_eotf(signal: Floats) -> Floats:
    scene = hlg_inverse_oetf(signal)
    return np.asarray(1000 * (scene @ np.array([0.2627, 0.6780, 0.0593]))[:, None] ** 0.2 * scene)


def eetf(light: Floats, top: float = 1000.0, white: float = 203.0) -> Floats:
    """BT.2390-10 5.4.1 with L_B = L_min = 0: Hermite spline above the knee, in PQ."""
    peak = pq_inverse(np.array(top))
    e1, most = pq_inverse(light) / peak, pq_inverse(np.array(white)) / peak
    knee = 1.5 * most - 0.5
    t = np.clip((e1 - knee) / (1 - knee), 0, 1)
    spline = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (3 * t**2 - 2 * t**3) * most
    return pq_eotf(np.where(e1 < knee, e1, spline) * peak)


def hdr_on_screen(signals: Floats, tags: Tags) -> Floats:
    light = np.minimum(pq_eotf(signals) if tags.transfer == 16 else hlg_eotf(signals), 1000)
    return np.clip(eetf(np.clip(light @ between_primaries(tags.primaries).T, 0, 1000)) / 203, 0, 1)


def coded(signals: Floats, tags: Tags, bits: int) -> NDArray[np.int64]:
    """Codes Y, Cb, Cr (for RGB: R, G, B) of ``bits`` bits, shape (n, 3): H.273, equations for each matrix."""
    if tags.matrix == 0:
        return np.asarray(np.rint(signals * (2**bits - 1)), np.int64)
    y, cb, cr = luma_and_differences(signals, tags)
    if tags.full:
        top = 2**bits - 1
        levels = np.stack([top * y, top * cb + 2 ** (bits - 1), top * cr + 2 ** (bits - 1)], axis=1)
    else:
        levels = np.stack([219 * y + 16, 224 * cb + 128, 224 * cr + 128], axis=1) * 2 ** (bits - 8)
    return np.asarray(np.rint(np.clip(levels, 0, 2**bits - 1)), np.int64)


def luma_and_differences(signals: Floats, tags: Tags) -> tuple[Floats, Floats, Floats]:
    red, green, blue = signals.T
    if tags.matrix == 8:
        return (red + 2 * green + blue) / 4, (-red + 2 * green - blue) / 4, (red - blue) / 2
    if tags.matrix == 14:
        return _ictcp(signals, is_hlg=tags.transfer == 18)
    kr, kb = LUMA[tags.matrix]
    if tags.matrix == 10:
        light = _bt2020_inverse_oetf(signals)
        y = _bt2020_oetf(light @ np.array([kr, 1 - kr - kb, kb]))
        b, r = blue - y, red - y
        return y, b / np.where(b <= 0, 1.9404, 1.5816), r / np.where(r <= 0, 1.7184, 0.9936)
    y = kr * red + (1 - kr - kb) * green + kb * blue
    return y, (blue - y) / (2 * (1 - kb)), (red - y) / (2 * (1 - kr))


def _ictcp(signals: Floats, *, is_hlg: bool) -> tuple[Floats, Floats, Floats]:
    to_lms = np.array([[1688, 2146, 262], [683, 2951, 462], [99, 309, 3688]]) / 4096
    light = hlg_inverse_oetf(signals) if is_hlg else pq_eotf(signals)
    lms = light @ to_lms.T
    if is_hlg:
        a, b = 0.17883277, 1 - 4 * 0.17883277
        high = a * np.log(np.maximum(12 * lms - b, 1e-12)) + 0.5 - a * np.log(4 * a)
        shaped = np.where(lms <= 1 / 12, np.sqrt(3 * lms), high)
        rows = [[2048, 2048, 0], [3625, -7465, 3840], [9500, -9212, -288]]
    else:
        shaped = pq_inverse(lms)
        rows = [[2048, 2048, 0], [6610, -13613, 7003], [17933, -17390, -543]]
    i, ct, cp = (shaped @ (np.array(rows) / 4096).T).T
    return i, ct, cp


def _bt2020_oetf(light: Floats) -> Floats:
    alpha, beta = 1.09929682680944, 0.018053968510807
    return np.where(light < beta, 4.5 * light, alpha * light**0.45 - (alpha - 1))


def _bt2020_inverse_oetf(signal: Floats) -> Floats:
    alpha, beta = 1.09929682680944, 0.018053968510807
    return np.where(signal < 4.5 * beta, signal / 4.5, ((signal + alpha - 1) / alpha) ** (1 / 0.45))
