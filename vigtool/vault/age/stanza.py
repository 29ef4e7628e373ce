"""One recipient stanza: a file key wrapped for one recipient (C2SP age.md, "Recipient stanza")."""

import base64
import binascii
import re
from dataclasses import dataclass

from vigtool.vault.age.errors import HeaderError, HeaderFault

_ARGUMENT = re.compile(rb"[\x21-\x7e]+")
_LINE_BYTES = 48


@dataclass(frozen=True, slots=True)
class Stanza:
    """``args[0]`` is the type, the rest is the type's own; ``body`` is the decoded body."""

    args: tuple[str, ...]
    body: bytes

    @property
    def kind(self) -> str:
        """The recipient type, such as "X25519"."""
        return self.args[0]

    def serialise(self) -> bytes:
        """Return the stanza's lines; the body ends with a line shorter than 64 columns, possibly empty."""
        lines = ["-> " + " ".join(self.args)]
        lines += [
            encode_base64(self.body[start : start + _LINE_BYTES]) for start in range(0, len(self.body) + 1, _LINE_BYTES)
        ]
        return "\n".join([*lines, ""]).encode()


def parse_arguments(line: bytes) -> tuple[str, ...]:
    """Return the arguments of the line ``-> argument ...`` (without its line feed). Raises ``HeaderError``."""
    arguments = line.removeprefix(b"-> ").split(b" ")
    if not all(_ARGUMENT.fullmatch(argument) for argument in arguments):
        raise HeaderError(HeaderFault.SYNTAX)
    return tuple(argument.decode("ascii") for argument in arguments)


def encode_base64(raw: bytes) -> str:
    """Return the base64 text of ``raw`` without padding."""
    return base64.b64encode(raw).rstrip(b"=").decode("ascii")


def decode_base64(text: str | bytes) -> bytes:
    """Decode canonical, unpadded base64; anything else raises ``HeaderError(BASE64)``."""
    encoded = text.encode("ascii") if isinstance(text, str) else text
    try:
        raw = base64.b64decode(encoded + b"=" * (-len(encoded) % 4), validate=True)
    except binascii.Error as error:
        raise HeaderError(HeaderFault.BASE64) from error
    if encode_base64(raw).encode("ascii") != encoded:
        raise HeaderError(HeaderFault.BASE64)
    return raw
