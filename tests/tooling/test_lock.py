"""requirements.lock: complete, current, and nothing in it that only one machine knows."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

REPOSITORY = Path(__file__).parents[2]
LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\\n", re.MULTILINE)
PLATFORMS = [
    {"sys_platform": system, "platform_machine": machine, "python_version": v, "python_full_version": f"{v}.1"}
    for system, machine in (("linux", "x86_64"), ("linux", "aarch64"), ("win32", "AMD64"), ("darwin", "arm64"))
    for v in ("3.11", "3.12", "3.13")
]


def project() -> dict[str, Any]:
    read = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    settings: dict[str, Any] = read["project"]
    return settings


def locked(platform: dict[str, str]) -> dict[str, Version]:
    entries = {}
    for entry in ENTRY.finditer(LOCK):
        marker = entry["marker"]
        if marker is None or Marker(marker).evaluate(dict(platform)):
            assert entry["name"] not in entries
            entries[entry["name"]] = Version(entry["version"])
    return entries


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda of: ", ".join(list(of.values())[:3]))
def test_every_dependency_is_locked_within_its_range(platform: dict[str, str]) -> None:
    versions = locked(platform)
    for line in project()["dependencies"] + project()["optional-dependencies"]["dev"]:
        requirement = Requirement(line)
        if requirement.marker is not None and not requirement.marker.evaluate(dict(platform)):
            continue
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier, line


def test_every_entry_has_hashes() -> None:
    starts = [entry.end() for entry in ENTRY.finditer(LOCK)]
    assert len(starts) == len(re.findall(r"^\S.*==", LOCK, re.MULTILINE))
    assert all(LOCK.startswith("    --hash=sha256:", start) for start in starts)


def test_no_line_names_an_index_or_a_place_on_a_disk() -> None:
    allowed = re.compile(r"[a-z0-9-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|\s+# .*|#.*")
    assert [line for line in LOCK.splitlines() if not allowed.fullmatch(line)] == []
    assert "://" not in LOCK
    assert not re.search(r"(^|\s)/\w", LOCK)
