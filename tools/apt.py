"""Installing Debian packages, when this user may.

Nothing is ever asked: as root directly, else through sudo if that needs no password, else not at all.
"""

import functools
import os
import shutil
import subprocess
from collections.abc import Sequence

from tools.report import SetUpFailed, say

_QUIETLY = ("apt-get", "-qq", "-y", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120")
_WITHOUT_QUESTIONS = ("env", "DEBIAN_FRONTEND=noninteractive", "NEEDRESTART_SUSPEND=1")


@functools.cache
def may_install() -> bool:
    """Say whether packages can be installed without asking anybody."""
    return shutil.which("apt-get") is not None and rights() is not None


def one_line(packages: Sequence[str]) -> str:
    """Give the command that installs the packages, for somebody who may."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def install(packages: Sequence[str]) -> None:
    """Install the packages, reading the lists of packages anew only if it does not work without.

    Raises SetUpFailed with the last words of apt-get.
    """
    say(f"installing with apt-get: {' '.join(packages)}")
    wanted = ("install", "--no-install-recommends", *packages)
    if _apt_get(*wanted).returncode == 0:
        return
    _apt_get("update")
    answer = _apt_get(*wanted)
    if answer.returncode != 0:
        raise SetUpFailed(f"apt-get could not install {' '.join(packages)}:\n{answer.stdout.strip()}")


@functools.cache
def rights() -> tuple[str, ...] | None:
    """Give what stands before a command to run it as root, None when that is not possible unasked."""
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return (sudo, "-n")
    return None


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*(rights() or ()), *_WITHOUT_QUESTIONS, *_QUIETLY, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
