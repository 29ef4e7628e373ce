"""Bech32 (BIP173) without its length limit: keys as text that a person can copy and a checksum can verify."""

from vigtool.vault.age.errors import KeyFault, KeyFormatError

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH = 6
_FIRST_VISIBLE, _LAST_VISIBLE = 33, 126


def encode(prefix: str, data: bytes) -> str:
    """Return the lower-case Bech32 text of ``data`` under the human-readable ``prefix``."""
    prefix = prefix.lower()
    values = _regroup(list(data), 8, 5, pad=True)
    residue = _polymod(_expand(prefix) + values + [0] * _CHECKSUM_LENGTH) ^ 1
    checksum = [(residue >> 5 * (_CHECKSUM_LENGTH - 1 - i)) & 31 for i in range(_CHECKSUM_LENGTH)]
    return prefix + "1" + "".join(_ALPHABET[value] for value in values + checksum)


def decode(text: str) -> tuple[str, bytes]:
    """Return the prefix (lower case) and the data of ``text``.

    Raises ``KeyFormatError``: BECH32 for mixed case, wrong letters or bad padding, CHECKSUM for a mistyped letter.
    """
    if text not in (text.lower(), text.upper()):
        raise KeyFormatError(KeyFault.BECH32)
    prefix, separator, letters = text.lower().rpartition("1")
    if not separator or not prefix or len(letters) < _CHECKSUM_LENGTH:
        raise KeyFormatError(KeyFault.BECH32)
    if not all(_FIRST_VISIBLE <= ord(letter) <= _LAST_VISIBLE for letter in prefix):
        raise KeyFormatError(KeyFault.BECH32)
    if any(letter not in _VALUES for letter in letters):
        raise KeyFormatError(KeyFault.BECH32)
    values = [_VALUES[letter] for letter in letters]
    if _polymod(_expand(prefix) + values) != 1:
        raise KeyFormatError(KeyFault.CHECKSUM)
    return prefix, bytes(_regroup(values[:-_CHECKSUM_LENGTH], 5, 8, pad=False))


def _polymod(values: list[int]) -> int:
    residue = 1
    for value in values:
        top = residue >> 25
        residue = (residue & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            if top >> bit & 1:
                residue ^= term
    return residue


def _expand(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _regroup(values: list[int], from_bits: int, to_bits: int, *, pad: bool) -> list[int]:
    pool = bits = 0
    groups: list[int] = []
    for value in values:
        pool = (pool << from_bits | value) & 0xFFF
        bits += from_bits
        while bits >= to_bits:
            bits -= to_bits
            groups.append(pool >> bits & (1 << to_bits) - 1)
    rest = pool & (1 << bits) - 1
    if pad:
        return [*groups, rest << to_bits - bits] if bits else groups
    if bits >= from_bits or rest:
        raise KeyFormatError(KeyFault.BECH32)
    return groups
