"""JSON of other programs, read without goodwill: nothing in it may cost time, memory or depth of the stack."""

import codecs
from typing import Final, TypeVar

import msgspec

from vigtool.exchange.annotations.errors import MOST_BYTES, FileUnfit, Unfit

Kind = TypeVar("Kind")

MOST_PARTS: Final = 2_000_000
"""Brackets and commas in a file: what they stand for takes far more memory than its text, and a second to make."""

MOST_MARKS: Final = 20_000
"""Marks in a file: twice what the longest film has."""

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_json(data: bytes, format_: str, kind: type[Kind]) -> Kind:
    """The value in a JSON text (RFC 8259; a byte order mark is passed over), which has to fit ``kind``.

    Raises ``FileUnfit`` with TOO_LARGE, NOT_TEXT, TOO_DEEP or NOT_THIS_FORMAT.
    """
    if len(data) > MOST_BYTES or sum(map(data.count, (b"{", b"[", b","))) > MOST_PARTS:
        raise FileUnfit(format_, Unfit.TOO_LARGE)
    if data.startswith(_UTF_16):
        raise FileUnfit(format_, Unfit.NOT_TEXT)
    try:
        data.decode()
        return msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8), type=kind)
    except UnicodeDecodeError:
        raise FileUnfit(format_, Unfit.NOT_TEXT) from None
    except RecursionError:
        raise FileUnfit(format_, Unfit.TOO_DEEP) from None
    except msgspec.MsgspecError:
        # "from None": the message of msgspec quotes the value that it did not like.
        raise FileUnfit(format_, Unfit.NOT_THIS_FORMAT) from None
