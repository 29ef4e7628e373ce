"""Limits of resources (``setrlimit``): no core file, no file written, few descriptors, bounded memory."""

import os
import sys
from typing import Final

if sys.platform != "win32":
    import resource

SPARE_DESCRIPTORS: Final = 64
"""What serving a film opens later: duplicates of the film's descriptor and of the connections."""
MOST_DATA: Final = 6 << 30
"""Bytes of private memory: several times what decoding 8K takes, and still an end."""
LIMITS: Final = ("rlimit_core", "rlimit_fsize", "rlimit_nofile", "rlimit_data")


def limit_resources() -> dict[str, bool]:
    """Set the limits and tell which took hold; nothing where the system knows none."""
    if sys.platform == "win32":
        return {}
    values = (0, 0, _highest_descriptor() + SPARE_DESCRIPTORS, MOST_DATA)
    return {name: limited(name.upper(), value) for name, value in zip(LIMITS, values, strict=True)}


if sys.platform != "win32":

    def limited(name: str, value: int) -> bool:
        """Let no more than ``value`` be had of a resource, such as ``RLIMIT_CORE``; tell whether that took hold."""
        try:
            which = getattr(resource, name)
            _soft, hard = resource.getrlimit(which)
            least = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(which, (least, least))
        except (AttributeError, OSError, ValueError):  # not had: the report says so
            return False
        return True


def _highest_descriptor() -> int:
    probe = os.open(os.devnull, os.O_RDONLY)
    os.close(probe)
    return probe
