"""The bytes around a manifest, and how large a package may be (``docs/supervision.md``)."""

import re
import struct
from typing import Final

VERSION: Final = 1
MAGIC: Final = b"vigtool-package/1\n"
MAGIC_LINE: Final = re.compile(rb"vigtool-package/([1-9][0-9]{0,8})\n")
MAGIC_LIMIT: Final = len(b"vigtool-package/") + 9 + 1
"""No first line of any version is longer."""

LENGTH: Final = struct.Struct(">I")
KEY_SIZE: Final = 32
SIGNATURE_SIZE: Final = 64
SIGNED: Final = b"vigtool package v1\n"
"""Goes before what is signed, so that no signature of a vault on something else passes for a package's."""

MANIFEST_LIMIT: Final = 16 << 20
PACKAGE_LIMIT: Final = 256 << 30
"""Bytes of all that is in a package: hours of film as it comes from a camera."""
RECIPIENT_LIMIT: Final = 100

BLOCK: Final = 1 << 20
"""Bytes read and written at once, and with that the memory that a blob takes."""
