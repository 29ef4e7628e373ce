"""Locks this process in with everything that the platform offers, and says honestly what it got.

Order: what starts nothing and opens nothing later comes first; the seccomp filter last, for it forbids the others.
Windows and macOS offer nothing that the standard library reaches without rights, an own helper or a signed bundle
(docs/decisions): there the process is a process of its own, and no more.
"""

import sys

from vigtool.engine.messages import SandboxReport
from vigtool.engine.sandbox.kernel import (
    PR_GET_DUMPABLE,
    PR_GET_NO_NEW_PRIVS,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    set_attribute,
)
from vigtool.engine.sandbox.landlock import enter_empty_domain
from vigtool.engine.sandbox.limits import LIMITS, limit_resources
from vigtool.engine.sandbox.seccomp import install_filter
from vigtool.engine.sandbox.self_test import self_test


def confine() -> SandboxReport:
    """Confine this process for good and test it. Everything that is needed later must be imported and open by now.

    Call it while this is the only thread.
    """
    took_hold = dict.fromkeys(LIMITS, False) | limit_resources()
    landlock = 0
    tried: dict[str, bool] = {}
    if sys.platform == "linux":
        took_hold["undumpable"] = set_attribute(PR_SET_DUMPABLE, 0, PR_GET_DUMPABLE)
        took_hold["no_new_privs"] = set_attribute(PR_SET_NO_NEW_PRIVS, 1, PR_GET_NO_NEW_PRIVS)
        landlock = enter_empty_domain()
        took_hold["landlock"] = landlock > 0
        took_hold["seccomp"] = install_filter()
        tried = self_test()
    had = tuple(name for name, held in took_hold.items() if held)
    not_had = tuple(name for name, held in took_hold.items() if not held)
    return SandboxReport(sys.platform, had, not_had, landlock, tried)
