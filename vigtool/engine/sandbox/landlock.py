"""Landlock (Linux 5.13 and later): a domain in which no file may be opened, no port used, no stranger signalled.

Source: the kernel's documentation, ``Documentation/userspace-api/landlock.rst``, and ``linux/landlock.h``.
"""

import ctypes
import os
from typing import Final

from vigtool.engine.sandbox.kernel import address_of, system_call

_CREATE_RULESET: Final = 444
_RESTRICT_SELF: Final = 446
_ASK_VERSION: Final = 1

_FILE_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many bits of access to files each version of the interface knows; later ones know as many as 5."""
_BIND_AND_CONNECT: Final = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS: Final = 0b11
_FIRST_WITH_NET: Final = 4
_FIRST_WITH_SCOPES: Final = 6


class _RulesetAttributes(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def version() -> int:
    """The version of the interface that the kernel offers, 0 for none."""
    try:
        return system_call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    except OSError:
        return 0


def enter_empty_domain() -> int:
    """Give up every access that Landlock knows; ``no_new_privs`` must be set. Return the version, 0: not had.

    Holds for this thread and those that it starts: call it while it is the only one.
    """
    offered = version()
    if not offered:
        return 0
    wanted = _RulesetAttributes(handled_access_fs=(1 << _FILE_RIGHTS[min(offered, max(_FILE_RIGHTS))]) - 1)
    size = 8
    if offered >= _FIRST_WITH_NET:
        wanted.handled_access_net, size = _BIND_AND_CONNECT, 16
    if offered >= _FIRST_WITH_SCOPES:
        wanted.scoped, size = _ABSTRACT_SOCKETS_AND_SIGNALS, 24
    try:
        ruleset = system_call(_CREATE_RULESET, address_of(wanted), size, 0)
        try:
            system_call(_RESTRICT_SELF, ruleset, 0)
        finally:
            os.close(ruleset)
    except OSError:
        return 0
    return offered
